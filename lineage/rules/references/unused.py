"""Rules on records that are described and that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph import Index
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dataset import Dataset
from lineage.model.model import Model
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


@rule(
    "REF005",
    "dataset-without-use",
    severity=Severity.NOTE,
    basis=(spec("Corpora"),),
    real="A corpuscard manifest has no edges between datasets and models: nobody can see that a dataset in it was used "
    "by no model.",
)
def dataset_without_use(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset is described and no corpus reaches it.

    ## Why
    A summary speaks of the data that the models of a corpus were trained on. A dataset that no stage of training uses,
    no mixture holds and no used dataset comes from is left out of it.

    ## Example
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [wikipedia]
    datasets:
      - id: wikipedia
        origin: public
      - id: fineweb
        origin: public
    corpora:
      - id: all
        models: [aurora]
    ```

    ## Use instead
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [wikipedia, fineweb]
    datasets:
      - id: wikipedia
        origin: public
      - id: fineweb
        origin: public
    corpora:
      - id: all
        models: [aurora]
    ```

    ## References
    Training Lineage 1.0, Corpora.
    """
    if not entries(manifest.corpora) or not context.untouched("corpora", "models", "datasets", "subjects", "measures"):
        return
    starts = [*entries(manifest.subjects), *(model for corpus in entries(manifest.corpora) for model in corpus.models)]
    if any(
        context.index.get(model, "model") is None for corpus in entries(manifest.corpora) for model in corpus.models
    ):
        return  # a model that is described elsewhere may have been trained on anything here
    starts += [
        name
        for measure in entries(manifest.measures)
        for use in entries(measure.model_uses)
        for name in use.model_references()
    ]
    reached = _reached(context.index, starts)
    for position, dataset in enumerate(entries(manifest.datasets)):
        if dataset.id not in reached and dataset.origin is not MISSING:
            yield Fault(
                ("datasets", position),
                f'no corpus reaches dataset "{dataset.id}": it will appear in no summary',
                "list it under uses of a stage of training, or under hasPart or derivedFrom of a dataset that is used",
            )


def _reached(index: Index, starts: list[str]) -> set[str]:
    """Everything behind these records: data, its sources, the models that had a hand in it, and their data."""
    stack, seen = list(starts), set()
    while stack:
        name = stack.pop()
        if name in seen:
            continue
        seen.add(name)
        record = index.by_id.get(name)
        if record is None or not isinstance(record.node, Dataset | Model):
            continue
        node: Any = record.node
        uses = list(entries(node.model_uses))
        if isinstance(node, Dataset):
            stack += entries(node.has_part)
            stack += [source.dataset for source in node.derivations()]
        else:
            for stage in entries(node.training):
                stack += [use.dataset for use in stage.dataset_uses()]
                uses += entries(stage.model_uses)
            stack += [base.model for base in entries(node.initialized_from) if isinstance(base.model, str)]
        stack += [model for use in uses for model in use.model_references()]
    return seen
