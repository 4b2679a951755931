"""Facts as properties: what is written flat comes back deep, and what contradicts itself is not taken."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.interop.cyclonedx.properties import deep, flat

TEXT = st.text(max_size=6) | st.sampled_from(["1.0", "true", "null", "[]", '"', " 5", "-", "\\u0041"])
SCALARS = st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False) | TEXT
KEYS = st.from_regex(r"\A[a-z~/][a-zA-Z~/]{0,5}\Z").filter(lambda key: not key.startswith("x-"))
VALUES = st.recursive(
    SCALARS,
    lambda below: st.lists(below, min_size=1, max_size=3) | st.dictionaries(KEYS, below, min_size=1, max_size=3),
)
JSON = st.recursive(st.none() | SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXT, below))


@given(st.dictionaries(KEYS | st.just("x-own"), VALUES, min_size=1, max_size=4), JSON)
def test_facts_come_back(record: dict[str, Any], anything: Any) -> None:
    record = {**record, "acme:own": anything}
    tree, taken = deep(flat(record))
    assert tree == record
    assert all(taken)


def test_a_text_is_its_own_value_unless_it_reads_like_a_number() -> None:
    written = dict(flat({"name": "Harbour", "version": "1.10", "year": 2024, "open": True, "note": "true"}))
    assert written == {
        "training-lineage:name": "Harbour",
        "training-lineage:version": '"1.10"',
        "training-lineage:year": "2024",
        "training-lineage:open": "true",
        "training-lineage:note": '"true"',
    }


@pytest.mark.parametrize(
    ("second", "value"), [("a", "2"), ("a/b", "2"), ("b:a", "2"), ("/".join("a" * 50), "2")], ids=lambda text: text[:5]
)
def test_what_contradicts_the_first_or_is_none_of_ours_is_not_taken(second: str, value: str) -> None:
    name = second if second.startswith("b:") else f"training-lineage:{second}"
    tree, taken = deep([("training-lineage:a", "1"), (name, value)])
    assert tree == {"a": 1}
    assert taken == [True, False]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e999", "[" * 3000, '"\\ud800"', "9" * 5000])
def test_what_no_file_may_hold_is_text(text: str) -> None:
    assert deep([("training-lineage:a", text)])[0] == {"a": text}


def test_numbers_that_leave_gaps_are_no_list() -> None:
    tree, _ = deep([("training-lineage:a/0/b", "x"), ("training-lineage:a/2/b", "y"), ("training-lineage:c/0", "z")])
    assert tree == {"a": {"0": {"b": "x"}, "2": {"b": "y"}}, "c": ["z"]}
