"""Lists that are too long to print: cut with a count in every format but JSON, and whole in a file beside it."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lineage.summary import write_html, write_json, write_markdown
from lineage.summary.attachments import LONGEST, SHOWN, abridged
from lineage.summary.blocks import (
    Block,
    Column,
    Item,
    Items,
    Lines,
    Paragraph,
    Prose,
    Row,
    Run,
    Statement,
    Summary,
    Table,
)
from tests.conftest import Run as Command
from tests.summary.build import example, text, words

MANY = SHOWN + 250


def paragraph(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def with_answer(*blocks: Block) -> Summary:
    summary = example("minimal")
    section = summary.sections[0].sections[0]
    field = dataclasses.replace(section.fields[0], answer=blocks)
    inner = dataclasses.replace(section, fields=(field, *section.fields[1:]))
    outer = dataclasses.replace(summary.sections[0], sections=(inner, *summary.sections[0].sections[1:]))
    return dataclasses.replace(summary, sections=(outer, *summary.sections[1:]))


def items(number: int) -> Items:
    return Items(tuple(Item((paragraph(f"entry {i}"), paragraph(f"about {i}"))) for i in range(number)))


def table(number: int) -> Table:
    rows = tuple(Row(((Lines((paragraph(f"row {i}"),)),), (Prose((paragraph("=1+1"),)),))) for i in range(number))
    return Table("Rows", (Column("One"), Column("Two")), rows)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def test_a_document_that_is_short_stays_the_same_object() -> None:
    for summary in (example("apertus"), with_answer(items(SHOWN), table(SHOWN))):
        assert abridged(summary, "out") == (summary, ())
        assert abridged(summary, "out")[0] is summary


@pytest.mark.parametrize(
    ("block", "head", "first", "last"),
    [
        (items(MANY), ["Entry", "Details"], ["entry 0", "about 0"], [f"entry {MANY - 1}", f"about {MANY - 1}"]),
        (table(MANY), ["One", "Two"], ["row 0", "'=1+1"], [f"row {MANY - 1}", "'=1+1"]),
        (Lines(tuple(paragraph(f"line {i}") for i in range(MANY))), ["Entry"], ["line 0"], [f"line {MANY - 1}"]),
    ],
)
def test_a_long_list_is_cut_and_attached_whole(block: Block, head: Any, first: Any, last: Any) -> None:
    summary = with_answer(block)
    short, (file,) = abridged(summary, "out")
    assert file.name == "out.1.1.a.csv"
    assert file.sha256 == hashlib.sha256(file.content).hexdigest()
    rows = read(file.content)
    assert (rows[0], rows[1], rows[-1], len(rows)) == (head, first, last, MANY + 1)
    said = text(short)
    assert f"{MANY - SHOWN} further entries are not printed." in said
    assert f"out.1.1.a.csv beside this document has all {MANY}; its SHA-256 is {file.sha256}." in said
    assert sum(word.startswith(("entry", "row", "line ")) for word in words(short)) == SHOWN
    assert abridged(short, "out") == (short, ())


def test_two_lists_of_one_answer_have_two_files() -> None:
    _, files = abridged(with_answer(items(MANY), items(MANY)), "out")
    assert [file.name for file in files] == ["out.1.1.a.csv", "out.1.1.a-2.csv"]


@pytest.mark.parametrize("write", [write_html, write_markdown])
def test_writers_never_write_more_and_json_is_whole(write: Callable[[Summary], str]) -> None:
    summary = with_answer(items(MANY))
    page = write(summary)
    assert f"entry {SHOWN - 1}" in page
    assert f"entry {SHOWN}" not in page
    assert "The JSON form of this document has all of them." in page
    whole = json.dumps(json.loads(write_json(summary)))
    assert all(f'"entry {i}"' in whole for i in range(MANY))


def test_a_paragraph_as_long_as_a_book_is_cut() -> None:
    long = Paragraph((Run("x" * LONGEST), Run("https://example.org/" + "y" * 100, link=True)))
    short, files = abridged(with_answer(Prose((long,))))
    assert files == ()
    page = write_html(short)
    assert "520 further characters" in page
    assert page.count("further characters") == 1
    assert "https://example.org/y" not in page  # a link that is cut would lead elsewhere


def test_remarks_and_names_are_cut_too() -> None:
    many = tuple(paragraph(f"remark {i}") for i in range(MANY))
    summary = with_answer(Statement("noInformation", note=many), Items((Item(many),)))
    summary = dataclasses.replace(summary, subject="model, " * 10_000)
    short, _ = abridged(summary, "out")
    assert text(short).count(f"{MANY - SHOWN + 1} further entries are not printed.") == 2
    assert len(short.subject) < 500
    assert abridged(short, "out")[0] is short


def test_the_command_writes_the_files_beside_the_document(lineage: Command, tmp_path: Path) -> None:
    names = [f"d{i}" for i in range(MANY)]
    manifest = {
        "lineage": "1.0-draft",
        "id": "https://lab.example/lineage/many",
        "subjects": ["m"],
        "models": [{"id": "m", "name": "M", "training": [{"stage": "pretraining", "uses": names}]}],
        "datasets": [
            {"id": name, "name": f"=SUM({name})", "origin": "public", "modalities": ["text"]} for name in names
        ],
    }
    (tmp_path / "many.json").write_text(json.dumps(manifest), "utf-8")
    for suffix in ("html", "md"):
        lineage("summary", "eu", "many.json", "-o", f"page.{suffix}")
        page = (tmp_path / f"page.{suffix}").read_text("utf-8")
        files = sorted(tmp_path.glob("page.*.csv"))
        assert files
        for file in files:
            assert hashlib.sha256(file.read_bytes()).hexdigest() in page
            assert all(not cell.startswith("=") for row in read(file.read_bytes()) for cell in row)
            file.unlink()
    lineage("summary", "eu", "many.json", "-o", "page.json")
    assert not list(tmp_path.glob("page.*.csv"))
    assert "The JSON form of this document has all of them." in lineage("summary", "eu", "many.json").stdout
