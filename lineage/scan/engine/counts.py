"""What an engine gives of a group of files: tables on disk, and a few numbers beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from lineage.scan.engine.kinds import Field, Schema
from lineage.scan.plan import Plan
from lineage.scan.shards import Shard

if TYPE_CHECKING:
    from lineage.scan.engine.queries import Sign

AUTHORITIES = "authorities.parquet"
SAMPLE = "sample.parquet"


def values_file(number: int) -> str:
    """The table of a tallied column, by its number in the plan."""
    return f"values-{number}.parquet"


def dates_file(number: int) -> str:
    """The table of a column with dates, by its number in the plan."""
    return f"dates-{number}.parquet"


@dataclass(frozen=True, slots=True)
class Group:
    """Files of one kind with the same fields, counted in one go.

    ``columns`` are all columns of a CSV file, in order. ``rows`` is a guess at the least number of rows, for the
    sample.
    """

    shards: tuple[Shard, ...]
    fields: tuple[Field, ...]
    schema: Schema
    columns: tuple[str, ...] = ()
    rows: int = 0

    @property
    def paths(self) -> list[str]:
        """The paths of the files."""
        return [shard.path for shard in self.shards]


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a group: ``totals`` by path, ``hits`` and ``examples`` by name of a sign."""

    totals: dict[str, dict[str, int]]
    hits: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


class Engine(Protocol):
    """What runs the expressions. ``bytes`` and ``files`` say how much is counted in one go."""

    name: str
    group_bytes: int
    group_files: int

    def versions(self) -> dict[str, str]:
        """The libraries that count, and their versions."""

    def open(self, plan: Plan) -> None:
        """Get ready for a plan."""

    def close(self) -> None:
        """Give back what was taken."""

    def schema(self, shard: Shard) -> Any:
        """The Arrow schema of a file that only the engine can reach."""

    def share(self) -> float:
        """How much of what is running is done, from 0 to 1, as far as the engine knows; asked from another thread."""

    def count(self, group: Group, plan: Plan, folder: Path) -> Counts:
        """Count a group and write its tables into a folder. Raises ScanFault."""


def records_of(sign: Sign, totals: dict[str, dict[str, int]], rows: Callable[[str], list[dict[str, Any]]]) -> int:
    """How many rows show a sign; ``rows`` runs a query."""
    if sign.total is not None:
        return sum(one.get(sign.total, 0) for one in totals.values())
    return int(rows(sign.records or "")[0]["records"])


def gather(rows: Sequence[dict[str, Any]], group: Group) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """Totals by path, zeros for a file without rows; and the number of each file's first row.

    Rows have the path of their file, save where the group is one file.
    """
    from lineage.scan.engine.kinds import FILE

    totals: dict[str, dict[str, int]] = {path: {"records": 0} for path in group.paths}
    firsts: dict[str, int] = {}
    for row in rows:
        path = row.get(FILE, group.paths[0])
        firsts[path] = row.get("first", 0)
        totals[path] = {name: int(value or 0) for name, value in row.items() if name not in (FILE, "first")}
    return totals, firsts
