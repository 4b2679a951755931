"""A long list that is read in parts says the same as the whole, and stands in the same places."""

from __future__ import annotations

from typing import Any

import pytest
import ryaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.finding import Part
from lineage.pointer import Pointer
from lineage.read import Limits, read_bytes, yaml_parts, yaml_text
from lineage.read.lines import Lines
from lineage.read.wanted import Wanted
from lineage.read.yaml_locate import locate_in_parts

HEAD = 'lineage: "1.0"\n'


@pytest.fixture(autouse=True)
def _tiny_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_parts, "LARGE", 1)
    monkeypatch.setattr(yaml_text, "LARGE", 1)
    monkeypatch.setattr(yaml_parts, "_PART", 1)


def whole(text: str) -> Any:
    try:
        return ryaml.loads(text)
    except Exception:
        return None


def places(tree: Any, here: Pointer = ()) -> list[Pointer]:
    below: list[tuple[str | int, Any]] = []
    if isinstance(tree, dict):
        below = list(tree.items())
    elif isinstance(tree, list):
        below = list(enumerate(tree))
    return [here, *(place for key, value in below for place in places(value, (*here, key)))]


def agrees(text: str) -> int:
    """Check one document, and say how many parts it was read in."""
    data = text.encode()
    found = yaml_parts.load_in_parts(data, 100)
    if found is None:
        return 0
    tree, parts = found
    assert tree == whole(text)
    assert list(tree) == list(whole(text))
    targets = [(place, part) for place in [*places(tree), ("a", 999), ("a", 0, "no")] for part in Part]
    spans = []
    for apart in ((), parts):
        wanted = Wanted.of(targets)
        locate_in_parts(data, wanted, Lines(data), apart)
        spans.append([wanted.span(*target) for target in targets])
    assert spans[0] == spans[1]
    return len(parts)


@pytest.mark.parametrize("pad", ["", "  ", "    "])
@pytest.mark.parametrize("end", ["", "z: 1\n", "# end\nz: [1]\n", "z:\n- 1\n- 2\n", "...\n"])
@pytest.mark.parametrize("head", [HEAD, "", "---\n" + HEAD, "# a comment\n\n" + HEAD])
def test_parts_of_a_plain_list(pad: str, end: str, head: str) -> None:
    items = ["- a: 1", "  b: [2, 3]", "- c", "# remark", "- d:", "  - e", "  - f", "-   g: |", "      - h", "", "- 'i'"]
    text = head + "a:\n" + "".join(f"{pad}{item}\n" for item in items) + end
    assert agrees(text) >= 4


@pytest.mark.parametrize(
    "text",
    [
        'a: "\nb:\n- c\n- d"\n',
        "a:\n- 'b\n- c\n- d'\n- e\n",
        "a:\n- [b,\n- c\n- d]\n- e\n",
        'a:\n- b: "c\n- d: 1\n- e: f"\n- g\n',
        "a:\n- b\n- c\nx: 'y\na:\n- d\n- e'\n",
        "a:\n- b\n- c\na:\n- d\n- e\n",
        "a:\n- b: 1\n  b: 2\n- c\n",
        "a:\n- b\n---\n- c\n",
        "a:\n- b\n...\n- c\n",
        "a:\n  - b\n - c\n  - d\n",
        "a:\n- b\n\t- c\n- d\n",
        "a:\n- ? b\n- ? [c]\n",
        "a:\n- 1: b\n- null: c\n",
        "a:\n- .nan\n- 1\n",
        "a:\n- 9007199254740993\n- 1\n",
        "null:\n- b\n- c\n",
        "a:\n- b\n- |+\n  c\n\n- >-\n  d\n  - e\n- f",
        "a:\n- b\r\n- c\r\n- d\r\nz: 1\r\n",
        "a:\n- b\rz: 1\r- c\n- d\n",
        "a:\n- the items of this list are read apart\n- b\n",
        "- a\n- b\n",
        "a:\n- b\n- c\nz:\n- " + "[" * 120 + "]" * 120 + "\n- d\n",
    ],
)
def test_what_only_looks_like_a_list_is_read_as_a_whole(text: str) -> None:
    agrees(text)


LINES = st.sampled_from(
    [
        *(
            "- a",
            "- b: 1",
            "  c: 2",
            "  - d",
            "- 'e",
            "f'",
            '- "g',
            'h"',
            "- [i,",
            "j]",
            "- |",
            "   k",
            "a:",
            "z: 1",
            "# l",
        ),
        *(
            "",
            "- - m",
            "  n: 'o",
            "p: {q: 1",
            "}",
            "---",
            "...",
            "- r: >",
            "    - s",
            " - t",
            "\t",
            "- u: v: w",
            "-",
            "y",
        ),
    ]
)


@settings(max_examples=2000)
@given(st.lists(LINES, max_size=14), st.sampled_from(["", "  "]))
def test_any_lines(lines: list[str], pad: str) -> None:
    agrees(HEAD + "a:\n" + "".join(f"{pad if line[:1] in '- ' else ''}{line}\n" for line in lines))


def test_a_document_in_parts_is_a_document() -> None:
    text = (
        HEAD
        + "datasets:\n"
        + "".join(f'  - id: "d{i}"\n    note: {{a: b}}\n' for i in range(50))
        + "terms:\n  - id: t\n"
    )
    document = read_bytes(text.encode(), "a.yaml")
    assert document.tree() == ryaml.loads(text)
    place: Pointer = ("datasets", 49, "note")
    assert document.locate([(place, Part.KEY)])[place, Part.KEY].line == 102
    assert document.in_flow_mapping((*place, "a"))
    document.release()
    assert document.tree() == ryaml.loads(text)


def test_documents_that_may_come_near_the_parsers_depth_are_whole() -> None:
    assert yaml_parts.load_in_parts(b"a:\n- b\n- c\n", 100)
    assert not yaml_parts.load_in_parts(b"a:\n- b\n- c\n", Limits(depth=120).depth)
