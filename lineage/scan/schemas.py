"""What is read of each file, and whether the files agree on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lineage.scan.engine.kinds import Field, Schema, fields, outer_columns
from lineage.scan.faults import ScanFault
from lineage.scan.looks import Look
from lineage.scan.plan import Plan
from lineage.scan.shards import Shard

_KINDS: Final = {
    "text": "text",
    "integer": "whole numbers",
    "float": "numbers",
    "boolean": "yes or no",
    "date": "dates",
    "time": "points in time",
    "json": "JSON",
    "nested": "lists or objects",
}
_ALIKE: Final = {"integer": "number", "float": "number", "date": "time", "json": "text"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of a file: the fields of the plan, by the columns of the file."""

    shard: Shard
    fields: tuple[Field, ...]
    schema: Schema
    columns: tuple[str, ...]
    rows: int

    def alike(self, other: Reading) -> bool:
        """Whether one query can read both."""
        return (
            (self.shard.format, self.shard.compression) == (other.shard.format, other.shard.compression)
            and self.fields == other.fields
            and self.columns == other.columns
            and all(self._type(field) == other._type(field) for field in self.fields)
        )

    def _type(self, field: Field) -> str:
        return "" if field.kind == "json" else str(self.schema[field.outer])


def agreed(plan: Plan, looks: Iterable[tuple[Shard, Look]]) -> tuple[list[Reading], list[tuple[Shard, ScanFault]]]:
    """The readings of all files, and the faults of those that lack a column or hold something else in it.

    A column of the plan that no file has is a fault of the first.
    """
    readings: list[Reading] = []
    faults: list[tuple[Shard, ScanFault]] = []
    for shard, look in looks:
        types = {field.name: field.type for field in look.schema}
        found, missing = fields(plan, types, shard.format == "jsonl")
        if missing:
            empty = not types and shard.local
            faults.append((shard, _empty(shard) if empty else _missing(shard, missing, types)))
            continue
        if not types and shard.format in ("csv", "tsv"):
            faults.append((shard, _empty(shard)))
            continue
        if (fault := _alike_but_for_case(shard, found, look.schema.names)) is not None:
            faults.append((shard, fault))
            continue
        ordered = tuple(types) if shard.format in ("csv", "tsv") else ()
        reading = Reading(shard, tuple(found), types, ordered, look.rows)
        if readings and (fault := _differs(readings[0], reading)) is not None:
            faults.append((shard, fault))
        else:
            readings.append(reading)
    return readings, faults


def _differs(first: Reading, other: Reading) -> ScanFault | None:
    for one, two in zip(first.fields, other.fields, strict=True):
        if _ALIKE.get(one.kind, one.kind) != _ALIKE.get(two.kind, two.kind):
            return ScanFault(
                other.shard.path,
                f'holds {_KINDS[two.kind]} in "{two.column}", and "{first.shard.path}" holds {_KINDS[one.kind]}',
                "write both alike, or scan them apart",
            )
    return None


def _alike_but_for_case(shard: Shard, found: Sequence[Field], names: Sequence[str]) -> ScanFault | None:
    """A fault where a column that is read has a twin: engines do not tell capital letters apart. Of Parquet they see
    all columns, of other files those that are read."""
    read = outer_columns(found)
    every = [name.lower() for name in (names if shard.format == "parquet" else read)]
    twin = next((name for name in read if every.count(name.lower()) > 1), None)
    if twin is None:
        return None
    said = f'has several columns called "{twin}", in capital or small letters'
    return ScanFault(shard.path, said, "give every column a name of its own, or name another")


def _missing(shard: Shard, missing: list[str], types: Iterable[str]) -> ScanFault:
    names = ", ".join(f'"{name}"' for name in missing)
    there = ", ".join(f'"{name}"' for name in list(types)[:20])
    plural = "columns" if len(missing) > 1 else "column"
    return ScanFault(shard.path, f"lacks the {plural} {names}; it has {there}", "name another column, or scan it apart")


def _empty(shard: Shard) -> ScanFault:
    return ScanFault(shard.path, "has no columns at all", "leave it out, or write it again with its header")
