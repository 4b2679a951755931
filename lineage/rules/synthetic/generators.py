"""Rules on the models that created data: how exactly they are named, and what a reader finds about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lineage.finding import Related, Severity
from lineage.graph.content import PlacedUse
from lineage.model import Manifest
from lineage.model.answer import value_of
from lineage.model.dataset import Dataset
from lineage.model.model import Model
from lineage.pointer import Pointer
from lineage.rules.basis import AI_ACT_53_1_D, eu, spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import creates

_VAGUE: Final[dict[str, str]] = {
    "provider": "a provider",
    "family": "a family",
    "service": "a service",
    "class": "a class of models",
}


def _generators(context: Context, counts: Callable[[PlacedUse], bool]) -> Iterator[tuple[Model, Pointer, PlacedUse]]:
    """The models of this manifest behind the uses that count, each once with its first use, in file order."""
    found: dict[Pointer, tuple[Model, PlacedUse]] = {}
    for content, _ in context.contents:
        for item in content.model_uses:
            if counts(item):
                for reference in item.use.model_references():
                    record = context.index.by_id.get(reference)
                    if record and record.kind == "model":
                        found.setdefault(record.pointer, (record.node, item))
    for pointer in sorted(found, key=lambda place: place[1]):
        yield found[pointer][0], pointer, found[pointer][1]


def _opens_2_5(item: PlacedUse) -> bool:
    """Whether section 2.5 speaks of a use: created by or for the provider, not found in somebody's public data."""
    return creates(item.use) and (not isinstance(item.owner, Dataset) or "synthetic" in item.owner.origins())


@rule(
    "SYN002",
    "generator-not-identified",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("2.5"), spec("models")),
    real="Grok 4.5's filing names as generators xAI's own models including Grok; GPT-5.5's speaks of internal and "
    "third-party models.",
)
def generator_not_identified(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model that created training data is named only by its family or kind, or its role is not known.

    ## Why
    A family is not a model. Terms, licences and summaries belong to versions, and a chain of models that taught each
    other can be followed only from version to version. A service counts as identified where `serves` lists the models
    behind it.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [dialogues]
      - id: teacher
        name: internal models
        identified: class
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: teacher
            role: generate
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [dialogues]
      - id: teacher
        name: Qwen3-32B
        level: version
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: teacher
            role: generate
    ```

    ## References
    EU template, section 2.5; Training Lineage 1.0, models.
    """
    for model, where, item in _generators(context, lambda item: creates(item.use)):
        key, value = "", ""
        if model.identified in ("family", "class"):
            key, value = "identified", str(model.identified)
        elif model.level in ("provider", "family") or (model.level == "service" and not isinstance(model.serves, list)):
            key, value = "level", str(model.level)
        if key:
            yield Fault(
                (*where, key),
                f'model "{model.id}" created training data, and its record stands for {_VAGUE[value]}',
                "name each model with its version in a record of its own",
                related=(Related(item.pointer, "it created data here"),),
            )
    seen = set()
    for content, _ in context.contents:
        for item in content.model_uses:
            if not isinstance(item.use.role, str) and item.pointer not in seen:
                seen.add(item.pointer)
                yield Fault(
                    (*item.pointer, "role"),
                    f"what a model did for {_owner(item)} is not said",
                    "give the role, such as generate, rewrite, label or filter",
                )


def _owner(item: PlacedUse) -> str:
    return f'{"dataset" if isinstance(item.owner, Dataset) else "model"} "{item.owner.id}"'


@rule(
    "SYN004",
    "generator-without-summary-link",
    severity=Severity.NOTE,
    regulator=Severity.WARNING,
    law="eu",
    basis=(eu("2.5"), AI_ACT_53_1_D),
    real="Of 15 filed summaries none links the summary of a model that generated its synthetic data.",
)
def generator_without_summary_link(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model on the Union market created synthetic data, and its summary is not linked.

    ## Why
    Section 2.5 asks for the name of each general-purpose model on the market and for a link to its summary. That link
    is how a reader gets from one summary to the next.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [dialogues]
      - id: teacher
        name: Teacher 2
        placedOnUnionMarket: true
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: teacher
            role: generate
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [dialogues]
      - id: teacher
        name: Teacher 2
        placedOnUnionMarket: true
        summary:
          url: https://example.org/teacher-2/training-content
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: teacher
            role: generate
    ```
    Where its provider published none: `summary: {unknown: notStatedBySource}`.

    ## References
    EU template, section 2.5; Regulation (EU) 2024/1689, Art. 53(1)(d).
    """
    for model, where, item in _generators(context, _opens_2_5):
        placed = value_of(model.placed_on_union_market)
        if placed is None or placed is False or value_of(model.general_purpose) is False:
            continue
        if context.silent(model, where, "summary"):
            yield Fault(
                where,
                f'model "{model.id}" is on the Union market and created synthetic data, and its summary is not linked',
                "add summary with the url that its provider publishes",
                related=(Related(item.pointer, "it created data here"),),
            )


@rule(
    "SYN005",
    "generator-training-data-not-described",
    severity=Severity.NOTE,
    law="eu",
    basis=(eu("2.5"),),
    real="GPT-5.5's filing names internal and third-party models as generators and says nothing of what they were "
    "trained on.",
)
def generator_training_data_not_described(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model that is not on the Union market created synthetic data, and what it was trained on is not said.

    ## Why
    For models on the market a reader has their summaries. For all others section 2.5 asks for a general description of
    their training data, as far as it is known. Stages of training in this manifest, or a summary, answer it as well.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [dialogues]
      - id: draft
        name: Aurora 0.9
        placedOnUnionMarket: false
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: draft
            role: generate
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [dialogues]
      - id: draft
        name: Aurora 0.9
        placedOnUnionMarket: false
        trainingDataDescription: Public web text in 24 languages.
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: draft
            role: generate
    ```
    Where it is not known: `trainingDataDescription: {unknown: notStatedBySource}`.

    ## References
    EU template, section 2.5.
    """
    for model, where, item in _generators(context, _opens_2_5):
        placed = value_of(model.placed_on_union_market)
        if placed or (where[0], where[1], "placedOnUnionMarket") in context.pruning.members:
            continue
        told = ("training_data_description", "training", "summary")
        if all(context.silent(model, where, name) for name in told):
            market = "is not on the Union market" if placed is False else "is not said to be on the Union market"
            yield Fault(
                where,
                f'model "{model.id}" created synthetic data and {market}, and what it was trained on is not said',
                "add trainingDataDescription, or say whether it is placed on the Union market",
                related=(Related(item.pointer, "it created data here"),),
            )
