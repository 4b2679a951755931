"""Circles in a graph: those that cannot be, and those that only look so.

A dataset cannot come from itself: where every vertex of a circle is a dataset, versions share a record or an arrow
points the wrong way. A circle through a model is usual, since models learn from text of their predecessors; it is
impossible only where dates say that something was made from what did not exist yet. The search itself is rustworkx's:
nothing in it is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple

from pydantic import MISSING

from lineage.graph.entities import Entity, Place
from lineage.graph.network import Network, Step
from lineage.graph.plain import acyclic
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
    edges = _edges(network)
    if acyclic(len(network.vertices), [(source, target) for source, target, _ in edges]):
        return
    kinds = [vertex.kind for vertex in network.vertices]
    told: set[frozenset[Place]] = set()  # by where it is written: a dataset may have several vertices
    for knot in _knots([edge for edge in edges if kinds[edge[0]] == kinds[edge[1]] == "dataset"], len(kinds)):
        circle = knot.circle()
        places = frozenset(step.place for step in circle.steps)
        if places not in told:
            told.add(places)
            yield circle
    for knot in _knots(edges, len(kinds)):
        if all(kinds[vertex] == "dataset" for vertex in knot.vertices):
            continue
        for vertex, target, step in knot.edges():
            if _too_early(network, knot.vertices[vertex], step):
                yield knot.through(vertex, target, step)
                break


def _edges(network: Network) -> list[tuple[int, int, Step]]:
    """Every sure edge that says what something was made from."""
    return [
        (vertex, step.target, step)
        for vertex in network.whole()
        for step in network.steps(vertex)
        if step.relation in _FOLLOWED and any(channel.cap.sure for channel in step.channels)
    ]


class _Knot:
    """Vertices that all lead to each other. Inside the graph library they have numbers of their own."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph
        self.vertices: list[int] = graph.nodes()

    def edges(self) -> Iterator[tuple[int, int, Step]]:
        """Its edges, by the numbers of the library."""
        yield from self._graph.weighted_edge_list()

    def circle(self) -> Circle:
        """A circle in it."""
        import rustworkx

        return self._along([(source, target) for source, target in rustworkx.digraph_find_cycle(self._graph, 0)])

    def through(self, source: int, target: int, step: Step) -> Circle:
        """A shortest circle through one of its edges, which is the impossible one."""
        import rustworkx

        back = rustworkx.digraph_dijkstra_shortest_paths(self._graph, target, target=source) if target != source else {}
        path = [source, *(back[source] if target != source else [source])]
        circle = self._along(list(pairwise(path)))
        return circle._replace(steps=(step, *circle.steps[1:]), impossible=step)

    def _along(self, pairs: list[tuple[int, int]]) -> Circle:
        steps = tuple(self._graph.get_edge_data(source, target) for source, target in pairs)
        return Circle(tuple(self.vertices[source] for source, _ in pairs), steps)


def _knots(edges: list[tuple[int, int, Step]], count: int) -> Iterator[_Knot]:
    import rustworkx

    graph: Any = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edges)
    for knot in sorted(map(sorted, rustworkx.strongly_connected_components(graph))):
        if len(knot) > 1 or graph.has_edge(knot[0], knot[0]):
            yield _Knot(graph.subgraph(knot))


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
