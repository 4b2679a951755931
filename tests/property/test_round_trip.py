"""Laws of the model: nothing is lost between a manifest and its object, no manifest ends in a traceback, and intervals
add and meet as sets."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import ryaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import MISSING

from lineage import check, eu_summary, read_bytes, write_html, write_json, write_markdown
from lineage.model import Manifest
from lineage.model.quantity import Interval
from lineage.report.json import render_json
from lineage.report.sarif import render_sarif
from lineage.report.text import render_text
from lineage.schema import example_names, resource
from lineage.shape import shape

EXAMPLES = [ryaml.loads((resource("examples", name) / "lineage.yaml").read_text("utf-8")) for name in example_names()]
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8)
JSON = st.recursive(SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below))


def places(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [here]
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        found += places(value, (*here, key))
    return found


PLACES = [places(tree) for tree in EXAMPLES]


@st.composite
def variants(draw: st.DrawFn) -> dict[str, Any]:
    """A real example that lost some members and entries, and gained some extensions."""
    number = draw(st.integers(0, len(EXAMPLES) - 1))
    tree: dict[str, Any] = json.loads(json.dumps(EXAMPLES[number]))
    for place in draw(st.lists(st.sampled_from(PLACES[number]), max_size=4)):
        node: Any = tree
        try:
            for part in place[:-1]:
                node = node[part]
            if place and draw(st.booleans()):
                del node[place[-1]]
            elif isinstance(node, dict):
                node[f"x-{draw(st.sampled_from(['a', 'b-1', 'Team']))}"] = draw(JSON)
        except (KeyError, IndexError, TypeError):
            continue  # gone with something above it
    return tree


@settings(max_examples=60, deadline=None)
@given(variants())
def test_what_is_valid_comes_back_unchanged(tree: dict[str, Any]) -> None:
    text = json.dumps(tree)
    shaped = shape(text.encode(), tree)
    assert shaped.manifest is not None
    if not shaped.findings:
        assert json.loads(shaped.manifest.model_dump_json()) == tree


@settings(max_examples=60, deadline=None)
@given(variants())
def test_what_is_left_of_a_faulty_manifest_is_part_of_it(tree: dict[str, Any]) -> None:
    shaped = shape(json.dumps(tree).encode(), tree)
    assert shaped.manifest is not None
    rest = json.loads(shaped.manifest.model_dump_json())
    assert not shape(json.dumps(rest).encode(), rest).findings
    kept = {json.dumps(value) for place, value in leaves(rest) if place[0] not in ("lineage", "id")}
    assert kept <= {json.dumps(value) for _, value in leaves(tree)}


def leaves(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    if isinstance(tree, dict):
        return [leaf for key, value in tree.items() for leaf in leaves(value, (*here, key))]
    if isinstance(tree, list):
        return [leaf for key, value in enumerate(tree) for leaf in leaves(value, (*here, key))]
    return [(here, tree)]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(EXAMPLES))
def test_json_and_yaml_are_equal_citizens(tree: dict[str, Any]) -> None:
    as_json = read_bytes(json.dumps(tree).encode(), "a.json")
    as_yaml = read_bytes(ryaml.dumps(tree).encode(), "a.yaml")
    assert Manifest.model_validate_json(as_json.json) == Manifest.model_validate_json(as_yaml.json)


@settings(max_examples=80, deadline=None)
@given(variants())
def test_no_manifest_ends_in_a_traceback(tree: dict[str, Any]) -> None:
    report = check(read_bytes(json.dumps(tree).encode(), "a.json"), law="eu", at=date(2026, 11, 22))
    for render in (render_text, render_json, render_sarif):
        assert render([report])
    if report.manifest is not None and report.manifest.models is not MISSING:
        summary = eu_summary(
            report.manifest,
            at=date(2026, 11, 22),
            sha256="0" * 64,
            tool_version="0",
            findings=report.findings,
            context=report.context,
        )
        for write in (write_markdown, write_html, write_json):
            assert write(summary)


NUMBERS = st.integers(0, 50).map(Decimal)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(NUMBERS)
    high = draw(st.none() | NUMBERS.map(lambda more: low + more))
    return Interval(low, high, draw(st.booleans()), high is not None and draw(st.booleans()))


def holds(interval: Interval, number: Decimal) -> bool:
    above = number > interval.low or (number == interval.low and not interval.low_open)
    if interval.high is None:
        return above
    return above and (number < interval.high or (number == interval.high and not interval.high_open))


@given(intervals(), intervals(), st.integers(0, 400).map(lambda n: Decimal(n) / 4))
def test_a_number_in_both_means_that_they_meet(one: Interval, other: Interval, number: Decimal) -> None:
    assert one.meets(other) == other.meets(one)
    if holds(one, number) and holds(other, number):
        assert one.meets(other)


@given(intervals(), intervals(), NUMBERS, NUMBERS)
def test_a_sum_holds_the_sums(one: Interval, other: Interval, a: Decimal, b: Decimal) -> None:
    if holds(one, a) and holds(other, b):
        assert holds(one + other, a + b)
