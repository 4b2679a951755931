"""Item 3: how many data points there are, in all and in each dataset, with the digits and bounds that are stated."""

from __future__ import annotations

from pydantic import MISSING

from lineage.graph.content import content_modalities
from lineage.model.dates import Period
from lineage.pointer import Pointer
from lineage.summary.blocks import Block, Lines, Paragraph
from lineage.summary.counts import counted_with, in_all, qualified
from lineage.summary.prose import sentence
from lineage.summary.register import Entry, register, table
from lineage.summary.scope import Scope
from lineage.summary.sizes import size
from lineage.summary.statements import nothing
from lineage.summary.vocabulary import MODALITY

Blocks = tuple[Block, ...]


def data_points(scope: Scope) -> Blocks:
    """What is declared for the whole, else what the datasets add up to; then each dataset."""
    lines = in_all(scope)
    rows = [(entry, _of_dataset(entry, scope)) for entry in register(scope)]
    return (*((Lines(tuple(lines)),) if lines else ()), *table("Data points by dataset", "Data points", rows, scope))


def _of_dataset(entry: Entry, scope: Scope) -> Blocks:
    dataset, place = entry.dataset, entry.place
    said: list[Paragraph] = []
    for modality, path in content_modalities(dataset):
        where = (*place, *path, "quantity")
        if modality.quantity is not MISSING:
            what = modality.name if modality.name is not MISSING else MODALITY[modality.modality]
            said.append(sentence(f"{what}: {size(modality.quantity)}{counted_with(modality.quantity)}.", where))
            said += qualified(modality.quantity, where, scope)
    used: dict[str, Pointer] = {}
    for edge, where in scope.edges(dataset):
        if edge.amount is not MISSING:
            what = "" if edge.split in (MISSING, "training") else f" for {edge.split}"
            words = f"Of these, used{what}: {size(edge.amount)}." if said else f"Used{what}: {size(edge.amount)}."
            used.setdefault(words, (*where, "amount"))
    said += [sentence(words, where) for words, where in used.items()]
    if dataset.dataset_count is not MISSING:
        said.append(sentence(f"Stands for {size(dataset.dataset_count)}.", (*place, "datasetCount")))
    value, where, _ = scope.fact(dataset, place, "collected")
    if isinstance(value, Period) and value.ongoing is True:
        said.append(sentence("A dynamic dataset: its collection is ongoing.", (*where, "ongoing")))
    if not any(paragraph.pointers and paragraph.pointers[0][-1] != "ongoing" for paragraph in said):
        return (nothing((*place, "modalities"), "number not stated"), *((Lines(tuple(said)),) if said else ()))
    return (Lines(tuple(said)),)


ANSWERS = {"3": data_points}
"""Question by question, what this file answers."""
