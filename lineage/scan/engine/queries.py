"""The queries of one group, in the SQL of an engine: made once, and run for every group with the same fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lineage.scan.engine import expression
from lineage.scan.engine.counts import AUTHORITIES, Group, dates_file, values_file
from lineage.scan.engine.functions import Dialect, Expression
from lineage.scan.engine.kinds import FILE, ROW, outer_columns, plain
from lineage.scan.plan import Plan
from lineage.scan.result import MOST_EXAMPLES

_NAMES = {"duckdb": "duckdb", "spark": "pyspark"}


@dataclass(frozen=True, slots=True)
class Sign:
    """How many rows show a sign, and which are the first. Those that a pattern finds are a column of the totals."""

    name: str
    total: str | None
    records: str | None
    examples: str


@dataclass(frozen=True, slots=True)
class Queries:
    """``narrow`` reads ``source``, and all others read ``narrow``. ``tables`` are by the file that they go to.

    What is ``kept`` of a group while its tables are made: nothing, where reading a few columns of Parquet again costs
    less; its rows; or, where one column at most is tallied and no row asked for by itself, its rows ``grouped``.
    """

    narrow: str
    totals: str
    tables: dict[str, str]
    signs: tuple[Sign, ...]
    sample: str | None
    kept: Literal["view", "rows", "grouped"]


def queries(plan: Plan, group: Group, dialect: Dialect, keep: float) -> Queries:
    """The queries of a plan for files with these fields."""
    import ibis

    columnar = group.shards[0].format == "parquet"

    def sql(query: Expression) -> str:
        return str(ibis.to_sql(query, dialect=_NAMES[dialect]))

    source = ibis.table(_schema(group), name="source")
    narrow = expression.narrow(plan, group.fields, source, dialect, keep)
    narrowed = ibis.table(narrow.schema(), name="narrow")
    tallied, by_row = _tallied(group, narrowed), group.shards[0].format == "jsonl"
    if expression.sums_suffice(plan, group.fields) and not columnar:
        keys = [*([FILE] if len(group.shards) > 1 else []), *tallied.values()]
        grouped = expression.grouped(narrow, keys, by_row)
        table = ibis.table(grouped.schema(), name="narrow")
        tables = {file: sql(expression.tally_of_grouped(table, keys, column)) for file, column in tallied.items()}
        query = expression.in_sets(sql(grouped), dialect) if len(keys) > 1 else sql(grouped)
        return Queries(query, sql(expression.totals_of_grouped(table, keys)), tables, (), None, "grouped")
    sampled = expression.SAMPLED in narrowed.columns
    return Queries(
        sql(narrow),
        sql(expression.totals(narrowed, len(plan.patterns), by_row)),
        {file: sql(expression.tally(narrowed, column)) for file, column in tallied.items()},
        tuple(
            Sign(
                name,
                total,
                None if total else sql(expression.counted(rows)),
                sql(expression.first(rows, MOST_EXAMPLES)),
            )
            for name, total, rows in _signs(plan, narrowed)
        ),
        sql(expression.sample(narrowed, plan.sample)) if sampled else None,
        "view" if columnar and "text_bytes" not in narrowed.columns else "rows",
    )


def _schema(group: Group) -> Expression:
    import ibis
    import pyarrow

    types = {}
    kinds = {field.outer: field.kind for field in group.fields}
    for name in outer_columns(group.fields):
        types[name] = pyarrow.string() if kinds[name] == "json" else plain(group.schema[name])
    return ibis.Schema.from_pyarrow(pyarrow.schema({**types, FILE: pyarrow.string(), ROW: pyarrow.int64()}))


def _tallied(group: Group, narrowed: Expression) -> dict[str, str]:
    """The columns that are counted value by value, by the file that this goes to."""
    found = {AUTHORITIES: "authority"} if "authority" in narrowed.columns else {}
    found |= {values_file(number): f"value{number}" for number, _ in enumerate(expression.values_of(group.fields))}
    return found | {dates_file(number): f"date{number}" for number, _ in enumerate(expression.dates_of(group.fields))}


def _signs(plan: Plan, narrowed: Expression) -> Iterator[tuple[str, str | None, Expression]]:
    """The rows that show each sign, and where they are totalled; none where there is no text."""
    if "text_bytes" in narrowed.columns:
        for number, pattern in enumerate(plan.patterns):
            yield pattern.name, f"sign{number}", expression.pattern(narrowed, number)
        for number, overlap in enumerate(plan.overlaps):
            yield overlap.name, None, expression.overlaps(narrowed, number)
