"""From a file to facts: columns are chosen, the engine counts, the small tables are read."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

from lineage.scan import find, head, scan
from lineage.scan.columns import choose, fields_of_rows
from lineage.scan.plan import Plan
from lineage.scan.result import Result, Tally
from lineage.scan.rows import dates, generators, languages, licences
from lineage.scan.rows.counted import values_of
from lineage.scan.signs import pattern_signs, sign_named
from lineage.scan.signs.overlap import About, build, read

ANSWERS = [
    "Bread is made of flour, water, salt and time; knead it well, let it rest for a night, and bake it until brown.",
    "As an AI language model, I do not eat bread, but I can tell you how others make it: with flour and with water.",
    "Rye makes a heavy loaf, wheat a light one, and the two together one that keeps for days in a box of wood.",
    "I cannot say.",
]
ROWS = [
    {
        "prompt": f"How is bread made? ({n})", "response": ANSWERS[n % 4],
        "model": ("gpt-4", "GPT4 ", "my-own-7b", None)[n % 4],
        "language": ("English", "en", "eng_Latn", "jabberwocky")[n % 4],
        "license": ("mit", "MIT", "gpl", None)[n % 4],
        "date": ("2023-05-01T10:00:00Z", "2023-05-03T10:00:00Z", "1970-01-01T00:00:00Z",
                 "soon" if n == 3 else None)[n % 4],
        "url": f"https://www.example.com/{n}",
    }
    for n in range(40)
]  # fmt: skip


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path = tmp_path_factory.mktemp("scan") / "breads.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    index = read(build(ANSWERS[:1], About("breads", "a book", "1", "CC0-1.0", "answers")), "breads")
    columns = choose(fields_of_rows(ROWS), ROWS).measured()
    plan = Plan((str(path),), columns, patterns=pattern_signs(), overlaps=(index.sign(),))
    return scan(plan)


def tally(result: Result, role: str) -> Tally:
    return next(one for one in result.values if one.role == role)


def test_the_response_is_measured(result: Result) -> None:
    assert result.size_rule == "text"
    assert result.totals.text_bytes == 10 * sum(len(text.encode()) for text in ANSWERS)


def test_generators(result: Result) -> None:
    found = generators.read(tally(result, "generator"), result.totals.records)
    counted = {(one.known or one.written): one.records for one in found.models}
    assert counted == {"gpt-4": 20, "my-own-7b": 10}
    assert (found.missing, found.records, found.role, found.part) == (10, 40, "generate", "response")


def test_languages(result: Result) -> None:
    found = languages.read(values_of(tally(result, "language")))
    assert [(one.text, one.records) for one in found.tags] == [("en", 30)]
    assert [(one.text, one.records) for one in found.unread] == [("jabberwocky", 10)]


def test_licences(result: Result) -> None:
    found = licences.read(values_of(tally(result, "licence")))
    assert [(one.text, one.records) for one in found.spdx] == [("MIT", 20)]
    assert [(one.text, one.records) for one in found.written] == [("gpl", 10)]
    assert sum(one.records for one in found.not_said) == 10


def test_dates(result: Result) -> None:
    found = dates.read(result.dates[0], latest=datetime.date(2026, 11, 22))
    assert (found.first, found.last) == (datetime.date(2023, 5, 1), datetime.date(2023, 5, 3))
    assert (found.read, found.absurd, found.missing, found.unread_records) == (20, 10, 9, 1)


def test_signs(result: Result) -> None:
    hits = {one.name: one.records for one in result.signs if one.records}
    assert hits == {"phrase.as-an-ai": 10, "overlap:breads": 10}
    assert all(sign_named(name).limits for name in hits)


def test_a_column_that_holds_a_text_here_and_a_list_there(tmp_path: Path) -> None:
    rows = [{"text": "a long text of words", "model": "x"}, {"text": "b", "model": ["y"]}, {"text": "c", "model": None}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (shard,) = find([str(tmp_path / "a.jsonl")])
    assert head(shard).column("model").to_pylist() == ["x", '["y"]', None]
