"""Answers: which models taught a subject, in what form, through how many others, by which path; and the way back.

An answer is one way in which one teacher's output arrives. A teacher has several where it did several things (it wrote
answers and judged them), or where the stronger form comes through more models or is less sure. Of two ways with the
same label, one that is at least as strong, as direct, as sure and as fully stated stands for both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from lineage.graph.closure import Closure, Flow
from lineage.graph.entities import Entity
from lineage.graph.network import Network, Step
from lineage.graph.reach import QUALITIES, Quality, composed_with

_TEACHING: Final = frozenset({"modelUses", "initializedFrom"})
"""Relations that name a teacher; the others only lead on."""


class Leg(NamedTuple):
    """One step of a path upstream, with the vertex that it starts from, and the quality of the path from the end that
    the walk began at: the subject for an :class:`Answer`, the teacher for :class:`Reached`."""

    start: int
    step: Step
    quality: Quality


@dataclass(frozen=True, eq=False)
class Answer:
    """One way in which a teacher's output arrives at the subject.

    ``teacher`` is its vertex, ``label`` what it did at its end of the path. ``path`` leads from the subject to the
    teacher and is one witness; ``by_way_of`` is the step on it, nearer to the subject, that was weaker than what the
    teacher did, if any.
    """

    teacher: int
    quality: Quality
    generation: int
    label: str
    closure: Closure = field(repr=False)
    arrival: int = field(repr=False)
    last: Leg = field(repr=False)

    @cached_property
    def path(self) -> tuple[Leg, ...]:
        """The steps from the subject to the teacher."""
        return (*_path(self.closure, self.arrival), self.last)

    @cached_property
    def by_way_of(self) -> Leg | None:
        """The first step after which nothing got weaker, where the teacher did more than arrives."""
        narrow = next(leg for leg in self.path if leg.quality.most == self.quality.most)
        own = max(cap.most for _, _, _, cap in self.last.step.channels)
        return narrow if narrow is not self.last and own > self.quality.most else None


@dataclass(frozen=True, eq=False)
class Reached:
    """A model or dataset downstream of a teacher, by one of the best ways; ``path`` leads from it to the teacher."""

    entity: Entity
    quality: Quality
    generation: int
    closure: Closure = field(repr=False)
    arrival: int = field(repr=False)

    @cached_property
    def path(self) -> tuple[Leg, ...]:
        """The steps from the model or dataset to the teacher."""
        return _path(self.closure, self.arrival)


class _Way(NamedTuple):
    quality: Quality
    generation: int
    arrival: int

    def covers(self, other: _Way) -> bool:
        return self.quality.covers(other.quality) and self.generation <= other.generation


def upstream(network: Network, subject: Entity, *, depth: int | None = None) -> list[Answer]:
    """The teachers of a model or dataset; ``depth`` is the highest generation to look at."""
    return answers(Flow(network).upstream(network.start(subject), depth=depth))


def answers(closure: Closure) -> list[Answer]:
    """Every teacher of a closure upstream: the most direct first, then the sure, the strongest, then by name."""
    network = closure.network
    found: dict[tuple[int, str], list[tuple[_Way, int, Step]]] = {}
    for vertex in closure.at:
        for step in network.steps(vertex):
            if step.relation in _TEACHING:
                ways = found.setdefault((step.target, step.label), [])
                for way in _arriving(closure, vertex, step):
                    if not any(other.covers(way) for other, _, _ in ways):
                        ways[:] = [other for other in ways if not way.covers(other[0])]
                        ways.append((way, vertex, step))
    listed = [
        Answer(
            step.target,
            way.quality,
            way.generation,
            step.label,
            closure,
            way.arrival,
            Leg(vertex, step, way.quality),
        )
        for ways in found.values()
        for way, vertex, step in ways
    ]
    return sorted(
        listed,
        key=lambda one: (
            one.generation,
            not one.quality.sure,
            -one.quality.most,
            network.vertices[one.teacher].name.casefold(),
            one.label,
        ),
    )


def downstream(network: Network, teacher: Entity, *, depth: int | None = None) -> list[Reached]:
    """The models and datasets that a model's output, or a dataset, reaches, in the same order."""
    start = network.vertex(teacher.kind, teacher)
    closure = Flow(network).downstream(start, depth=depth)
    found: dict[Entity, list[_Way]] = {}
    for vertex, positions in closure.at.items():
        kind, entity, _, only = network.vertices[vertex]
        if entity is None or only or vertex == start or kind not in ("dataset", "making"):
            continue
        ways = found.setdefault(entity, [])
        for position in positions:
            _, _, quality, generation, _, _ = closure.arrivals[position]
            way = _Way(QUALITIES[quality], generation, position)
            if not any(other.covers(way) for other in ways):
                ways[:] = [other for other in ways if not way.covers(other)]
                ways.append(way)
    listed = [
        Reached(entity, way.quality, way.generation, closure, way.arrival)
        for entity, ways in found.items()
        for way in ways
    ]
    return sorted(
        listed,
        key=lambda one: (
            one.generation,
            not one.quality.sure,
            -one.quality.most,
            one.entity.kind,
            one.entity.name.casefold(),
        ),
    )


def _arriving(closure: Closure, vertex: int, step: Step) -> Iterator[_Way]:
    for position in closure.at[vertex]:
        _, live, quality, generation, _, _ = closure.arrivals[position]
        for need, _, _, cap in step.channels:
            if live & need:
                yield _Way(QUALITIES[composed_with(cap)[quality]], generation, position)


def _path(closure: Closure, position: int) -> tuple[Leg, ...]:
    """The steps between the start of a closure and an arrival, always in the direction upstream."""
    chain = closure.path(position)
    if not closure.turned:
        return tuple(
            Leg(before[0], step, QUALITIES[after[2]])
            for (before, _), (after, step) in pairwise(chain)
            if step is not None
        )
    # Downstream a chain begins at the teacher, and its qualities are those of what lies above each vertex.
    return tuple(Leg(arrival[0], step, QUALITIES[arrival[2]]) for arrival, step in reversed(chain) if step is not None)
