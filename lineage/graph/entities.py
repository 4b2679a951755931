"""Entities: the models and datasets that the records of a bundle speak of, each once.

Two records are one entity where they share a strong name (``identity.py``) and come from different manifests. Records
of different levels are never merged, nor records that give different versions: a family is not one of its versions.
What stands in the way of a merge is reported, never settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from pydantic import MISSING

from lineage.graph.identity import canonical, folded, plain_names, strong_names
from lineage.graph.imports import Bundle, Problem, is_iri
from lineage.model.answer import plain_text, value_of
from lineage.pointer import Pointer


class Place(NamedTuple):
    """Where something stands: the position of a manifest in its bundle, and the place in it."""

    source: int
    pointer: Pointer


class Described(NamedTuple):
    """One record of an entity, with its place."""

    record: Any
    place: Place


@dataclass(eq=False)
class Entity:
    """A model or dataset with every record that describes it, the given manifests' first."""

    kind: Literal["model", "dataset"]
    records: list[Described] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Id of its first record."""
        return str(self.records[0].record.id)

    @property
    def name(self) -> str:
        """Its name in words; its id where no record has one."""
        for described in self.records:
            name = described.record.name
            if isinstance(name, str):
                return name  # as nearly all are
            if (name := value_of(name)) is not None:
                return plain_text(name)
        return self.id

    def first(self, key: str) -> Any:
        """What the first record says that says anything in a field; MISSING where none does."""
        for described in self.records:
            if (value := getattr(described.record, key)) is not MISSING:
                return value
        return MISSING


class Entities:
    """The entities of a bundle, found by reference and by name."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.all: list[Entity] = []
        self.problems: list[Problem] = []
        self._by_id: list[dict[str, Entity]] = [{} for _ in bundle.sources]
        self._by_name: dict[str, Entity] = {}
        for source in bundle.sources:
            self._add(source.number)

    def resolve(self, source: int, reference: str) -> Entity | None:
        """The entity that a reference in a manifest names: a local id, ``alias:id``, or an IRI."""
        local = self._by_id[source].get(reference)
        if local is not None or ":" not in reference:
            return local
        alias, _, rest = reference.partition(":")
        imported = self.bundle.sources[source].imports.get(alias)
        if imported is not None and not is_iri(reference):
            return self._by_id[imported].get(rest)
        return self._by_name.get(canonical("model", reference)) or self._by_name.get(canonical("dataset", reference))

    def find(self, name: str) -> list[Entity]:
        """The entities that a person may mean: by id in a given manifest, else by IRI or Hugging Face name, else by a
        name in words, exactly, else without regard to case and separators. More than one is ambiguous."""
        given = [source.number for source in self.bundle.sources if source.given]
        ways: list[Iterator[Entity | None]] = [
            (self._by_id[number].get(name) for number in given),
            (self.resolve(number, name) for number in given if ":" in name),
            (self._by_name.get(f"hf:{kind}:{name.lower()}") for kind in ("model", "dataset")),
            (ids.get(name) for ids in self._by_id),
            (entity for entity in self.all if name in _names(entity)),
            (entity for entity in self.all if folded(name) in {*map(folded, _names(entity)), folded(entity.id)}),
        ]
        for way in ways:
            if found := list(dict.fromkeys(entity for entity in way if entity is not None)):
                return found
        return []

    def _add(self, number: int) -> None:
        manifest = self.bundle.sources[number].manifest
        here: dict[str, Described] = {}
        for kind, key in (("model", "models"), ("dataset", "datasets")):
            listed = getattr(manifest, key)
            for position, record in enumerate(() if listed is MISSING else listed):
                described = Described(record, Place(number, (key, position)))
                if record.id in self._by_id[number]:
                    continue  # REF002 reports it; the first one counts
                names = {f"{manifest.id}#{record.id}": "id", **dict(strong_names(kind, record))}
                entity = self._known(kind, described, names, here)
                entity.records.append(described)
                self._by_id[number][record.id] = entity
                for name in names:
                    self._by_name.setdefault(name, entity)
                    here.setdefault(name, described)

    def _known(self, kind: Any, described: Described, names: dict[str, str], here: dict[str, Described]) -> Entity:
        """The entity that a record describes: one that another manifest describes too, or a new one."""
        for name, key in names.items():
            entity = self._by_name.get(name)
            if entity is None or entity.kind != kind:
                continue
            if name in here:
                other = here[name]
                if described.record.version != other.record.version:
                    continue  # states of one thing that the manifest tells apart
                message = f'"{other.record.id}" and "{described.record.id}" both have the name {name}'
                self._problem("aliasTwice", described, key, message, "leave it to the one that is meant", other.place)
                continue
            obstacle = _obstacle(entity, described.record)
            if obstacle is None:
                return entity
            kind_of_problem, message = obstacle
            advice = "tell the two apart by their revisions, or correct the one that is wrong"
            self._problem(kind_of_problem, described, key, f"{name}: {message}", advice, entity.records[0].place)
        self.all.append(entity := Entity(kind))
        return entity

    def _problem(self, kind: Any, described: Described, key: str, message: str, advice: str, other: Place) -> None:
        where = (*described.place.pointer, key)
        self.problems.append(
            Problem(kind, described.place.source, where, message, advice, (other.source, other.pointer))
        )


def _names(entity: Entity) -> set[str]:
    return {name for described in entity.records for name in plain_names(described.record)}


def _obstacle(entity: Entity, record: Any) -> tuple[str, str] | None:
    """Why a record with an entity's name is not merged with it."""
    for described in entity.records:
        other = described.record
        for key, kind in (("level", "levels"), ("version", "versions")):
            mine, theirs = getattr(record, key, MISSING), getattr(other, key, MISSING)
            if mine is not MISSING and theirs is not MISSING and mine != theirs:
                return kind, f'"{other.id}" has the {key} {theirs}, "{record.id}" the {key} {mine}'
    return None
