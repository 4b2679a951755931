"""Ways: each recorded use by which a teacher's output arrives, with its best path.

The answers of :mod:`lineage.graph.answers` are one for each thing that a teacher did. Whose account it was and which
terms held differs from record to record, so here every record counts: one way for each, or several where none of them
is the best in all respects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lineage.graph.answers import Answer, Leg
from lineage.graph.closure import Closure
from lineage.graph.network import Step
from lineage.graph.reach import QUALITIES, Quality, composed_with

TEACHING: Final = frozenset({"modelUses", "initializedFrom"})
"""Relations that name a teacher."""


class Arriving(NamedTuple):
    """One way to a use: its quality with the use itself, the generation, the arrival before it, and the live parts that
    the use acted on."""

    quality: Quality
    generation: int
    position: int
    parts: int


def arriving(closure: Closure, vertex: int, step: Step) -> Iterator[Arriving]:
    """Every way to a step of a vertex that was reached."""
    for position in closure.at[vertex]:
        _, live, quality, generation, _, _ = closure.arrivals[position]
        for need, _, _, cap in step.channels:
            if live & need:
                yield Arriving(QUALITIES[composed_with(cap)[quality]], generation, position, live & need)


def teaching(closure: Closure) -> Iterator[tuple[int, Step]]:
    """Every use of a model in a closure upstream with the vertex that it is recorded on, in the order of the walk."""
    for vertex in closure.at:
        for step in closure.network.steps(vertex):
            if step.relation in TEACHING:
                yield vertex, step


def ways(closure: Closure) -> Iterator[Answer]:
    """Every use of a model in a closure upstream, on the best ways to it."""
    for vertex, step in teaching(closure):
        best: list[Arriving] = []
        for one in arriving(closure, vertex, step):
            if not any(_covers(other, one) for other in best):
                best = [other for other in best if not _covers(one, other)]
                best.append(one)
        yield from (answer(closure, vertex, step, one) for one in best)


def answer(closure: Closure, vertex: int, step: Step, way: Arriving) -> Answer:
    """A way to a use in the shape of the answers of the graph."""
    last = Leg(vertex, step, way.quality)
    return Answer(step.target, way.quality, way.generation, step.label, closure, way.position, last)


def _covers(one: Arriving, other: Arriving) -> bool:
    return one.quality.covers(other.quality) and one.generation <= other.generation
