"""A trace as a Mermaid flowchart, for README files and wikis. Names cannot leave their quotes.

Inside a quoted label Mermaid knows ``#NUMBER;`` for a character, and reads some Markdown and HTML. So every sign but
letters, digits and a few harmless ones is written as its number.
"""

from __future__ import annotations

from typing import Final

from lineage.trace.result import Trace
from lineage.trace.sketch import sketch
from lineage.visible import one_line

_HARMLESS: Final = frozenset(" .,-/()+:?")
_LONGEST: Final = 200
_SHAPES: Final = {
    "subject": ('(["', '"])'),
    "model": ('("', '")'),
    "family": ('("', '")'),
    "dataset": ('[("', '")]'),
    "unknown": ('{{"', '"}}'),
    "group": ('["', '"]'),
}
_ARROWS: Final = {"solid": "-->", "dashed": "-.->", "dotted": "-.-"}


def render_mermaid(trace: Trace) -> str:
    """The trace as Mermaid source, with a title and a description for those who do not see it."""
    drawn = sketch(trace)
    number = {node.id: f"n{position}" for position, node in enumerate(drawn.nodes)}
    lines = [
        "flowchart LR",
        f"  accTitle: {_prose(drawn.title)}",
        f"  accDescr: {_prose(drawn.description)}",
    ]
    for node in drawn.nodes:
        opening, closing = _SHAPES[node.kind]
        note = f"<br/>{_label(node.note)}" if node.note else ""
        lines.append(f"  {number[node.id]}{opening}{_label(node.label)}{note}{closing}")
    for edge in drawn.edges:
        words = f'|"{_label(edge.label)}"|' if edge.label else ""
        lines.append(f"  {number[edge.source]} {_ARROWS[edge.style]}{words} {number[edge.target]}")
    dashed = [number[node.id] for node in drawn.nodes if node.kind in ("family", "unknown")]
    subjects = [number[node.id] for node in drawn.nodes if node.kind == "subject"]
    if dashed:
        lines += ["  classDef open stroke-dasharray: 5 3", f"  class {','.join(dashed)} open"]
    if subjects:
        lines += ["  classDef subject stroke-width: 3px", f"  class {','.join(subjects)} subject"]
    return "\n".join(lines) + "\n"


def _label(text: str) -> str:
    """Text for a quoted label."""
    shown = one_line(text)[:_LONGEST]
    return "".join(char if char.isalnum() or char in _HARMLESS else f"#{ord(char)};" for char in shown)


def _prose(text: str) -> str:
    """Text for a title or description: one line, without the signs that end it or begin something else."""
    shown = " ".join(one_line(text).split())
    return "".join("," if char == ";" else " " if char in "{}#%<>\\`" else char for char in shown)
