"""Values with their counts, as the engines hand them over, and what could not be read of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lineage.scan.result import Tally


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a column as it is written, and how many records and bytes have it. ``None`` is a row without one."""

    text: str | None
    records: int
    bytes: int = 0


def values_of(tally: Tally) -> Iterator[Value]:
    """The rows of a tally."""
    table = tally.table.to_pydict()
    sizes = table.get("bytes") or [None] * len(table["value"])
    for text, records, size in zip(table["value"], table["records"], sizes, strict=True):
        yield Value(None if text is None else str(text), int(records), int(size or 0))


def by_size(values: Iterable[Value]) -> tuple[Value, ...]:
    """Most records first, then by the value; a missing one first of all."""
    return tuple(sorted(values, key=lambda one: (-one.records, one.text is not None, one.text or "")))


def merged(values: Iterable[Value]) -> tuple[Value, ...]:
    """The counts of equal values added up, most records first."""
    sums: dict[str | None, tuple[int, int]] = {}
    for one in values:
        records, size = sums.get(one.text, (0, 0))
        sums[one.text] = records + one.records, size + one.bytes
    return by_size(Value(text, records, size) for text, (records, size) in sums.items())
