"""Shares: the numbers of a tenth and a half of WildChat, and intervals that hold the truth of every draw."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.trace.shares import Part, percent, subset, within
from tests.trace.build import entry, invented, traced

GPT_4 = Part(Fraction("0.2553"), Fraction("0.2553"))


def exactly(share: str) -> Part:
    return Part(Fraction(share), Fraction(share))


def test_a_tenth_may_hold_none_or_all() -> None:
    assert subset(GPT_4, exactly("0.1"), even=False) == Part(Fraction(0), Fraction(1))


def test_half_may_hold_none_or_twice_as_much() -> None:
    assert subset(GPT_4, exactly("0.5"), even=False).words == "0 to 51.06 %"


def test_a_random_tenth_is_expected_to_hold_as_much() -> None:
    assert subset(GPT_4, exactly("0.1"), even=True).words == "about 25.53 % (0 to 100 %)"


def test_most_of_it_must_hold_some() -> None:
    assert subset(GPT_4, exactly("0.9"), even=False).words == "17.26 to 28.37 %"


def test_per_cent_is_exact() -> None:
    assert percent(Fraction("0.2553")) == "25.53 %"
    assert percent(Fraction(1, 3)) == "33.33 %"


@given(st.integers(1, 60), st.data())
def test_the_truth_of_every_draw_lies_between(size: int, data: st.DataObject) -> None:
    written = data.draw(st.integers(0, size), label="written by the teacher")
    taken = data.draw(st.integers(1, size), label="taken")
    rows = [True] * written + [False] * (size - written)
    random.Random(data.draw(st.integers(0, 2**32), label="seed")).shuffle(rows)
    whole = Part(Fraction(written, size), Fraction(written, size))
    for drawn in (rows[:taken], sorted(rows)[:taken], sorted(rows, reverse=True)[:taken]):
        truth = Fraction(sum(drawn), taken)
        for even in (True, False):
            found = subset(whole, Part(Fraction(taken, size), Fraction(taken, size)), even=even)
            assert found.low <= truth <= found.high
        # The same where only bounds of both are known.
        wide = subset(
            Part(whole.low / 2, (whole.high + 1) / 2), Part(Fraction(taken, 2 * size), Fraction(1)), even=False
        )
        assert wide.low <= truth <= wide.high


@given(st.fractions(0, 1), st.fractions(0, 1))
def test_a_part_of_a_result_multiplies(share: Fraction, part: Fraction) -> None:
    assert within(Part(share, share), Part(part, part)).high == share * part


def chain(*edges: dict[str, Any], use: dict[str, Any] | None = None, role: str = "generate") -> dict[str, Any]:
    """A dataset that a teacher wrote a quarter of, and a dataset made from it by each edge in turn."""
    written = {"model": "teacher", "role": role, "share": {"value": 0.2553}} | (use or {})
    datasets: list[dict[str, Any]] = [{"id": "d0", "name": "D0", "modelUses": [written]}]
    for number, edge in enumerate(edges, 1):
        source = {"dataset": f"d{number - 1}", **edge}
        datasets.append({"id": f"d{number}", "name": f"D{number}", "derivedFrom": [source]})
    return {"models": [{"id": "teacher", "name": "Teacher"}], "datasets": datasets}


def said(tree: dict[str, Any], subject: str) -> str:
    """The share of the teacher in a subject, or why there is none."""
    way = entry(traced(invented(tree), subject), "Teacher").ways[0]
    return way.portion.part.words if way.portion.part else way.portion.reason


TENTH = {"share": {"of": "source", "value": 0.1}}
RULES: dict[str, tuple[tuple[dict[str, Any], ...], str]] = {
    "whole": (({"activity": "copy"},), "25.53 %"),
    "a tenth": (({"activity": "subset", **TENTH},), "not stated"),
    "half": (({"activity": "subset", "share": {"of": "source", "value": 0.5}},), "0 to 51.06 %"),
    "random tenth": (({"activity": "subset", "sampling": "random", **TENTH},), "about 25.53 % (0 to 100 %)"),
    "by quality": (({"activity": "filter", "sampling": "byQuality", **TENTH},), "not stated"),
    "all of it in a half": (({"sampling": "all", "share": {"of": "result", "value": 0.5}},), "12.76 %"),
    "unknown part in a half": (({"share": {"of": "result", "value": 0.5}},), "0 to 50 %"),
    "a draw that is not described": (({"activity": "subset"},), "not stated"),
    "units differ": (
        ({"activity": "subset", "share": {"of": "source", "unit": "tokens", "value": 0.5}},),
        "not meaningful: the units differ (tokens and records)",
    ),
    "a seed": (({"as": "seed"},), "not meaningful"),
    "only the teacher's": (({"activity": "subset", "only": {"model": "teacher"}},), "100 %"),
    "two copies": (({"activity": "copy"}, {"activity": "format"}), "25.53 %"),
    "half of half": (
        tuple({"activity": "subset", "share": {"of": "source", "value": share}} for share in (0.9, 0.9)),
        "8.06 to 31.52 %",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_through_datasets(name: str) -> None:
    edges, words = RULES[name]
    assert said(chain(*edges), f"d{len(edges)}") == words


def test_a_judge_has_no_share() -> None:
    assert said(chain(role="judge", use={"writes": ["score"]}), "d0") == "not meaningful"


def test_never_across_a_model() -> None:
    tree = chain({"activity": "copy"})
    tree["models"].append({"id": "m", "name": "M", "training": [{"stage": "sft", "uses": ["d1"]}]})
    tree["datasets"].append({"id": "d9", "name": "D9", "modelUses": [{"model": "m", "role": "generate"}]})
    way = entry(traced(invented(tree), "d9"), "Teacher").ways[0]
    assert way.generation == 1
    assert way.portion.of == "D1"  # of what the model learnt from, never of what it wrote


def test_of_several_each_has_its_own() -> None:
    found = traced("wildchat", "wildchat-1m-2024-05")
    words = {one.party.name: one.ways[0].portion.part for one in found.entries if one.form == "content"}
    assert words["GPT-4"] == GPT_4
    assert words["GPT-3.5"] == exactly("0.7447")


def test_a_state_that_was_filtered_states_none() -> None:
    way = entry(traced("wildchat", "wildchat-1m"), "GPT-4").ways[0]
    assert way.portion.part is None
    assert way.portion.reason == "not stated"
