"""Sizes of a corpus, worked out from its datasets: totals per modality, and shares of the public data.

The size of a dataset is the amount that the training used, else the quantity of the modality. Where stages state
different amounts of one dataset, nobody says whether the parts overlap, and its size counts as not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from pydantic import MISSING

from lineage.graph import CorpusContent
from lineage.graph.bands import BANDS
from lineage.graph.content import content_modalities
from lineage.model.content import ModalityEntry
from lineage.model.dataset import Dataset
from lineage.model.quantity import Interval
from lineage.pointer import Pointer
from lineage.rules.sections import once

SECONDS: Final = {"hours": 3600, "minutes": 60, "seconds": 1}

LARGE: Final = 3
"""Per cent of the public data of a modality above which section 2.1 lists a dataset by name."""


class Size(NamedTuple):
    """How much of one modality a dataset holds; ``None`` where the manifest does not say. ``enriches`` where it only
    describes other content: that counts in section 1.3, and not among public data."""

    dataset: Dataset
    pointer: Pointer
    amount: tuple[Interval, str] | None
    enriches: bool


class Portion(NamedTuple):
    """A dataset's part of the public data of one modality. ``large`` is ``None`` where the bounds leave it open."""

    dataset: Dataset
    pointer: Pointer
    modality: str
    size: Interval
    total: Interval
    unit: str
    large: bool | None


def sizes(content: CorpusContent, *, enrichment: bool) -> dict[str, list[Size]]:
    """The sizes of the datasets used, by modality, with or without entries that only describe other content."""
    found = _sizes(content)
    if enrichment:
        return found
    return {modality: [size for size in listed if not size.enriches] for modality, listed in found.items()}


@once
def _sizes(content: CorpusContent) -> dict[str, list[Size]]:
    amounts: dict[str, set[tuple[Interval, str]]] = {}
    for use in content.uses:
        if use.edge is not None and use.edge.amount is not MISSING:
            amount = use.edge.amount
            amounts.setdefault(use.dataset.id, set()).add((amount.interval(), amount.unit))
    found: dict[str, list[Size]] = {}
    for dataset, pointer in content.datasets:
        if isinstance(dataset.has_part, list):
            continue  # its parts are counted
        held = content_modalities(dataset)
        for entry, _ in held:
            size = _size(entry, amounts.get(dataset.id, set()), alone=len(held) == 1)
            enriches = entry.as_ == "enrichment"
            found.setdefault(entry.modality, []).append(Size(dataset, pointer, size, enriches))
    return found


def _size(entry: ModalityEntry, amounts: set[tuple[Interval, str]], *, alone: bool) -> tuple[Interval, str] | None:
    if amounts:
        bands = BANDS.get(entry.modality)
        counted = {
            item for item in amounts if alone or (bands and item[1] == bands.unit and item[1] in ("tokens", "images"))
        }
        if len(counted) > 1:
            return None
        if counted:
            return next(iter(counted))
    return None if entry.quantity is MISSING else (entry.quantity.interval(), entry.quantity.unit)


def total(found: list[Size]) -> tuple[Interval, str] | None:
    """The sum of sizes; ``None`` where one is not known or they are counted in units that do not add up."""
    common = _common(found)
    if common is None:
        return None
    amounts, unit = common
    result = amounts[0]
    for amount in amounts[1:]:
        result += amount
    return result, unit


def _common(found: list[Size]) -> tuple[list[Interval], str] | None:
    amounts = [size.amount for size in found if size.amount is not None]
    if not amounts or len(amounts) < len(found):
        return None
    units = {unit for _, unit in amounts}
    if len(units) == 1:
        return [amount for amount, _ in amounts], amounts[0][1]
    if units <= SECONDS.keys():
        return [_times(amount, SECONDS[unit]) for amount, unit in amounts], "seconds"
    return None


def _times(size: Interval, factor: int) -> Interval:
    return Interval(size.low * factor, None if size.high is None else size.high * factor, size.low_open, size.high_open)


def portions(content: CorpusContent) -> Iterator[Portion]:
    """Each public dataset's part of the public data of each of its modalities, where all sizes are known."""
    for modality, every in sizes(content, enrichment=False).items():
        found = [size for size in every if "public" in size.dataset.origins()]
        common = _common(found)
        if common is None:
            continue
        amounts, unit = common
        whole = total(found)
        if whole is None:
            continue
        unbounded = sum(amount.high is None for amount in amounts)
        bounded = sum(amount.high for amount in amounts if amount.high is not None)
        for size, amount in zip(found, amounts, strict=True):
            others_low = whole[0].low - amount.low
            others_unbounded = unbounded - (amount.high is None)
            others_high = None if others_unbounded else bounded - (amount.high or 0)
            large: bool | None = None
            if others_high is not None and amount.low * 100 > LARGE * (amount.low + others_high):
                large = True
            elif amount.high is not None and amount.high * 100 <= LARGE * (amount.high + others_low):
                large = False
            yield Portion(size.dataset, size.pointer, modality, amount, whole[0], unit, large)


def spell(size: Interval) -> str:
    """An interval for a message: ``1,500``, ``1,000 to 2,000``, ``more than 10``."""
    low = f"{size.low.normalize():,f}"
    if size.high is None:
        return f"{'more than' if size.low_open else 'at least'} {low}"
    high = f"{size.high.normalize():,f}"
    if size.low == size.high:
        return low
    return f"{low} to {high}" if size.low else f"{'less than' if size.high_open else 'at most'} {high}"


def per_cent(portion: Portion) -> str:
    """The share of a portion for a message, with its bounds where they differ."""
    if portion.size.high is None or portion.total.high is None or not portion.total.low:
        return f"{'more' if portion.large else 'not more'} than {LARGE} %"
    if portion.size.low == portion.size.high and portion.total.low == portion.total.high:
        return f"{portion.size.low * 100 / portion.total.low:.2f} %"
    return f"{'more' if portion.large else 'not more'} than {LARGE} %"
