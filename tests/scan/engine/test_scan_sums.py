"""Where sums suffice, rows are grouped as they are read; Parquet is not read that way, and must say the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lineage.scan import Column, Plan, scan
from lineage.scan.result import Result
from tests.scan.engine import corpus

URL, TEXT, MODEL, LANGUAGE, DATE = corpus.COLUMNS
SIZE = Column("size", "length")
PLANS: dict[str, tuple[Column, ...]] = {
    "addresses": (URL,),
    "addresses and sizes": (URL, SIZE),
    "addresses and texts": (URL, TEXT),
    "addresses, texts and sizes": (URL, TEXT, SIZE),
    "texts": (TEXT,),
    "sizes": (SIZE,),
    "values": (MODEL,),
    "values and texts": (TEXT, LANGUAGE),
    "dates": (DATE, TEXT),
    "two tallies, which take more than sums": (URL, DATE),
}


def counted(folder: Path, columns: tuple[Column, ...], words: bool = True) -> Result:
    """The result without what tells the files apart."""
    return replace(scan(Plan((str(folder),), columns, words=words)), shards=())


@pytest.mark.parametrize("suffix", ["jsonl.zst", "csv", "feather"])
@pytest.mark.parametrize("columns", PLANS.values(), ids=list(PLANS))
def test_one_pass_says_the_same_as_several(tmp_path: Path, columns: tuple[Column, ...], suffix: str) -> None:
    corpus.shards(tmp_path / "several", "parquet")
    corpus.shards(tmp_path / "once", suffix)
    (tmp_path / "alone").mkdir()
    corpus.WRITERS[suffix](tmp_path / "alone" / f"all.{suffix}", corpus.ROWS)
    expected = counted(tmp_path / "several", columns)
    assert expected.totals.records == len(corpus.ROWS)
    assert counted(tmp_path / "once", columns) == expected
    assert counted(tmp_path / "alone", columns) == expected


def test_each_file_has_its_own_rows(tmp_path: Path) -> None:
    corpus.shards(tmp_path, "jsonl")
    (tmp_path / "part 3.jsonl").write_bytes(b"")
    result = scan(Plan((str(tmp_path),), (URL, SIZE)))
    assert [one.records for one in result.shards] == [350, 250, 0]


def test_a_column_that_one_of_several_files_never_has(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"url": "https://a.example/"}\n', "utf-8")
    (tmp_path / "b.jsonl").write_text('{"url": null}\n', "utf-8")
    result = scan(Plan((str(tmp_path),), (URL,), keep_going=True))
    assert [(one.records, one.error) for one in result.shards] == [(1, None), (0, 'has no record with "url"')]
