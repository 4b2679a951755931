"""Documents that were made to hurt: `diff` and `status` take what the reader lets through, however deep or odd."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lineage.errors import LineageError
from lineage.summary import write_json as write_summary
from lineage.summary.life.data import write_json
from lineage.summary.life.told import write_markdown
from tests.conftest import Run
from tests.summary.build import everything, summary_of
from tests.summary.changed import between


def page() -> Any:
    return json.loads(write_summary(summary_of(everything())))


def nested(depth: int) -> str:
    """A table in a table in a table, as JSON text."""
    head = '{"type": "table", "caption": "x", "columns": [{"heading": "h", "help": null}], "rows": [{"cells": [['
    inside = '{"type": "prose", "paragraphs": []}'
    return head * depth + inside + "]]}]}" * depth


def test_tables_in_tables_in_tables(lineage: Run, tmp_path: Any) -> None:
    old, new = page(), page()
    new["head"][0]["answer"].append("HERE")
    (tmp_path / "old.json").write_text(json.dumps(old))
    for depth, code in ((1, 1), (8, 1), (300, 2), (30_000, 2)):
        (tmp_path / "new.json").write_text(json.dumps(new).replace('"HERE"', nested(depth)))
        assert lineage("summary", "diff", "old.json", "new.json").returncode == code, depth


def test_ten_thousand_sentences_that_are_all_alike() -> None:
    old, new = page(), page()
    for side, word in ((old, "one"), (new, "other")):
        many = [{"text": f"{word} sentence {n}", "runs": [], "pointers": []} for n in range(10_000)]
        side["head"][0]["answer"] = [{"type": "prose", "paragraphs": many}]
    (change,) = between(old, new).answers
    assert len(change.went) == len(change.appeared) == 10_000


def test_two_texts_of_many_words() -> None:
    old, new = page(), page()
    for side, word in ((old, "a"), (new, "b")):
        text = " ".join(f"{word}{n % 7} same" for n in range(20_000))
        side["head"][0]["answer"] = [{"type": "prose", "paragraphs": [{"text": text, "runs": [], "pointers": []}]}]
    assert len(write_markdown(between(old, new))) > 200_000


@pytest.mark.parametrize(
    "words", ["\u202egnitsol", "\x1b[31mred", "a\u0000b", "| cell | `code` | <b>", "line\u2028break"]
)
def test_signs_that_mislead_are_spelt_out(words: str) -> None:
    old, new = page(), page()
    new["head"][0]["answer"] = [
        {"type": "prose", "paragraphs": [{"text": words, "runs": [], "pointers": [f"/{words}"]}]}
    ]
    found = between(old, new)
    written = write_markdown(found)
    assert "\u202e" not in written
    assert "\x1b" not in written
    assert "\u2028" not in written
    assert "<b>" not in written.replace("`/| cell | 'code' | <b>`", "")
    assert write_json(found).isascii()


@pytest.mark.parametrize("tree", [{}, [], 3, {"format": "training-lineage-summary/1"}, {"format": 7}, {"lineage": "9"}])
def test_what_is_neither_is_refused(tree: Any) -> None:
    with pytest.raises(LineageError):
        between(tree, everything())
    with pytest.raises(LineageError):
        between(everything(), tree)
