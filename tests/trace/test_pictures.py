"""Mermaid, DOT and SVG: the same graph, whole in words, and no name that leaves its quotes."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from lineage.trace import Trace
from lineage.trace.dot import render_dot
from lineage.trace.json import render_json
from lineage.trace.mermaid import render_mermaid
from lineage.trace.sketch import sketch
from lineage.trace.svg import render_svg
from lineage.trace.text import render_text
from tests.trace.build import invented, traced

HOSTILE = (
    'a"b',
    "<script>alert(1)</script>",
    "x\"]; click n0 href \"javascript:alert(1)\"",
    'y" ]\nn9 -> n8',
    "back\\slash\\",
    "\\N \\G &amp; &quot;",
    "z --> w; %%{init: {}}%%",
    "`code` **bold** [link](javascript:x)",
    "\u202eright to left\u2066",
    "::error::forged",
    "end",
    "#quot;#35;",
    "中文模型 émoji 🦙",
    "| pipe || pipe",
    "]]> <!-- -->",
)  # fmt: skip


def hostile(name: str) -> Trace:
    name = name.replace("\n", " ")
    tree: dict[str, Any] = {
        "agents": [{"id": "p", "name": name}],
        "models": [{"id": "teacher", "name": name, "provider": "p"}, {"id": "judge", "name": f"{name} 2"}],
        "datasets": [
            {
                "id": "subject",
                "name": f"{name} 3",
                "modelUses": [
                    {"id": "use", "model": "teacher", "role": "generate", "claims": ["c"]},
                    {"model": {"oneOf": ["judge", "teacher"]}, "role": "judge"},
                ],
                "derivedFrom": [{"dataset": f"https://example.org/{name.encode().hex()}"}],
            }
        ],
        "claims": [
            {"id": "c", "about": {"edge": "use"}, "by": "p", "kind": "allegation", "says": {"text": name}, "note": name}
        ],
    }
    return traced(invented(tree), "subject")


@pytest.mark.parametrize("name", HOSTILE)
def test_mermaid_labels_stay_in_their_quotes(name: str) -> None:
    for line in render_mermaid(hostile(name)).splitlines()[3:]:
        assert re.fullmatch(
            r'  (n\d+(\(\["|\("|\[\("|\{\{")[^"<>`\\]*(<br/>[^"<>`\\]*)?("\]\)|"\)|"\)\]|"\}\})'
            r'|n\d+ (-->|-\.->|-\.-)(\|"[^"<>`\\]*"\|)? n\d+'
            r"|classDef \w+ [a-z: 0-9px-]+|class [n\d,]+ \w+)",
            line,
        ), line


@pytest.mark.parametrize("name", HOSTILE)
def test_dot_strings_stay_in_their_quotes(name: str) -> None:
    lines = render_dot(hostile(name)).splitlines()
    assert (lines[0], lines[-1]) == ("digraph trace {", "}")
    for line in lines[1:-1]:
        bare = re.sub(r'"(?:[^"\\]|\\n)*"', "S", line)
        assert re.fullmatch(r"  (graph|node|edge|n\d+( -> n\d+)?) \[[A-Za-z0-9=, ]*\];", bare), line


@pytest.mark.parametrize("name", HOSTILE)
def test_svg_is_sound_and_holds_nothing_that_acts(name: str) -> None:
    root = ElementTree.fromstring(render_svg(hostile(name)))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "a", "image", "foreignObject", "use"}
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on") or "href" in key]


@pytest.mark.parametrize("name", HOSTILE)
def test_text_and_data_show_what_is_hidden(name: str) -> None:
    found = hostile(name)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", render_text(found))
    assert render_json(found).isascii()


def test_the_nodes_are_those_of_the_paths() -> None:
    drawn = sketch(traced("dclm", "dclm-baseline"))
    kinds = {node.label: node.kind for node in drawn.nodes}
    assert kinds == {
        "DCLM-Baseline": "subject",
        "DCLM-RefinedWeb": "dataset",
        "OpenHermes-2.5": "dataset",
        "fasttext-oh-eli5": "model",
        "fastText lid.176.bin": "model",
        "GPT-4": "family",
    }
    labels = {node.id: node.label for node in drawn.nodes}
    assert ("GPT-4", "OpenHermes-2.5", "generate") in {
        (labels[edge.source], labels[edge.target], edge.label) for edge in drawn.edges
    }


def test_what_is_possible_is_dashed_and_what_evaluates_is_dotted() -> None:
    assert {edge.style for edge in sketch(traced("grok-4.5", "grok")).edges} == {"dashed"}
    styles = {(edge.label, edge.style) for edge in sketch(traced("chains", "wren-2")).edges}
    assert {("evaluated", "dotted"), ("tested", "dotted"), ("sft", "solid")} <= styles


def test_the_words_for_the_picture_begin_with_what_is_not_known() -> None:
    found = traced("ultrafeedback-zephyr", "zephyr-7b-beta")
    for text in (render_svg(found), render_dot(found), render_mermaid(found)):
        assert "Of 12 datasets described, 6 do not say whether models had a hand" in text


def test_a_large_graph_is_put_together() -> None:
    models = [{"id": f"m{number}", "name": f"M{number}"} for number in range(200)]
    uses = [{"models": [{"model": model["id"]} for model in models], "role": "generate", "writes": ["response"]}]
    found = traced(invented({"models": models, "datasets": [{"id": "d", "modelUses": uses}]}), "d")
    assert len(sketch(found).nodes) == 201
    assert "200 models" in render_svg(found)


def test_an_empty_picture_has_its_subject_and_says_so() -> None:
    found = traced("absence", "prompts")
    assert "No teacher found in what is described" in render_svg(found)
    assert render_dot(found).count("shape=") == 1
