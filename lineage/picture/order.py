"""The order of the vertices in each layer: barycentres in a fixed number of sweeps, the best order kept."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

Pair = tuple[int, int]
Ranks = dict[Pair, float]
"""For a piece, how far down its lower end it enters, from 0 to 1; 0 where it is not told."""

_SWEEPS: Final = 12
_ROUNDS: Final = 12
_SMALL: Final = 800
"""Up to so many pieces, neighbours are tried one by one in the end."""


def ordered(layers: list[int], pieces: list[Pair], ranks: Ranks) -> list[list[int]]:
    """The vertices of each layer, layer 0 first, in an order with few crossings. ``pieces`` join a layer with the one
    below it: (from layer n + 1, to layer n)."""
    above: list[list[int]] = [[] for _ in layers]
    below: list[list[int]] = [[] for _ in layers]
    for source, target in pieces:
        above[target].append(source)
        below[source].append(target)
    rows = _first(layers, above, ranks)
    best, least = [list(row) for row in rows], _crossings(rows, below, ranks)
    position = [0] * len(layers)
    for row in rows:
        for at, vertex in enumerate(row):
            position[vertex] = at
    for sweep in range(_SWEEPS):
        if not least:
            break
        up = sweep % 2 == 0
        for row in rows[1:] if up else rows[-2::-1]:
            _sort(row, below if up else above, position, ranks)
        count = _crossings(rows, below, ranks)
        if count < least:
            best, least = [list(row) for row in rows], count
    if least and len(pieces) <= _SMALL:
        _exchange(best, above, below, ranks)
    return best


def _exchange(rows: list[list[int]], above: list[list[int]], below: list[list[int]], ranks: Ranks) -> None:
    """Neighbours swapped wherever that leaves fewer crossings, until nothing is left to gain or the rounds are over."""
    position = {vertex: at for row in rows for at, vertex in enumerate(row)}

    def ends(vertex: int, near: list[list[int]]) -> list[float]:
        return [position[other] + ranks.get((vertex, other), 0.0) for other in near[vertex]]

    for _ in range(_ROUNDS):
        gained = False
        for row in rows:
            for at in range(len(row) - 1):
                one, other = row[at], row[at + 1]
                gain = 0
                for near in (above, below):
                    first, second = ends(one, near), ends(other, near)
                    gain += sum((a > b) - (a < b) for a in first for b in second)
                if gain > 0:
                    row[at], row[at + 1] = other, one
                    position[one], position[other] = at + 1, at
                    gained = True
        if not gained:
            break


def _first(layers: list[int], above: list[list[int]], ranks: Ranks) -> list[list[int]]:
    """A first order: what leads to one vertex lies together, and what leads to one port of it."""
    rows: list[list[int]] = [[] for _ in range(max(layers, default=-1) + 1)]
    seen = [False] * len(layers)
    starts = sorted(range(len(layers)), key=lambda vertex: (layers[vertex], vertex))
    for start in starts:
        stack = [start]
        while stack:
            vertex = stack.pop()
            if seen[vertex]:
                continue
            seen[vertex] = True
            rows[layers[vertex]].append(vertex)
            stack += sorted(above[vertex], key=lambda other: (ranks.get((other, vertex), 0.0), other), reverse=True)
    return rows


def _sort(row: list[int], near: list[list[int]], position: list[int], ranks: Ranks) -> None:
    keys = {}
    for at, vertex in enumerate(row):
        found = near[vertex]
        places = [position[other] + ranks.get((vertex, other), 0.0) for other in found]
        keys[vertex] = (sum(places) / len(found) if found else float(at), at)
    row.sort(key=keys.__getitem__)
    for at, vertex in enumerate(row):
        position[vertex] = at


def _crossings(rows: list[list[int]], below: list[list[int]], ranks: Ranks) -> int:
    """How many pairs of pieces cross, counted with a binary indexed tree."""
    total = 0
    for lower, upper in pairwise(rows):
        position = {vertex: at for at, vertex in enumerate(lower)}
        ports = {(v, o): position[o] + ranks.get((v, o), 0.0) for v in upper for o in below[v]}
        place = {port: at for at, port in enumerate(sorted(set(ports.values())))}
        tree = [0] * (len(place) + 1)
        seen = 0
        for vertex in upper:
            ends = sorted(place[ports[vertex, other]] for other in below[vertex])
            for end in ends:
                at, fewer = end + 1, 0
                while at:
                    fewer += tree[at]
                    at &= at - 1
                total += seen - fewer
            for end in ends:
                at = end + 1
                while at <= len(place):
                    tree[at] += 1
                    at += at & -at
            seen += len(ends)
    return total
