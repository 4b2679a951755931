"""A large graph made small enough to read: nodes of one kind that stand in the same place become one node with their
number. Subjects stay apart as long as anything else can be put together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, NamedTuple

from lineage.picture.layers import layers_of
from lineage.picture.nodes import KINDS, Edge, Kind, Node, Style, tidy

LIMIT: Final = 60
_ROUNDS: Final = 12
_NAMED: Final = 3


class Collapsed(NamedTuple):
    """A graph after collapsing; ``merged`` says how many of the nodes given stand in groups now."""

    nodes: list[Node]
    edges: list[Edge]
    merged: int


class _Cell(NamedTuple):
    """What stands, or will stand, as one node."""

    kind: Kind
    members: tuple[Node, ...]


_Groups = dict[Hashable, list[int]]


def collapse(nodes: Sequence[Node], edges: Sequence[Edge], limit: int = LIMIT) -> Collapsed:
    """The graph with at most ``limit`` nodes, or as close to that as its subjects allow.

    First, nodes of one kind with the same neighbours are put together; then those of one kind in the same layer; then
    all of one kind. Within each step the largest groups come first, so that few are touched.
    """
    every, lines = tidy(nodes, edges)
    if len(every) <= limit:
        return Collapsed(every, lines, 0)
    place = {node.id: position for position, node in enumerate(every)}
    cells = [_Cell(node.kind, (node,)) for node in every]
    links: list[_Link] = sorted({(place[e.source], place[e.target], e.label, e.style) for e in lines})
    steps: list[Callable[..., _Groups]] = [_same_neighbours] * _ROUNDS + [_same_layer, _same_kind, _everything]
    done = None  # a step that had nothing to put together is not tried again
    for step in steps:
        if len(cells) <= limit:
            break
        if step is not done:
            before = len(cells)
            cells, links = _merged(cells, links, step(cells, links), limit)
            done = step if len(cells) == before else None
    return _named(cells, links, {node.id for node in every})


_Link = tuple[int, int, str, Style]


def _same_neighbours(cells: list[_Cell], links: list[_Link]) -> _Groups:
    around: list[set[tuple[int, int, str, str]]] = [set() for _ in cells]
    for source, target, label, style in links:
        around[source].add((0, target, label, style))
        around[target].add((1, source, label, style))
    groups: _Groups = {}
    for position, cell in enumerate(cells):
        if cell.kind != "subject":
            groups.setdefault((cell.kind, frozenset(around[position])), []).append(position)
    return groups


def _same_layer(cells: list[_Cell], links: list[_Link]) -> _Groups:
    subjects = [position for position, cell in enumerate(cells) if cell.kind == "subject"]
    layers = layers_of(len(cells), [link[:2] for link in links], subjects)
    groups: _Groups = {}
    for position, cell in enumerate(cells):
        if cell.kind != "subject":
            groups.setdefault((cell.kind, layers[position]), []).append(position)
    return groups


def _same_kind(cells: list[_Cell], links: list[_Link]) -> _Groups:
    groups: _Groups = {}
    for position, cell in enumerate(cells):
        if cell.kind != "subject":
            groups.setdefault(cell.kind, []).append(position)
    return groups


def _everything(cells: list[_Cell], links: list[_Link]) -> _Groups:
    return {"subject": [position for position, cell in enumerate(cells) if cell.kind == "subject"]}


def _merged(cells: list[_Cell], links: list[_Link], groups: _Groups, limit: int) -> tuple[list[_Cell], list[_Link]]:
    """The cells with the largest groups put together until there are few enough."""
    into = list(range(len(cells)))
    left = len(cells)
    for found in sorted(groups.values(), key=lambda group: (-len(group), group)):
        if left <= limit or len(found) < 2:
            break
        left -= len(found) - 1
        for position in found:
            into[position] = found[0]
    first = sorted(set(into))
    number = {old: new for new, old in enumerate(first)}
    members: list[list[Node]] = [[] for _ in first]
    for position, cell in enumerate(cells):
        members[number[into[position]]] += cell.members
    merged = [_Cell(cells[old].kind, tuple(members[new])) for new, old in enumerate(first)]
    moved = {(number[into[source]], number[into[target]], label, style) for source, target, label, style in links}
    return merged, sorted(link for link in moved if link[0] != link[1])


def _named(cells: list[_Cell], links: list[_Link], taken: set[str]) -> Collapsed:
    nodes = []
    merged = 0
    for position, cell in enumerate(cells):
        if len(cell.members) == 1:
            nodes.append(cell.members[0])
            continue
        merged += len(cell.members)
        name = f"group {position}"
        while name in taken:
            name += "+"
        taken.add(name)
        labels = list(dict.fromkeys(node.label for node in cell.members))[:_NAMED]
        rest = sum(node.label not in labels for node in cell.members)
        note = ", ".join(labels) + (f" and {rest} more" if rest else "")
        nodes.append(Node(name, f"{len(cell.members)} {KINDS[cell.kind][2]}", "group", note))
    edges = [Edge(nodes[s].id, nodes[t].id, label, style) for s, t, label, style in links]
    return Collapsed(*tidy(nodes, edges), merged)
