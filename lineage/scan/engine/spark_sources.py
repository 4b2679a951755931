"""Files as Spark reads them: strictly, with the path of each row's file and the number of the row in it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from lineage.scan.engine.batches import BATCHED, read, widened
from lineage.scan.engine.counts import Group
from lineage.scan.engine.kinds import FILE, ROW, outer_columns, plain
from lineage.scan.looks import opened, rows_of_csv
from lineage.scan.shards import Shard

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

_WHOLE: Final = str(1 << 50)
SETTINGS: Final = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.jsonGenerator.ignoreNullFields": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # One partition for each file of lines, so that rows can be numbered.
    "spark.sql.files.openCostInBytes": _WHOLE,
    "spark.sql.files.maxPartitionBytes": _WHOLE,
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    # It knows no nanoseconds, and would refuse every file that has some; they are made microseconds below.
    "spark.sql.legacy.parquet.nanosAsLong": "true",
}
_PARQUET_PARTITION: Final = str(128 * 2**20)
_IN_PARTITION: Final = (1 << 33) - 1
_LINES: Final = 1 << 20


def frame(spark: SparkSession, group: Group) -> DataFrame:
    """The rows of a group: the columns that are wanted, the path, the number of the row."""
    from pyspark.sql import functions as f

    shard = group.shards[0]
    columns = outer_columns(group.fields)
    picked = [
        f.expr(f"timestamp_micros(({_quoted(name)} - pmod({_quoted(name)}, 1000)) div 1000) AS {_quoted(name)}")
        if shard.format == "parquet" and str(group.schema[name]).startswith("timestamp[ns")
        else f.col(_quoted(name))
        for name in columns
    ]
    numbered = f.monotonically_increasing_id().bitwiseAND(f.lit(_IN_PARTITION)).alias(ROW)
    if shard.format in BATCHED or shard.format in ("csv", "tsv"):
        return _batched(spark, group).select(*picked, f.col(FILE), numbered)
    if shard.format == "jsonl" and shard.compression == "zstd":
        return _lines(spark, group, columns)
    path = f.col("_metadata.file_path").alias(FILE)
    if shard.format == "parquet":
        # The number of a row is in the file's own data, so a file may be read in parts.
        spark.conf.set("spark.sql.files.maxPartitionBytes", _PARQUET_PARTITION)
        spark.conf.set("spark.sql.files.openCostInBytes", str(4 * 2**20))
        rows = spark.read.parquet(*[_address(one) for one in group.shards])
        return rows.select(*picked, path, f.col("_metadata.row_index").alias(ROW))
    for name in ("spark.sql.files.maxPartitionBytes", "spark.sql.files.openCostInBytes"):
        spark.conf.set(name, _WHOLE)
    return _text(spark, group, columns).select(*picked, path, numbered)


def path_of(told: str, group: Group) -> str:
    """The path as it was given, for what Spark calls a file."""
    if told in group.paths:
        return told
    if len(group.shards) == 1:
        return group.paths[0]
    if urlsplit(told).scheme == "file":
        local = unquote(urlsplit(told).path)
        return next((one for one in group.paths if str(Path(one).absolute()) == local), told)
    return next((one for one in group.paths if one.split("://", 1)[-1] == told.split("://", 1)[-1]), told)


def _address(shard: Shard) -> str:
    """A path with what Spark would take for a pattern held off."""
    if not shard.local:
        return shard.path
    text = str(Path(shard.path).absolute())
    return "".join("\\" + sign if sign in "*?[]{}\\" else sign for sign in text)


def _text(spark: SparkSession, group: Group, columns: list[str]) -> DataFrame:
    from pyspark.sql.types import StringType, StructField, StructType

    schema = StructType([StructField(name, StringType()) for name in columns or [FILE]])
    paths = [_address(one) for one in group.shards]
    return spark.read.schema(schema).json(paths, mode="FAILFAST", encoding="UTF-8")


def _batched(spark: SparkSession, group: Group) -> DataFrame:
    """What we read ourselves, on Spark's workers: a partition for each file.

    CSV is among it because Spark changes the ends of lines within values.
    """
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema

    wanted = {name: plain(group.schema[name]) for name in outer_columns(group.fields)}
    schema = pyarrow.schema({**wanted, FILE: pyarrow.string()})
    format_ = group.shards[0].format
    shards = {shard.path: shard for shard in group.shards}

    def batches(inputs: Iterable[Any]) -> Iterable[pyarrow.RecordBatch]:
        for part in inputs:
            for path in part.column(0).to_pylist():
                found = rows_of_csv(shards[path]) if format_ in ("csv", "tsv") else read(path, format_)
                yield from (widened(batch, path, schema) for batch in found)

    return _paths(spark, group).mapInArrow(batches, from_arrow_schema(schema))


def _lines(spark: SparkSession, group: Group, columns: list[str]) -> DataFrame:
    """Lines of Zstandard files, which Spark decompresses only where Hadoop's own library is installed."""
    import pyarrow
    from pyspark.sql import functions as f

    shards = {shard.path: shard for shard in group.shards}

    def lines(inputs: Iterable[Any]) -> Iterable[pyarrow.RecordBatch]:
        for part in inputs:
            for path in part.column(0).to_pylist():
                for found in _split(shards[path]):
                    names = pyarrow.repeat(path, len(found))
                    yield pyarrow.RecordBatch.from_arrays(
                        [pyarrow.array(found, pyarrow.string()), names], ["line", FILE]
                    )

    shape = ", ".join(f"{_quoted(name)} STRING" for name in columns or [FILE])
    read_lines = _paths(spark, group).mapInArrow(lines, f"line STRING, {FILE} STRING")
    numbered = f.monotonically_increasing_id().bitwiseAND(f.lit(_IN_PARTITION)).alias(ROW)
    parsed = f.from_json(f.col("line"), shape, {"mode": "FAILFAST"}).alias("record")
    rows = read_lines.select(parsed, f.col(FILE), numbered)
    return rows.select(*[f.col(f"record.{_quoted(name)}") for name in columns], f.col(FILE), f.col(ROW))


def _split(shard: Shard) -> Iterator[list[bytes]]:
    """The lines of a file that are not blank, some at a time."""
    rest = b""
    with opened(shard) as file:
        while chunk := file.read(_LINES):
            *lines, rest = (rest + chunk).split(b"\n")
            yield [line for line in lines if line.strip()]
    if rest.strip():
        yield [rest]


def _paths(spark: SparkSession, group: Group) -> DataFrame:
    """A row and a partition for each file. Workers on this machine run the Python that runs here."""
    if (spark.sparkContext.master or "").startswith("local"):
        spark.sparkContext.pythonExec = sys.executable
    paths = [(str(one),) for one in group.paths]
    rows = spark.sparkContext.parallelize(paths, len(paths))
    return spark.createDataFrame(rows, "path STRING")


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
