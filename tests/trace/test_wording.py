"""Words that a trace never uses: it shows paths and records, and gives no verdict."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import lineage.trace
from lineage.trace.json import render_json
from lineage.trace.mermaid import render_mermaid
from lineage.trace.svg import render_svg
from lineage.trace.text import render_text
from tests.trace.build import EXAMPLES, network, traced

BANNED = re.compile(
    r"\b(clean|cleanly|violat\w*|breach\w*|teacher-free|hidden|hid(es)?|false|illegal\w*|stolen|steal\w*|guilt\w*|infring\w*)\b",
    re.IGNORECASE,
)
NAMES = [*sorted(path.parent.name for path in EXAMPLES.glob("*/lineage.yaml")), "chains", "absence"]


def said(text: str) -> str:
    """Without the label ``clean``: the name of an activity in the standard, printed as a manifest states it."""
    return re.sub(r"\(clean\)", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_no_verdicts(name: str) -> None:
    graph = network(name)
    for entity in graph.entities.all:
        for down in (False, True):
            found = traced(graph, entity.id, down=down)
            texts = [render_text(found), render_svg(found), render_mermaid(found)]
            # In JSON, ``false`` is a value.
            texts.append(re.sub(r": (true|false)\b", "", render_json(found)))
            for text in texts:
                assert not BANNED.search(said(text)), BANNED.search(said(text))


def test_no_verdicts_in_the_sentences_of_this_room() -> None:
    folder = Path(lineage.trace.__file__).parent
    for path in sorted(folder.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        printed = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks
        ]
        # "clean" alone is the name of an activity in the standard.
        assert not [text for text in printed if BANNED.search(text) and text != "clean"]


@pytest.mark.parametrize("name", NAMES)
def test_not_legal_advice_is_said_once_wherever_a_clause_is(name: str) -> None:
    graph = network(name)
    for entity in graph.entities.all:
        found = traced(graph, entity.id)
        text = render_text(found)
        clauses = any(way.clause for entry in found.entries for way in entry.ways)
        assert text.count("Not legal advice") == clauses


def test_no_bare_count_of_teachers() -> None:
    text = render_text(traced("ultrafeedback-zephyr", "zephyr-7b-beta"))
    assert not re.search(r"\b\d+ teachers?\b", text)
