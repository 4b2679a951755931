"""Comments that waive: only real comments, each with what it is about, at its place in the file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.pointer import to_text
from lineage.read import Document, read_bytes

HEAD = 'lineage: "1.0-draft"\nid: urn:a:b\n'


def remarks(text: str, name: str = "case.yaml") -> list[tuple[str, int, list[str]]]:
    return [
        (remark.text, remark.span.line, [to_text(place) for place in remark.places])
        for remark in document(text, name).remarks()
    ]


def document(text: str, name: str = "case.yaml") -> Document:
    return read_bytes(text.encode(), name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("version: a # lineage: waive X y\n", [("X y", 3, ["/version"])]),
        ("# lineage: waive X y\nversion: a\n", [("X y", 3, ["/version"])]),
        ("# lineage: waive X y\n\n# more\nversion: a\n", [("X y", 3, ["/version"])]),
        ("#lineage: waive X\nversion: a\n", [("X", 3, ["/version"])]),
        ("# lineage: waive\n", [("", 3, [])]),
        ("version: |  # lineage: waive X\n  a\n", [("X", 3, ["/version"])]),
        ("datasets:\n  # lineage: waive X\n  - id: a\n", [("X", 4, ["/datasets/0", "/datasets/0/id"])]),
        ("datasets:\n- id: a\n  files: # lineage: waive X\n  - a\n", [("X", 5, ["/datasets/0/files"])]),
        (
            "datasets: [{id: a}, {id: b}] # lineage: waive X\n",
            [("X", 3, ["/datasets", "/datasets/0", "/datasets/0/id", "/datasets/1", "/datasets/1/id"])],
        ),
        # The first of a list is meant, not the list.
        ("x-a:\n  - b: 1 # lineage: waive X\n  - b: 2\n", [("X", 4, ["/x-a/0", "/x-a/0/b"])]),
        # A remark at the end of one entry is not about the next.
        ("x-a:\n  - b: 1\n    c: 2 # lineage: waive X\n  - b: 2\n", [("X", 5, ["/x-a/0/c"])]),
        ("x-a: 'é' # lineage: waive X é\n", [("X é", 3, ["/x-a"])]),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_what_a_remark_is_about(text: str, expected: list[tuple[str, int, list[str]]], line_break: str) -> None:
    assert remarks((HEAD + text).replace("\n", line_break)) == expected


@pytest.mark.parametrize(
    "text",
    [
        'version: "a # lineage: waive X"\n',
        "version: 'a # lineage: waive X'\n",
        "version: |\n  # lineage: waive X\n",
        "version: >-\n  a\n  # lineage: waive X\n\n  b\n",
        'version: "a\n  # lineage: waive X\n  b"\n',
        "version: a#lineage: waive\n".replace("#lineage: ", "#lineage:"),
        "# lineage: waived by somebody\n",
        "# lineage: waivers\n",
        '"x-# lineage: waive X": 1\n',
    ],
)
def test_what_only_looks_like_a_remark(text: str) -> None:
    assert remarks(HEAD + text) == []


def test_json_has_no_comments() -> None:
    assert (
        document('{"lineage": "1.0-draft", "id": "urn:a:b", "x-a": "# lineage: waive X"}', "case.json").remarks() == ()
    )


def test_in_a_card_lines_are_those_of_the_card_and_places_those_of_the_block() -> None:
    block = "".join(f"  {line}\n" for line in [*HEAD.splitlines(), "# lineage: waive X y", "version: a"])
    card = f"---\n# lineage: waive OUT side\nlicense: mit\nlineage:\n{block}---\n# lineage: waive TEXT below\n"
    assert remarks(card, "README.md") == [("OUT side", 2, []), ("X y", 7, ["/version"])]


def test_the_span_is_the_comment() -> None:
    read = document(HEAD + "version: 'é'  # lineage: waive X  \n")
    (remark,) = read.remarks()
    assert read.line(3)[remark.span.column - 1 : remark.span.end_column - 1] == "# lineage: waive X"


@pytest.mark.parametrize("text", ["# lineage: waive X\n" * 20_000, "# lineage: waive" + " " * 200_000 + "x y\n"])
def test_many_and_long_comments_take_no_longer_than_their_length(text: str) -> None:
    start = time.perf_counter()
    document(HEAD + text + "version: a\n").remarks()
    assert time.perf_counter() - start < 5


@given(st.text(st.sampled_from(" #'\"\\\n:x-"), max_size=20))
def test_a_quoted_text_never_holds_a_remark(text: str) -> None:
    import json

    read = document(f"{HEAD}x-a: {json.dumps(text + '# lineage: waive X')}\nx-b: 1 # lineage: waive Y\n")
    assert [remark.text for remark in read.remarks()] == ["Y"]
