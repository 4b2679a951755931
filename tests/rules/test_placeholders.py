"""Texts that only stand in for something: the quick look at their first character misses none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lineage.rules.text import _LONGER, _PLACEHOLDER, is_placeholder

AROUND = st.sampled_from(["", " ", "(", "['", '<"', ")", "x", "ſ"])
TEXTS = st.builds(
    "{}{}{}{}".format,
    AROUND,
    st.from_regex(_PLACEHOLDER, fullmatch=True) | st.text(max_size=8),
    st.sampled_from(["", ".", ":;", "!"]),
    AROUND,
)


def without_a_quick_look(text: str) -> bool:
    bare = text.strip(" \t\n()[]<>\"'")
    return len(text) < _LONGER and any(_PLACEHOLDER.fullmatch(form) for form in (bare, bare.rstrip(".:;!")))


@given(TEXTS)
def test_the_quick_look_misses_nothing(text: str) -> None:
    assert is_placeholder(text) == without_a_quick_look(text)
