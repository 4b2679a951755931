"""Every fault of YAML text: exact code and place; and what plain scalars mean."""

from __future__ import annotations

import pytest

from lineage.errors import Unreadable
from lineage.read import read_bytes

FAULTS = [
    # duplicates
    ("a: 1\na: 2", "RDR007", (2, 1, 2, 2)),
    ('é:\n  - x: 1\n    y: 2\n    "x": 3\n', "RDR007", (4, 5, 4, 8)),
    ("b: {a: 1, c: 2, a: 3}", "RDR007", (1, 17, 1, 18)),
    ('"\\u0061": 1\na: 2', "RDR007", (2, 1, 2, 2)),
    ("a: 1\r\nb: 2\r\na: 3\r\n", "RDR007", (3, 1, 3, 2)),
    # anchors, aliases, merge keys, tags, directives, documents
    ("a: &x 1\nb: *x", "RDR008", (1, 4, 1, 6)),
    ("a: *x", "RDR008", (1, 4, 1, 6)),
    ("a:\n  - &q\n    b: 1", "RDR008", (2, 5, 2, 7)),
    ("&a b: 1", "RDR008", (1, 1, 1, 3)),
    ("a: [1, *x]", "RDR008", (1, 8, 1, 10)),
    ('{"a":&x 1}', "RDR008", (1, 6, 1, 8)),
    ("a: *", "RDR008", (1, 4, 1, 5)),
    ("<<: {a: 1}", "RDR009", (1, 1, 1, 3)),
    ("a: {<<: {b: 1}}", "RDR009", (1, 5, 1, 7)),
    ("? <<\n: 1", "RDR009", (1, 3, 1, 5)),
    ("a: !!str 1", "RDR010", (1, 4, 1, 9)),
    ("a: !!python/object/apply:os.system [x]", "RDR010", (1, 4, 1, 35)),
    ('a: !!int ""', "RDR010", (1, 4, 1, 9)),
    ("a: !foo 1", "RDR010", (1, 4, 1, 8)),
    ("a: ! b", "RDR010", (1, 4, 1, 5)),
    ("!!map {a: 1}", "RDR010", (1, 1, 1, 6)),
    ("a: !", "RDR010", (1, 4, 1, 5)),
    ("%YAML 1.1\n---\na: no", "RDR011", (1, 1, 1, 10)),
    ("# c\n%YAML 1.2\n---\na: 1", "RDR011", (2, 1, 2, 10)),
    ("%FOO x\n---\na: 1", "RDR011", (1, 1, 1, 7)),
    ("%TAG ! x:\n---\na: 1", "RDR011", (1, 1, 1, 10)),
    ("%YAML 3.0\n---\na: 1", "RDR011", (1, 1, 1, 10)),
    ("a: 1\n---\nb: 2\n", "RDR012", (2, 1, 2, 4)),
    ("a: 1\n...\nb: 2\n", "RDR012", (3, 1, 3, 2)),
    ("a: 1\n--- \n", "RDR012", (2, 1, 2, 4)),
    # numbers
    ("a: .inf", "RDR013", (1, 4, 1, 8)),
    ("a: -.INF", "RDR013", (1, 4, 1, 9)),
    ("a: [1, .NaN]", "RDR013", (1, 8, 1, 12)),
    ("é: 1e400", "RDR013", (1, 4, 1, 9)),
    ("a: [-1.5E+0999]", "RDR013", (1, 5, 1, 15)),
    ("a: 9007199254740992", "RDR014", (1, 4, 1, 20)),
    ("a: -9007199254740992", "RDR014", (1, 4, 1, 21)),
    ("a: 99999999999999999999", "RDR014", (1, 4, 1, 24)),
    ("a: " + "9" * 43, "RDR014", (1, 4, 1, 47)),
    ("a: 1" + "0" * 5000, "RDR014", (1, 4, 1, 5005)),
    ("a: 0x20000000000000", "RDR014", (1, 4, 1, 20)),
    ("a: 0x" + "f" * 40, "RDR014", (1, 4, 1, 46)),
    ("a: 0o" + "7" * 45, "RDR014", (1, 4, 1, 51)),
    ("a: 0b" + "1" * 130, "RDR014", (1, 4, 1, 136)),
    # surrogates
    ('a: "\\ud800"', "RDR016", (1, 5, 1, 11)),
    ('"é\\udfff": 1', "RDR016", (1, 3, 1, 9)),
    # keys
    ("1: 2", "RDR017", (1, 1, 1, 2)),
    ("a:\n  null: 1", "RDR017", (2, 3, 2, 7)),
    ("true: 1", "RDR017", (1, 1, 1, 5)),
    ("~: 1", "RDR017", (1, 1, 1, 2)),
    ("a: {1.5: 2}", "RDR017", (1, 5, 1, 8)),
    ("a: {.inf: 2}", "RDR017", (1, 5, 1, 9)),
    ("1e400: 2", "RDR017", (1, 1, 1, 6)),
    ("[a, b]: c", "RDR017", (1, 1, 1, 2)),
    ("? {a: b}\n: c", "RDR017", (1, 3, 1, 4)),
    # top level
    ("", "RDR018", None),
    ("# c\n", "RDR018", None),
    ("---\n", "RDR018", None),
    ("- a", "RDR018", (1, 1, 1, 4)),
    ("# c\n\nx", "RDR018", (3, 1, 3, 2)),
    # control characters
    ("a: \x07", "RDR020", (1, 4, 1, 5)),
    ("é: \x7f", "RDR020", (1, 4, 1, 5)),
    ("a: \x1b[31m", "RDR020", (1, 4, 1, 5)),
    ("a: x\x85b: 2", "RDR020", (1, 5, 1, 6)),
    ("# c\u2028b: 2", "RDR020", (1, 4, 1, 5)),
    ("a: 1\nb: \u009b", "RDR020", (2, 4, 2, 5)),
    # syntax
    ("\tb: 1", "RDR006", (1, 1, 1, 2)),
    ("a:\n\tb: 1", "RDR006", (2, 1, 2, 2)),
    ("a:\n  b: 1\n\tc: 2", "RDR006", (3, 1, 3, 2)),
    ("a: b: c", "RDR006", (1, 5, 1, 6)),
    ('é: "x', "RDR006", (1, 4, 1, 5)),
    ("a: [1, 2\n", "RDR006", (1, 4, 1, 5)),
    ("a: {b: 1", "RDR006", (1, 4, 1, 5)),
    ("a: }", "RDR006", (1, 4, 1, 5)),
    ("a: [1,\n\n", "RDR006", (1, 7, 1, 7)),
    ("a: | x\n  y\n", "RDR006", (1, 6, 1, 7)),
    ("a: @x", "RDR006", (1, 4, 1, 5)),
    ("a: - b", "RDR006", (1, 4, 1, 5)),
    ("a: 1\n b: 2", "RDR006", (2, 3, 2, 4)),
    ("a: 'it's'", "RDR006", (1, 8, 1, 9)),
    ('a: "\\x"', "RDR006", (1, 7, 1, 8)),
    ('a: "\\UFFFFFFFF"', "RDR006", (1, 7, 1, 8)),
    ("a:\n  - b\n - c", "RDR006", (3, 2, 3, 3)),
    ("a: 1\r\nb: 'é' x\r\n", "RDR006", (2, 8, 2, 9)),
    # depth
    ("a: " + "[" * 100 + "]" * 100, "RDR015", (1, 103, 1, 104)),
    ("\n".join(" " * level + "a:" for level in range(102)), "RDR015", (101, 101, 101, 102)),
    ("- " * 500 + "a", "RDR015", (1, 201, 1, 202)),
]


@pytest.mark.parametrize(("text", "code", "place"), FAULTS, ids=[f"{row[1]}-{row[0][:24]!r}" for row in FAULTS])
def test_fault(text: str, code: str, place: tuple[int, int, int, int] | None) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(text.encode(), "manifest.yaml")
    finding = caught.value.finding
    span = finding.span
    assert (finding.code, span and (span.line, span.column, span.end_line, span.end_column)) == (code, place)
    assert finding.message
    assert finding.advice
    assert len(finding.message) < 200


@pytest.mark.parametrize(("text", "code", "place"), FAULTS, ids=[f"{row[1]}-{row[0][:24]!r}" for row in FAULTS])
def test_the_pure_python_parser_serves_when_libyaml_is_missing(
    text: str, code: str, place: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Syntax faults may be told with another place, or as one of two codes that both apply; never as a crash."""
    import yaml

    monkeypatch.delattr(yaml, "CLoader")
    with pytest.raises(Unreadable) as caught:
        read_bytes(text.encode(), "manifest.yaml")
    if code not in ("RDR006", "RDR011", "RDR010", "RDR016"):
        assert caught.value.finding.code == code


MEANINGS = [
    ("no", "no"),
    ("on", "on"),
    ("y", "y"),
    ("Yes", "Yes"),
    ("2024-01-01", "2024-01-01"),
    ("1:30:00", "1:30:00"),
    ("010", "010"),
    ("-012", "-012"),
    ("1_000", "1_000"),
    ("1.0.0", "1.0.0"),
    ("0o10", 8),
    ("0x1F", 31),
    ("0b11", 3),
    ("+1", 1),
    ("-0", 0),
    (".5", 0.5),
    ("1.", 1.0),
    ("1e3", 1000.0),
    ("1e-400", 0.0),
    ("9007199254740991", 2**53 - 1),
    ("~", None),
    ("Null", None),
    ("", None),
    ("TRUE", True),
    ("tRUE", "tRUE"),
    ("nan", "nan"),
    (".Inf.", ".Inf."),
    ('"1e400"', "1e400"),
    ("'.inf'", ".inf"),
    ('"<<"', "<<"),
    ("x & y *z !t %u <<", "x & y *z !t %u <<"),
    ("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
    ("wow !", "wow !"),
    ("|\n  &x\n  *y\n  !z\n", "&x\n*y\n!z\n"),
    ('"é\\U0001F600"', "é😀"),
    ('"a\\u0007\\u2028"', "a\x07\u2028"),
    ("deadbeef1e400", "deadbeef1e400"),
    ("[" * 99 + "]" * 99, None),
]


@pytest.mark.parametrize(("text", "value"), MEANINGS, ids=[repr(row[0][:24]) for row in MEANINGS])
def test_meaning(text: str, value: object) -> None:
    tree = read_bytes(f"a: {text}".encode(), "manifest.yml").tree()
    assert text[0:1] == "[" or (tree == {"a": value} and type(tree["a"]) is type(value))


@pytest.mark.parametrize("text", ["---\na: 1\n", "--- {a: 1}\n", "a: 1\n...\n", "# c\n---\na: 1", '"a": 1', "? a\n: 1"])
def test_one_document_however_it_is_marked(text: str) -> None:
    assert read_bytes(text.encode(), "manifest.yaml").json == b'{"a":1}'


def test_the_message_of_a_tab_says_so() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(b"a:\n\tb: 1", "manifest.yaml")
    assert "tab" in caught.value.message
    assert caught.value.advice == "Indent with spaces only."
