"""No file ends in a traceback or a bad manifest: garbage in the shape of cards, pipelines and summaries is refused or
read, whatever stands in it."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import ryaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage import check, read_bytes
from lineage.errors import LineageError
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.source import Source
from tests.interop.test_dpi import summary
from tests.interop.test_generator_tools import CARD, CONFIG, METADATA, PIPELINE
from tests.interop.test_huggingface import DATASET, MODEL

DPI = {
    "a": summary("a", Model_Generated=["ChatGPT"], Derived_from_Datasets=["b", "huggingface.co/datasets/x/y"]),
    "b": summary("b", Derived_from_Datasets=["a", "Own"], Hugging_Face_URL="https://huggingface.co/datasets/x/y"),
}
FIXTURES: dict[str, list[Any]] = {
    "huggingface": [ryaml.loads(DATASET), ryaml.loads(MODEL)],
    "distilabel": [PIPELINE],
    "datadreamer": [CARD],
    "nemo": [CONFIG, METADATA],
    "dpi": [DPI],
}
STRANGE = ["", " ", "a\nb", "\u202e", "x" * 1500, "http://", "https://a b", "hf/x", "a/b/c", "../x", "@", "é", "\u0000"]
TEXTS = st.sampled_from(STRANGE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    SCALARS | TEXTS, lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS, below, max_size=3)
)


def places(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [here, *(place for key, value in items for place in places(value, (*here, key)))]


@st.composite
def spoilt(draw: st.DrawFn, format: str) -> Any:
    """A file of the format in which some values are replaced, gone or repeated."""
    tree = json.loads(json.dumps(draw(st.sampled_from(FIXTURES[format]))))
    for place in draw(st.lists(st.sampled_from(places(tree)[1:]), min_size=1, max_size=6)):
        node: Any = tree
        try:
            for part in place[:-1]:
                node = node[part]
            if draw(st.integers(0, 3)):
                node[place[-1]] = draw(JSON)
            else:
                del node[place[-1]]
        except (KeyError, IndexError, TypeError):
            continue
    return tree


def as_source(format: str, tree: Any) -> Source:
    text = json.dumps(tree)
    if format == "huggingface":
        return Source("README.md", f"---\n{text}\n---\n# Dataset Card for X\n".encode())
    if format == "nemo":
        return Source("metadata.json", text.encode(), beside={"builder_config.json": json.dumps(CONFIG).encode()})
    return Source("a.json", text.encode())


def read(format: str, source: Source) -> dict[str, Any] | None:
    draft = Draft()
    try:
        FORMATS[format].looks_like(source)
        FORMATS[format].read(source, draft)
    except LineageError:
        return None
    return draft.tree("urn:lineage:test")


def sound(tree: dict[str, Any]) -> None:
    report = check(read_bytes(json.dumps(tree).encode(), "a.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity.value == "error"]


@pytest.mark.parametrize("format", FIXTURES)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_spoilt_files_are_read_or_refused(format: str, data: st.DataObject) -> None:
    tree = read(format, as_source(format, data.draw(spoilt(format))))
    if tree is not None:
        sound(tree)


@pytest.mark.parametrize("format", FIXTURES)
@given(data=st.binary(max_size=200))
def test_bytes_are_read_or_refused(format: str, data: bytes) -> None:
    for name in ("README.md", "a.json", "a.yaml"):
        read(format, Source(name, data))


@pytest.mark.parametrize("format", FIXTURES)
def test_truncated_files_are_refused(format: str) -> None:
    whole = as_source(format, FIXTURES[format][0]).data
    for end in range(0, len(whole) - 40, max(1, len(whole) // 40)):
        read(format, Source("README.md" if format == "huggingface" else "a.json", whole[:end]))


@pytest.mark.parametrize("format", FIXTURES)
def test_a_file_of_another_format_is_refused(format: str) -> None:
    for other, trees in FIXTURES.items():
        if other != format:
            for tree in trees:
                source = as_source(other, tree)
                assert not FORMATS[format].looks_like(source)
                assert read(format, source) is None


@pytest.mark.parametrize(
    ("format", "tree"),
    [
        ("distilabel", {"pipeline": {"steps": PIPELINE["pipeline"]["steps"][1:3] * 5_000}}),
        ("datadreamer", {**CARD, "data_card": {f"s{i}": {"Model Name": [f"m{i}"]} for i in range(20_000)}}),
        ("nemo", {"columns": [{"name": f"c{i}", "column_type": "llm-text"} for i in range(40_000)]}),
        ("dpi", {f"d{i}": summary(f"d{i}", Derived_from_Datasets=[f"d{i + 1}"]) for i in range(5_000)}),
        ("huggingface", {"size_categories": [], "source_datasets": [f"o/d{i}" for i in range(20_000)]}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_large_files_take_seconds(format: str, tree: Any) -> None:
    source = as_source(format, tree)
    began = time.perf_counter()
    assert read(format, source) is not None
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize("format", FIXTURES)
def test_deep_nesting_is_refused_or_read(format: str) -> None:
    deep: Any = []
    for _ in range(90):
        deep = [deep, {"a": deep}] if not deep else [deep]
    tree = {**FIXTURES[format][0], "deep": deep}
    found = read(format, as_source(format, tree))
    if found is not None:
        sound(found)
