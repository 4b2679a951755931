"""A trace as a picture: one SVG with a title and a description in words. Large graphs are put together first."""

from __future__ import annotations

from lineage.picture.graph import collapse, draw_graph
from lineage.trace.result import Trace
from lineage.trace.sketch import sketch


def render_svg(trace: Trace, *, prefix: str = "trace") -> str:
    """The trace as an SVG file."""
    drawn = sketch(trace)
    nodes, edges, merged = collapse(drawn.nodes, drawn.edges)
    remark = f" {merged} of the {len(drawn.nodes)} stand together in groups here." if merged else ""
    return (
        draw_graph(nodes, edges, title=drawn.title, description=drawn.description + remark, prefix=prefix).rstrip("\n")
        + "\n"
    )
