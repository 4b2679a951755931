"""The teachers of what a manifest is about, each with its ways, and the findings on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from pydantic import MISSING

from lineage.finding import Related
from lineage.graph.entities import Entity
from lineage.graph.network import Network
from lineage.model.answer import entries
from lineage.pointer import Pointer
from lineage.rules.context import Context
from lineage.rules.imports.places import OWN
from lineage.rules.policy.matching import Matching
from lineage.rules.policy.model import Match
from lineage.rules.policy.words import form_words, path_words
from lineage.rules.registry import Fault
from lineage.trace.result import Party, Way
from lineage.trace.tracing import trace
from lineage.trace.unknowns import Unknowns

_RELATED: Final = 20
"""How many other places a finding has at most."""


@dataclass(frozen=True, eq=False)
class Subject:
    """What is traced: a model or dataset, where the checked manifest speaks of it, and what is not known upstream."""

    entity: Entity
    pointer: Pointer
    unknowns: Unknowns
    possible: tuple[str, ...]
    """Teachers that are only possible."""


@dataclass(frozen=True, eq=False)
class Taught:
    """One way in which a teacher reaches a subject."""

    network: Network
    subject: Subject
    party: Party
    way: Way

    @property
    def pointer(self) -> Pointer:
        """The edge of the checked manifest at which the path begins; the subject, where no step of it is there."""
        return next(self._own(), self.subject.pointer)

    @property
    def related(self) -> list[Pointer]:
        """The other edges of the checked manifest on the path."""
        return list(self._own())[1:]

    def _own(self) -> Iterator[Pointer]:
        return (leg.step.place.pointer for leg in self.way.path if leg.step.place.source == OWN)

    @property
    def words(self) -> str:
        """Who reaches what, in which form, by which path."""
        by = f" ({self.party.provider})" if self.party.provider else ""
        form = form_words(self.way.quality, self.way.generation)
        path = path_words(self.network, self.way)
        return f"{self.party.name}{by} reaches {self.subject.entity.name} {form}; path: {path}"


class Teaching:
    """All ways to the subjects of a checked manifest."""

    def __init__(self, network: Network, context: Context) -> None:
        self.subjects: list[Subject] = []
        self._ways: list[Taught] = []
        self._matching = Matching(network)
        for entity, pointer in _subjects(network, context):
            found = trace(network, entity, at=context.at)
            sure = {entry.party.vertex for entry in found.entries if entry.section != "possibly"}
            unsure = [entry.party for entry in found.entries if entry.party.vertex not in sure]
            names = tuple({party.vertex: party.name for party in unsure}.values())
            subject = Subject(entity, pointer, found.unknowns, names)
            self.subjects.append(subject)
            self._ways += [Taught(network, subject, one.party, way) for one in found.entries for way in one.ways]

    def __iter__(self) -> Iterator[Taught]:
        return iter(self._ways)

    def may_be(self, entry: Match, taught: Taught) -> bool:
        """Whether nothing on record excludes that an entry is about a way."""
        return self._matching.fits(entry, taught.party, taught.way, surely=False)

    def surely_is(self, entry: Match, taught: Taught) -> bool:
        """Whether an entry is about a way, by what is on record."""
        return self._matching.fits(entry, taught.party, taught.way, surely=True)


_FOUND: Final[WeakKeyDictionary[Context, Teaching]] = WeakKeyDictionary()


def teaching(context: Context) -> Teaching:
    """All ways to the subjects of the checked manifest, traced once for all rules."""
    if context not in _FOUND:
        assert context.network is not None
        _FOUND[context] = Teaching(context.network, context)
    return _FOUND[context]


def faults(ways: Sequence[Taught], verdict: str, entry: Match | None, advice: str) -> Iterator[Fault]:
    """One finding for each teacher at each edge at which paths to it begin, told by the strongest of them."""
    groups: dict[tuple[int, Pointer], list[Taught]] = {}
    for way in ways:
        groups.setdefault((way.party.vertex, way.pointer), []).append(way)
    reason = "" if entry is None or entry.reason is MISSING else f" (reason given: {entry.reason.rstrip('.')})"
    for (_, where), group in groups.items():
        group.sort(key=lambda one: (not one.way.quality.sure, one.way.generation, -one.way.quality.most))
        told = group[0]
        more = f"; {len(group) - 1} more way{'s' if len(group) > 2 else ''}" if len(group) > 1 else ""
        places = dict.fromkeys([*told.related, *(place for one in group[1:] for place in one.related[-1:])])
        places.pop(where, None)
        yield Fault(
            where,
            f"{verdict}{reason}: {told.words}{more}",
            advice,
            related=tuple(Related(place, "on a path to it") for place in list(places)[:_RELATED]),
        )


def _subjects(network: Network, context: Context) -> Iterator[tuple[Entity, Pointer]]:
    """What the manifest is about: its subjects; else the models of its corpora; else the models that it says something
    upstream of; else its datasets that no other is made from."""
    found: dict[Entity, Pointer] = {}
    for reference, where in _named(context):
        entity = network.entities.resolve(OWN, reference)
        if entity is not None:
            found.setdefault(entity, _record(entity) or where)
    if not found:
        own = [entity for entity in network.entities.all if entity.records[0].place.source == OWN]
        found = {
            entity: entity.records[0].place.pointer
            for entity in own
            if entity.kind == "model"
            if any(step.relation != "partOf" for step in network.steps(network.start(entity)))
        }
        if not found:
            datasets = [entity for entity in own if entity.kind == "dataset"]
            targets = {
                network.vertices[step.target].entity
                for entity in datasets
                for step in network.steps(network.vertex("dataset", entity))
            }
            found = {entity: entity.records[0].place.pointer for entity in datasets if entity not in targets}
    yield from found.items()


def _named(context: Context) -> Iterator[tuple[str, Pointer]]:
    manifest = context.index.manifest
    subjects = entries(manifest.subjects)
    yield from ((reference, ("subjects", position)) for position, reference in enumerate(subjects))
    for number, corpus in enumerate(() if subjects else entries(manifest.corpora)):
        for position, reference in enumerate(corpus.models):
            yield reference, ("corpora", number, "models", position)


def _record(entity: Entity) -> Pointer | None:
    """Where the checked manifest describes something, if it does."""
    return next((place.pointer for _, place in entity.records if place.source == OWN), None)
