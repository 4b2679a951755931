"""The same aggregations, run by Spark: for what outgrows a machine, or in a session that is there.

Tables of a group come to the driver as Arrow and are written there; Spark sorts and shuffles as it is set up to.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lineage.errors import LineageError
from lineage.scan.engine.counts import SAMPLE, Counts, Group, gather, records_of
from lineage.scan.engine.expression import FINGERPRINT
from lineage.scan.engine.kinds import FILE, ROW
from lineage.scan.engine.queries import Queries, queries
from lineage.scan.engine.spark_sources import SETTINGS, frame, path_of
from lineage.scan.faults import PlaceFault, ScanFault
from lineage.scan.plan import Plan
from lineage.scan.shards import Shard

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_RAISED: Final = re.compile(r"[A-Za-z_.]*(?:Error|Invalid|Fault|Exception): ")


class Spark:
    """Spark, started here with a master, or as a session that was handed in, whose settings are put back."""

    name = "spark"
    group_bytes = 16 * 2**30
    group_files = 10_000

    def __init__(self, master: str | None = None, session: SparkSession | None = None) -> None:
        self._master, self._session, self._ours = master, session, session is None
        self._before: dict[str, str | None] = {}
        self._views: list[str] = []

    def versions(self) -> dict[str, str]:
        """Spark and Ibis, and DuckDB, which puts the groups together."""
        import duckdb
        import ibis
        import pyspark

        return {"duckdb": duckdb.__version__, "ibis": ibis.__version__, "pyspark": pyspark.__version__}

    def open(self, plan: Plan) -> None:
        """Start, or take the session that is there."""
        if self._session is None:
            self._session = start(self._master, plan)
        # What goes wrong is raised. Spark would also print all of it.
        logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
        for name, value in SETTINGS.items():
            self._before[name] = self._session.conf.get(name, None)
            self._session.conf.set(name, value)
        for number, overlap in enumerate(plan.overlaps):
            import pyarrow

            body = overlap.expression["spark"].replace("{text}", "t")
            function = f"{FINGERPRINT}{number}"
            self._session.sql(f"CREATE OR REPLACE TEMPORARY FUNCTION {function}(t STRING) RETURNS STRING RETURN {body}")
            prints = self._session.createDataFrame(pyarrow.table({"print": overlap.prints}))
            self._view(prints, function)

    def close(self) -> None:
        """Stop what was started here; put back what was set."""
        if self._session is None:
            return
        for view in self._views:
            self._session.catalog.dropTempView(view)
        for name, value in self._before.items():
            if value is None:
                self._session.conf.unset(name)
            else:
                self._session.conf.set(name, value)
        self._views.clear()
        if self._ours:
            self._session.stop()
            self._session = None

    @property
    def _spark(self) -> SparkSession:
        if self._session is None:
            raise RuntimeError("the engine is not open")
        return self._session

    def _view(self, frame: DataFrame, name: str) -> None:
        frame.createOrReplaceTempView(name)
        if name not in self._views:
            self._views.append(name)

    def schema(self, shard: Shard) -> Any:
        """The columns of a file that only Spark can reach."""
        reader = self._spark.read
        if shard.format == "parquet":
            found = reader.parquet(shard.path)
        elif shard.format == "jsonl":
            found = reader.json(shard.path)
        else:
            found = reader.csv(shard.path, header=True, sep="," if shard.format == "csv" else "\t")
        return found.limit(0).toArrow().schema

    def share(self) -> float:
        """Unknown."""
        return 0

    def count(self, group: Group, plan: Plan, folder: Path) -> Counts:
        """Count a group: its narrow table, kept while it is read, then what is grouped from that."""
        from pyspark.errors import PySparkException

        try:
            made = queries(plan, group, "spark", 1)
            return self._count(group, folder, made)
        except PySparkException as error:
            raise _fault(error, group, plan) from error
        except Exception as error:
            if type(error).__module__.startswith("py4j"):
                raise _fault(error, group, plan) from error
            raise

    def _count(self, group: Group, folder: Path, made: Queries) -> Counts:
        from pyspark import StorageLevel

        self._view(frame(self._spark, group), "source")
        narrow = self._spark.sql(made.narrow)
        if made.kept != "view":
            narrow = narrow.persist(StorageLevel.MEMORY_AND_DISK)
        try:
            self._view(narrow, "narrow")
            totals, _ = gather([_named(row, group) for row in self._rows(made.totals)], group)
            for file, query in made.tables.items():
                self._write(query, folder / file, group)
            if made.sample is not None:
                self._write(made.sample, folder / SAMPLE, group)
            hits, examples = dict[str, int](), dict[str, list[tuple[str, int]]]()
            for sign in made.signs:
                hits[sign.name] = records_of(sign, totals, self._rows)
                rows = self._rows(sign.examples) if hits[sign.name] else []
                examples[sign.name] = [(path_of(row[FILE], group), row[ROW]) for row in rows]
        finally:
            narrow.unpersist()
        return Counts(totals, hits, examples)

    def _rows(self, sql: str) -> list[dict[str, Any]]:
        return [row.asDict() for row in self._spark.sql(sql).collect()]

    def _write(self, sql: str, path: Path, group: Group) -> None:
        """Write what a query gives, with paths as they were given."""
        import pyarrow.parquet

        table = self._spark.sql(sql).toArrow()
        if FILE in table.column_names:
            paths = [path_of(one, group) for one in table.column(FILE).to_pylist()]
            table = table.set_column(table.column_names.index(FILE), FILE, pyarrow.array(paths, pyarrow.string()))
        try:
            pyarrow.parquet.write_table(table, path)
        except OSError as error:
            raise PlaceFault(str(path.parent.parent), f"cannot be written: {error}", "make room there") from error


def start(master: str | None, plan: Plan) -> SparkSession:
    """A session of our own, quiet and without a web page."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("lineage scan").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR")
    if master is not None:
        builder = builder.master(master)
    if plan.memory is not None:
        builder = builder.config("spark.driver.memory", f"{max(plan.memory // 2**20, 512)}m")
    if plan.spill is not None:
        builder = builder.config("spark.local.dir", str(plan.spill))
    try:
        return builder.getOrCreate()
    except Exception as error:  # those of pyspark, of py4j, and of a Java that is not there have no class in common
        said = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise LineageError(
            f"Spark does not start: {said[:200]}", "look at --master, and whether Java is here"
        ) from error


def _named(row: dict[str, Any], group: Group) -> dict[str, Any]:
    return {**row, FILE: path_of(row[FILE], group)} if FILE in row else row


def _fault(error: Exception, group: Group, plan: Plan) -> ScanFault:
    said = str(error)
    if "No space left" in said:
        place = str(plan.spill) if plan.spill is not None else "the folder for temporary files"
        return PlaceFault(place, "is full", "give more room with --spill")
    path = next((one for one in group.paths if one in said), group.paths[0])
    causes = [line.strip() for line in said.splitlines() if line.strip() and not line.strip().startswith("at ")]
    first = next((line for line in causes if "Caused by" in line), causes[0] if causes else "no reason given")
    if "Python worker" in first:  # our own reader: what it raised stands last
        raised = [line for line in causes if _RAISED.match(line)]
        first = raised[-1].partition(": ")[2] if raised else first
    return ScanFault(path, f"cannot be read by Spark: {first[:200]}", "scan it with DuckDB to see what is wrong")
