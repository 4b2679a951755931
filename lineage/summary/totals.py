"""Sizes computed from the datasets used: the total of a modality, and each public dataset's share of it.

Only data used directly is summed, each dataset once. Nothing is guessed: where one size is missing or counted in
another unit there is no total, and the names of the datasets at fault are the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pydantic import MISSING

from lineage.graph.bands import BANDS
from lineage.graph.content import content_modalities
from lineage.model.answer import entries, value_of
from lineage.model.dataset import Dataset
from lineage.model.quantity import Interval, Quantity
from lineage.pointer import Pointer
from lineage.summary.scope import Placed, Scope, is_public

LARGE: Final = Decimal("0.03")
"""A public dataset above this share of the public data of a modality is listed by name (section 2.1)."""

_COMMON: Final[dict[str, tuple[str, dict[str, int]]]] = {
    "text": ("tokens", {"tokens": 1}),
    "image": ("images", {"images": 1}),
    "audio": ("seconds", {"hours": 3600, "minutes": 60, "seconds": 1}),
    "video": ("seconds", {"hours": 3600, "minutes": 60, "seconds": 1}),
}
"""The unit that sizes of a modality are summed in, and how many of it make one of each unit that can be."""


@dataclass(frozen=True, slots=True)
class Total:
    """The size of one modality over the datasets used; ``size`` is ``None`` where ``without`` lack one."""

    size: Interval | None
    unit: str
    pointers: tuple[Pointer, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicShare:
    """A public dataset's share of the public data of a modality."""

    modality: str
    share: Decimal


def total(scope: Scope, modality: str) -> Total | None:
    """The total of a modality; ``None`` where no dataset used has it or the template knows no unit for it."""
    if modality not in BANDS:
        return None
    unit, _ = _COMMON[modality]
    found = [item for item in scope.datasets() if _has(item[0], modality) and not entries(item[0].has_part)]
    if not found:
        return None
    size, places, without = Interval(Decimal(0), Decimal(0)), [], []
    for dataset, place in found:
        measured = _size_of(scope, dataset, place, modality)
        if measured is None:
            without.append(_called(dataset))
        else:
            size += measured[0]
            places.append(measured[1])
    return Total(None if without else size, unit, tuple(places), tuple(without))


def in_band_unit(size: Interval, modality: str, unit: str) -> tuple[Interval, str]:
    """A computed size in the unit of the bands, for print."""
    if unit == "seconds" and BANDS[modality].unit == "hours":
        high = None if size.high is None else size.high / 3600
        return Interval(size.low / 3600, high, size.low_open, size.high_open), "hours"
    return size, unit


def in_common_unit(quantity: Quantity, modality: str) -> Interval | None:
    """A size in the unit that sizes of the modality are summed in; ``None`` where it cannot be compared."""
    factor = _COMMON[modality][1].get(quantity.unit) if modality in _COMMON else None
    if factor is None:
        return None
    size = quantity.interval()
    high = None if size.high is None else size.high * factor
    return Interval(size.low * factor, high, size.low_open, size.high_open)


def public_shares(scope: Scope) -> dict[str, list[PublicShare]]:
    """Shares of the public datasets by id, for every modality in which the exact size of each is known.

    A dataset is in the result only if all of its modalities could be computed."""
    public = [item for item in scope.datasets("public") if not entries(item[0].has_part)]
    known: dict[str, dict[str, Decimal]] = {}
    for modality in BANDS:
        sizes = {d.id: _point(scope, (d, place), modality) for d, place in public if _has(d, modality, content=True)}
        if sizes and all(size is not None for size in sizes.values()) and any(sizes.values()):
            known[modality] = {name: size for name, size in sizes.items() if size is not None}
    shares: dict[str, list[PublicShare]] = {}
    for dataset, _ in public:
        held = {entry.modality for entry, _ in content_modalities(dataset) if entry.as_ != "enrichment"}
        if held and held <= known.keys():
            shares[dataset.id] = [
                PublicShare(m, known[m][dataset.id] / sum(known[m].values(), Decimal(0))) for m in sorted(held)
            ]
    return shares


def is_large(scope: Scope, dataset: Dataset, shares: dict[str, list[PublicShare]]) -> bool:
    """Whether section 2.1 lists a dataset by name: by its computed share where there is one, else as declared."""
    if dataset.id in shares:
        return any(entry.share > LARGE for entry in shares[dataset.id])
    return dataset.list_as == "large"


def _point(scope: Scope, item: Placed, modality: str) -> Decimal | None:
    measured = _size_of(scope, *item, modality)
    return measured[0].low if measured and measured[0].low == measured[0].high else None


def _has(dataset: Dataset, modality: str, *, content: bool = False) -> bool:
    return any(
        entry.modality == modality and not (content and entry.as_ == "enrichment")
        for entry, _ in content_modalities(dataset)
    )


def _size_of(scope: Scope, dataset: Dataset, place: Pointer, modality: str) -> tuple[Interval, Pointer] | None:
    """The amount that was used, where it is stated once, else the size of the dataset; in the common unit."""
    quantities: list[tuple[Quantity, Pointer]] = []
    if len(entries(dataset.modalities)) == 1:
        quantities = [
            (edge.amount, (*where, "amount")) for edge, where in scope.edges(dataset) if edge.amount is not MISSING
        ]
        if len({repr(quantity) for quantity, _ in quantities}) > 1:
            return None  # used several times in different amounts: which records were the same is not known
    if not quantities:
        quantities = [
            (entry.quantity, (*place, *path, "quantity"))
            for entry, path in content_modalities(dataset)
            if entry.modality == modality and entry.quantity is not MISSING
        ]
    if len(quantities) != 1 and len({repr(quantity) for quantity, _ in quantities}) != 1:
        return None
    quantity, where = quantities[0]
    size = in_common_unit(quantity, modality)
    return (size, where) if size is not None else None


def _called(dataset: Dataset) -> str:
    name = value_of(dataset.name)
    return name if isinstance(name, str) and is_public(dataset) else ""
