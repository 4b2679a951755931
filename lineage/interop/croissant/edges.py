"""Which dataset comes from which: collected while a document is read, added at the end, never in a circle.

A document may well say that a dataset comes from itself, by an earlier version under the same name. A manifest cannot
hold that; the arrow that would close the circle is reported as lost.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from lineage.interop.losses import Loss, shown
from lineage.interop.reading import Place
from lineage.pointer import to_text

CIRCLE: Final = "a dataset cannot come from itself"
_LARGEST: Final = 200
"""Datasets that lead to each other, up to which arrows are tried one by one; of more, none is added."""


class Edge(NamedTuple):
    """A dataset, the list of its record that names the other, that other, and where the document says so."""

    dataset: str
    field: str
    source: str
    place: Place


def connect(records: list[dict[str, Any]], edges: list[Edge], known: dict[str, Any]) -> tuple[Loss, ...]:
    """Add the edges to the records of the datasets, but for those that would close a circle, which are lost. ``known``
    says where derivations come from."""
    lost: list[Loss] = []
    numbers = {record["id"]: number for number, record in enumerate(records)}
    there = {record["id"]: {*_named(record, "derivedFrom"), *_named(record, "hasPart")} for record in records}
    knots = _knots(numbers, there, edges)
    listed = {(record["id"], field): set(_named(record, field)) for record in records for field in _FIELDS}
    for edge in edges:
        record = records[numbers[edge.dataset]]
        if edge.source in listed[edge.dataset, edge.field]:
            continue
        if edge.dataset == edge.source or _closes(edge, knots, there):
            edge.place.take()
            lost.append(Loss(to_text(edge.place.pointer), CIRCLE, shown(edge.place.value)))
            continue
        names = record.setdefault(edge.field, [])
        if isinstance(names, list):
            names.append({"dataset": edge.source, "known": known} if edge.field == "derivedFrom" else edge.source)
            listed[edge.dataset, edge.field].add(edge.source)
            there[edge.dataset].add(edge.source)
    return tuple(lost)


_FIELDS: Final = ("derivedFrom", "hasPart")


def _named(record: dict[str, Any], field: str) -> list[str]:
    listed = record.get(field)
    return [item["dataset"] if isinstance(item, dict) else item for item in listed] if isinstance(listed, list) else []


def _knots(numbers: dict[str, int], there: dict[str, set[str]], edges: list[Edge]) -> dict[str, set[str]]:
    """Of each dataset that would lead to itself, all those that would lead to each other with it."""
    import rustworkx

    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(list(numbers))
    graph.add_edges_from_no_data(
        [(numbers[id], numbers[to]) for id, named in there.items() for to in named if to in numbers]
        + [(numbers[edge.dataset], numbers[edge.source]) for edge in edges]
    )
    knots = (
        {graph[number] for number in component}
        for component in rustworkx.strongly_connected_components(graph)
        if len(component) > 1
    )
    return {id: knot for knot in knots for id in knot}


def _closes(edge: Edge, knots: dict[str, set[str]], there: dict[str, set[str]]) -> bool:
    knot: set[str] = knots.get(edge.dataset, set())
    if edge.source not in knot:
        return False
    if len(knot) > _LARGEST:
        return True
    seen, stack = {edge.source}, [edge.source]
    while stack:
        here = stack.pop()
        if here == edge.dataset:
            return True
        new = (there.get(here, set()) & knot) - seen
        seen |= new
        stack.extend(new)
    return False
