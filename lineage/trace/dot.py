"""A trace as a graph for Graphviz. Names stand in quoted strings and cannot leave them."""

from __future__ import annotations

from typing import Final

from lineage.trace.result import Trace
from lineage.trace.sketch import sketch
from lineage.visible import one_line

_SHAPES: Final = {
    "subject": 'shape=box, style="rounded,bold"',
    "model": "shape=box, style=rounded",
    "family": 'shape=box, style="rounded,dashed"',
    "dataset": "shape=note",
    "unknown": "shape=box, style=dashed",
    "group": "shape=box3d",
}


def render_dot(trace: Trace) -> str:
    """The trace in the DOT language; the description in words is the tooltip of the whole."""
    drawn = sketch(trace)
    number = {node.id: f"n{position}" for position, node in enumerate(drawn.nodes)}
    lines = [
        "digraph trace {",
        f"  graph [rankdir=LR, label={_quoted(drawn.title)}, tooltip={_quoted(drawn.description)}];",
        '  node [fontname="Helvetica"];',
        '  edge [fontname="Helvetica"];',
    ]
    for node in drawn.nodes:
        label = f"{node.label}\n{node.note}" if node.note else node.label
        lines.append(f"  {number[node.id]} [label={_quoted(label, lines=2)}, {_SHAPES[node.kind]}];")
    for edge in drawn.edges:
        style = "" if edge.style == "solid" else f", style={edge.style}"
        lines.append(f"  {number[edge.source]} -> {number[edge.target]} [label={_quoted(edge.label)}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str, lines: int = 1) -> str:
    """A quoted string. A backslash before a letter would be an escape, and ``&`` begins an entity."""
    rows = [one_line(row) for row in (text.split("\n", lines - 1) if lines > 1 else [text])]
    safe = (row.replace("&", "&amp;").replace("\\", "&#92;").replace('"', "&quot;") for row in rows)
    return '"' + "\\n".join(safe) + '"'
