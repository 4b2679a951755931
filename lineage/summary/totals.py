"""Sizes computed from the datasets used, as the rules compute them: what is printed is what was checked.

Only data used directly is summed, each dataset once. Nothing is guessed: where one size is missing or counted in
another unit there is no total, and the datasets at fault are named.
"""

from __future__ import annotations

from dataclasses import dataclass

from lineage.graph.bands import BANDS
from lineage.model.answer import value_of
from lineage.model.dataset import Dataset
from lineage.model.quantity import Interval, Quantity
from lineage.pointer import Pointer
from lineage.rules import sizes
from lineage.rules.sizes import SECONDS, Portion, portions
from lineage.summary.scope import Scope, is_public


@dataclass(frozen=True, slots=True)
class Total:
    """The size of one modality over the datasets used; ``size`` is ``None`` where it cannot be summed, and ``without``
    names datasets that have no size (empty names: not public, or not stated)."""

    size: Interval | None
    unit: str
    pointers: tuple[Pointer, ...]
    without: tuple[str, ...] = ()


def total(scope: Scope, modality: str) -> Total | None:
    """The total of a modality; ``None`` where no dataset used has it or the template knows no unit for it."""
    found = sizes.sizes(scope.content, enrichment=True).get(modality, [])
    if modality not in BANDS or not found:
        return None
    summed = sizes.total(found)
    places = tuple((*entry.pointer, "modalities") for entry in found)
    if summed is None:
        return Total(None, "", places, tuple(_called(entry.dataset) for entry in found if entry.amount is None))
    return Total(*summed, places)


def comparable(size: Interval, unit: str, modality: str) -> tuple[Interval, str]:
    """A size in the unit of the bands where that is only a matter of hours and minutes; else as it is."""
    if unit in SECONDS and BANDS[modality].unit == "hours":
        factor = SECONDS["hours"] // SECONDS[unit]
        high = None if size.high is None else size.high / factor
        return Interval(size.low / factor, high, size.low_open, size.high_open), "hours"
    return size, unit


def disagrees(declared: Quantity, computed: Total, modality: str) -> bool:
    """Whether a declared size and a computed total cannot both be true."""
    if computed.size is None or declared.approximate is True:
        return False
    size, unit = comparable(declared.interval(), declared.unit, modality)
    other, same = comparable(computed.size, computed.unit, modality)
    return unit == same and not size.meets(other)


def public_portions(scope: Scope) -> dict[str, list[Portion]]:
    """Each public dataset's part of the public data of its modalities, by id, where all sizes are known."""
    found: dict[str, list[Portion]] = {}
    for portion in portions(scope.content):
        found.setdefault(portion.dataset.id, []).append(portion)
    return found


def is_large(dataset: Dataset, known: list[Portion]) -> bool:
    """Whether section 2.1 lists a dataset by name: by its computed share where that decides, else as declared."""
    if any(portion.large is True for portion in known):
        return True
    if known and all(portion.large is False for portion in known):
        return False
    return dataset.list_as == "large"


def _called(dataset: Dataset) -> str:
    name = dataset.name if isinstance(dataset.name, str) else value_of(dataset.name)
    return name if isinstance(name, str) and is_public(dataset) else ""
