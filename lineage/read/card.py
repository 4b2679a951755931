"""The front matter of a card: a README whose first lines, between two ``---``, are YAML."""

from __future__ import annotations

import re
from typing import Any

from lineage.finding import Part, Span
from lineage.pointer import Pointer
from lineage.read.faults import refusal
from lineage.read.lines import Lines
from lineage.read.wanted import Wanted

ROOT: Pointer = ("lineage",)

_OPENING = re.compile(rb"---[ \t]*(?:\r\n?|\n)")
_CLOSING = re.compile(rb"(?<=[\r\n])---[ \t]*(?:[\r\n]|\Z)")


def front_matter(data: bytes) -> bytes:
    """The YAML of a card with its opening line, so that lines are numbered as in the card.

    Raises Unreadable: RDR019 when there is no front matter, RDR006 when it does not end.
    """
    opening = _OPENING.match(data)
    if not opening:
        raise refusal("RDR019", "the card has no front matter: its first line is not ---", Span(1, 1, 1, 1))
    closing = _CLOSING.search(data, opening.end())
    if not closing:
        advice = "End the front matter with a line --- before the text of the card."
        raise refusal("RDR006", "the front matter has no end", Span(1, 1, 1, 4), advice=advice)
    return data[: closing.start()]


def lineage_block(tree: Any, yaml: bytes) -> dict[str, Any]:
    """The manifest in the front matter.

    Raises Unreadable: RDR019 when there is none, RDR018 when the value of ``lineage`` is not a mapping.
    """
    block = tree.get(ROOT[0]) if type(tree) is dict else None
    if type(block) is dict:
        return block
    if type(tree) is not dict or ROOT[0] not in tree:
        raise refusal("RDR019", "the front matter has no lineage block", Span(1, 1, 1, 4))
    if block is None:
        raise refusal("RDR019", "the lineage block is empty", _place(yaml, Part.KEY))
    kind = "a list" if type(block) is list else "a single value"
    advice = "Indent the members of the manifest below `lineage:`."
    raise refusal("RDR018", f"the lineage block is {kind}, not a mapping", _place(yaml, Part.VALUE), advice=advice)


def _place(yaml: bytes, part: Part) -> Span:
    from lineage.read.yaml_locate import locate

    wanted = Wanted.of([(ROOT, part)])
    locate(yaml, wanted, Lines(yaml))
    return wanted.span(ROOT, part)
