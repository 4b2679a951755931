"""Whether a teacher is one that an entry of a policy is about.

What is not stated excludes nothing where teachers are denied or something is asked of them, and includes nothing where
they are allowed. Names are another matter: a provider or model is only meant by an entry where it is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import MISSING

from lineage.graph.entities import Entities, Entity
from lineage.graph.identity import canonical, folded, plain_names, strong_names
from lineage.graph.network import Network
from lineage.graph.reach import REACHES
from lineage.model.training import Initialization
from lineage.rules.imports.places import OWN
from lineage.rules.policy.model import INITIALIZE, Match
from lineage.terms.providers import same_provider
from lineage.trace.people import People
from lineage.trace.result import Party, Way


class Matching:
    """Looks teachers up by the names that a policy has for them."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._people = People(network.entities)
        self._named: dict[str, frozenset[Entity]] = {}

    def fits(self, entry: Match, party: Party, way: Way, *, surely: bool) -> bool:
        """Whether an entry is about a teacher on a way: ``surely``, or as far as what is stated does not exclude it."""
        quality = way.quality
        return (
            (entry.reach is MISSING or quality.most >= REACHES.index(entry.reach))
            and (entry.reach_at_most is MISSING or quality.most <= REACHES.index(entry.reach_at_most))
            and (entry.generation is MISSING or way.generation <= entry.generation)
            and (entry.role is MISSING or self._one_of(_role(way), entry.role, surely))
            and (entry.access is MISSING or self._one_of(way.facts.access, entry.access, surely))
            and self._is_named(entry, party, quality.sure, every=surely)
        )

    def _one_of(self, stated: str | None, wanted: Iterable[str], surely: bool) -> bool:
        return not surely if stated is None else stated in wanted

    def _is_named(self, entry: Match, party: Party, sure: bool, *, every: bool) -> bool:
        """Whether the names of an entry, if it has any, are those of a teacher: of one of the models that it may be, or
        of each of them. Of one that is in dispute it is only possible."""
        if entry.provider is MISSING and entry.model is MISSING:
            named = [not party.own]  # own models are meant only where they are named
        elif models := self._models(party):
            named = [self._has_name(entry, model) for model in models]
        else:
            listed = () if entry.model is MISSING or entry.provider is not MISSING else entry.model
            named = [any(_same_iri(party.name, wanted) for wanted in listed)]
        certain = entry.certainty is MISSING or (sure and all(named)) == (entry.certainty == "sure")
        return certain and (all(named) if every else any(named))

    def _models(self, party: Party) -> list[Entity]:
        if party.entity is not None:
            return [party.entity]
        steps = self._network.steps(party.vertex) if party.kind == "choice" else ()
        return [entity for step in steps if (entity := self._network.vertices[step.target].entity) is not None]

    def _has_name(self, entry: Match, model: Entity) -> bool:
        if entry.provider is not MISSING:
            provider = self._people.provider(model)
            if provider is None or not any(same_provider(provider, wanted) for wanted in entry.provider):
                return False
        if entry.model is MISSING:
            return True
        meant = {model, *self._network.wholes(model)}
        return any(not meant.isdisjoint(self._entities(wanted)) for wanted in entry.model)

    def _entities(self, wanted: str) -> frozenset[Entity]:
        """Every model that goes by a name: an id, a reference of the checked manifest, an IRI, a name in words."""
        if wanted not in self._named:
            entities: Entities = self._network.entities
            resolved = entities.resolve(OWN, wanted)
            self._named[wanted] = frozenset(
                entity
                for entity in entities.all
                if entity.kind == "model" and (entity is resolved or _goes_by(entity, wanted))
            )
        return self._named[wanted]


def _goes_by(entity: Entity, wanted: str) -> bool:
    plain = folded(wanted)
    for record, _ in entity.records:
        if folded(record.id) == plain or any(folded(name) == plain for name in plain_names(record)):
            return True
        names = {name for name, _ in strong_names("model", record)}
        if names & {canonical("model", wanted), f"hf:model:{wanted.lower()}"}:
            return True
    return False


def _same_iri(name: str, wanted: str) -> bool:
    return canonical("model", name) in (canonical("model", wanted), f"hf:model:{wanted.lower()}")


def _role(way: Way) -> str | None:
    """What a teacher did; ``None`` where that is not known."""
    record: Any = way.last.step.record
    if isinstance(record, Initialization):
        return INITIALIZE
    role = getattr(record, "role", None)
    return role if isinstance(role, str) else None
