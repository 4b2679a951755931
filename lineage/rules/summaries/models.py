"""Rules on section 1.2 of the summary: when the models were placed on the market, and what they started from."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Related, Severity
from lineage.model import Manifest
from lineage.model.answer import entries, value_of
from lineage.model.model import Model
from lineage.pointer import Pointer
from lineage.rules.basis import AI_ACT_53_1_D, eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


def _covered(context: Context) -> Iterator[tuple[Model, Pointer]]:
    """The models that a corpus covers, each once, in file order."""
    found = {pointer: model for content, _ in context.contents for model, pointer in content.models}
    yield from ((found[pointer], pointer) for pointer in sorted(found, key=lambda place: place[1]))


@rule(
    "SUM003",
    "no-market-date",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("1.2"),),
    real="SmolLM3's filing does not say when the model was placed on the Union market.",
)
def no_market_date(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model that a summary covers has no date of placement on the Union market.

    ## Why
    Section 1.2 asks for the date. It decides from when the duty to publish a summary holds. A date that is not fixed
    yet is `{unknown: pending}`.

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
        placedOnUnionMarket: 2026-12-01
    ```

    ## References
    EU template, section 1.2.
    """
    for model, where in _covered(context):
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
    "SUM004",
    "dependencies-not-stated",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("1.2"),),
    real="Filings write N/A, None and Not applicable under dependencies; a blank there could mean any of them.",
)
def dependencies_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model that a summary covers does not say whether it started from another model.

    ## Why
    Section 1.2 asks for the models that this one was made from. Absent is not "none": a model trained from scratch
    says `{none: true}`.

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
    EU template, section 1.2.
    """
    for model, where in _covered(context):
        if context.silent(model, where, "initialized_from"):
            yield Fault(
                where,
                f'model "{model.id}" does not say which model it started from',
                "list the models under initializedFrom, or say initializedFrom: {none: true}",
            )


@rule(
    "SUM005",
    "base-without-summary-link",
    severity=Severity.NOTE,
    regulator=Severity.WARNING,
    law="eu",
    basis=(eu("1.2"), AI_ACT_53_1_D),
    real='Bielik v3\'s filing answers model dependencies with "Mistral 7B v0.2" and no more.',
)
def base_without_summary_link(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The model that a covered model started from has no link to its summary.

    ## Why
    Whoever modifies a model answers for the data of the modification; for the rest the reader needs the summary of
    the base. A tokenizer taken over is no dependency in this sense, nor a base that is not on the Union market.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        initializedFrom:
          - model: base
            relation: finetune
      - id: base
        name: Base 7B v2
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        initializedFrom:
          - model: base
            relation: finetune
      - id: base
        name: Base 7B v2
        summary:
          url: https://example.org/base-7b-v2/training-content
    ```
    Where its provider published none: `summary: {unknown: notStatedBySource}`.

    ## References
    EU template, section 1.2; Regulation (EU) 2024/1689, Art. 53(1)(d).
    """
    seen: set[Pointer] = set()
    for content, _ in context.contents:
        covered = set(content.corpus.models)
        for model, where in content.models:
            for position, start in enumerate(entries(model.initialized_from)):
                record = context.index.by_id.get(start.model) if isinstance(start.model, str) else None
                known = record is not None and record.kind == "model"
                if record is None or not known or start.model in covered or start.relation == "tokenizer":
                    continue
                base: Model = record.node
                place = (*where, "initializedFrom", position, "model")
                off_market = value_of(base.placed_on_union_market) is False or value_of(base.general_purpose) is False
                if off_market or place in seen or not context.silent(base, record.pointer, "summary"):
                    continue
                seen.add(place)
                yield Fault(
                    place,
                    f'model "{model.id}" started from "{base.id}", whose summary is not linked',
                    f'add summary to model "{base.id}" with the url that its provider publishes',
                    related=(Related(record.pointer, "its record"),),
                )
