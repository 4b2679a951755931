"""Graphs drawn from left to right: what something was made from at the left, what the picture is about at the right.

Arrows that say the same about the same node meet before they reach it, and the words stand once, on the line that is
left. Words have a column of their own in front of each column of nodes, so they cover neither nodes nor other arrows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lineage.picture.collapse import Collapsed, collapse
from lineage.picture.layers import Layout, Pair, lay_out
from lineage.picture.letters import width, wrapped
from lineage.picture.nodes import KINDS, STYLES, Edge, Node, Style, describe_graph, tidy
from lineage.picture.shapes import BACK, DASHES, Box, arrow, drawn, legend, measured
from lineage.picture.svg import WIDTH, group, number, paint, path, pen, picture, text

__all__ = ["Collapsed", "Edge", "Node", "collapse", "describe_graph", "draw_graph"]

_PAD: Final = 12
_LABEL: Final = 10.5
_LABEL_LINE: Final = 12
_HEAD: Final = 12
_ROOMS: Final = ((158, 122), (140, 104), (124, 96), (108, 92), (96, 92))
"""Room for the words in nodes and on arrows: the first pair with which the picture is no wider than a page."""
_BEND: Final = (34.0, 110.0)


@dataclass(frozen=True, slots=True)
class _Port:
    """Where arrows with the same words enter a node together."""

    node: int
    words: tuple[str, ...]
    style: Style
    members: tuple[Pair, ...]
    turned: bool

    @property
    def high(self) -> float:
        return 10.0 if not self.words else 5 + _LABEL_LINE * len(self.words)

    @property
    def wide(self) -> float:
        return max((width(words, _LABEL) for words in self.words), default=0.0)

    @property
    def line(self) -> float:
        """How far below its top the line runs: under the first line of words."""
        return 5.0 if not self.words else 2.5 + _LABEL_LINE


@dataclass(slots=True)
class _Plan:
    """Everything measured for one choice of room."""

    boxes: list[Box]
    layout: Layout
    ports: list[_Port]
    columns: list[float]
    """The width of the nodes of each layer."""
    labels: list[float]
    """The width of the words in front of each layer."""

    @property
    def wide(self) -> float:
        return sum(self.columns) + sum(self.labels) + _BEND[0] * (len(self.columns) - 1)


def draw_graph(nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, description: str, prefix: str) -> str:
    """A picture of a graph. Some sixty nodes can be read; see :func:`collapse` for more."""
    nodes, edges = tidy(nodes, edges)
    for node_room, label_room in _ROOMS:
        plan = _planned(nodes, edges, node_room, label_room)
        if plan.wide <= WIDTH - 2 * _PAD:
            break
    return _picture(plan, nodes, edges, title=title, description=description, prefix=prefix)


def _planned(nodes: list[Node], edges: list[Edge], node_room: float, label_room: float) -> _Plan:
    place = {node.id: position for position, node in enumerate(nodes)}
    loops: dict[int, list[str]] = {}
    pairs: list[Pair] = []
    for edge in edges:
        if edge.source == edge.target:
            loops.setdefault(place[edge.source], []).append(edge.label)
        else:
            pairs.append((place[edge.source], place[edge.target]))
    boxes = [measured(node, node_room, loops.get(position, ())) for position, node in enumerate(nodes)]
    sinks = [position for position, node in enumerate(nodes) if node.kind == "subject"]
    # Which edges run backwards does not depend on heights; ports do, and heights on ports.
    turned = lay_out([0.0] * len(nodes), pairs, sinks).turned
    ports = _ports(edges, place, turned, label_room)
    high = [0.0] * len(nodes)
    for port in ports:
        high[port.node] += port.high
    heights = [max(box.high, high[position] + 6) for position, box in enumerate(boxes)]
    outer = [high + (BACK if boxes[i].node.kind == "group" else 0) for i, high in enumerate(heights)]
    layout = lay_out(outer, pairs, sinks, _ranks(ports))
    boxes = [Box(box.node, box.label, box.note, box.wide, heights[i]) for i, box in enumerate(boxes)]
    count = max(layout.layer, default=0) + 1
    columns, labels = [0.0] * count, [0.0] * count
    for position, box in enumerate(boxes):
        layer = layout.layer[position]
        columns[layer] = max(columns[layer], box.wide + (BACK if box.node.kind == "group" else 0))
    for port in ports:
        layer = layout.layer[port.node]
        labels[layer] = max(labels[layer], port.wide + _HEAD + 6)
    return _Plan(boxes, layout, ports, columns, labels)


def _ports(edges: list[Edge], place: dict[str, int], turned: frozenset[Pair], room: float) -> list[_Port]:
    found: dict[tuple[int, str, Style, bool], list[Pair]] = {}
    for edge in edges:
        pair = (place[edge.source], place[edge.target])
        if pair[0] != pair[1]:
            back = pair in turned
            # Backward arrows are drawn from their target to their source; their words stand in front of the source.
            found.setdefault((pair[0] if back else pair[1], edge.label, edge.style, back), []).append(pair)
    ports = []
    for (node, label, style, back), members in found.items():
        words = tuple(wrapped(label, room, _LABEL, lines=2)) if label else ()
        ports.append(_Port(node, words, style, tuple(dict.fromkeys(members)), back))
    return ports


def _ranks(ports: list[_Port]) -> dict[Pair, float]:
    """How far down a node each of its ports may come to lie, so that sources of one port are placed together."""
    of_node: dict[int, list[_Port]] = {}
    for port in ports:
        of_node.setdefault(port.node, []).append(port)
    ranks: dict[Pair, float] = {}
    for found in of_node.values():
        found.sort(key=lambda port: (port.words, port.style, port.turned))
        for position, port in enumerate(found):
            for pair in port.members:
                ranks.setdefault(pair, position / len(found))
    return ranks


def _picture(plan: _Plan, nodes: list[Node], edges: list[Edge], *, title: str, description: str, prefix: str) -> str:
    gaps = len(plan.columns) - 1
    bend = min(_BEND[1], _BEND[0] + max(0.0, WIDTH - 2 * _PAD - plan.wide) / gaps) if gaps else 0.0
    used = plan.wide + (bend - _BEND[0]) * gaps
    total = max(float(WIDTH), used + 2 * _PAD)
    left = _lefts(plan, (total - used) / 2, bend)
    top = float(_PAD)
    lines, words = [], []
    for node, ports in _by_node(plan).items():
        y = top + plan.layout.middle[node] - sum(port.high for port in ports) / 2
        for port in ports:
            lines += _lines(port, y + port.line, plan, left, top, nodes)
            words += _words(port, y + port.line, left[plan.layout.layer[node]])
            y += port.high
    boxes = []
    for position, box in enumerate(plan.boxes):
        layer = plan.layout.layer[position]
        back = BACK if box.node.kind == "group" else 0
        y = top + plan.layout.middle[position] - (box.high + back) / 2
        boxes.append(drawn(box, left[layer], y, plan.columns[layer] - back, box.high))
    kinds = [kind for kind in KINDS if any(node.kind == kind for node in nodes)]
    styles = [style for style in STYLES if any(edge.style == style for edge in edges)]
    if styles == ["solid"]:
        styles = []
    signs, bottom = legend(kinds, styles, _PAD, top + plan.layout.height + 22, total - 2 * _PAD)
    body = [*lines, *boxes, *words, group(signs)]
    return picture(body, width=total, height=bottom + _PAD, title=title, description=description, prefix=prefix)


def _lefts(plan: _Plan, start: float, bend: float) -> list[float]:
    """The left edge of each layer. Layer 0 is the rightmost."""
    found = [0.0] * len(plan.columns)
    x = start
    for layer in range(len(plan.columns) - 1, -1, -1):
        x += plan.labels[layer] + (bend if layer < len(plan.columns) - 1 else 0)
        found[layer] = x
        x += plan.columns[layer]
    return found


def _by_node(plan: _Plan) -> dict[int, list[_Port]]:
    """The ports of each node, from the top: in the order of where their arrows come from."""
    found: dict[int, list[_Port]] = {}
    for port in plan.ports:
        found.setdefault(port.node, []).append(port)
    for ports in found.values():
        ports.sort(key=lambda port: (_from(port, plan), port.words, port.style, port.turned))
    return found


def _from(port: _Port, plan: _Plan) -> float:
    heights = []
    for pair in port.members:
        lanes = plan.layout.lanes.get(pair)
        other = pair[1] if port.turned else pair[0]
        heights.append(lanes[-1] if lanes else plan.layout.middle[other])
    return sum(heights) / len(heights)


def _lines(port: _Port, y: float, plan: _Plan, left: list[float], top: float, nodes: list[Node]) -> list[str]:
    """The arrows of a port: each from its source through its lanes to where they meet, then one line to the node."""
    layer = plan.layout.layer[port.node]
    tip = left[layer]
    meet = tip - plan.labels[layer]
    stroke: dict[str, str | float] = {**paint("edge"), **pen(1.3), **DASHES[port.style]}
    parts = []
    for pair in port.members:
        first = pair[1] if port.turned else pair[0]
        away = plan.layout.layer[first]
        x = left[away] + plan.columns[away]
        at = top + plan.layout.middle[first] + (7 if port.turned else 0)
        d = f"M{number(x)} {number(at)}"
        if port.turned:
            parts.append(arrow(x, at, -1))
        between = range(away - 1, layer, -1)
        for column, lane in zip(between, plan.layout.lanes.get(pair, ()), strict=False):
            d += _curve(x, at, left[column] - plan.labels[column], top + lane)
            x, at = left[column] + plan.columns[column], top + lane
            d += f"H{number(x)}"
        d += _curve(x, at, meet, y)
        source, target = nodes[pair[0]].label, nodes[pair[1]].label
        said = f"{source} → {target}" + (f": {' '.join(port.words)}" if port.words else "")
        parts.append(group([path(d, stroke)], title=said))
    end = tip if port.turned else tip - 7
    parts.append(path(f"M{number(meet)} {number(y)}H{number(end)}", stroke))
    if not port.turned:
        parts.append(arrow(tip, y))
    return parts


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    if abs(y - to_y) < 0.05:
        return f"H{number(to_x)}"
    bend = (to_x - x) * 0.55
    return f"C{number(x + bend)} {number(y)} {number(to_x - bend)} {number(to_y)} {number(to_x)} {number(to_y)}"


def _words(port: _Port, y: float, tip: float) -> list[str]:
    """The words of a port: the first line above its arrow, the second below."""
    return [
        text(tip - _HEAD, y - 3.5 + position * (_LABEL_LINE + 2.5), words, size=_LABEL, colour="ink-halo", anchor="end")
        for position, words in enumerate(port.words)
    ]
