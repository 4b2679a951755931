"""Writers agree: each prints every text of the blocks and no other answer; same input, same bytes."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt

from lineage.summary import write_html, write_json, write_markdown
from lineage.summary.blocks import Run, Summary
from tests.summary.build import REPOSITORY, everything, example, summary_of, words

EXAMPLES = ["apertus", "grok-4.5", "smollm3", "synthetic-teacher", "minimal"]


class Text(HTMLParser):
    """The text of a page, its head and its pictures left out: a table holds what a picture shows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("style", "title", "svg")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("style", "title", "svg")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def html_text(page: str, between: str = "") -> str:
    reader = Text()
    reader.feed(page)
    return " ".join(between.join(reader.found).split())


def markdown_text(source: str, between: str = "") -> str:
    return html_text(MarkdownIt("commonmark").enable("table").render(source), between)


def json_text(source: str) -> list[str]:
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "chosen" in value:
                found.append(f"{'☒' if value['chosen'] else '☐'} {value['label']}")
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str):
            found.append(value)

    walk(json.loads(source))
    return found


def summaries() -> list[Summary]:
    return [*map(example, EXAMPLES), summary_of(everything())]


@pytest.mark.parametrize("summary", summaries(), ids=[*EXAMPLES, "everything"])
def test_all_writers_carry_the_same_texts(summary: Summary) -> None:
    in_html, in_markdown = html_text(write_html(summary)), markdown_text(write_markdown(summary))
    in_json = set(json_text(write_json(summary)))
    for word in words(summary):
        plain = " ".join(word.split())
        assert plain in in_html, plain
        assert plain in in_markdown, plain
        assert word in in_json, word


def test_text_sets_of_markdown_and_page_are_equal() -> None:
    summary = example("apertus")
    from_html = set(html_text(write_html(summary), " ").split())
    from_markdown = set(markdown_text(write_markdown(summary), " ").split())
    assert from_markdown - from_html <= {"·", "For:"}
    only_there = {"Skip", "content", "Question", "Answer", "Source", "(selected)", "(not", "selected)", "see", "Made"}
    assert {word for word in from_html - from_markdown if not word.endswith(".")} <= only_there | {"manifest:"}


def test_same_input_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, '.'); from tests.summary.build import *; from lineage.summary import *;"
        "import hashlib; s = summary_of(everything());"
        "print(hashlib.sha256((write_markdown(s) + write_html(s) + write_json(s)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=REPOSITORY,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(digests) == 1


def test_json_keeps_its_shape() -> None:
    data = json.loads(write_json(summary_of(everything())))
    assert list(data) == [
        "format", "form", "title", "subtitle", "language", "subject", "notices", "head", "sections", "annex", "uses",
    ]  # fmt: skip
    assert data["format"] == "training-lineage-summary/1"
    first = data["head"][0]
    assert list(first) == ["number", "label", "anchor", "source", "optional", "answer", "footnote", "pointers"]
    assert first["pointers"][0] == "/publications/0/version"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("https://example.org/a(b)", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("https://example.org/\u202egpj", False),
        ("https://example.org/a b", False),
        ('https://example.org/"onclick', False),
        ("https://example.org/<b>", False),
        ("mailto:a@example.org", False),
    ],
)
def test_a_run_cannot_hold_an_unsafe_link(text: str, safe: bool) -> None:
    assert Run(text, link=True).link is safe


def test_hidden_characters_are_spelt_out_in_every_format() -> None:
    data = everything()
    data["corpora"][0]["comments"] = "Left \u202eright\u202c and \u200bnothing\x07."
    summary = summary_of(data)
    for written in (write_markdown(summary), html.unescape(write_html(summary)), write_json(summary)):
        assert "\u202e" not in written
        assert "U+202E" in written
        assert "U+0007" in written
