"""Rules on the general information of the form: provider, dates, what a model was made from."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import value_of
from lineage.model.model import Model
from lineage.pointer import Pointer
from lineage.rules.basis import code_form
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


def covered(context: Context) -> Iterator[tuple[Model, Pointer]]:
    """The models that a corpus covers, each once, in file order."""
    found = {pointer: model for content, _ in context.contents for model, pointer in content.models}
    yield from ((found[pointer], pointer) for pointer in sorted(found, key=lambda place: place[1]))


@rule(
    "COP001",
    "provider-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="code",
    basis=(code_form("general information"),),
    real="MAI-Image-2's filing gives an address where the name of its provider should stand.",
)
def provider_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model that the form covers does not name its provider.

    ## Why
    The form opens with the legal name of the provider: it is who answers for everything below.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        provider: {name: Aurora Laboratory Ltd}
    ```

    ## References
    Code of Practice for general-purpose AI models, Transparency chapter, Model Documentation Form.
    """
    for model, where in covered(context):
        if context.silent(model, where, "provider"):
            yield Fault(
                where,
                f'model "{model.id}" does not say who provides it',
                "add provider with the legal name, or the id of an agent that has it",
            )


@rule(
    "COP002",
    "release-date-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="code",
    basis=(code_form("general information"),),
    real="Of five filings for the EU that were encoded, one says when its model was first released: Microsoft's.",
)
def release_date_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model that the form covers does not say when it was first released.

    ## Why
    The form asks when the model was first released through any channel, and apart from it for the date of placement on
    the Union market.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        placedOnUnionMarket: 2026-12-01
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        placedOnUnionMarket: 2026-12-01
        released: 2026-11-20
    ```

    ## References
    Code of Practice for general-purpose AI models, Transparency chapter, Model Documentation Form.
    """
    for model, where in covered(context):
        if context.silent(model, where, "released"):
            yield Fault(
                where, f'model "{model.id}" does not say when it was first released', "add released with the date"
            )


@rule(
    "COP003",
    "market-date-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="code",
    basis=(code_form("general information"),),
    real="SmolLM3's filing does not say when the model was placed on the Union market.",
)
def market_date_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model that the form covers has no date of placement on the Union market.

    ## Why
    The form asks for the date. One that is not fixed yet is `{unknown: pending}`.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        released: 2026-11-20
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        released: 2026-11-20
        placedOnUnionMarket: {unknown: pending}
    ```

    ## References
    Code of Practice for general-purpose AI models, Transparency chapter, Model Documentation Form.
    """
    for model, where in covered(context):
        if context.silent(model, where, "placed_on_union_market"):
            yield Fault(
                where,
                f'model "{model.id}" does not say when it was placed on the Union market',
                "add placedOnUnionMarket with the date; {unknown: pending} where it is not fixed yet",
            )
        elif value_of(model.placed_on_union_market) is True:
            yield Fault(
                (*where, "placedOnUnionMarket"),
                f'model "{model.id}" is on the Union market, and the date is not said',
                "give the date instead of true",
            )


@rule(
    "COP004",
    "model-dependencies-not-stated",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="code",
    basis=(code_form("general information"),),
    real="Filings write N/A, None and Not applicable under dependencies; the form wants N/A where there are none.",
)
def dependencies_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model that the form covers does not say whether it was made from another model.

    ## Why
    The form asks for the general-purpose models that this one modifies or fine-tunes. Absent is not "none": a model
    trained from scratch says `{none: true}`.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        initializedFrom: {none: true}
    ```

    ## References
    Code of Practice for general-purpose AI models, Transparency chapter, Model Documentation Form.
    """
    for model, where in covered(context):
        if context.silent(model, where, "initialized_from"):
            yield Fault(
                where,
                f'model "{model.id}" does not say which model it was made from',
                "list the models under initializedFrom, or say initializedFrom: {none: true}",
            )
