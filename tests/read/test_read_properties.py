"""Properties: two spellings of the same data, places that land on their values, mutations that never crash."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.errors import Unreadable
from lineage.finding import Part
from lineage.pointer import Pointer
from lineage.read import Document, Limits, read_bytes

QUICK = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

# Everything that UTF-8 can hold; the emitters below escape what YAML does not take raw.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "no",
        "010",
        "1e400",
        ".inf",
        "<<",
        "&a",
        "*a",
        "!t",
        "%x",
        "- a",
        "a: b",
        "a #b",
        "~",
        "é😀",
        "[",
        "}{",
        "\u2028",
        "'",
    ]
)
numbers = st.integers(1 - 2**53, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | numbers | texts
trees = st.dictionaries(
    texts,
    st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)),
    max_size=5,
)


def quoted(text: str) -> str:
    """A double-quoted spelling that means the same in JSON and YAML, but for characters beyond U+FFFF."""
    plain = {'"': '\\"', "\\": "\\\\"}
    return (
        '"' + "".join(plain.get(c, c if c.isprintable() or ord(c) > 0xFFFF else f"\\u{ord(c):04x}") for c in text) + '"'
    )


def scalar(value: Any) -> str:
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def block(value: Any, indent: int) -> str:
    """Block style, with empty collections in flow style."""
    pad = "\n" + " " * indent
    if isinstance(value, dict) and value:
        return "".join(f"{pad}{quoted(key)}:{block(item, indent + 2)}" for key, item in value.items())
    if isinstance(value, list) and value:
        return "".join(f"{pad}-{block(item, indent + 2)}" for item in value)
    return " " + (scalar(value) if not isinstance(value, dict | list) else "{}" if isinstance(value, dict) else "[]")


def flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def pointers(value: Any, here: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    yield here, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, item in children:
        yield from pointers(item, (*here, part))


def cut(document: Document, pointer: Pointer, part: Part) -> str:
    span = document.locate([(pointer, part)])[pointer, part]
    assert span.end_line == span.line
    return document.line(span.line)[span.column - 1 : span.end_column - 1]


def same(one: Any, other: Any) -> bool:
    return json.dumps(one) == json.dumps(other)


@QUICK
@given(trees)
def test_all_spellings_give_the_same_tree(tree: dict[str, Any]) -> None:
    for text, name in (
        (json.dumps(tree), "a.json"),
        (json.dumps(tree, ensure_ascii=False, indent=1), "b.json"),
        (flow(tree), "c.yaml"),
        (block(tree, 0).lstrip("\n ") or "{}", "d.yaml"),
        ("---\nlineage:" + block(tree, 2) + "\n---\n# Card\n", "e.md"),
    ):
        for newline in ("\n", "\r\n"):
            document = read_bytes(text.replace("\n", newline).encode(), name)
            assert same(document.tree(), tree)
            assert same(json.loads(document.json), tree)


@QUICK
@given(trees)
def test_every_pointer_lands_on_its_value_in_json(tree: dict[str, Any]) -> None:
    for text in (flow(tree), json.dumps(tree, separators=(",", ":")), json.dumps(tree, indent=2).replace("\n", "\r\n")):
        document = read_bytes(text.encode(), "a.json")
        document.locate([(pointer, part) for pointer, _ in pointers(tree) for part in Part])
        for pointer, value in pointers(tree):
            found = cut(document, pointer, Part.VALUE)
            if "\n" in text and value and isinstance(value, dict | list):
                assert found in ("{", "[")
            else:
                assert same(json.loads(found), value)
            if pointer and isinstance(pointer[-1], str):
                assert json.loads(cut(document, pointer, Part.KEY)) == pointer[-1]


@QUICK
@given(trees)
def test_every_pointer_lands_on_its_value_in_yaml(tree: dict[str, Any]) -> None:
    for text in (flow(tree), (block(tree, 0).lstrip("\n ") or "{}").replace("\n", "\r\n") + "\r\n"):
        document = read_bytes(text.encode(), "a.yaml")
        document.locate([(pointer, part) for pointer, _ in pointers(tree) for part in Part])
        for pointer, value in pointers(tree):
            if "\n" not in text or not value or not isinstance(value, dict | list):
                assert same(json.loads(cut(document, pointer, Part.VALUE)), value)
            if pointer and isinstance(pointer[-1], str):
                assert json.loads(cut(document, pointer, Part.KEY)) == pointer[-1]


SEED_JSON = b"""{"lineage": "1.0", "id": "\\ud83d\\ude00 \xc3\xa9", "n": [1, -2.5e3, true, null, {"a": {}}],
 "datasets": [{"id": "a\\n", "size": {"value": 12}}, {"id": "b", "list": []}]}
"""
SEED_YAML = b"""# comment
lineage: "1.0"   # \xc3\xa9
id: '\xf0\x9f\x98\x80 it''s'
n: [1, -2.5e3, true, ~, {a: {}}]
datasets:
  - id: "a\\n"
    text: |
      & * ! %
      <<: x
  - id: b
    size: {value: 12, "unit": tokens}
    folded: >-
      one
      two
"""
SEED_CARD = b"---\nlicense: mit\nlineage:\n  id: a\n  list: [a, b]\n---\n# Title\n---\n"
SPLICES = [
    *(bytes([byte]) for byte in b"\0\t\n\r !\"#%&'*+,-.0:<>?@[\\]{|}~\x7f\x85\xc2\xe2\xff"),
    *(b"\n---\n", b"...", b"<<: ", b"&a ", b"*a", b"!!int ", b"%YAML 1.1\n", b"1e999", b".nan", b"9" * 40, b"\\ud800"),
    *(b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"[" * 200, b"? ", b": ", b"- ", b"\\u0061", b"0x" + b"f" * 40),
]


def mutants(seed: bytes, count: int) -> Iterator[bytes]:
    dice = random.Random(20)
    for _ in range(count):
        data = bytearray(seed)
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(data) + 1)
            kind = dice.random()
            if kind < 0.35:
                del data[at : at + dice.randint(1, 8)]
            elif kind < 0.5:
                start = dice.randrange(len(data) + 1)
                data[at:at] = data[start : start + dice.randint(1, 40)]
            else:
                data[at:at] = dice.choice(SPLICES)
        yield bytes(data)


@pytest.mark.parametrize(
    ("seed", "name", "count"), [(SEED_JSON, "a.json", 4000), (SEED_YAML, "a.yaml", 4000), (SEED_CARD, "a.md", 1500)]
)
def test_mutants_are_read_or_refused_and_nothing_else(seed: bytes, name: str, count: int) -> None:
    read_bytes(seed, name)
    accepted = 0
    for data in mutants(seed, count):
        try:
            document = read_bytes(data, name, limits=Limits(depth=60))
        except Unreadable as error:
            check_span(error, data)
            continue
        accepted += 1
        tree = document.tree()
        assert same(json.loads(document.json, parse_constant=pytest.fail), tree)
        found = document.locate([(pointer, part) for pointer, _ in pointers(tree) for part in Part])
        for span in found.values():
            assert 1 <= span.column <= span.end_column <= len(document.line(span.line)) + 1
    assert accepted > count / 50


def check_span(error: Unreadable, data: bytes) -> None:
    span = error.finding.span
    if span is None or error.finding.code in ("RDR004", "RDR005"):
        return
    text = data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= span.line <= len(text), (data, error.finding)
    assert 1 <= span.column <= span.end_column <= len(text[span.line - 1]) + 1, (data, error.finding)


@pytest.mark.parametrize("seed", [SEED_YAML, SEED_CARD])
def test_what_the_fast_search_passes_the_exact_pass_accepts(seed: bytes) -> None:
    """The search may raise false alarms; it must never miss something that the exact pass would refuse."""
    from lineage.read.yaml_exact import first_fault

    for data in mutants(seed.partition(b"# Title")[0].removesuffix(b"---\n"), 3000):
        try:
            read_bytes(data, "a.yaml")
        except Unreadable:
            continue
        assert first_fault(data, 100) is None, data
