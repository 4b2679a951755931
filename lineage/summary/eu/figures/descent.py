"""The lineage of the models as a picture: what they started from, the data, and the models behind the data."""

from __future__ import annotations

from typing import Final

from lineage.picture.graph import Edge, collapse, draw_graph
from lineage.picture.nodes import KINDS, STYLES
from lineage.summary.blocks import Column, Figure, Row, Table
from lineage.summary.eu.figures.ways import Ways, upstream
from lineage.summary.prose import capital, counted, listed, plain
from lineage.summary.scope import Scope

_NODES: Final = 28
"""How many nodes fit a page. Larger graphs are drawn with groups; the table has every arrow."""
_ROWS: Final = 500
_MANY: Final = 20_000
"""Of more datasets no picture is drawn: it would be a few boxes with large numbers, which are in the tables too."""
_TITLE: Final = "Models and datasets, as recorded"


def of_the_models(scope: Scope) -> Figure | str:
    """A graph from the left, where things come from, to the models of the summary at the right."""
    if len(scope.datasets()) > _MANY:
        return (
            f"{counted(len(scope.datasets()), 'dataset')}: too many for a picture of the lineage. `lineage trace` "
            "follows one model or dataset at a time."
        )
    found = upstream(scope)
    if not found.edges:
        return "No dataset, model or start is recorded for what this summary is about: there is no picture of lineage."
    near = len(found.nodes) > _NODES
    edges = _near(found) if near else list(dict.fromkeys(edge for edge, _ in found.edges))
    names = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = [node for node in found.nodes.values() if node.id in names or node.kind == "subject"]
    drawn = collapse(nodes, edges, _NODES)
    description = _description(found, len(found.nodes) - len(nodes), drawn.merged)
    svg = draw_graph(drawn.nodes, drawn.edges, title=_TITLE, description=description, prefix="figure-lineage")
    return Figure(_TITLE, description, svg, _table(found))


def _near(found: Ways) -> list[Edge]:
    """The arrows that are left where the models behind the data are not followed further."""
    into: dict[str, list[tuple[Edge, bool]]] = {}
    for edge, place in found.edges:
        into.setdefault(edge.target, []).append((edge, "modelUses" in place))
    queue = [node.id for node in found.nodes.values() if node.kind == "subject"]
    followed = set(queue)
    near: dict[Edge, None] = {}
    while queue:
        for edge, taught in into.get(queue.pop(), ()):
            near[edge] = None
            if not taught and edge.source not in followed:
                followed.add(edge.source)
                queue.append(edge.source)
    return list(near)


def _description(found: Ways, far: int, merged: int) -> str:
    numbers = []
    for kind, (_, one, many) in KINDS.items():
        number = sum(node.kind == kind for node in found.nodes.values())
        numbers += [counted(number, one, many)] if number else []
    words = [f"{capital(listed(numbers))}, joined by {counted(len(found.edges), 'record')} of a use, source or start."]
    possible = sum(edge.style == "dashed" for edge, _ in found.edges)
    tested = sum(edge.style == "dotted" for edge, _ in found.edges)
    if possible:
        words.append(f"{possible} of these {'is' if possible == 1 else 'are'} only possible.")
    if tested:
        words.append(f"{tested} of these {'is' if tested == 1 else 'are'} for evaluation only.")
    if found.silent:
        verb, them = ("does", "it") if len(found.silent) == 1 else ("do", "them")
        words.append(f"{counted(len(found.silent), 'dataset')} {verb} not say whether a model had a hand in {them}.")
    if far:
        verb = "is" if far == 1 else "are"
        lead = "What the models behind the data were made from is not drawn"
        words.append(f"{lead}: {counted(far, 'node')} {verb} only in the table.")
    if merged:
        words.append(f"The picture shows {counted(merged, 'node')} in groups; the table has each.")
    if found.hidden:
        verb = "is" if len(found.hidden) == 1 else "are"
        words.append(f"{counted(len(found.hidden), 'further dataset')} {verb} not public and not shown.")
    words.append("Arrows lead from what was used to what was made with it.")
    return " ".join(words)


def _table(found: Ways) -> Table:
    rows = []
    for edge, place in found.edges[:_ROWS]:
        source, target = found.nodes[edge.source], found.nodes[edge.target]
        sure = "as stated" if edge.style == "solid" else STYLES[edge.style]
        name = f"{source.label} ({source.note})" if source.note else source.label
        used = "itself" if source is target else name
        rows.append(Row((plain(target.label), plain(used, place), plain(edge.label, place), plain(sure))))
    rest = len(found.edges) - len(rows)
    if rest:
        rows.append(Row((plain(counted(rest, "further record")), plain(""), plain(""), plain("see the manifest"))))
    columns = (Column("Made"), Column("From or with"), Column("How"), Column("Certainty"))
    return Table(f"{_TITLE}: every arrow", columns, tuple(rows))
