"""Circles of datasets that come from themselves, found before they are written: a manifest must not hold one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def backwards(edges: Sequence[tuple[Hashable, Hashable]]) -> set[int]:
    """Which edges, from what was made to what it was made from, are to be left out so that no circle is left.

    Of the edges within a knot these are the ones that go back to what was named earlier; the first edge of a knot, and
    every edge outside one, stays.
    """
    import rustworkx

    order: dict[Hashable, int] = {}
    for made, used in edges:
        order.setdefault(used, len(order))
        order.setdefault(made, len(order))
    graph: rustworkx.PyDiGraph[int, None] = rustworkx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(len(order)))
    pairs = [(order[made], order[used]) for made, used in edges]
    graph.add_edges_from_no_data(pairs)
    knot = [0] * len(order)
    for number, members in enumerate(rustworkx.strongly_connected_components(graph)):
        for member in members:
            knot[member] = number
    return {number for number, (made, used) in enumerate(pairs) if knot[made] == knot[used] and used >= made}
