"""Labels fit their room, whatever they say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lineage.picture.letters import ELLIPSIS, fitted, width, wrapped
from lineage.visible import one_line

ROOM = st.floats(30, 300)
TEXT = st.text(max_size=80)


@given(TEXT, ROOM)
def test_what_is_fitted_fits(text: str, room: float) -> None:
    found = fitted(text, room, 12)
    assert width(found, 12) <= room
    assert found == text or found.endswith(ELLIPSIS)


@given(TEXT, ROOM, st.integers(1, 4))
def test_lines_fit_and_lose_nothing_unless_cut(text: str, room: float, lines: int) -> None:
    found = wrapped(text, room, 12, lines=lines)
    assert 1 <= len(found) <= lines
    assert all(width(line, 12) <= room for line in found)
    if not found[-1].endswith(ELLIPSIS):
        assert "".join("".join(found).split()) == "".join(one_line(text).split())


def test_good_places_to_break() -> None:
    assert wrapped("Apertus pretraining mixture", 70, 12, lines=3) == ["Apertus", "pretraining", "mixture"]
    assert wrapped("WizardLM-13B-v1.2", 80, 12, lines=2) == ["WizardLM-", "13B-v1.2"]
    assert wrapped("ExplainLikeImFive", 85, 12, lines=2) == ["ExplainLikeIm", "Five"]


def test_widths_are_near_those_of_helvetica() -> None:
    assert round(width("Training content", 10), 1) == 73.1
    assert width("漢字", 10) > width("ab", 10)
    assert width("e\u0301", 10) == width("e", 10)
    assert width("é", 10) == width("e", 10)
    assert width("bold", 10, bold=True) > width("bold", 10)
