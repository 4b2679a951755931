"""Every fault of JSON text: exact code and place."""

from __future__ import annotations

import pytest

from lineage.errors import Unreadable
from lineage.finding import Layer, Severity
from lineage.read import read_bytes

FAULTS = [
    # duplicates
    ('{"a":1,"a":2}', "RDR007", (1, 8, 1, 11)),
    ('{"a":1,"\\u0061":2}', "RDR007", (1, 8, 1, 16)),
    ('{"b":[{"a":1,\n  "é":2,"a" : 3}]}', "RDR007", (2, 9, 2, 12)),
    ('{"a":{"a":1},"b":[{"a":1},{"a":1}],"b":2}', "RDR007", (1, 36, 1, 39)),
    ('{"a\\"":1,"a\\u0022":2}', "RDR007", (1, 10, 1, 19)),
    ('{"":1,"":2}', "RDR007", (1, 7, 1, 9)),
    # numbers
    ('{"a":NaN}', "RDR013", (1, 6, 1, 9)),
    ('{"a":[1, -Infinity]}', "RDR013", (1, 10, 1, 19)),
    ('{"a":Infinity}', "RDR013", (1, 6, 1, 14)),
    ('{"a":nan}', "RDR013", (1, 6, 1, 9)),
    ('{"é":[1e400]}', "RDR013", (1, 7, 1, 12)),
    ('{"a":-1.5E+999}', "RDR013", (1, 6, 1, 15)),
    ('{"a":1' + "0" * 400 + ".0}", "RDR013", (1, 6, 1, 409)),
    ('{"a":9007199254740992}', "RDR014", (1, 6, 1, 22)),
    ('{"s":"9007199254740992",\n"a":-9007199254740992}', "RDR014", (2, 5, 2, 22)),
    ('{"a":1' + "0" * 5000 + "}", "RDR014", (1, 6, 1, 5007)),
    # surrogates
    ('{"a":"\\ud800"}', "RDR016", (1, 7, 1, 13)),
    ('{"a":"\\ud83d\\ude00 \\ude00"}', "RDR016", (1, 20, 1, 26)),
    ('{"\\uDFFF":1}', "RDR016", (1, 3, 1, 9)),
    ('{"a":"\\ud800\\u0041"}', "RDR016", (1, 7, 1, 13)),
    ('{"a":"\\ud800\\ud800"}', "RDR016", (1, 7, 1, 13)),
    # top level
    ("", "RDR018", None),
    (" \r\n\t", "RDR018", None),
    ("[]", "RDR018", (1, 1, 1, 2)),
    ("\n  42", "RDR018", (2, 3, 2, 4)),
    ('"x"', "RDR018", (1, 1, 1, 2)),
    ("null", "RDR018", (1, 1, 1, 2)),
    # control characters
    ('{"a":\x0c1}', "RDR020", (1, 6, 1, 7)),
    ('{"a":"\x00"}', "RDR020", (1, 7, 1, 8)),
    ('{"é":"é\x1b"}', "RDR020", (1, 8, 1, 9)),
    ('{"a":"x\ny"}', "RDR020", (1, 8, 1, 8)),
    ('{"a":"x\r\ny"}', "RDR020", (1, 8, 1, 8)),
    # syntax
    ("{", "RDR006", (1, 2, 1, 2)),
    ('{"a":', "RDR006", (1, 6, 1, 6)),
    ('{"a":"x', "RDR006", (1, 8, 1, 8)),
    ('{"a":[1,2\n', "RDR006", (1, 10, 1, 10)),
    ('{"a":1,}', "RDR006", (1, 8, 1, 9)),
    ('{"a":1}x', "RDR006", (1, 8, 1, 9)),
    ('{"a":1}\n{"b":2}', "RDR006", (2, 1, 2, 2)),
    ("{a:1}", "RDR006", (1, 2, 1, 3)),
    ("{'a':1}", "RDR006", (1, 2, 1, 3)),
    ('{"a":tru}', "RDR006", (1, 6, 1, 9)),
    ('{"a":undefined}', "RDR006", (1, 6, 1, 15)),
    ('{"a" 1}', "RDR006", (1, 6, 1, 7)),
    ('{"a":1 "b":2}', "RDR006", (1, 8, 1, 9)),
    ('{"a":01}', "RDR006", (1, 7, 1, 8)),
    ('{"a":"\\x"}', "RDR006", (1, 8, 1, 9)),
    ("// c\n{}", "RDR006", (1, 1, 1, 2)),
    ('{"a":\r\n "é", x}', "RDR006", (2, 7, 2, 8)),
    ('{"a":"😀é",x}', "RDR006", (1, 11, 1, 12)),
    # depth
    ('{"a":' + "[" * 100 + "]" * 100 + "}", "RDR015", (1, 105, 1, 106)),
    ('{"a":\n' * 101 + "1" + "}" * 101, "RDR015", (101, 1, 101, 2)),
    ("[" * 500, "RDR015", (1, 101, 1, 102)),
]


@pytest.mark.parametrize(("text", "code", "place"), FAULTS, ids=[f"{row[1]}-{row[0][:24]!r}" for row in FAULTS])
def test_fault(text: str, code: str, place: tuple[int, int, int, int] | None) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(text.encode(), "manifest.json")
    finding = caught.value.finding
    span = finding.span
    assert (finding.code, span and (span.line, span.column, span.end_line, span.end_column)) == (code, place)
    assert (finding.layer, finding.severity) == (Layer.READER, Severity.ERROR)
    assert finding.message
    assert finding.advice
    assert len(finding.message) < 200


ACCEPTED = [
    ("{}", {}),
    (' {"a" : [ ] }\r\n', {"a": []}),
    ('{"a":9007199254740991,"b":-9007199254740991}', {"a": 2**53 - 1, "b": 1 - 2**53}),
    ('{"a":0.12345678901234567890,"b":1e300}', {"a": 0.12345678901234568, "b": 1e300}),
    ('{"a":"NaN 1e400 99999999999999999999 {[[["}', {"a": "NaN 1e400 99999999999999999999 {[[["}),
    ('{"a":"\\ud83d\\ude00\\\\ud800"}', {"a": "😀\\ud800"}),
    ('{"a":' + "[" * 99 + "]" * 99 + "}", None),
    ('{"<<":1,"a":{"b":1},"b":{"b":1}}', {"<<": 1, "a": {"b": 1}, "b": {"b": 1}}),
]


@pytest.mark.parametrize(("text", "tree"), ACCEPTED, ids=[row[0][:24] for row in ACCEPTED])
def test_accepted(text: str, tree: object) -> None:
    document = read_bytes(text.encode(), "manifest.json")
    assert document.json == document.source == text.encode()
    assert tree is None or document.tree() == tree


def test_the_message_of_a_duplicate_names_the_key_and_the_line_of_the_first() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(b'{\n"licence": 1,\n"x": 2,\n"licence": 3}', "manifest.json")
    assert caught.value.message == 'the key "licence" is already in this object, on line 2'
