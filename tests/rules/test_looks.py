"""The looks that spare a walk never miss what the walk would find."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.graph.references import references, values
from lineage.graph.walk import census, of_type
from lineage.model import Manifest
from lineage.model.dates import bounds
from lineage.model.structure import model_classes
from lineage.read import read_path
from lineage.rules import context_for, rules
from lineage.rules.dates.forms import _LATE_DAY
from lineage.rules.synthetic.unnamed import _HINTS, _MADE_BY_MODELS
from lineage.rules.text import is_placeholder
from lineage.shape import shape

ROOT = Path(__file__).parents[2]
WORDS = ["n/a", "N.A.", "None", "unknown", "TODO", "xxx", "XXXX", "-", "\u2014", "\u2026", "to be done", "coming soon"]
AROUND = st.text(st.sampled_from(" \t\n()[]<>\"'"), max_size=4)


HEAD = {"lineage": "1.0-draft", "id": "urn:a:b"}


def manifest_of(**members: Any) -> Manifest:
    manifest = shape(json.dumps(HEAD | members).encode()).manifest
    assert manifest is not None
    return manifest


def found_by(code: str, manifest: Manifest) -> bool:
    return any(rules()[code].run(manifest, context_for(manifest), "lab"))


@settings(deadline=None)  # the first example loads all rules
@given(AROUND, st.sampled_from(WORDS) | st.text("-_.?*/\u2010\u2015\u2026", min_size=1, max_size=5), AROUND)
def test_no_placeholder_is_overlooked(before: str, word: str, after: str) -> None:
    text = before + word + after
    for description in (text, {"en": "A text.", "de": text}):
        manifest = manifest_of(datasets=[{"id": "d", "description": description}])
        assert found_by("TXT003", manifest) == is_placeholder(text)


def test_the_census_finds_what_a_walk_finds() -> None:
    example = shape(read_path(ROOT / "examples/apertus/lineage.yaml").json).manifest
    for manifest in (manifest_of(), example):
        assert manifest is not None
        walked = [id(node) for node, _ in of_type(manifest, model_classes())]
        counted = [id(node) for nodes in census(manifest).by_class.values() for node in nodes]
        assert sorted(walked) == sorted(counted)
        named = [(value, kinds) for value, _, kinds in references(manifest)]
        assert sorted(map(repr, named)) == sorted(map(repr, values(census(manifest))))


def test_suspects_come_in_the_order_of_the_file_and_only_once() -> None:
    manifest = manifest_of(
        models=[{"id": "m", "name": "M", "provider": {"name": "P"}}],
        datasets=[{"id": f"d{i}", "creators": [{"name": "A"}, {"name": "B"}]} for i in range(3)],
    )
    context = context_for(manifest)
    every = frozenset(model_classes())
    assert context.suspects(every, lambda node: True) == list(of_type(manifest, every))
    assert context.suspects(every, lambda node: False) == []


@given(
    st.sampled_from(sorted(_MADE_BY_MODELS)) | st.just("self-instruct"),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_no_hint_is_overlooked(word: str, spelling: Callable[[str], str]) -> None:
    manifest = Manifest.model_validate_json('{"lineage": "1.0-draft", "id": "urn:a:b"}')
    source = json.dumps({"name": f"a {spelling(word)} b"}).encode()
    assert context_for(manifest, source=source).mentions(*_HINTS)


@given(st.integers(1900, 2199), st.integers(1, 12), st.integers(1, 31))
def test_no_impossible_day_is_overlooked(year: int, month: int, day: int) -> None:
    text = f"{year}-{month:02}-{day:02}"
    if bounds(text) is None:
        assert _LATE_DAY.search(json.dumps({"issued": text}).encode())
    else:
        date(year, month, day)


@settings(deadline=None)
@given(st.from_regex(r"[a-z][a-z0-9-]{0,5}:[A-Za-z_][A-Za-z0-9_.-]{0,5}", fullmatch=True))
def test_no_extension_prefix_is_overlooked(key: str) -> None:
    assert found_by("REF004", manifest_of(datasets=[{"id": "d", key: 1}]))
