"""Positions: keys, values, fallbacks, line ends, and the text of lines."""

from __future__ import annotations

import time

import pytest

from lineage.finding import Part, Span
from lineage.pointer import Pointer
from lineage.read import Document, read_bytes

JSON = """{
  "id": "é😀",
  "datasets": [
    {"id": "a", "n": 12},
    {"b\\u0061": [1, {"c": null}], "x": "]}\\\\\\""}
  ],
  "end": {
  }
}
"""

YAML = """# a comment
id: "é😀"
datasets:
  - {id: a, n: 12}
  - ba: [1, {c: ~}]
    x: >-
      folded
      text
  -
    y: plain
      goes on   # comment
end:
"""

K, V = Part.KEY, Part.VALUE

JSON_PLACES: list[tuple[Pointer, Part, tuple[int, int, int]]] = [
    ((), V, (1, 1, 2)),
    (("id",), K, (2, 3, 7)),
    (("id",), V, (2, 9, 13)),
    (("datasets",), K, (3, 3, 13)),
    (("datasets",), V, (3, 15, 16)),
    (("datasets", 0), V, (4, 5, 25)),
    (("datasets", 0, "n"), V, (4, 22, 24)),
    (("datasets", 1, "ba"), K, (5, 6, 15)),
    (("datasets", 1, "ba", 1, "c"), V, (5, 27, 31)),
    (("datasets", 1, "x"), V, (5, 40, 48)),
    (("end",), V, (7, 10, 11)),
    # not there: the nearest ancestor
    (("datasets", 1, "ba", 1, "z", 3), V, (5, 21, 32)),
    (("datasets", 7, "id"), K, (3, 3, 13)),
    (("id", 0), V, (2, 9, 13)),
    (("nothing",), V, (1, 1, 2)),
]

YAML_PLACES: list[tuple[Pointer, Part, tuple[int, int, int]]] = [
    ((), V, (2, 1, 9)),
    (("id",), K, (2, 1, 3)),
    (("id",), V, (2, 5, 9)),
    (("datasets",), K, (3, 1, 9)),
    (("datasets",), V, (4, 3, 19)),
    (("datasets", 0), V, (4, 5, 19)),
    (("datasets", 0, "n"), V, (4, 16, 18)),
    (("datasets", 1, "ba"), K, (5, 5, 7)),
    (("datasets", 1, "ba", 1, "c"), V, (5, 17, 18)),
    (("datasets", 1, "x"), V, (6, 8, 10)),
    (("datasets", 2), V, (10, 5, 13)),
    (("datasets", 2, "y"), V, (10, 8, 13)),
    (("end",), V, (12, 5, 5)),
    (("datasets", 1, "ba", 1, "z", 3), V, (5, 13, 19)),
    (("datasets", 7, "id"), K, (3, 1, 9)),
    (("id", 0), V, (2, 5, 9)),
    (("nothing",), V, (2, 1, 9)),
]


def documents(text: str, name: str) -> list[Document]:
    return [read_bytes(text.replace("\n", newline).encode(), name) for newline in ("\n", "\r\n", "\r")]


@pytest.mark.parametrize(
    ("text", "name", "places"), [(JSON, "a.json", JSON_PLACES), (YAML, "a.yaml", YAML_PLACES)], ids=["json", "yaml"]
)
def test_places(text: str, name: str, places: list[tuple[Pointer, Part, tuple[int, int, int]]]) -> None:
    expected = {(pointer, part): Span(line, start, line, end) for pointer, part, (line, start, end) in places}
    for document in documents(text, name):
        assert document.locate(expected) == expected  # in one pass
        for target, span in expected.items():  # alone, where the walk stops early
            fresh = read_bytes(document.source, name)
            assert fresh.locate([target]) == {target: span}
        for number, line in enumerate(text.split("\n"), start=1):
            assert document.line(number) == line
        assert document.line(0) == document.line(99) == ""


def test_the_text_of_a_span() -> None:
    document = read_bytes(YAML.encode(), "a.yaml")
    span = document.locate([(("datasets", 1, "ba"), V)])[("datasets", 1, "ba"), V]
    assert document.line(span.line)[span.column - 1 : span.end_column - 1] == "[1, {c: ~}]"


def test_an_unquoted_comma_can_be_told_by_its_flow_mapping() -> None:
    text = "block:\n  a: 1\nflow: {description: a, b and c, comments: x}\nlist: [p]\n"
    document = read_bytes(text.encode(), "a.yaml")
    assert document.tree()["flow"] == {"description": "a", "b and c": None, "comments": "x"}
    assert document.in_flow_mapping(("flow", "b and c"))
    assert not document.in_flow_mapping(("block", "a"))
    assert not document.in_flow_mapping(("flow",))
    assert not document.in_flow_mapping(("list", 0))
    assert not document.in_flow_mapping(())
    assert not read_bytes(b'{"a":{"b":null}}', "a.json").in_flow_mapping(("a", "b"))


def test_a_card_has_flow_mappings_too() -> None:
    document = read_bytes(b"---\nlineage: {a: 1}\n---\n", "README.md")
    assert document.in_flow_mapping(("a",))


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_many_places_in_one_very_long_line(name: str) -> None:
    records = ", ".join(f'{{"id": "é{number}", "list": [1, 2, {{"x": null}}]}}' for number in range(20_000))
    document = read_bytes(f'{{"records": [{records}]}}'.encode(), name)
    targets = [(("records", number, "list", 2), V) for number in range(0, 20_000, 10)]
    started = time.process_time()
    found = document.locate(targets)
    assert time.process_time() - started < 8
    line = document.line(1)
    assert all(line[span.column - 1 : span.end_column - 1] == '{"x": null}' for span in found.values())
