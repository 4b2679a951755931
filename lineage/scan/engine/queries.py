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
    less; its rows; or, where nothing but addresses is counted, these.
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
    if set(narrowed.columns) <= {FILE, ROW, "authority", "size"} and "authority" in narrowed.columns and not columnar:
        addresses = expression.addresses(narrow)
        grouped = ibis.table(addresses.schema(), name="narrow")
        tables = {AUTHORITIES: sql(expression.tally_of_addresses(grouped))}
        return Queries(sql(addresses), sql(expression.totals_of_addresses(grouped)), tables, (), None, "grouped")
    sampled = expression.SAMPLED in narrowed.columns
    return Queries(
        sql(narrow),
        sql(expression.totals(narrowed, len(plan.patterns), group.shards[0].format == "jsonl")),
        {file: sql(query) for file, query in _tables(group, narrowed)},
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


def _tables(group: Group, narrowed: Expression) -> Iterator[tuple[str, Expression]]:
    if "authority" in narrowed.columns:
        yield AUTHORITIES, expression.tally(narrowed, "authority")
    for number, _ in enumerate(expression.values_of(group.fields)):
        yield values_file(number), expression.tally(narrowed, f"value{number}")
    for number, _ in enumerate(expression.dates_of(group.fields)):
        yield dates_file(number), expression.tally(narrowed, f"date{number}")


def _signs(plan: Plan, narrowed: Expression) -> Iterator[tuple[str, str | None, Expression]]:
    """The rows that show each sign, and where they are totalled; none where there is no text."""
    if "text_bytes" in narrowed.columns:
        for number, pattern in enumerate(plan.patterns):
            yield pattern.name, f"sign{number}", expression.pattern(narrowed, number)
        for number, overlap in enumerate(plan.overlaps):
            yield overlap.name, None, expression.overlaps(narrowed, number)
