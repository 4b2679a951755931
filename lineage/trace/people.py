"""Who is behind a record: providers, publishers and makers by name, across the manifests of a bundle."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import MISSING

from lineage.graph.entities import Entities, Entity
from lineage.model.agent import Agent, InlineAgent
from lineage.model.answer import entries, plain_text, value_of
from lineage.terms.providers import same_provider


class People:
    """The agents of a bundle, by the references of its manifests."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._sources = entities.bundle.sources
        self._providers: dict[Entity, str | None] = {}
        self._makers: dict[Entity, tuple[str, ...]] = {}
        self._publishers: dict[int, str] = {}

    def name(self, source: int, reference: Any) -> str | None:
        """The name of an agent that a manifest refers to or names in place; ``None`` where there is none."""
        if isinstance(reference, InlineAgent):
            return reference.name
        if not isinstance(reference, str):
            return None
        found = self._agent(source, reference)
        name = None if found is None else value_of(found.name)
        return plain_text(name) if name is not None else reference

    def publisher(self, source: int) -> str:
        """Who stands for the plain values of a manifest: the author of a transcribed document, else its publisher."""
        if source not in self._publishers:
            manifest = self._sources[source].manifest
            author = manifest.transcribed_from
            by = manifest.publisher if author is MISSING else author.by
            other = f"the publisher of {manifest.id}" if author is MISSING else author.title
            self._publishers[source] = self.name(source, by) or other
        return self._publishers[source]

    def provider(self, entity: Entity) -> str | None:
        """Who provides a model, or publishes a dataset; of a model that does not say, who provides its family."""
        if entity not in self._providers:
            here: Entity | None = entity
            seen: set[Entity] = set()
            name: str | None = None
            while name is None and here is not None and here not in seen:
                seen.add(here)
                name = next(self._responsible(here), None)
                here = self._family(here)
            self._providers[entity] = name
        return self._providers[entity]

    def makers(self, entity: Entity) -> tuple[str, ...]:
        """Everybody who may be meant by "the provider" of a record: its provider, publisher and creators."""
        if entity not in self._makers:
            named = [self.provider(entity)] if entity.kind == "model" else list(self._responsible(entity))
            self._makers[entity] = tuple(dict.fromkeys(name for name in named if name))
        return self._makers[entity]

    def _responsible(self, entity: Entity) -> Iterator[str]:
        for record, (source, _) in entity.records:
            is_model = entity.kind == "model"
            listed = [record.provider] if is_model else [record.publisher, *entries(record.creators)]
            yield from (name for agent in listed if (name := self.name(source, agent)))

    def _family(self, entity: Entity) -> Entity | None:
        """The family or version that a model belongs to."""
        for record, (source, _) in entity.records if entity.kind == "model" else ():
            if record.part_of is not MISSING:
                return self._entities.resolve(source, record.part_of)
        return None

    def _agent(self, source: int, reference: str) -> Agent | InlineAgent | None:
        local = self._sources[source].index.agent(reference)
        if local is not None:
            return local
        alias, _, rest = reference.partition(":")
        imported = self._sources[source].imports.get(alias)
        return None if imported is None else self._sources[imported].index.agent(rest)


@lru_cache(maxsize=65_536)
def among(name: str | None, others: tuple[str, ...]) -> bool:
    """Whether a name is of one of some others, as far as the names of providers are known."""
    return name is not None and any(same_provider(name, other) for other in others)
