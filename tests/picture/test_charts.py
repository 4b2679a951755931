"""Bars and timelines: lengths are true, what is not stated has no length, and everything lies on the picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.model.quantity import Interval
from lineage.picture.bars import Bar, Panel, draw_bars
from lineage.picture.letters import width
from lineage.picture.scale import in_words, ticks
from lineage.picture.stacks import Stack, draw_stacks
from lineage.picture.timeline import LIMIT, Row, Span, draw_timeline, grouped, union
from tests.picture.reading import SVG, parsed, size, titles

LABEL = st.text(st.characters(min_codepoint=1, max_codepoint=0x2FF), max_size=60)
WORDS = {"title": "T", "description": "D", "prefix": "p"}


def exactly(value: int) -> Interval:
    return Interval(Decimal(value), Decimal(value))


def lengths(svg: str) -> list[float]:
    return [
        float(element.attrib["width"])
        for element in parsed(svg).iter(f"{SVG}rect")
        if element.attrib.get("class") == "pic-bar"
    ]


def texts(svg: str) -> Iterator[tuple[float, float, float]]:
    """Left and right end and base line of every text."""
    for element in parsed(svg).iter(f"{SVG}text"):
        at, y, font = (float(element.attrib[key]) for key in ("x", "y", "font-size"))
        long = width(element.text or "", font, bold=element.attrib.get("font-weight") == "bold")
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.attrib.get("text-anchor", "start")]
        yield at - shift * long, at + (1 - shift) * long, y


def everything_is_inside(svg: str) -> None:
    wide, high = size(svg)
    for left, right, y in texts(svg):
        assert left >= -0.1
        assert right <= wide + 0.1
        assert 0 < y <= high
    for element in parsed(svg).iter(f"{SVG}rect"):
        if element.attrib.get("class") == "pic-bar":
            assert float(element.attrib["x"]) >= 0
            assert float(element.attrib["x"]) + float(element.attrib["width"]) <= wide + 0.1


def test_lengths_are_true() -> None:
    bars = (Bar("a", exactly(100), "100"), Bar("b", exactly(50), "50"), Bar("c", None, "size not stated"))
    long, half = lengths(draw_bars([Panel("", bars)], **WORDS))
    assert long == pytest.approx(2 * half, abs=0.02)


def test_what_is_not_stated_has_no_bar_and_says_so() -> None:
    svg = draw_bars([Panel("P", (Bar("a", None, "size not stated"),))], **WORDS)
    assert lengths(svg) == []
    assert titles(svg) == ["a: size not stated"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(LABEL, st.none() | st.integers(0, 10**16), st.integers(0, 10**16) | st.none(), LABEL), max_size=8
    )
)
def test_bars_stay_on_the_picture(rows: list[tuple[str, int | None, int | None, str]]) -> None:
    bars = []
    for label, low, more, words in rows:
        amount = None if low is None else Interval(Decimal(low), None if more is None else Decimal(low + more))
        bars.append(Bar(label, amount, words))
    everything_is_inside(draw_bars([Panel("Panel", tuple(bars))], **WORDS))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LABEL, st.tuples(*[st.integers(0, 4000)] * 3), LABEL), max_size=8))
def test_stacks_stay_on_the_picture(rows: list[tuple[str, tuple[int, int, int], str]]) -> None:
    everything_is_inside(draw_stacks([Stack(*row) for row in rows], ("one", "two", "three"), **WORDS))


DAYS = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))
SPANS = st.builds(Span, DAYS, DAYS, st.booleans(), st.booleans()).filter(
    lambda span: span.start is None or span.end is None or span.start <= span.end
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LABEL, st.lists(SPANS, min_size=1, max_size=3), LABEL), max_size=8))
def test_timelines_stay_on_the_picture(rows: list[tuple[str, list[Span], str]]) -> None:
    everything_is_inside(draw_timeline([Row(label, tuple(spans), words) for label, spans, words in rows], **WORDS))


def test_many_rows_are_drawn_by_group_and_keep_their_stretches() -> None:
    start = date(2000, 1, 1)
    rows = [
        Row(f"dataset {n}", (Span(start + timedelta(100 * n), start + timedelta(100 * n + 30)),), "", f"group {n % 3}")
        for n in range(LIMIT + 5)
    ]
    found = grouped(rows)
    assert [row.label for row in found] == ["group 0", "group 1", "group 2"]
    assert sum(len(row.spans) for row in found) == len(rows)
    assert grouped(rows[:LIMIT]) == rows[:LIMIT]
    assert len(grouped([Row(str(n), row.spans, "", str(n)) for n, row in enumerate(rows)], 10)) == 10


def test_stretches_that_meet_become_one_and_open_ones_stay() -> None:
    one, two, three = (date(2020 + n, 1, 1) for n in range(3))
    opened = Span(two, None)
    assert union([Span(two, three), opened, Span(one, two), opened]) == (Span(one, three), opened)


@given(st.integers(1, 10**20), st.integers(2, 6))
def test_ticks_are_round_few_and_reach_the_top(top: int, most: int) -> None:
    found = ticks(Decimal(top), most)
    assert found[0] == 0
    assert found[-1] >= top
    assert len(found) <= most + 1
    assert str(found[1].normalize()).lstrip("-").strip("0.E+123456789") == ""


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (1500, "1.5 thousand"), (2 * 10**12, "2 trillion"), (300, "300")]
)
def test_numbers_in_words(value: int, words: str) -> None:
    assert in_words(Decimal(value)) == words
