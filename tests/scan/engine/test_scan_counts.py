"""What is counted is what plain Python counts, in every format."""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from lineage.scan import Column, Plan, ScanFault, head, scan
from lineage.scan.formats import cdx, warc
from lineage.scan.plan import OverlapSign, PatternSign
from lineage.scan.result import Position, Result
from lineage.scan.shards import find
from tests.scan.engine import corpus


@pytest.fixture(scope="module", params=list(corpus.WRITERS))
def counted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("shards")
    corpus.shards(folder, request.param)
    return folder, scan(corpus.plan(folder))


def test_totals(counted: tuple[Path, Result]) -> None:
    _, result = counted
    texts = [one["text"] for one in corpus.ROWS if one["text"] is not None]
    assert result.totals.records == len(corpus.ROWS)
    assert result.totals.text_bytes == result.totals.bytes == sum(len(text.encode()) for text in texts)
    assert result.totals.characters == sum(len(text) for text in texts)
    assert result.totals.words == sum(corpus.words(text) for text in texts)
    assert result.totals.without_text == result.totals.without_size == len(corpus.ROWS) - len(texts)
    assert result.size_rule == "text"
    assert result.totals.images is None


def test_shards(counted: tuple[Path, Result]) -> None:
    folder, result = counted
    assert [one.records for one in result.shards] == [350, 250]
    for one in result.shards:
        data = Path(one.path).read_bytes()
        assert (one.bytes, one.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert one.error is None
    assert [Path(one.path).parent for one in result.shards] == [folder, folder]


def test_authorities_are_all_there_and_sorted(counted: tuple[Path, Result]) -> None:
    table = counted[1].authorities
    assert table is not None
    assert table.schema.types == [pyarrow.string(), pyarrow.int64(), pyarrow.int64()]
    found = {row["authority"]: (row["records"], row["bytes"]) for row in table.to_pylist()}
    assert found == corpus.by_authority()
    names = table.column("authority").to_pylist()
    assert names == sorted(names, key=lambda name: b"" if name is None else b"\x00" + name.encode())


def test_values_and_dates(counted: tuple[Path, Result]) -> None:
    _, result = counted
    generators, languages = result.values
    assert (generators.role, generators.column, languages.role) == ("generator", "model", "language")
    expected = Counter(one["model"] for one in corpus.ROWS)
    assert {one["value"]: one["records"] for one in generators.table.to_pylist()} == expected
    assert generators.table.column("records").to_pylist() == sorted(expected.values(), reverse=True)
    assert (generators.further, generators.further_records) == (0, 0)
    dates = {one["value"]: one["records"] for one in result.dates[0].table.to_pylist()}
    assert set(dates) == {
        None, "2023-01-31", "20230131", "2023-02-01", "1675209600", "1675209600000", "Mon, 02 Jan 2023",
    }  # fmt: skip
    assert sum(dates.values()) == len(corpus.ROWS)


def test_signs_say_where(counted: tuple[Path, Result]) -> None:
    folder, result = counted
    as_an_ai, think, never = result.signs
    where = [n for n, one in enumerate(corpus.ROWS) if "As an AI language model" in (one["text"] or "")]
    assert (as_an_ai.records, think.records, never.records, never.examples) == (len(where), 75, 0, ())
    first = str(next(one for one in result.shards if "[a]" in one.path).path)
    assert as_an_ai.examples == tuple(Position(first, row) for row in where[:5])
    assert folder == Path(first).parent


def test_the_sample_is_what_stands_there(counted: tuple[Path, Result]) -> None:
    _, result = counted
    assert result.sample is not None
    assert result.sample.num_rows == 20
    halves = dict(zip([one.path for one in result.shards], corpus.HALVES, strict=True))
    for one in result.sample.to_pylist():
        assert one["text"] == halves[one["shard"]][one["row"]]["text"]


def test_a_look_at_the_first_rows(counted: tuple[Path, Result]) -> None:
    folder, _ = counted
    table = head(find([str(folder)])[0], 10)
    assert table.num_rows == 10
    assert table.column("lang").to_pylist() == [one["lang"] for one in corpus.ROWS[:10]]


def test_every_format_gives_the_same(tmp_path: Path) -> None:
    results = []
    for suffix in corpus.WRITERS:
        corpus.shards(tmp_path / suffix, suffix)
        found = scan(corpus.plan(tmp_path / suffix))
        assert found.sample is not None
        results.append(
            replace(
                found,
                shards=(),
                signs=tuple(replace(one, examples=()) for one in found.signs),
                sample=found.sample.select(["row", "text"]),
            )
        )
    assert all(one == results[0] for one in results)


def test_a_column_of_sizes(tmp_path: Path) -> None:
    table = pyarrow.table({"url": ["http://a/x", "http://a/y", "http://b", "http://b"], "n": [1, -5, None, 7]})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    result = scan(Plan((str(tmp_path),), (Column("url", "url"), Column("size", "n"))))
    assert (result.size_rule, result.totals.bytes, result.totals.without_size) == ("column:n", 8, 2)
    assert result.authorities is not None
    assert result.authorities.column("bytes").to_pylist() == [1, 7]


def test_sizes_as_text_and_as_numbers_with_a_fraction(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"n": ["12", "x", "1e3", " 7"]}), tmp_path / "a.parquet")
    pyarrow.parquet.write_table(pyarrow.table({"n": [1.9, float("inf"), float("nan"), -2.0]}), tmp_path / "b.pq")
    for name, total in (("a.parquet", 12), ("b.pq", 1)):
        result = scan(Plan((str(tmp_path / name),), (Column("size", "n"),)))
        assert (result.totals.bytes, result.totals.without_size) == (total, 3)


def test_columns_within_columns_and_messages(tmp_path: Path) -> None:
    rows = [
        {
            "meta": {"url": "https://a.example/1"},
            "chat": [{"role": "u", "content": "ab"}, {"role": "a", "content": "cd"}],
        },
        {"meta": {"url": "https://b.example/1"}, "chat": [{"role": "u", "content": "é"}]},
    ]
    corpus.parquet(tmp_path / "a.parquet", rows)
    corpus.jsonl(tmp_path / "a.jsonl", rows)
    for name in ("a.parquet", "a.jsonl"):
        result = scan(Plan((str(tmp_path / name),), (Column("url", "meta.url"), Column("messages", "chat"))))
        assert result.totals.text_bytes == 7
        assert result.authorities is not None
        assert result.authorities.column("authority").to_pylist() == ["a.example", "b.example"]


def test_pictures_and_sound(tmp_path: Path) -> None:
    table = pyarrow.table({"image": [b"x", None, b"y"], "s": [1.5, None, 0.0004], "ms": ["20", "x", "30"]})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    columns = (Column("image", "image"), Column("audio_seconds", "s"), Column("video_ms", "ms"))
    totals = scan(Plan((str(tmp_path),), columns)).totals
    assert (totals.images, totals.audio_ms, totals.video_ms) == (2, 1500, 50)


def test_values_beyond_the_ten_thousandth_are_counted(tmp_path: Path) -> None:
    values = [str(number) for number in range(12_000)] + ["9999"] * 3 + ["x" * 900]
    pyarrow.parquet.write_table(pyarrow.table({"id": values}), tmp_path / "a.parquet")
    tally = scan(Plan((str(tmp_path),), (Column("licence", "id"),))).values[0]
    assert tally.table.num_rows == 10_000
    assert (tally.further, tally.further_records, tally.further_bytes) == (2001, 2001, 0)
    assert tally.table.slice(0, 1).to_pylist() == [{"value": "9999", "records": 4, "bytes": 0}]


def test_fingerprints(tmp_path: Path) -> None:
    corpus.shards(tmp_path / "shards", "parquet")
    known = [corpus.ROWS[0]["text"], "x", "not there"]
    prints = pyarrow.array([hashlib.md5(text.encode()).hexdigest()[:16] for text in known])
    sql = {"duckdb": "left(md5({text}), 16)", "spark": "left(md5({text}), 16)"}
    result = scan(corpus.plan(tmp_path / "shards", overlaps=(OverlapSign("known", sql, "0" * 64, prints),)))
    known_rows = [n for n, one in enumerate(corpus.ROWS) if one["text"] in known]
    assert (result.signs[-1].kind, result.signs[-1].records) == ("overlap", len(known_rows))
    assert [one.row for one in result.signs[-1].examples] == known_rows[:5]


def test_crawls_and_their_indexes(tmp_path: Path) -> None:
    bodies = ["Guten Tag", "", "x" * 5000]
    records = [
        f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://h{n}.example/a\r\n"
        f"WARC-Date: 2024-05-0{n + 1}T01:02:03Z\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n{body}\r\n\r\n"
        for n, body in enumerate(bodies)
    ]
    (tmp_path / "a.warc.wet.gz").write_bytes(b"".join(gzip.compress(one.encode(), mtime=0) for one in records))
    index = [
        f'example,h{n})/a 20240501010203 {{"url": "https://h{n}.example/a", "length": "{len(body)}", "status": "200"}}'
        for n, body in enumerate(bodies)
    ]
    (tmp_path / "a.cdxj").write_text("\n".join(index) + "\n")
    for name, module, dates in (("a.warc.wet.gz", warc, 3), ("a.cdxj", cdx, 1)):
        columns = tuple(Column(role, module.COLUMNS[role]) for role in ("url", "size", "date"))
        result = scan(Plan((str(tmp_path / name),), columns))
        assert result.authorities is not None
        assert result.authorities.to_pylist() == [
            {"authority": f"h{n}.example", "records": 1, "bytes": len(body)} for n, body in enumerate(bodies)
        ]
        assert result.size_rule == module.SIZE_RULE
        assert result.dates[0].table.num_rows == dates
    with (tmp_path / "a.warc.wet.gz").open("r+b") as file:
        file.truncate((tmp_path / "a.warc.wet.gz").stat().st_size - 20)
    with pytest.raises(ScanFault, match=r"a\.warc\.wet\.gz"):
        scan(Plan((str(tmp_path / "a.warc.wet.gz"),), (Column("url", "url"),)))


def test_no_rows_is_a_result(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"url": pyarrow.array([], "string")}), tmp_path / "a.parquet")
    (tmp_path / "b.jsonl").write_bytes(b"")
    result = scan(Plan((str(tmp_path),), (Column("url", "url"),)))
    assert (result.totals.records, [one.records for one in result.shards]) == (0, [0, 0])
    assert result.authorities is not None
    assert result.authorities.num_rows == 0


def test_a_sample_from_files_whose_rows_were_guessed_too_high(tmp_path: Path) -> None:
    rows = [{"text": "x"}] * 300 + [{"text": "y" * 4000 + str(n)} for n in range(400)]
    corpus.jsonl(tmp_path / "a.jsonl", rows)
    result = scan(Plan((str(tmp_path),), (Column("text", "text"),), sample=350))
    assert result.sample is not None
    assert result.sample.num_rows == 350
    assert max(len(text) for text in result.sample.column("text").to_pylist()) == 2000


def test_the_digest_of_a_plan_is_of_what_is_counted() -> None:
    plan = Plan(("a",), corpus.COLUMNS, patterns=corpus.PATTERNS)
    assert plan.digest() == replace(plan, paths=("b",), memory=1, threads=3, keep_going=True).digest()
    assert plan.digest() != replace(plan, patterns=(PatternSign("x", "y"),)).digest()
    assert plan.digest() != replace(plan, seed=1).digest()
