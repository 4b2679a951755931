"""Five formats, one text: read back by readers of each format, they say the same words in the same order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest

from lineage.summary import Summary, write_docx, write_html, write_json, write_markdown, write_pdf
from tests.summary.build import everything, example, summary_of
from tests.summary.same_text import fields, from_docx, from_html, from_json, from_markdown, from_pdf

MADE = datetime(2026, 11, 22, tzinfo=UTC)
NAMES = ["apertus", "smollm3", "grok-4.5", "synthetic-teacher", "minimal", "everything"]
READ: dict[str, Callable[[Summary], str]] = {
    "md": lambda summary: from_markdown(write_markdown(summary)),
    "html": lambda summary: from_html(write_html(summary)),
    "docx": lambda summary: from_docx(write_docx(summary, made=MADE)),
    "pdf": lambda summary: from_pdf(write_pdf(summary, made=MADE)),
}


@cache
def summary(name: str) -> Summary:
    return summary_of(everything()) if name == "everything" else example(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format_", READ)
def test_every_field_says_the_same(format_: str, name: str) -> None:
    text, done = READ[format_](summary(name)), 0
    for number, expected in fields(write_json(summary(name))):
        at = text.find(expected, done)
        assert at >= 0, f"{number} says something else in {format_}"
        done = at + len(expected)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format_", READ)
def test_the_whole_document_says_the_same_and_nothing_more(format_: str, name: str) -> None:
    expected, found = from_json(write_json(summary(name))), READ[format_](summary(name))
    same = next((at for at, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), None)
    assert found == expected, f"…{found[max(0, same - 80) : same + 80]}" if same is not None else len(found)
