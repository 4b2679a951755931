"""Partials become one result: sums and sorted tables, the same bytes whatever was finished first, by either engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lineage.scan.engine import duck_errors
from lineage.scan.engine.batches import size_rule
from lineage.scan.engine.counts import AUTHORITIES, SAMPLE, dates_file, values_file
from lineage.scan.engine.duck import connect
from lineage.scan.engine.duck_sources import files
from lineage.scan.engine.expression import KEY, SAMPLED
from lineage.scan.engine.kinds import FILE, ROW
from lineage.scan.partials import Partial
from lineage.scan.plan import Plan
from lineage.scan.result import (
    MOST_EXAMPLES,
    MOST_VALUES,
    DateTally,
    Position,
    Result,
    ShardResult,
    SignKind,
    SignResult,
    Tally,
    Totals,
)

if TYPE_CHECKING:
    import duckdb
    import pyarrow


_IN_ONE_PIECE: Final = 64 * 2**20
"""Bytes of a table below which it is put into one piece, which takes as much memory again."""


def combine(plan: Plan, partials: Sequence[Partial], failed: Iterable[ShardResult], versions: dict[str, str]) -> Result:
    """One result of all finished groups, and of the files that could not be counted."""
    import duckdb

    shards = sorted(
        [*failed, *(shard for one in partials for shard in one.shards)], key=lambda shard: shard.path.encode()
    )
    connection = connect(plan)
    try:
        tables = _Tables(connection, [one.folder for one in partials])
        return Result(
            tuple(shards),
            _totals(plan, partials),
            _size_rule(plan, {shard.format for shard in shards}),
            tables.authorities() if plan.column("url", "host") is not None else None,
            tuple(tables.values(number, one.role, one.column) for number, one in enumerate(plan.tallied)),
            tuple(DateTally(column, tables.dates(number)) for number, column in enumerate(plan.dates)),
            _signs(plan, partials),
            tables.sample(plan.sample) if plan.sample and plan.column("text", "messages") is not None else None,
            versions=dict(sorted(versions.items())),
        )
    except duckdb.Error as error:
        raise duck_errors.fault(error, "the finished parts", plan.spill) from error
    finally:
        connection.close()


def _size_rule(plan: Plan, formats: set[str]) -> str:
    """What the size of a record is: the plan's rule, or that of a format whose sizes are not columns."""
    if plan.column("size") is None:
        return plan.size_rule
    return size_rule(formats) or plan.size_rule


class _Tables:
    """The tables of all groups, read together."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> None:
        self.connection, self.folders = connection, folders

    def authorities(self) -> pyarrow.Table:
        summed = self._summed(AUTHORITIES, "records, bytes")
        return self._table(f"SELECT value AS authority, records, bytes FROM ({summed}) ORDER BY value NULLS FIRST")

    def values(self, number: int, role: str, column: str) -> Tally:
        """The values with the most records, and how many there are besides."""
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE merged AS {self._summed(values_file(number), 'records, bytes')}"
        )
        table = self._table(f"FROM merged ORDER BY records DESC, value NULLS FIRST LIMIT {MOST_VALUES}")
        sums = self._table(
            "SELECT count(*)::BIGINT AS number, coalesce(sum(records), 0)::BIGINT AS records, "
            "coalesce(sum(bytes), 0)::BIGINT AS bytes FROM merged"
        ).to_pylist()[0]
        kept = [sum(table.column(name).to_pylist()) for name in ("records", "bytes")]
        further = sums["number"] - table.num_rows
        return Tally(role, column, table, further, sums["records"] - kept[0], sums["bytes"] - kept[1])

    def dates(self, number: int) -> pyarrow.Table:
        return self._table(f"{self._summed(dates_file(number), 'records')} ORDER BY value NULLS FIRST")

    def sample(self, most: int) -> pyarrow.Table:
        """The texts whose key is lowest, in the order of files and rows."""
        found = self._found(SAMPLE)
        columns = f"{KEY} VARCHAR, {FILE} VARCHAR, {ROW} BIGINT, {SAMPLED} VARCHAR"
        chosen = f"SELECT * FROM {found or _nothing(columns)} ORDER BY {KEY}, {FILE}, {ROW} LIMIT {most}"
        return self._table(
            f"SELECT {FILE} AS shard, {ROW} AS row, {SAMPLED} AS text FROM ({chosen}) ORDER BY {FILE}, {ROW}"
        )

    def _summed(self, file: str, columns: str) -> str:
        found = self._found(file) or _nothing("value VARCHAR, records BIGINT, bytes BIGINT")
        if len(self.folders) == 1:
            return f"SELECT value, {', '.join(f'{one}::BIGINT AS {one}' for one in columns.split(', '))} FROM {found}"
        sums = ", ".join(f"sum({column})::BIGINT AS {column}" for column in columns.split(", "))
        return f"SELECT value, {sums} FROM {found} GROUP BY value"

    def _found(self, file: str) -> str | None:
        paths = [str(folder / file) for folder in self.folders if (folder / file).exists()]
        return f"read_parquet({files(paths)})" if paths else None

    def _table(self, sql: str) -> pyarrow.Table:
        table: pyarrow.Table = self.connection.sql(sql).to_arrow_table()
        return table.combine_chunks() if table.nbytes < _IN_ONE_PIECE else table


def _nothing(columns: str) -> str:
    casts = ", ".join(
        f"CAST(NULL AS {type_}) AS {name}" for name, type_ in (one.split() for one in columns.split(", "))
    )
    return f"(SELECT {casts} LIMIT 0)"


def _totals(plan: Plan, partials: Sequence[Partial]) -> Totals:
    summed: Counter[str] = Counter()
    for partial in partials:
        for one in partial.counts.totals.values():
            summed.update(one)
    roles = {column.role for column in plan.columns}
    text = bool(roles & {"text", "messages"})
    records = summed["records"]

    def where(asked: bool, value: int) -> int | None:
        return value if asked else None

    sized = text or "size" in roles
    return Totals(
        records,
        where(sized, summed["size"]),
        where(sized, records - summed["size_told"]),
        where(text, summed["text_bytes"]),
        where(text, records - summed["text_bytes_told"]),
        where(text and plan.words, summed["words"]),
        where(text, summed["characters"]),
        where("image" in roles, summed["image"]),
        where(bool(roles & {"audio_ms", "audio_seconds"}), summed["audio_ms"]),
        where(bool(roles & {"video_ms", "video_seconds"}), summed["video_ms"]),
    )


def _signs(plan: Plan, partials: Sequence[Partial]) -> tuple[SignResult, ...]:
    if plan.column("text", "messages") is None:
        return ()
    found: list[SignResult] = []
    kinds: list[tuple[str, SignKind]] = [
        *((one.name, "pattern") for one in plan.patterns),
        *((one.name, "overlap") for one in plan.overlaps),
    ]
    for name, kind in kinds:
        places = [at for partial in partials for at in partial.counts.examples.get(name, [])]
        first = sorted(places, key=lambda at: (at[0].encode(), at[1]))[:MOST_EXAMPLES]
        records = sum(partial.counts.hits.get(name, 0) for partial in partials)
        found.append(SignResult(name, kind, records, tuple(Position(*at) for at in first)))
    return tuple(found)
