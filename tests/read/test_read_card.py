"""Cards: the manifest in the front matter of a README, with places in the whole file."""

from __future__ import annotations

import pytest

from lineage.errors import Unreadable
from lineage.finding import Part, Span
from lineage.read import read_bytes

CARD = """---
license: mit
lineage:
  id: a
  datasets:
    - name: é x
---
# Card

---
"""

FAULTS = [
    ("", "RDR019", (1, 1)),
    ("# Title\n", "RDR019", (1, 1)),
    ("----\nlineage: {a: 1}\n---\n", "RDR019", (1, 1)),
    ("---\n---\n", "RDR019", (1, 1)),
    ("---\na: 1\n---\n", "RDR019", (1, 1)),
    ("---\n- a\n---\n", "RDR019", (1, 1)),
    ("---\na: 1\nlineage:\n---\n", "RDR019", (3, 1)),
    ("---\nlineage: 1\n---\n", "RDR018", (2, 10)),
    ("---\nlineage:\n  - a\n---\n", "RDR018", (3, 3)),
    ("---\nlineage:\n  a: 1\n", "RDR006", (1, 1)),
    ("---\nx: &a 1\nlineage: {a: 1}\n---\n", "RDR008", (2, 4)),
    ("---\nlineage:\n  a: 1\n  a: 2\n---\n", "RDR007", (4, 3)),
    ("---\nlineage:\n  a: 1\n---\n\udcff", "RDR004", (5, 1)),
]


@pytest.mark.parametrize(("text", "code", "place"), FAULTS, ids=[f"{row[1]}-{row[0][:24]!r}" for row in FAULTS])
def test_fault(text: str, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(text.encode("utf-8", "surrogateescape"), "README.md")
    span = caught.value.finding.span
    assert span is not None
    assert (caught.value.finding.code, (span.line, span.column)) == (code, place)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_block_and_places(newline: str) -> None:
    source = CARD.replace("\n", newline).encode()
    document = read_bytes(source, "README.md")
    assert document.format == "card"
    assert document.source == source
    assert document.tree() == {"id": "a", "datasets": [{"name": "é x"}]}
    name = (("datasets", 0, "name"), Part.VALUE)
    root = ((), Part.KEY)
    gone = (("models", 3), Part.KEY)
    found = document.locate([name, root, gone])
    assert found[name] == Span(6, 13, 6, 16)
    assert found[root] == found[gone] == Span(3, 1, 3, 8)
    assert document.line(6) == "    - name: é x"
    assert document.line(8) == "# Card"


def test_a_card_from_standard_input_needs_its_format() -> None:
    assert read_bytes(CARD.encode(), "<stdin>", format="card").tree()["id"] == "a"
