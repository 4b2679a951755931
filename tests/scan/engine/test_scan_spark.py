"""Spark gives the same bytes as DuckDB. One session for all of this, and everything is asked of one format only: of the
others, what their readers could make different. Nearly all of the time goes into starting up and into some sixty jobs.
"""

from __future__ import annotations

import hashlib
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow
import pytest

from lineage.errors import LineageError
from lineage.scan import ScanFault, scan
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
