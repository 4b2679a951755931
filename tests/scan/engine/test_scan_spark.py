"""Spark gives the same bytes as DuckDB. One session for all of this, and everything is asked of one format only: of the
others, what their readers could make different. Nearly all of the time goes into starting up and into some sixty jobs.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from lineage.errors import LineageError
from lineage.scan import Column, Plan, ScanFault, scan
from lineage.scan.engine import engine
from lineage.scan.plan import OverlapSign, Progress
from lineage.scan.result import Result
from tests.scan.engine import corpus

SQL = "left(md5({text}), 16)"


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    if shutil.which("java") is None:
        pytest.skip("Java, which Spark needs, is not installed")
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    builder = sql.SparkSession.builder.master("local[2]").appName("tests")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.adaptive.enabled": "false",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark.sql.session.timeZone": "America/New_York",
    }.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def same(one: Result, two: Result) -> None:
    """All but the versions of what counted."""
    for name in one.__dataclass_fields__:
        if name != "versions":
            assert getattr(one, name) == getattr(two, name), name


@pytest.mark.filterwarnings("ignore")
def test_the_same_as_duckdb(session: Any, tmp_path: Path) -> None:
    corpus.shards(tmp_path / "shards", "parquet")
    prints = pyarrow.array([hashlib.md5(b"x").hexdigest()[:16]])
    known = OverlapSign("known", {"duckdb": SQL, "spark": SQL}, "0" * 64, prints)
    plan = corpus.plan(tmp_path / "shards", overlaps=(known,))
    ours = scan(plan)
    theirs = scan(plan, engine("spark", session=session))
    same(ours, theirs)
    assert theirs.versions.keys() == {"duckdb", "ibis", "pyspark"}
    assert session.conf.get("spark.sql.session.timeZone") == "America/New_York"


FEW: dict[str, Any] = {"columns": corpus.COLUMNS[:2], "patterns": corpus.PATTERNS[:1], "sample": 5}


SUMS: dict[str, Any] = {"columns": corpus.COLUMNS[:2], "patterns": (), "sample": 0}


@pytest.mark.parametrize(
    ("suffix", "options"), [("jsonl.zst", FEW), ("csv", FEW), ("jsonl.zst", SUMS)], ids=["jsonl.zst", "csv", "sums"]
)
@pytest.mark.filterwarnings("ignore")
def test_what_we_read_for_spark(session: Any, tmp_path: Path, suffix: str, options: dict[str, Any]) -> None:
    corpus.shards(tmp_path / "shards", suffix)
    plan = corpus.plan(tmp_path / "shards", **options)
    same(scan(plan), scan(plan, engine("spark", session=session)))


@pytest.mark.filterwarnings("ignore")
def test_where_readers_differ(session: Any, tmp_path: Path) -> None:
    """An empty line of one column; a header that is all there is; many keys; nanoseconds; years of five digits."""
    (tmp_path / "a.csv").write_text("text\na\n\nb\n", "utf-8")
    (tmp_path / "b.csv").write_text("text", "utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({f"c{n}": "x" for n in range(300)} | {"text": "a b"}), "utf-8")
    spark = engine("spark", session=session)
    for name, records in (("a.csv", 3), ("b.csv", 0), ("c.jsonl", 1)):
        plan = Plan((str(tmp_path / name),), (Column("text", "text"),))
        assert scan(plan).totals.records == records
        same(scan(plan), scan(plan, spark))
    times = {
        "ns": pyarrow.array([1_700_000_000_123_456_789, -1, None], pyarrow.timestamp("ns")),
        "us": pyarrow.array([2**58, 1_700_000_000_000_000, -(2**58)], pyarrow.timestamp("us")),
    }
    pyarrow.parquet.write_table(pyarrow.table(times), tmp_path / "d.parquet")
    plan = Plan((str(tmp_path / "d.parquet"),), (Column("date", "ns"), Column("date", "us")))
    same(scan(plan), scan(plan, spark))
    (tmp_path / "e.csv").write_text("text,url\na\n", "utf-8")
    with pytest.raises(ScanFault, match="Expected 2 columns, got 1"):
        scan(Plan((str(tmp_path / "e.csv"),), (Column("text", "text"),)), spark)


@pytest.mark.filterwarnings("ignore")
def test_begun_by_one_and_ended_by_the_other(session: Any, tmp_path: Path) -> None:
    first, second = corpus.shards(tmp_path / "shards", "jsonl")
    plan = corpus.plan(tmp_path / "shards", partials=tmp_path / "partials", **FEW)
    scan(replace(plan, paths=(str(first),)), engine("spark", session=session))
    told: list[Progress] = []
    same(scan(plan, progress=told.append), scan(replace(plan, partials=None)))
    assert told[0].resumed == 1
    second.write_text("{nope\n")
    with pytest.raises(ScanFault) as caught:
        scan(replace(plan, partials=None), engine("spark", session=session))
    assert str(second) in caught.value.message


def test_engines_that_are_not_there() -> None:
    with pytest.raises(LineageError, match="no engine"):
        engine("abacus")


def test_spark_that_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")

    class Builder:
        def __getattr__(self, name: str) -> Any:
            return lambda *_: self

        def getOrCreate(self) -> None:
            raise RuntimeError("[JAVA_GATEWAY_EXITED] Java gateway process exited\nat somewhere")

    monkeypatch.setattr(sql, "SparkSession", type("SparkSession", (), {"builder": Builder()}))
    (tmp_path / "a.jsonl").write_text("{}\n")
    with pytest.raises(
        LineageError, match=r"Spark does not start: \[JAVA_GATEWAY_EXITED\] Java gateway process exited$"
    ):
        scan(Plan((str(tmp_path),), ()), engine("spark", "bogus://"))
