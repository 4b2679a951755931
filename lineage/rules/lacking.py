"""Datasets that leave a question open: one fault for all of them, and which have no number of data points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import MISSING

from lineage.graph import CorpusContent
from lineage.graph.content import content_modalities
from lineage.model.answer import entries
from lineage.model.content import ModalityEntry, modality_entry
from lineage.model.corpus import Corpus
from lineage.pointer import Pointer
from lineage.rules.context import Context
from lineage.rules.registry import Fault
from lineage.rules.sections import RELATED_AT_MOST, PlacedDataset, named, related


def lacking(datasets: list[PlacedDataset], what: str, advice: str, *, of: int) -> Iterator[Fault]:
    """One fault for all the datasets that leave a question open, at the first of them; ``of`` is how many are asked."""
    if datasets:
        share = f" of {of}" if of > len(datasets) else ""
        noun = "datasets" if max(of, len(datasets)) > 1 else "dataset"
        message = f"{what} for {len(datasets)}{share} {noun}: {named(datasets)}"
        yield Fault(
            datasets[0][1], message, advice, related=related(datasets[1 : RELATED_AT_MOST + 1], "does not say either")
        )


def uncounted(contents: Iterable[tuple[CorpusContent, Pointer]], context: Context) -> tuple[list[PlacedDataset], int]:
    """The datasets that have no number of data points, where their corpus declares no total; and how many were
    asked."""
    silent: dict[Pointer, PlacedDataset] = {}
    asked: set[Pointer] = set()
    for content, where in contents:
        if any(_sized(*item, context) for item in of_corpus(content.corpus, where)) or not context.untouched("models"):
            continue
        counted = {use.dataset.id for use in content.uses if use.edge is not None and use.edge.amount is not MISSING}
        for dataset, place in content.datasets:
            if isinstance(dataset.has_part, list):
                continue
            asked.add(place)
            sized = any(_sized(entry, (*place, *path), context) for entry, path in content_modalities(dataset))
            if not sized and dataset.id not in counted and (*place, "modalities") not in context.pruning.members:
                silent[place] = (dataset, place)
    return sorted(silent.values(), key=lambda item: item[1][1]), len(asked)


def of_corpus(corpus: Corpus, where: Pointer) -> list[tuple[ModalityEntry, Pointer]]:
    """The modalities that a corpus declares, with their places."""
    listed = enumerate(entries(corpus.modalities))
    return [(modality_entry(item), (*where, "modalities", position)) for position, item in listed]


def described(entry: ModalityEntry, place: Pointer, context: Context) -> bool:
    """Whether a modality says more than its name."""
    return not context.silent(entry, place, "content_types") or not context.silent(entry, place, "description")


def _sized(entry: ModalityEntry, place: Pointer, context: Context) -> bool:
    return not context.silent(entry, place, "quantity")
