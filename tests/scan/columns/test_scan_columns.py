"""Roles of columns: those of well-known sets, what is told, and what is left open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.errors import LineageError
from lineage.scan.column_names import spelt
from lineage.scan.columns import Chosen, Field, choose, fields_of_rows
from tests.scan.columns.sets import SETS, Known

pa = pytest.importorskip("pyarrow")


def schema(known: Known) -> Any:
    def arrow(kind: str) -> Any:
        if kind.startswith("struct:"):
            return pa.struct([(name, arrow(of)) for name, _, of in (p.partition("=") for p in kind[7:].split(","))])
        special = {"list": pa.list_(pa.string()), "timestamp": pa.timestamp("us"), "double": pa.float64()}
        return special.get(kind) or getattr(pa, {"bool": "bool_"}.get(kind, kind))()

    return pa.schema([(name, arrow(kind)) for name, kind in known.columns.items()])


def roles(chosen: Chosen) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for one in chosen.choices:
        found.setdefault(one.role, []).append(one.column)
    return {role: " ".join(sorted(columns)) for role, columns in found.items()}


@pytest.mark.parametrize("known", SETS, ids=lambda one: one.name)
def test_well_known_sets(known: Known) -> None:
    chosen = choose(schema(known), known.rows)
    assert roles(chosen) == known.roles
    assert {one.role for one in chosen.doubts} >= known.doubts


@pytest.mark.parametrize("known", SETS, ids=lambda one: one.name)
def test_every_column_has_one_role_save_an_image_behind_an_address(known: Known) -> None:
    columns = [one.column for one in choose(schema(known), known.rows).choices if one.role != "image"]
    assert len(columns) == len(set(columns))


def test_names_alone_are_enough_where_they_are_sure() -> None:
    chosen = choose(pa.schema([("url", pa.string()), ("text", pa.string()), ("source", pa.string())]))
    assert [(one.role, one.column, one.why) for one in chosen.choices] == [
        ("url", "url", "name"),
        ("text", "text", "name"),
    ]


def test_what_is_told_is_taken_as_it_is() -> None:
    fields = (Field("page_url", "text"), Field("image_url", "text"), Field("body", "text"))
    chosen = choose(fields, told={"url": "image_url", "text": "-"})
    assert [(one.role, one.column, one.why) for one in chosen.choices] == [("url", "image_url", "told")]
    assert not chosen.doubts


def test_several_columns_may_be_told_for_one_role() -> None:
    fields = (Field("writer", "text"), Field("critic", "text"))
    chosen = choose(fields, told={"generator": ["writer", "critic"]})
    assert roles(chosen) == {"generator": "critic writer"}


def test_a_size_that_is_told_stays_beside_a_text() -> None:
    fields = (Field("text", "text"), Field("n", "whole number"))
    assert roles(choose(fields, told={"size": "n"})) == {"text": "text", "size": "n"}


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(LineageError, match='no column "urll"') as raised:
        choose((Field("url", "text"), Field("text", "text")), told={"url": "urll"})
    assert 'did you mean "url"?' in raised.value.advice


def test_a_role_that_is_not_there() -> None:
    with pytest.raises(LineageError, match='no role "adress"'):
        choose((Field("url", "text"),), told={"adress": "url"})


def test_values_that_are_not_what_the_name_says() -> None:
    rows = [{"url": "not an address", "source": "wikipedia", "date": "soon", "content": "https://example.com/a"}] * 3
    chosen = choose(fields_of_rows(rows), rows)
    assert not chosen.choices
    assert {one.role: one.reason for one in chosen.doubts} == {
        "date": "not all of its values are dates that can be read"
    }


def test_a_link_is_taken_for_an_address_by_its_content() -> None:
    rows = [{"source": "https://example.com/a", "body": "A long text about bread."}]
    chosen = choose(fields_of_rows(rows), rows)
    assert roles(chosen) == {"url": "source", "text": "body"}
    assert {one.why for one in chosen.choices} == {"name and content"}


def test_numbers_of_csv_are_text() -> None:
    rows = [{"url": "https://example.com/a", "num_bytes": "12", "audio_seconds": "1.5"}]
    assert roles(choose(fields_of_rows(rows), rows)) == {
        "url": "url",
        "size": "num_bytes",
        "audio_seconds": "audio_seconds",
    }


def test_the_length_of_a_compressed_record_is_said_to_be_one() -> None:
    chosen = choose((Field("url", "text"), Field("warc_record_length", "whole number")),
                    [{"url": "https://example.com/", "warc_record_length": 5}])  # fmt: skip
    assert "compressed" in next(one.note for one in chosen.choices if one.role == "size")


@pytest.mark.parametrize(
    ("rows", "measured"),
    [
        ([{"text": "A text of words.", "messages": [{"role": "user"}]}], [("text", "text")]),
        ([{"messages": [{"role": "user"}], "prompt": "Why?"}], [("messages", "messages")]),
        ([{"prompt": "Why?", "response": "Because it is."}], [("text", "response")]),
        ([{"instruction": "Why is it so?"}], [("text", "instruction")]),
        ([{"url": "https://example.com/", "response": "Yes."}], [("url", "url"), ("text", "response")]),
    ],
)
def test_one_column_is_measured(rows: list[dict[str, Any]], measured: list[tuple[str, str]]) -> None:
    columns = choose(fields_of_rows(rows), rows).measured()
    assert [(one.role, one.column) for one in columns] == measured


@pytest.mark.parametrize(
    ("name", "same"),
    [("WARC-Target-URI", "warc_target_uri"), ("warcTargetUri", "warc_target_uri"), ("URL", "url"), ("Model Name",
     "model_name"),
     ("  text ", "text"), ("pageURL", "page_url"), ("_id", "id"), ("", "")],
)  # fmt: skip
def test_spellings(name: str, same: str) -> None:
    assert spelt(name) == same


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("url URL text source date lang model license size id messages prompt meta x.y".split()),
            st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.text()),
                      st.dictionaries(st.sampled_from(["url", "date"]), st.text())),
        ),
        max_size=4,
    )
)  # fmt: skip
def test_whatever_the_rows_hold_no_column_is_chosen_twice(rows: list[dict[str, Any]]) -> None:
    chosen = choose(fields_of_rows(rows), rows)
    columns = [one.column for one in chosen.choices]
    assert len(columns) == len(set(columns))
    assert all(doubt.reason for doubt in chosen.doubts)


def test_the_same_columns_in_another_order_are_chosen_alike() -> None:
    known = next(one for one in SETS if one.name == "Magpie")
    names = list(known.columns)
    forward = choose(schema(known), known.rows)
    backward = choose(pa.schema([schema(known).field(name) for name in reversed(names)]), known.rows)
    assert forward.choices == backward.choices
