"""What a graph is made of, in the words that are printed, and in one order however it was listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["subject", "model", "family", "dataset", "unknown", "group"]
Style: TypeAlias = Literal["solid", "dashed", "dotted"]

KINDS: Final[dict[Kind, tuple[str, str, str]]] = {
    "subject": ("what this is about", "subject", "subjects"),
    "model": ("model", "model", "models"),
    "family": ("family of models", "model family", "model families"),
    "dataset": ("dataset", "dataset", "datasets"),
    "unknown": (
        "not known or not named",
        "node that is not known or not named",
        "nodes that are not known or not named",
    ),
    "group": ("several together", "group", "groups"),
}
"""For each kind: its name in a legend, and its name for one and for several."""

STYLES: Final[dict[Style, str]] = {"solid": "sure", "dashed": "possible", "dotted": "evaluation only"}


@dataclass(frozen=True, slots=True)
class Node:
    """A box: what it is called, what kind of thing it is, and a remark in small print."""

    id: str
    label: str
    kind: Kind
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow: what the source gave to the target. Dashed where it is only possible, dotted for evaluation."""

    source: str
    target: str
    label: str = ""
    style: Style = "solid"


def tidy(nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[list[Node], list[Edge]]:
    """Each node and each edge once, in an order that does not depend on the order given. Edges that lead nowhere are
    left out; of nodes that share an id, the first in that order stays."""
    ranks = {kind: rank for rank, kind in enumerate(KINDS)}
    kept: dict[str, Node] = {}
    for node in sorted(nodes, key=lambda n: (ranks[n.kind], n.label.casefold(), n.id, n.label, n.note)):
        kept.setdefault(node.id, node)
    places = {name: place for place, name in enumerate(kept)}
    found = {edge for edge in edges if edge.source in places and edge.target in places}
    ordered = sorted(found, key=lambda e: (places[e.target], places[e.source], e.label, e.style))
    return list(kept.values()), ordered


def describe_graph(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """The graph in words: every node, then every edge. The text alternative of a picture."""
    nodes, edges = tidy(nodes, edges)
    said = []
    for kind, (_, one, many) in KINDS.items():
        found = [f"{node.label} ({node.note})" if node.note else node.label for node in nodes if node.kind == kind]
        if found:
            name = one if len(found) == 1 else f"{len(found)} {many}"
            said.append(f"{name[:1].upper()}{name[1:]}: {'; '.join(found)}.")
    labels = {node.id: node.label for node in nodes}
    for edge in edges:
        remarks = [edge.label] if edge.label else []
        remarks += [STYLES[edge.style]] if edge.style != "solid" else []
        more = f" ({', '.join(remarks)})" if remarks else ""
        said.append(f"{labels[edge.source]} → {labels[edge.target]}{more}.")
    return " ".join(said)
