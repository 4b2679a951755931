"""Claims of absence, and what is described otherwise.

A claim that no model wrote something has a scope. Only a certain path of generation 0, on which the output arrives as
words or stronger, within that scope and in the parts that are spoken of, says otherwise. Everything else says something
else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import MISSING

from lineage.graph.answers import Leg
from lineage.graph.closure import Closure, Flow
from lineage.graph.entities import Entity, Place
from lineage.graph.network import Network, Step
from lineage.graph.reach import ALL, CONTENT, mask
from lineage.model.answer import NoneDeclared, entries
from lineage.model.model_use import ModelUse
from lineage.trace.people import People, among
from lineage.trace.statements import SCOPES, Statements
from lineage.trace.ways import answer, arriving, teaching


@dataclass(frozen=True, eq=False)
class Absence:
    """A claim that there is none."""

    entity: Entity
    by: str
    scope: str
    writes: tuple[str, ...]
    """The parts that no model wrote; any part where empty."""
    hands: bool
    """Whether it says that no model had a hand at all, rather than that none wrote."""
    place: Place

    @property
    def words(self) -> str:
        """The claim as a sentence."""
        scope = SCOPES[self.scope]
        what = f"no model-written {', '.join(self.writes)}" if self.writes else "no model-written text"
        return f"{self.by} says of {self.entity.name}: {'no model had a hand' if self.hands else what} ({scope})."


@dataclass(frozen=True, eq=False)
class Conflict:
    """A claim of absence and one path that is described otherwise."""

    absence: Absence
    teacher: str
    path: tuple[Leg, ...]
    source: str
    """Who stands for the use at the end of the path, and where."""
    stated: bool
    """Whether every step of the path says which parts it took."""


class Contradictions:
    """Finds what is described otherwise than claimed, each pair of claim and teacher once."""

    def __init__(self, network: Network, people: People, statements: Statements) -> None:
        self._network = network
        self._people = people
        self._statements = statements
        self._flow = Flow(network)

    def of(self, entities: Iterable[Entity]) -> Iterator[Conflict]:
        """The conflicts of some models and datasets."""
        for entity in entities:
            absences = list(self._absences(entity))
            if absences:
                closure = self._flow.upstream(self._network.start(entity), depth=0)
                for absence in absences:
                    yield from self._against(absence, closure)

    def _absences(self, entity: Entity) -> Iterator[Absence]:
        for record, place in entity.records:
            lists: list[tuple[Any, tuple[str | int, ...]]] = [(record.model_uses, ("modelUses",))]
            if entity.kind == "model":
                lists += [
                    (stage.model_uses, ("training", at, "modelUses"))
                    for at, stage in enumerate(entries(record.training))
                ]
            for listing, key in lists:
                if isinstance(listing, NoneDeclared):
                    # A claim without a scope says the least that it can say.
                    scope = "inThisFile" if listing.scope is MISSING else listing.scope
                    claims = self._statements.of_ids(place.source, listing.claims)
                    by = claims[0].author if claims else self._by(record, place.source)
                    yield Absence(entity, by, scope, (), True, Place(place.source, (*place.pointer, *key)))
        for statement in self._statements.of_entity(entity):
            absent = statement.claim.says.absent
            if absent is not MISSING:
                writes = () if absent.writes is MISSING else tuple(absent.writes)
                yield Absence(entity, statement.author, absent.scope, writes, False, statement.place)

    def _by(self, record: Any, source: int) -> str:
        known = record.known
        if known is not MISSING and known.by is not MISSING:
            return self._people.name(source, known.by) or str(known.by)
        return self._people.publisher(source)

    def _against(self, absence: Absence, closure: Closure) -> Iterator[Conflict]:
        claimed = mask(list(absence.writes)) if absence.writes else ALL
        seen: set[int] = set()
        for vertex, step in teaching(closure):
            if step.relation != "modelUses" or step.target in seen or not self._in_scope(absence, vertex, step):
                continue
            use: ModelUse = step.record
            if absence.writes and not isinstance(use.writes, list):
                continue  # what it wrote is not stated, so nothing says that it was this
            for way in arriving(closure, vertex, step):
                if way.quality.sure and way.quality.least >= CONTENT and way.parts & claimed:
                    seen.add(step.target)
                    found = answer(closure, vertex, step, way)
                    teacher = self._network.vertices[step.target].name
                    source = self._source(vertex, step)
                    yield Conflict(absence, teacher, found.path, source, way.quality.stated)
                    break

    def _in_scope(self, absence: Absence, vertex: int, step: Step) -> bool:
        if absence.scope == "anywhere":
            return True
        if absence.scope == "inThisFile":
            return self._network.vertices[vertex].entity is absence.entity
        use: ModelUse = step.record
        who = [self._people.name(step.place.source, one) for one in (use.actor, use.on_behalf_of)]
        parties = (absence.by, *self._people.makers(absence.entity))
        return any(among(name, parties) for name in who if name)

    def _source(self, vertex: int, step: Step) -> str:
        claims = self._statements.of_edge(step.place.source, step.record)
        if claims:
            return "; ".join(f"{one.author} ({one.source})" if one.source else one.author for one in claims)
        use: ModelUse = step.record
        entity = self._network.vertices[vertex].entity
        record = (
            next((one for one, place in entity.records if place.source == step.place.source), None) if entity else None
        )
        known = use.known if use.known is not MISSING or record is None else record.known
        by = None if known is MISSING or known.by is MISSING else self._people.name(step.place.source, known.by)
        titles = [] if use.evidence is MISSING else [link.title for link in use.evidence if link.title is not MISSING]
        by = by or self._people.publisher(step.place.source)
        return f"{by} ({'; '.join(titles)})" if titles else by
