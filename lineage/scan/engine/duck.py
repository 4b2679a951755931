"""The aggregations, run by DuckDB in this process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lineage.errors import LineageError
from lineage.scan.engine import duck_errors
from lineage.scan.engine.batches import BATCHED, Batches
from lineage.scan.engine.counts import SAMPLE, Counts, Group, gather, records_of
from lineage.scan.engine.duck_sources import literal, source
from lineage.scan.engine.expression import FINGERPRINT
from lineage.scan.engine.functions import WORDS
from lineage.scan.engine.kinds import FILE, ROW
from lineage.scan.engine.queries import Queries, queries
from lineage.scan.engine.words import words
from lineage.scan.plan import Plan
from lineage.scan.shards import Shard

if TYPE_CHECKING:
    import duckdb


class Duck:
    """DuckDB, with its memory, threads and place to spill as the plan says."""

    name = "duckdb"
    group_bytes = 512 * 2**20
    group_files = 1000

    def __init__(self) -> None:
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._queries: dict[Any, Queries] = {}

    def versions(self) -> dict[str, str]:
        """DuckDB and Ibis."""
        import duckdb
        import ibis

        return {"duckdb": duckdb.__version__, "ibis": ibis.__version__}

    def open(self, plan: Plan) -> None:
        """Connect. Nothing is fetched: extensions that are not here are neither installed nor loaded."""
        import duckdb

        self._connection = connect(plan)
        try:
            self._give(plan)
        except duckdb.Error as error:
            raise duck_errors.fault(error, "what DuckDB needs to start", plan.spill) from error

    def _give(self, plan: Plan) -> None:
        """Give the connection our functions and the lists of fingerprints."""
        # A lambda, since DuckDB evaluates annotations; its own stubs do not know the names of kinds that it takes.
        self._db.create_function(WORDS, lambda texts: words(texts), ["VARCHAR"], "BIGINT", type="arrow")  # type: ignore[call-overload]  # as above
        for number, overlap in enumerate(plan.overlaps):
            import pyarrow

            body = overlap.expression["duckdb"].replace("{text}", "t")
            self._run(f"CREATE TEMP MACRO {FINGERPRINT}{number}(t) AS ({body})")
            self._db.register("prints", pyarrow.table({"print": overlap.prints}))
            self._run(f"CREATE TEMP TABLE {FINGERPRINT}{number} AS SELECT * FROM prints")
            self._db.unregister("prints")

    def close(self) -> None:
        """Disconnect."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._queries.clear()

    @property
    def _db(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise RuntimeError("the engine is not open")
        return self._connection

    def schema(self, shard: Shard) -> Any:
        """The columns of a file that only DuckDB can reach, by looking at it."""
        import duckdb

        reader = {"parquet": "read_parquet", "jsonl": "read_json_auto"}.get(shard.format, "read_csv_auto")
        try:
            return self._db.sql(f"SELECT * FROM {reader}({literal(shard.path)}) LIMIT 0").to_arrow_table().schema
        except duckdb.Error as error:
            raise duck_errors.fault(error, shard.path, None) from error

    def share(self) -> float:
        """What DuckDB says of its query."""
        return max(self._connection.query_progress(), 0) / 100 if self._connection is not None else 0

    def count(self, group: Group, plan: Plan, folder: Path) -> Counts:
        """Count a group: its narrow table first, then what is grouped from that."""
        import duckdb

        batches = Batches(group) if group.shards[0].format in BATCHED else None
        try:
            counts = self._count(group, plan, folder, batches, _share(group, plan))
            short = plan.sample and sum(one.get("kept", 0) for one in counts.totals.values()) < plan.sample
            if short and _share(group, plan) < 1:
                counts = self._count(group, plan, folder, Batches(group) if batches else None, 1)
        except duckdb.Error as error:
            if batches is not None and batches.fault is not None:
                raise batches.fault from error
            raise duck_errors.fault(error, group.paths[0], plan.spill, len(group.shards)) from error
        return counts

    def _count(self, group: Group, plan: Plan, folder: Path, batches: Batches | None, keep: float) -> Counts:
        made = self._made(group, plan, keep)
        try:
            if batches is not None:
                self._db.register("batches", batches.reader())
            self._run(f"CREATE OR REPLACE TEMP VIEW source AS {source(group)}")
            self._narrow(made)
            totals, firsts = gather(self._rows(made.totals), group)
            for file, query in made.tables.items():
                self._write(query, folder / file)
            if made.sample is not None:
                self._write(_numbered(made.sample, firsts), folder / SAMPLE)
            hits, examples = dict[str, int](), dict[str, list[tuple[str, int]]]()
            for sign in made.signs:
                hits[sign.name] = records_of(sign, totals, self._rows)
                rows = self._rows(sign.examples) if hits[sign.name] else []
                examples[sign.name] = [(row[FILE], row[ROW] - firsts[row[FILE]]) for row in rows]
        finally:
            self._run("DROP VIEW IF EXISTS narrow; DROP TABLE IF EXISTS narrow_rows; DROP VIEW IF EXISTS source")
            self._db.unregister("batches")
        return Counts(totals, hits, examples)

    def _narrow(self, made: Queries) -> None:
        """Make the narrow table. The number of a row in it is that of the row in the files, one after the other."""
        if made.kept == "view":
            self._run(f"CREATE OR REPLACE TEMP VIEW narrow AS {made.narrow}")
            return
        # Texts go to the function that counts words some thousand at a time, which may be more than two gigabytes.
        self._run("SET arrow_large_buffer_size = true")
        self._run(f"CREATE OR REPLACE TEMP TABLE narrow_rows AS {made.narrow}")
        self._run("RESET arrow_large_buffer_size")
        numbered = f" REPLACE (rowid AS {ROW})" if made.kept == "rows" else ""
        self._run(f"CREATE OR REPLACE TEMP VIEW narrow AS SELECT *{numbered} FROM narrow_rows")

    def _made(self, group: Group, plan: Plan, keep: float) -> Queries:
        key = (
            group.fields,
            group.shards[0].format,
            len(group.shards) == 1,
            tuple(str(group.schema[field.outer]) for field in group.fields if field.kind != "json"),
            keep,
        )
        if key not in self._queries:
            self._queries[key] = queries(plan, group, "duckdb", keep)
        return self._queries[key]

    def _run(self, sql: str) -> None:
        self._db.execute(sql)

    def _rows(self, sql: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._db.sql(sql).to_arrow_table().to_pylist()
        return rows

    def _write(self, query: str, path: Path) -> None:
        self._run(f"COPY ({query}) TO {literal(str(path))} (FORMAT parquet)")


def connect(plan: Plan) -> duckdb.DuckDBPyConnection:
    """A connection with the limits of a plan, which fetches nothing and writes only where it is told."""
    import duckdb

    options: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "preserve_insertion_order": True,
    }
    if plan.memory is not None:
        options["memory_limit"] = f"{plan.memory}B"
    if plan.threads is not None:
        options["threads"] = plan.threads
    if plan.spill is not None:
        plan.spill.mkdir(parents=True, exist_ok=True)
        options["temp_directory"] = str(plan.spill)
    try:
        connection = duckdb.connect(":memory:", config=options)
    except (duckdb.Error, OverflowError) as error:
        said = next((line for line in str(error).splitlines() if line.strip()), "no reason given")
        raise LineageError(f"DuckDB does not start: {said[:200]}", "look at --memory, --threads and --spill") from error
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET TimeZone = 'UTC'")
    return connection


def _share(group: Group, plan: Plan) -> float:
    """The share of rows whose text is kept for the sample: four times what is wanted, if the guess at rows holds."""
    return min(1.0, 4 * plan.sample / group.rows) if plan.sample and group.rows else 1.0


def _numbered(query: str, firsts: dict[str, int]) -> str:
    """The sample with rows counted from the beginning of each file."""
    if set(firsts.values()) <= {0}:
        return query
    cases = " ".join(f"WHEN {literal(path)} THEN {number}" for path, number in firsts.items())
    return f"SELECT * REPLACE ({ROW} - CASE {FILE} {cases} END AS {ROW}) FROM ({query})"
