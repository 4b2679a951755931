"""How many datasets there are of each origin and modality, and for how many a size is stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeAlias

from lineage.graph.content import content_modalities
from lineage.picture.stacks import Stack, draw_stacks
from lineage.pointer import Pointer
from lineage.rules.sizes import sizes
from lineage.summary.blocks import Column, Figure, Row, Table
from lineage.summary.eu.figures.origins import LABELS, SEVERAL, counted_datasets, origins_of, without_dataset
from lineage.summary.prose import counted, plain
from lineage.summary.scope import Placed, Scope, is_public
from lineage.summary.vocabulary import MODALITIES_OF_TOTAL, MODALITY

NOTHING: Final = "No dataset of the training content is recorded: there is nothing to count or to measure."
_datasets = partial(counted, one="dataset")


@dataclass(slots=True)
class _Count:
    """The datasets of one row: those with a stated size, those without, and how many are not public."""

    sized: list[Pointer] = field(default_factory=list)
    silent: list[Pointer] = field(default_factory=list)
    hidden: int = 0

    @property
    def numbers(self) -> tuple[int, int, int]:
        return len(self.sized), len(self.silent), self.hidden


_Row: TypeAlias = tuple[str, _Count, str]
"""A label, what counts under it, and what is said where nothing does."""


def by_origin(scope: Scope) -> Figure | str:
    """A bar for each origin that the form asks for."""
    found = counted_datasets(scope)
    if not found:
        return NOTHING
    sized = {identity for _, identity in _sized(scope)}
    counts: dict[str, _Count] = {origin: _Count() for origin in LABELS}
    for dataset, place in found:
        for origin in origins_of(dataset):
            _add(counts[origin], (dataset, place), sized=dataset.id in sized)
    if not any(counts[""].numbers):
        del counts[""]
    rows = [
        (LABELS[origin], count, without_dataset(scope, origin) if origin else "") for origin, count in counts.items()
    ]
    remarks = [_stated(found, sized)]
    if any(len(dataset.origins()) > 1 for dataset, _ in found):
        remarks.append(SEVERAL)
    return _figure("Datasets by origin", len(found), "Origin", rows, remarks, "figure-origins")


def by_modality(scope: Scope) -> Figure | str:
    """A bar for each modality that a dataset has. Left out where all have the same one: there is nothing to compare."""
    found = counted_datasets(scope)
    sized = _sized(scope)
    counts: dict[str, _Count] = {modality: _Count() for modality in (*MODALITIES_OF_TOTAL, "")}
    several = False
    for dataset, place in found:
        held: dict[str, None] = {entry.modality: None for entry, _ in content_modalities(dataset)} or {"": None}
        several |= len(held) > 1
        for modality in held:
            _add(counts[modality], (dataset, place), sized=(modality, dataset.id) in sized)
    rows = [(MODALITY.get(m, "Modality not stated"), count, "") for m, count in counts.items() if any(count.numbers)]
    if len(rows) < 2:
        return ""
    remarks = ["A dataset of several modalities counts in each of them."] if several else []
    return _figure("Datasets by modality", len(found), "Modality", rows, remarks, "figure-modalities")


def _sized(scope: Scope) -> set[tuple[str, str]]:
    """Modality and id of every dataset whose size is stated."""
    found = sizes(scope.content, enrichment=True)
    return {(modality, size.dataset.id) for modality, every in found.items() for size in every if size.amount}


def _add(count: _Count, item: Placed, *, sized: bool) -> None:
    dataset, place = item
    if not is_public(dataset):
        count.hidden += 1
    else:
        (count.sized if sized else count.silent).append(place)


def _stated(found: list[Placed], sized: set[str]) -> str:
    shown = [dataset for dataset, _ in found if is_public(dataset)]
    hidden = len(found) - len(shown)
    words = f"A size is stated for {sum(dataset.id in sized for dataset in shown) or 'none'} of them."
    if hidden:
        words += f" {counted(hidden, 'record')} of these {'is' if hidden == 1 else 'are'} not public."
    return words


def _figure(title: str, total: int, first: str, rows: list[_Row], remarks: list[str], prefix: str) -> Figure:
    stacks = [
        Stack(label, count.numbers, _datasets(sum(count.numbers)) if any(count.numbers) else words)
        for label, count, words in rows
    ]
    parts = [f"{stack.label}: {sum(stack.counts)}" for stack in stacks if any(stack.counts)]
    description = " ".join((f"{_datasets(total)} used in training. {'; '.join(parts)}.", *remarks))
    columns = tuple(map(Column, (first, "Datasets", "Size stated", "Size not stated", "Record not public")))
    cells = tuple(
        Row(
            (
                plain(stack.label, *count.sized, *count.silent),
                plain(stack.words),
                plain(str(len(count.sized)), *count.sized),
                plain(str(len(count.silent)), *count.silent),
                plain(str(count.hidden)),
            )
        )
        for stack, (_, count, _) in zip(stacks, rows, strict=True)
    )
    kinds = ("size stated", "size not stated", "record not public")
    svg = draw_stacks(stacks, kinds, title=title, description=description, prefix=prefix)
    return Figure(title, description, svg, Table(f"{title}: number of datasets", columns, cells))
