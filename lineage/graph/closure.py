"""The closure: everything upstream of a subject, or downstream of a teacher, with how it is reached.

A monotone flow over the graph, without recursion. What arrives at a vertex is a set of live parts with a quality; of
that, only the parts count for which nothing at least as good has arrived before. Vertices are taken by generation,
then by quality, the best first, then by how many parts are live, so hardly anything is looked at twice. Every arrival
remembers the one that it came from: that is its witness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lineage.graph.network import Network, Step
from lineage.graph.reach import ALL, QUALITIES, START, Quality, composed_with
from lineage.graph.states import States
from lineage.graph.steps import Channel

Hop: TypeAlias = tuple[int, int, int, int]
"""A channel made flat: number of its kind, target, generation, position of its step."""

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


_Waiting: TypeAlias = tuple[int, int, int, int]
"""Something on its way to a vertex: vertex, state, position of the arrival before it, position of the step taken."""


class Flow:
    """Walks over one graph. The channels of each vertex are made flat once, for all walks."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._states = States()
        self._hops: dict[int, list[Hop]] = {}
        self._kinds: dict[tuple[Channel, ...], list[int]] = {}
        """The kinds of the channels of a step: few, where there are very many steps."""
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
        arrived: dict[int, int] = {}
        states = self._states
        turns, after, fresh, joined = states.turn, states.after, states.fresh, states.joined
        lives, qualities = states.live, states.quality
        here: defaultdict[int, list[_Waiting]] = defaultdict(list)
        there: defaultdict[int, list[_Waiting]] = defaultdict(list)
        state = states.number(ALL, START)
        here[turns[state]].append((start, state, -1, -1))
        generation = 0
        while here and (depth is None or generation <= depth):
            while here:  # what is found may come before what is waiting: the same quality with more parts
                for vertex, state, parent, taken in here.pop(max(here)):
                    known = arrived.get(vertex, 0)
                    left = fresh[known].get(state)
                    if left is None:
                        left = states.left(known, state)
                    if left < 0:
                        continue
                    position = len(arrivals)
                    if known:
                        at[vertex].append(position)
                    else:
                        at[vertex] = [position]
                    whole = joined[known].get(left)
                    arrived[vertex] = states.with_one_more(known, left) if whole is None else whole
                    arrivals.append((vertex, lives[left], qualities[left], generation, parent, taken))
                    hops = hops_of.get(vertex)
                    if hops is None:
                        hops = flatten(vertex)
                    row = after[left]
                    for kind, target, crossed, step in hops:
                        behind = row[kind]
                        if behind is None:
                            behind = states.pass_through(left, kind)
                        if behind < 0:
                            continue
                        if target in arrived:
                            known = arrived[target]
                            new = fresh[known].get(behind)
                            if new is None:
                                new = states.left(known, behind)
                            if new < 0:
                                continue
                        (there if crossed else here)[turns[behind]].append((target, behind, position, step))
            here, there = there, here
            generation += 1
        return closure

    def _flatten(self, vertex: int) -> list[Hop]:
        hops: list[Hop] = [
            (kind, step.target, step.generation, position)
            for position, step in enumerate(self.network.steps(vertex))
            for kind in self._kinds.get(step.channels) or self._kinds_of(step.channels)
        ]
        self._hops[vertex] = hops
        return hops

    def _kinds_of(self, channels: tuple[Channel, ...]) -> list[int]:
        kinds = [self._states.kind(need, keep, revive, composed_with(cap)) for need, keep, revive, cap in channels]
        self._kinds[channels] = kinds
        return kinds

    def _turned(self) -> dict[int, list[Hop]]:
        """The channels of the whole graph by the vertex that they lead to. A channel that revives a needed part leads
        back to all parts that it needs; one that keeps leads back to the same parts."""
        turned: dict[int, list[Hop]] = {}
        states = self._states
        for vertex in self.network.whole():
            for kind, target, crossed, step in self._hops.get(vertex) or self._flatten(vertex):
                need, keep, revive, table = states.doing(kind)
                back = turned.setdefault(target, [])
                if revive:
                    back.append((states.kind(revive, 0, need, table), vertex, crossed, step))
                if keep:
                    back.append((states.kind(keep & need, keep & need, 0, table), vertex, crossed, step))
        return turned


def _nowhere(vertex: int) -> list[Hop]:
    return []
