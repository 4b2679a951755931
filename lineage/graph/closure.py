"""The closure: everything upstream of a subject, or downstream of a teacher, with how it is reached.

A monotone flow over the graph, without recursion. What arrives at a vertex is a set of live parts with a quality; of
that, only the parts count for which nothing at least as good has arrived before. Vertices are taken by generation,
then by quality, the best first, so hardly anything is looked at twice. Every arrival remembers the one that it came
from: that is its witness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from lineage.graph.network import Network, Step
from lineage.graph.reach import ALL, COUNT, COVERS, NONE, QUALITIES, RANK, START, Quality, composed_with

_RANKS: Final = max(RANK) + 1

Hop: TypeAlias = tuple[int, int, int, bytes, int, int, int]
"""A channel made flat: need, keep, revive, composition table, target, generation, position of its step."""


Arrival: TypeAlias = tuple[int, int, int, int, int, int]
"""Live parts with a quality at a vertex: vertex, parts, code of the quality, generation, position of the arrival before
it (-1 at the start), position of the step taken from there. A plain tuple: a large graph has many."""


@dataclass
class Closure:
    """All arrivals, in the order in which they were found, and their positions by vertex."""

    network: Network
    arrivals: list[Arrival] = field(default_factory=list)
    at: dict[int, list[int]] = field(default_factory=dict)
    turned: bool = False
    """Whether it leads downstream."""

    def qualities(self, vertex: int) -> Iterator[tuple[Quality, int]]:
        """How a vertex is reached: qualities with their generation."""
        for position in self.at.get(vertex, ()):
            _, _, quality, generation, _, _ = self.arrivals[position]
            yield QUALITIES[quality], generation

    def path(self, position: int) -> list[tuple[Arrival, Step | None]]:
        """The arrivals from the start to one, each with the step between it and the one before."""
        found: list[tuple[Arrival, Step | None]] = []
        while position >= 0:
            arrival = self.arrivals[position]
            vertex, _, _, _, position, taken = arrival
            step = None
            if position >= 0:
                step = self.network.steps(vertex if self.turned else self.arrivals[position][0])[taken]
            found.append((arrival, step))
        return found[::-1]


_OCCURRING: Final = [
    code
    for code in sorted(range(COUNT), key=lambda code: -RANK[code])
    if QUALITIES[code].least == QUALITIES[code].most or (QUALITIES[code].least == NONE and not QUALITIES[code].sure)
]
"""The qualities that the table of spec/composition.md can give: one level, or bounds that begin at none, not sure."""

_WIDTH: Final = ALL.bit_length()
_SHIFT: Final = {code: slot * _WIDTH for slot, code in enumerate(_OCCURRING)}
"""What has arrived at a vertex is one number: for each quality that can occur, the parts for which something at least
as good has arrived. To ask is a shift; there are many more questions than arrivals."""
_SPREAD: Final = {code: sum(1 << _SHIFT[other] for other in _OCCURRING if COVERS[code][other]) for code in _OCCURRING}
"""Parts times this are the parts in the place of each quality that a quality covers."""


_Waiting: TypeAlias = tuple[int, int, int, int, int]


def _buckets() -> list[list[_Waiting]]:
    return [[] for _ in range(_RANKS)]


class Flow:
    """Walks over one graph. The channels of each vertex are made flat once, for all walks."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._hops: dict[int, list[Hop]] = {}
        self._reversed: dict[int, list[Hop]] | None = None

    def upstream(self, start: int, *, depth: int | None = None) -> Closure:
        """Everything upstream of a vertex; ``depth`` is the highest generation to look at."""
        return self._walk(start, self._hops, self._flatten, depth)

    def downstream(self, start: int, *, depth: int | None = None) -> Closure:
        """Everything downstream of a vertex. The parts of an arrival are those by which the vertex is led to the start;
        its quality and generation are those of the same path upstream, so both directions give one answer."""
        if self._reversed is None:
            self._reversed = self._turned()
        return self._walk(start, self._reversed, _nowhere, depth)

    def _walk(
        self, start: int, hops_of: dict[int, list[Hop]], flatten: Callable[[int], list[Hop]], depth: int | None
    ) -> Closure:
        closure = Closure(self.network, turned=hops_of is self._reversed)
        arrivals, at = closure.arrivals, closure.at
        covered: dict[int, int] = {}
        ranks, shifts, spreads = RANK, _SHIFT, _SPREAD
        here, there = _buckets(), _buckets()
        here[RANK[START]].append((start, ALL, START, -1, -1))
        generation = 0
        while any(here) and (depth is None or generation <= depth):
            for rank in range(_RANKS - 1, -1, -1):
                for vertex, live, quality, parent, taken in here[rank]:  # grows while it is walked over
                    known = covered.get(vertex)
                    if known is None:
                        covered[vertex] = live * spreads[quality]
                        at[vertex] = [len(arrivals)]
                    else:
                        live ^= live & (known >> shifts[quality])
                        if not live:
                            continue
                        covered[vertex] = known | live * spreads[quality]
                        at[vertex].append(len(arrivals))
                    position = len(arrivals)
                    arrivals.append((vertex, live, quality, generation, parent, taken))
                    hops = hops_of.get(vertex)
                    if hops is None:
                        hops = flatten(vertex)
                    for need, keep, revive, table, target, crossed, step in hops:
                        if live & need:
                            after = table[quality]
                            parts = (live & keep) | revive
                            known = covered.get(target)
                            if known is not None:
                                parts ^= parts & (known >> shifts[after])
                                if not parts:
                                    continue
                            (there if crossed else here)[ranks[after]].append((target, parts, after, position, step))
            here, there = there, _buckets()
            generation += 1
        return closure

    def _flatten(self, vertex: int) -> list[Hop]:
        hops: list[Hop] = [
            (need, keep, revive, composed_with(cap), step.target, step.generation, position)
            for position, step in enumerate(self.network.steps(vertex))
            for need, keep, revive, cap in step.channels
        ]
        self._hops[vertex] = hops
        return hops

    def _turned(self) -> dict[int, list[Hop]]:
        """The channels of the whole graph by the vertex that they lead to. A channel that revives a needed part leads
        back to all parts that it needs; one that keeps leads back to the same parts."""
        turned: dict[int, list[Hop]] = {}
        for vertex in self.network.whole():
            for need, keep, revive, table, target, crossed, step in self._hops.get(vertex) or self._flatten(vertex):
                back = turned.setdefault(target, [])
                if revive:
                    back.append((revive, 0, need, table, vertex, crossed, step))
                if keep:
                    back.append((keep & need, keep & need, 0, table, vertex, crossed, step))
        return turned


def _nowhere(vertex: int) -> list[Hop]:
    return []
