"""Rules on single model uses: that each names its model one way, and says what the model wrote."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.model_use import ModelUse
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import creating_uses, used_datasets


def _every_use(manifest: Manifest) -> Iterator[tuple[ModelUse, Pointer]]:
    """The model uses of datasets, models, stages and measures, with their places."""
    for position, model in enumerate(entries(manifest.models)):
        where: Pointer = ("models", position)
        for at, stage in enumerate(entries(model.training)):
            yield from _placed(stage.model_uses, (*where, "training", at))
        yield from _placed(model.model_uses, where)
    for position, dataset in enumerate(entries(manifest.datasets)):
        yield from _placed(dataset.model_uses, ("datasets", position))
    for position, measure in enumerate(entries(manifest.measures)):
        yield from _placed(measure.model_uses, ("measures", position))


def _placed(listing: object, owner: Pointer) -> Iterator[tuple[ModelUse, Pointer]]:
    for position, use in enumerate(entries(listing)):
        yield use, (*owner, "modelUses", position)


@rule(
    "SYN007",
    "one-model-or-several",
    severity=Severity.ERROR,
    basis=(spec("modelUses"),),
    real="The peer tool mdmp accepts a record of synthetic data whose generator is '???' and reports nothing.",
)
def one_model_or_several(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A use of a model names its model twice, or not at all.

    ## Why
    `model` is for one, `models` for several that did the same. With both it is open which holds; with neither the use
    says that some model had a hand in it and not which. Not knowing is an answer: `model: {unknown: notRecorded}`.

    ## Example
    ```yaml
    models:
      - id: teacher
        name: Teacher 2
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - role: generate
            writes: [response]
    ```

    ## Use instead
    ```yaml
    models:
      - id: teacher
        name: Teacher 2
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: teacher
            role: generate
            writes: [response]
    ```

    ## References
    Training Lineage 1.0, modelUses.
    """
    for use, where in _every_use(manifest):
        if use.model is not MISSING and use.models is not MISSING:
            yield Fault(
                (*where, "models"),
                "this use of models gives both model and models",
                "keep models for several that did the same, model for one",
            )
        elif context.silent(use, where, "model") and context.silent(use, where, "models"):
            yield Fault(
                where,
                "this use of a model does not say which model",
                "add model, or models for several that did the same; model: {unknown: notRecorded} is an answer",
            )


@rule(
    "SYN009",
    "role-unknown-part",
    severity=Severity.NOTE,
    basis=(spec("modelUses"),),
    real="Every filing that was encoded and names a generator says only that it generated data, MAI-Image-2's captions "
    "excepted.",
)
def role_unknown_part(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model created training data, and which parts it wrote is not said.

    ## Why
    A model that wrote the questions taught something else than one that wrote the answers. Where the parts are not
    said, all are possible, and everything that is computed from this dataset is only possible too.

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
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: teacher
            role: generate
            writes: [response]
    ```
    Where it is not known: `writes: {unknown: notRecorded}`.

    ## References
    Training Lineage 1.0, modelUses.
    """
    for dataset, where in used_datasets(context):
        for item in creating_uses(dataset, where):
            if item.use.role != "softTargets" and context.silent(item.use, item.pointer, "writes"):
                yield Fault(
                    item.pointer,
                    f'a model had the role {item.use.role} for dataset "{dataset.id}", '
                    "and which parts it wrote is not said",
                    "add writes, such as [prompt], [response], [reasoning] or [document]",
                )
