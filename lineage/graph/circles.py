"""Circles in a graph: those that cannot be, and those that only look so.

A dataset cannot come from itself: where every vertex of a circle is a dataset, versions share a record or an arrow
points the wrong way. A circle through a model is usual, since models learn from text of their predecessors; it is
impossible only where dates say that something was made from what did not exist yet. The search itself is rustworkx's:
nothing in it is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from pydantic import MISSING

from lineage.graph.entities import Entity
from lineage.graph.network import Network, Step
from lineage.model.dates import earliest, latest

_FOLLOWED: Final = frozenset({"derivedFrom", "hasPart", "training", "modelUses", "initializedFrom", "making"})
"""Relations in which one thing was made from another. Overlaps, families and disputed edges close no circle."""


class Circle(NamedTuple):
    """Vertices and the steps that lead from each to the next, the last one back to the first. ``impossible`` is the
    step that the dates forbid, where it is dates that do."""

    vertices: tuple[int, ...]
    steps: tuple[Step, ...]
    impossible: Step | None = None


def circles(network: Network) -> Iterator[Circle]:
    """One circle of each knot of datasets that come from themselves, and of each knot that dates rule out."""
    graph = _plain(network)
    for knot in _knots(network, graph, datasets_only=True):
        yield knot
    for knot in _knots(network, graph, datasets_only=False):
        for vertex, step in zip(knot.vertices, knot.steps, strict=True):
            if _too_early(network, vertex, step):
                yield knot._replace(impossible=step)
                break


def _plain(network: Network) -> list[tuple[int, int, Step]]:
    return [
        (vertex, step.target, step)
        for vertex in network.whole()
        for step in network.steps(vertex)
        if step.relation in _FOLLOWED
    ]


def _knots(network: Network, edges: list[tuple[int, int, Step]], *, datasets_only: bool) -> Iterator[Circle]:
    import rustworkx

    kinds = [vertex.kind for vertex in network.vertices]
    graph: Any = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(len(kinds)))
    graph.add_edges_from([edge for edge in edges if not datasets_only or kinds[edge[0]] == kinds[edge[1]] == "dataset"])
    for knot in sorted(map(sorted, rustworkx.strongly_connected_components(graph))):
        if len(knot) == 1 and not graph.has_edge(knot[0], knot[0]):
            continue
        if not datasets_only and all(kinds[vertex] == "dataset" for vertex in knot):
            continue
        pairs = rustworkx.digraph_find_cycle(graph, knot[0])
        steps = tuple(graph.get_edge_data(source, target) for source, target in pairs)
        yield Circle(tuple(source for source, _ in pairs), steps)


def _too_early(network: Network, vertex: int, step: Step) -> bool:
    """Whether something was finished before what it was made from began to exist."""
    made, source = network.vertices[vertex].entity, network.vertices[step.target].entity
    if made is None or source is None or made is source:
        return False
    finished, began = _finished(made), _began(source)
    return finished is not None and began is not None and finished < began


def _finished(entity: Entity) -> date | None:
    """The last day on which a model or dataset can have been made."""
    value = entity.first("released" if entity.kind == "model" else "issued")
    return None if value is MISSING else latest(value)


def _began(entity: Entity) -> date | None:
    """The first day on which a model or dataset can have been there for others."""
    value = entity.first("released" if entity.kind == "model" else "issued")
    return None if value is MISSING else earliest(value)
