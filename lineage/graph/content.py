"""What a corpus holds: the datasets that its models were trained on, through mixtures and through each other.

Only data used *directly* counts: a dataset's ancestors are not summed or listed. A mixture stands for its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from pydantic import MISSING

from lineage.graph.index import Index
from lineage.model.answer import entries
from lineage.model.content import ModalityEntry, modality_entry
from lineage.model.corpus import Corpus
from lineage.model.dataset import Dataset
from lineage.model.model import Model
from lineage.model.model_use import ModelUse
from lineage.model.training import DatasetUse
from lineage.pointer import Pointer


class Use(NamedTuple):
    """One dataset in the training of one model: the record, where it stands, and the use that brought it in.

    ``edge`` is ``None`` for a part of a mixture: amounts and selections of the mixture are not its own.
    """

    dataset: Dataset
    pointer: Pointer
    edge: DatasetUse | None
    edge_pointer: Pointer
    via: tuple[str, ...] = ()


class PlacedUse(NamedTuple):
    """A model use with the place where it stands and the record that it belongs to."""

    use: ModelUse
    pointer: Pointer
    owner: Dataset | Model


class CorpusContent:
    """The data of one corpus, computed once."""

    def __init__(self, index: Index, corpus: Corpus) -> None:
        self.index = index
        self.corpus = corpus

    @cached_property
    def models(self) -> list[tuple[Model, Pointer]]:
        """The models of the corpus that are records of this manifest."""
        found = []
        for reference in dict.fromkeys(self.corpus.models):
            record = self.index.by_id.get(reference)
            if record and record.kind == "model":
                found.append((record.node, record.pointer))
        return found

    @cached_property
    def uses(self) -> list[Use]:
        """Every direct use of a dataset, mixtures taken apart, in file order; each dataset may occur more than once."""
        return [use for model, pointer in self.models for use in self._uses_of(model, pointer)]

    @cached_property
    def datasets(self) -> list[tuple[Dataset, Pointer]]:
        """The datasets used, each once, without the mixtures that only collect them."""
        seen: dict[str, tuple[Dataset, Pointer]] = {}
        for use in self.uses:
            seen.setdefault(use.dataset.id, (use.dataset, use.pointer))
        return sorted(seen.values(), key=lambda item: item[1][1])

    @cached_property
    def model_uses(self) -> list[PlacedUse]:
        """The model uses of the datasets used and of the stages of the corpus's models."""
        found = []
        for dataset, pointer in self.datasets:
            found += list(placed(dataset.model_uses, (*pointer, "modelUses"), dataset))
        for model, pointer in self.models:
            for position, stage in enumerate(entries(model.training)):
                found += list(placed(stage.model_uses, (*pointer, "training", position, "modelUses"), model))
            found += list(placed(model.model_uses, (*pointer, "modelUses"), model))
        return found

    def _uses_of(self, model: Model, pointer: Pointer) -> Iterator[Use]:
        for stage_position, stage in enumerate(entries(model.training)):
            for position, edge in enumerate(stage.dataset_uses()):
                where = (*pointer, "training", stage_position, "uses", position)
                yield from self._expand(edge, where)

    def _expand(self, edge: DatasetUse, where: Pointer) -> Iterator[Use]:
        # An explicit stack: mixtures of mixtures may be deep, and a cycle must end.
        stack: list[tuple[str, tuple[str, ...]]] = [(edge.dataset, ())]
        seen: set[str] = set()
        while stack:
            reference, via = stack.pop()
            record = self.index.by_id.get(reference)
            if reference in seen or record is None or record.kind != "dataset":
                continue
            seen.add(reference)
            parts = entries(record.node.has_part)
            if parts:
                stack += [(part, (*via, reference)) for part in reversed(parts)]
            if not parts or record.node.origin is not MISSING:
                yield Use(record.node, record.pointer, None if via else edge, where, via)


def content_of(index: Index, corpus: Corpus) -> CorpusContent:
    """The content of a corpus, the same object for all who ask with one index: a check and the summary after it."""
    found: CorpusContent | None = index.contents.get(id(corpus))
    if found is None or found.corpus is not corpus:
        found = index.contents[id(corpus)] = CorpusContent(index, corpus)
    return found


def placed(listing: object, pointer: Pointer, owner: Dataset | Model) -> Iterator[PlacedUse]:
    """The model uses of a list, each with its place."""
    for position, use in enumerate(entries(listing)):
        yield PlacedUse(use, (*pointer, position), owner)


def content_modalities(dataset: Dataset) -> list[tuple[ModalityEntry, Pointer]]:
    """A dataset's modalities in full spelling with their place relative to the dataset."""
    listing = entries(dataset.modalities)
    if len(listing) == 1 and isinstance(listing[0], str):
        return [_only(listing[0])]  # as in nearly all datasets, of which there may be very many
    return [(modality_entry(item), ("modalities", i)) for i, item in enumerate(listing)]


@cache
def _only(modality: str) -> tuple[ModalityEntry, Pointer]:
    return modality_entry(modality), ("modalities", 0)
