"""The picture of a trace: the part of the graph that its paths run through, as nodes and edges for every drawing.

Arrows lead from teacher to student: against the direction in which a trace is followed.
"""

from __future__ import annotations

from typing import NamedTuple

from lineage.graph.answers import Leg
from lineage.graph.network import COLLECTIVE
from lineage.picture.nodes import Edge, Kind, Node, Style, describe_graph, tidy
from lineage.trace.result import Trace
from lineage.trace.words import empty, first_line


class Sketch(NamedTuple):
    """Nodes and edges with a title and a description in words, which stands in for the picture."""

    title: str
    nodes: list[Node]
    edges: list[Edge]
    description: str


def sketch(trace: Trace) -> Sketch:
    """The nodes and edges of a trace's paths, evaluations included, in one order however they were found."""
    drawing = _Drawing(trace)
    for entry in trace.entries:
        for way in entry.ways:
            for leg in way.path:
                drawing.leg(leg, leg.quality.sure if trace.direction == "up" else way.quality.sure)
    for one in trace.evaluated:
        if one.aside.target is not None:
            words = "tested" if one.aside.kind == "tested" else "evaluated"
            drawing.edge(one.aside.target, one.vertex, words, 0)
    drawing.node(trace.network.vertex(trace.subject.kind, trace.subject))
    styles: tuple[Style, ...] = ("dotted", "dashed", "solid")
    edges = [Edge(*key, styles[best]) for key, best in drawing.edges.items()]
    nodes, ordered = tidy(drawing.nodes.values(), edges)
    what = "who taught it" if trace.direction == "up" else "what it reaches"
    words = describe_graph(nodes, ordered) if trace.entries else empty(trace)
    return Sketch(f"{trace.subject.name}: {what}", nodes, ordered, f"{first_line(trace)} {words}")


class _Drawing:
    """Nodes by id, and edges with the best that is known of them: 0 evaluation only, 1 possible, 2 sure."""

    def __init__(self, trace: Trace) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str, str], int] = {}
        self._trace = trace
        self._number = {entity: number for number, entity in enumerate(trace.network.entities.all)}

    def leg(self, leg: Leg, sure: bool) -> None:
        """One step of a path."""
        self.edge(leg.step.target, leg.start, leg.step.label, 2 if sure else 1)

    def edge(self, teacher: int, student: int, label: str, best: int) -> None:
        """An arrow between two vertices; none where a model and its making are one node."""
        key = (self.node(teacher), self.node(student), label)
        if key[0] != key[1]:
            self.edges[key] = max(best, self.edges.get(key, 0))

    def node(self, vertex: int) -> str:
        """The id of the node of a vertex."""
        entity = self._trace.network.vertices[vertex].entity
        name = f"{entity.kind}-{self._number[entity]}" if entity else f"vertex-{vertex}"
        if name not in self.nodes:
            provider = self._trace.people.provider(entity) if entity and entity.kind == "model" else None
            label = self._trace.names.of(vertex)
            self.nodes[name] = Node(name, label, self._kind(vertex), provider or "")
        return name

    def _kind(self, vertex: int) -> Kind:
        entity = self._trace.network.vertices[vertex].entity
        if entity is None:
            return "unknown"
        if entity is self._trace.subject:
            return "subject"
        if entity.kind == "dataset":
            return "dataset"
        several = entity.first("level") in COLLECTIVE or entity.first("identified") in ("family", "class")
        return "family" if several else "model"
