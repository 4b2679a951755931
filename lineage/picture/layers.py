"""A layered layout of our own, after Sugiyama: the same graph lies the same way, however its parts were listed.

Four steps: edges that close a cycle are turned round; each vertex gets the layer that its longest way to a sink asks
for, sinks in layer 0; vertices of a layer are put in an order with few crossings; then they get their heights. Long
edges pass through layers in lanes of their own, so no edge runs through a vertex. Nothing recurses, and every step has
a bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from lineage.picture.order import Ranks, ordered

Pair = tuple[int, int]

_LANES: Final = 6000
"""How many lanes there may be in all. The longest edges beyond that are drawn straight across."""
_SWEEPS: Final = 10
_LANE: Final = 6.0


@dataclass(slots=True)
class Layout:
    """Where everything lies. Vertices are numbers from 0; ``middle`` is the height of a vertex's middle."""

    layer: list[int]
    middle: list[float]
    lanes: dict[Pair, list[float]] = field(default_factory=dict)
    """For an edge, the heights of its lanes in the layers between its ends, from the left."""
    turned: frozenset[Pair] = frozenset()
    """Edges that run from right to left, since they close a cycle."""
    height: float = 0.0


def layers_of(count: int, edges: Iterable[Pair], sinks: Sequence[int]) -> list[int]:
    """The layer of each vertex alone."""
    clean = sorted({edge for edge in edges if edge[0] != edge[1]})
    turned = turned_edges(count, clean, sinks)
    return _layers(count, [edge[::-1] if edge in turned else edge for edge in clean])


def lay_out(
    heights: Sequence[float],
    edges: Iterable[Pair],
    sinks: Sequence[int],
    ranks: Ranks | None = None,
    *,
    gap: float = 14,
) -> Layout:
    """The layout of vertices of given heights. ``sinks`` are to lie at the right where a cycle leaves the choice;
    ``ranks`` say how far down the vertex at its right each edge enters."""
    count = len(heights)
    clean = sorted({edge for edge in edges if edge[0] != edge[1]})
    turned = turned_edges(count, clean, sinks)
    forward = {edge: edge[::-1] if edge in turned else edge for edge in clean}
    layer = _layers(count, list(forward.values()))
    chains, all_layers, segments = _with_lanes(layer, forward)
    ends = {}
    for edge, rank in (ranks or {}).items():
        if edge in chains:
            source, target = forward[edge]
            ends[chains[edge][-1] if chains[edge] else source, target] = rank
    rows = ordered(all_layers, segments, ends)
    middle = _heights(rows, segments, [*heights, *[_LANE] * (len(all_layers) - count)], count, gap)
    lanes = {edge: [middle[lane] for lane in chain] for edge, chain in chains.items()}
    bottom = max((middle[v] + heights[v] / 2 for v in range(count)), default=0.0)
    bottom = max([bottom, *(middle[v] + _LANE / 2 for v in range(count, len(all_layers)))])
    return Layout(layer, middle[:count], lanes, frozenset(turned), bottom)


def turned_edges(count: int, edges: Sequence[Pair], sinks: Sequence[int]) -> set[Pair]:
    """The edges that close a cycle, found by a walk against the arrows from the sinks."""
    before: list[list[int]] = [[] for _ in range(count)]
    leaves = [0] * count
    for source, target in edges:
        before[target].append(source)
        leaves[source] += 1
    state = [0] * count  # 0 not seen, 1 on the way here, 2 done
    turned: set[Pair] = set()
    starts = [*sinks, *(v for v in range(count) if not leaves[v]), *range(count)]
    for start in starts:
        if state[start]:
            continue
        state[start] = 1
        stack = [(start, 0)]
        while stack:
            vertex, position = stack.pop()
            if position == len(before[vertex]):
                state[vertex] = 2
                continue
            stack.append((vertex, position + 1))
            source = before[vertex][position]
            if state[source] == 1:
                turned.add((source, vertex))
            elif not state[source]:
                state[source] = 1
                stack.append((source, 0))
    return turned


def _layers(count: int, edges: Sequence[Pair]) -> list[int]:
    """The length of the longest way from each vertex to a sink. The edges have no cycle."""
    before: list[list[int]] = [[] for _ in range(count)]
    left = [0] * count
    for source, target in edges:
        before[target].append(source)
        left[source] += 1
    layer = [0] * count
    ready = [v for v in range(count) if not left[v]]
    while ready:
        vertex = ready.pop()
        for source in before[vertex]:
            layer[source] = max(layer[source], layer[vertex] + 1)
            left[source] -= 1
            if not left[source]:
                ready.append(source)
    return layer


def _with_lanes(layer: list[int], forward: dict[Pair, Pair]) -> tuple[dict[Pair, list[int]], list[int], list[Pair]]:
    """Long edges cut into pieces between neighbouring layers: the lanes of each edge from the left, the layers of all
    vertices and lanes, and the pieces."""
    layers = list(layer)
    chains: dict[Pair, list[int]] = {}
    pieces: list[Pair] = []
    free = _LANES
    for edge, (source, target) in sorted(
        forward.items(), key=lambda item: (layer[item[1][0]] - layer[item[1][1]], item)
    ):
        between = layer[source] - layer[target] - 1
        if between > free:
            continue
        free -= between
        chain = list(range(len(layers), len(layers) + between))
        layers += range(layer[source] - 1, layer[target], -1)
        chains[edge] = chain
        way = [source, *chain, target]
        pieces += pairwise(way)
    return chains, layers, pieces


def _heights(rows: list[list[int]], pieces: list[Pair], heights: list[float], real: int, gap: float) -> list[float]:
    """Middles of vertices and lanes: each as close to its neighbours as the order and the gaps allow."""
    near: list[tuple[list[int], list[int]]] = [([], []) for _ in heights]
    for source, target in pieces:
        near[source][0].append(target)
        near[target][1].append(source)
    middle = [0.0] * len(heights)
    for row in rows:
        at = 0.0
        for vertex in row:
            middle[vertex] = at + heights[vertex] / 2
            at += heights[vertex] + gap
    for sweep in range(_SWEEPS):
        sides: tuple[int, ...] = (0,) if sweep % 2 == 0 else (1,)
        if sweep >= _SWEEPS - 3:
            sides = (0, 1)
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wanted = []
            for vertex in row:
                found = [middle[other] for side in sides for other in near[vertex][side]]
                wanted.append(sum(found) / len(found) if found else middle[vertex])
            weights = [1.0 if vertex < real else 3.0 for vertex in row]
            apart = [
                (heights[a] + heights[b]) / 2 + (gap if a < real and b < real else gap * 0.7) for a, b in pairwise(row)
            ]
            for vertex, at in zip(row, _placed(wanted, weights, apart), strict=True):
                middle[vertex] = at
    top = min((middle[v] - heights[v] / 2 for v in range(len(heights))), default=0.0)
    return [at - top for at in middle]


def _placed(wanted: list[float], weights: list[float], apart: list[float]) -> list[float]:
    """Places in order, at least so far apart, with the least squares of the distances to the wanted ones: vertices that
    would meet are pooled (isotonic regression)."""
    shift = [0.0]
    for distance in apart:
        shift.append(shift[-1] + distance)
    pools: list[tuple[float, float, int]] = []  # mean, weight, members
    for want, weight, moved in zip(wanted, weights, shift, strict=True):
        mean, heavy, members = want - moved, weight, 1
        while pools and pools[-1][0] > mean:
            other, other_weight, other_members = pools.pop()
            mean = (mean * heavy + other * other_weight) / (heavy + other_weight)
            heavy += other_weight
            members += other_members
        pools.append((mean, heavy, members))
    flat = [mean for mean, _, members in pools for _ in range(members)]
    return [mean + moved for mean, moved in zip(flat, shift, strict=True)]
