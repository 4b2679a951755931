"""A trace as data: real places, stable keys, and the same bytes every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lineage.pointer import Pointer
from lineage.read import read_path
from lineage.trace.json import as_data, render_json
from tests.trace.build import HERE, path_of, traced

SUBJECTS = [
    ("ultrafeedback-zephyr", "zephyr-7b-beta"),
    ("dclm", "dclm-baseline"),
    ("grok-4.5", "grok-4.5"),
    ("wildchat", "wildchat-1m"),
    ("chains", "magpie"),
    ("chains", "wren-2"),
    ("chains", "distill-8b"),
    ("absence", "anywhere"),
]


def places(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "pointer" in node:
            yield node
        for below in node.values():
            yield from places(below)
    elif isinstance(node, list):
        for below in node:
            yield from places(below)


def parsed(pointer: str) -> Pointer:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return tuple(int(part) if part.isdigit() else part for part in parts)


@pytest.mark.parametrize(("name", "subject"), SUBJECTS)
def test_every_place_is_real(name: str, subject: str) -> None:
    data = as_data(traced(name, subject))
    document = read_path(path_of(name))
    found = list(places(data))
    assert found
    for place in found:
        node = document.tree()
        for part in parsed(place["pointer"]):
            node = node[part]
        assert node
        assert Path(place["file"]) == path_of(name)
        # The line is in the file, and a step of a path stands where its dataset or model is named.
        assert document.line(place["line"]).strip()


def test_a_path_leads_from_the_subject_to_the_teacher() -> None:
    data = as_data(traced("ultrafeedback-zephyr", "zephyr-7b-beta"))
    for entry in data["entries"]:
        for way in entry["ways"]:
            assert way["path"][0]["from"] == "Zephyr-7B-beta"
            assert way["path"][-1]["to"] == entry["name"]
            for before, after in zip(way["path"], way["path"][1:], strict=False):
                assert before["to"] == after["from"]


def test_the_keys_are_the_same_for_every_entry() -> None:
    entries = [entry for name, subject in SUBJECTS for entry in as_data(traced(name, subject))["entries"]]
    assert len({tuple(entry) for entry in entries}) == 1
    assert len({tuple(way) for entry in entries for way in entry["ways"]}) == 1


def test_the_form_of_a_testimony_is_a_pair_of_bounds() -> None:
    (entry,) = as_data(traced("grok-4.5", "grok"))["entries"]
    (way,) = entry["ways"]
    assert entry["form"] == "unknown"
    assert way["reach"] == {"least": "none", "most": "distribution"}
    assert not way["certain"]
    assert way["clauses"] is None
    (statement,) = way["statements"]
    assert (statement["kind"], statement["date"]) == ("testimony", "29 or 30 April 2026")


def test_one_of_several_names_its_candidates() -> None:
    data = as_data(traced("chains", "magpie"))
    (entry,) = [entry for entry in data["entries"] if entry["oneOf"]]
    assert [one["name"] for one in entry["oneOf"]] == ["GPT-4", "GPT-3.5"]
    assert entry["ways"][0]["evidence"]["contestedBy"] == ["Example Lab"]


def test_the_same_whatever_the_hashes() -> None:
    code = (
        "from tests.trace.build import traced\n"
        "from lineage.trace.json import render_json\n"
        "from lineage.trace.dot import render_dot\n"
        "for name, subject in (('ultrafeedback-zephyr', 'zephyr-7b-beta'), ('chains', 'magpie')):\n"
        "    found = traced(name, subject)\n"
        "    print(render_json(found) + render_dot(found))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=HERE.parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1


def test_it_is_ascii_and_valid() -> None:
    text = render_json(traced("dclm", "dclm-baseline"))
    assert text.isascii()
    assert json.loads(text)["format"] == 1
