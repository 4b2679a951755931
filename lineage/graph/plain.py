"""Plain questions about a graph, without states: what lies upstream of something, and whether there is a circle.

Vertices are numbers from 0 on, edges are pairs of them. The search is the library's; what costs time is to hand the
edges over, so that is done in one call. For questions where the form in which something arrives does not matter: the
walk with states (``closure.py``) takes about ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rustworkx import PyDiGraph


def closure(count: int, edges: Sequence[tuple[int, int]], start: int) -> set[int]:
    """Every vertex that edges lead to from one, itself left out."""
    import rustworkx

    return set(rustworkx.descendants(_graph(count, edges), start))


def acyclic(count: int, edges: Sequence[tuple[int, int]]) -> bool:
    """Whether no edges lead from a vertex back to itself."""
    import rustworkx

    return rustworkx.is_directed_acyclic_graph(_graph(count, edges))


def _graph(count: int, edges: Sequence[tuple[int, int]]) -> PyDiGraph[int, None]:
    import rustworkx

    graph: PyDiGraph[int, None] = rustworkx.PyDiGraph(node_count_hint=count, edge_count_hint=len(edges))
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(edges)
    return graph
