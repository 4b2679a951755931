"""The graph: vertices for datasets, models and the making of models, and steps that lead upstream.

A model has two vertices. To arrive at the first is to have found a teacher; the second, its *making*, leads to what it
learnt from, and going from the first to the second crosses a model. A family, and a service in front of models, lead to
the makings of their members as possible only; a member leads to the making of its family, never to its siblings. So no
claim about a family closes a circle, and none spreads from one member to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

from pydantic import MISSING

from lineage.graph import steps
from lineage.graph.entities import Described, Entities, Entity, Place
from lineage.graph.imports import Bundle
from lineage.graph.reach import ALL
from lineage.graph.steps import Channel
from lineage.model.answer import entries
from lineage.model.derivation import Derivation
from lineage.model.model_use import ModelUse, OneOf, Self

VertexKind = Literal["dataset", "model", "making", "choice", "unnamed", "outside"]

MOST_RESTRICTED: Final = 100_000
"""How many vertices stand for "only the records that this model wrote" at most. There may be one for each pair of a
dataset and a model, so a small manifest could ask for more of them than fit into memory. Beyond that number such a step
leads to all records of the dataset, as possible only: no teacher is lost, and none becomes more certain."""

COLLECTIVE: Final = frozenset({"provider", "family", "service"})
"""Levels that stand for several models."""


class Vertex(NamedTuple):
    """A point of the graph. ``choice`` is one of several models, and it is not known which; ``unnamed`` a model that
    nobody names; ``outside`` something named by an IRI that no manifest describes."""

    kind: VertexKind
    entity: Entity | None
    name: str
    only: Entity | None = None
    """For a dataset: only the records that this model wrote."""


class Step(NamedTuple):
    """An edge upstream, with the record that states it. ``generation`` is 1 where it crosses a model."""

    target: int
    channels: tuple[Channel, ...]
    relation: str
    label: str
    place: Place
    record: Any = None
    generation: int = 0


class Aside(NamedTuple):
    """A use that is no part of the closure: an evaluation, or the model itself at an earlier point."""

    kind: Literal["evaluate", "self", "tested"]
    target: int | None
    place: Place
    record: Any


class Network:
    """The graph of a bundle. Steps of a vertex are made when it is first asked for."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.entities = Entities(bundle)
        self.vertices: list[Vertex] = []
        self.asides: dict[int, list[Aside]] = {}
        self.unresolved: list[tuple[str, Place]] = []
        """References to models and datasets that lead nowhere, with their places."""
        self.misplaced: list[tuple[str, Place]] = []
        """References to a model where a dataset belongs, or the other way round, with their places."""
        self._numbers: dict[Any, int] = {}
        self._restricted = 0
        self._steps: dict[int, tuple[Step, ...]] = {}
        self._members: dict[Entity, list[Entity]] | None = None
        self._overlapping: dict[Entity, list[tuple[Entity, Place, Any]]] | None = None

    def vertex(self, kind: VertexKind, entity: Entity | None, name: str = "", only: Entity | None = None) -> int:
        """The number of a vertex, made at the first call."""
        key = (kind, entity, name if entity is None else "", only)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.vertices)
            self.vertices.append(Vertex(kind, entity, name or (entity.name if entity else ""), only))
        return number

    def start(self, entity: Entity) -> int:
        """Where a walk from a subject begins: at a dataset, or at the making of a model."""
        return self.vertex("making" if entity.kind == "model" else "dataset", entity)

    def steps(self, number: int) -> tuple[Step, ...]:
        """The steps upstream of a vertex, in the order of the manifests."""
        found = self._steps.get(number)
        if found is None:
            self._steps[number] = found = tuple([step for step in self._make(number) if step.channels])
        return found

    def crosses_into(self, entity: Entity) -> bool:
        """Whether anything is recorded about what a model was made from."""
        return bool(self.steps(self.vertex("making", entity)))

    def whole(self) -> range:
        """The numbers of all vertices, once every entity and all that it leads to has been looked at."""
        for entity in self.entities.all:
            self.vertex(entity.kind, entity)
            self.vertex("making" if entity.kind == "model" else "dataset", entity)
        looked_at = 0
        while looked_at < len(self.vertices):  # looking at one may make others
            self.steps(looked_at)
            looked_at += 1
        return range(looked_at)

    def _make(self, number: int) -> Iterator[Step]:
        kind, entity, _, only = self.vertices[number]
        if entity is None:
            return
        if kind == "dataset":
            for described in entity.records:
                yield from self._of_dataset(number, described, only)
            for other, place, overlap in self._overlaps(entity):
                yield Step(self.vertex("dataset", other), steps.PASS_PERHAPS, "overlaps", "overlaps", place, overlap)
        elif kind == "model":
            yield from self._of_model(entity)
        elif kind == "making":
            for described in entity.records:
                yield from self._of_making(number, described)

    def _of_dataset(self, number: int, described: Described, only: Entity | None) -> Iterator[Step]:
        dataset, (source, pointer) = described
        for position, part in enumerate(entries(dataset.has_part)):
            place = Place(source, (*pointer, "hasPart", position))
            found = self._records(source, part, place, steps.PASS, only)
            if found is not None:
                yield Step(*found, "hasPart", "part", place, part)
        for position, edge in enumerate(dataset.derivations()):
            place = Place(source, (*pointer, "derivedFrom", position))
            derived = self._derived(source, edge, place, only)
            if derived is not None:
                yield derived
        for position, use in enumerate(entries(dataset.model_uses)):
            place = Place(source, (*pointer, "modelUses", position))
            yield from self._used(number, source, use, steps.use_on_dataset(use), place, only)

    def _derived(self, source: int, edge: Derivation, place: Place, only: Entity | None) -> Step | None:
        name: str = "derivedFrom" if edge.activity is MISSING else edge.activity
        if edge.as_ in ("seed", "reference"):
            name = str(edge.as_)
        restricted = only
        if edge.only is not MISSING:
            restricted = self.entities.resolve(source, edge.only.model) or only
        found = self._records(source, edge.dataset, place, steps.derivation(edge), restricted)
        return None if found is None else Step(*found, "derivedFrom", name, place, edge)

    def _used(
        self,
        number: int,
        source: int,
        use: ModelUse,
        channels: tuple[Channel, ...],
        place: Place,
        only: Entity | None = None,
    ) -> Iterator[Step]:
        for target, where in self._teachers(source, use, place):
            if target is None or not channels:
                kind: Literal["self", "evaluate"] = "self" if target is None else "evaluate"
                self.asides.setdefault(number, []).append(Aside(kind, target, where, use))
                continue
            passed = channels
            if only and use.role in steps.WRITING:
                relation = self._kinship(only, self.vertices[target])
                if relation == "other":
                    continue
                if relation == "perhaps":
                    passed = _perhaps(channels)
            yield Step(target, passed, "modelUses", steps.label(use), where, use)

    def _teachers(self, source: int, use: ModelUse, place: Place) -> list[tuple[int | None, Place]]:
        """The vertices of the models that a use names; ``None`` stands for the model itself."""
        if use.models is not MISSING:
            places = [Place(place.source, (*place.pointer, "models", position)) for position in range(len(use.models))]
            return [
                (self._model(source, entry.model, where), where)
                for entry, where in zip(use.models, places, strict=True)
            ]
        if use.model is MISSING:
            return []
        itself = not isinstance(use.model, str) and isinstance(use.model, Self)
        return [(None if itself else self._model(source, use.model, place), place)]

    def _model(self, source: int, reference: Any, place: Place) -> int:
        if isinstance(reference, str):
            entity = self.entities.resolve(source, reference)
            if entity is not None and entity.kind == "model":
                return self.vertex("model", entity)
            if entity is not None:
                self.misplaced.append((reference, place))
            elif "://" not in reference:
                self.unresolved.append((reference, place))
            return self.vertex("outside", None, reference)
        if isinstance(reference, OneOf):
            candidates = [self._model(source, one, place) for one in reference.one_of]
            names = [self.vertices[candidate].name for candidate in candidates]
            number = self.vertex("choice", None, f"{' or '.join(names)}\0{place}")
            self.vertices[number] = self.vertices[number]._replace(name=" or ".join(names))
            self._steps[number] = tuple(
                Step(candidate, steps.PASS_PERHAPS, "oneOf", "one of", place, reference) for candidate in candidates
            )
            return number
        number = self.vertex("unnamed", None, f"a model that is not named\0{place}")
        self.vertices[number] = self.vertices[number]._replace(name="a model that is not named")
        return number

    def _records(
        self, source: int, reference: str, place: Place, channels: tuple[Channel, ...], only: Entity | None
    ) -> tuple[int, tuple[Channel, ...]] | None:
        """The vertex of a dataset, or of those of its records that one model wrote, and what passes to it."""
        target = self._dataset(source, reference, place)
        if target is None:
            return None
        entity = self.vertices[target].entity
        if only is None or entity is None:
            return target, channels
        if self._restricted < MOST_RESTRICTED or ("dataset", entity, "", only) in self._numbers:
            before = len(self.vertices)
            restricted = self.vertex("dataset", entity, only=only)
            self._restricted += len(self.vertices) - before
            return restricted, channels
        return target, _perhaps(channels)

    def _dataset(self, source: int, reference: str, place: Place) -> int | None:
        """The vertex of what a reference to a dataset names; ``None`` where that is a model."""
        entity = self.entities.resolve(source, reference)
        if entity is not None and entity.kind == "dataset":
            return self.vertex("dataset", entity)
        if entity is not None:
            self.misplaced.append((reference, place))
            return None
        if "://" not in reference:
            self.unresolved.append((reference, place))
        return self.vertex("outside", None, reference)

    def _of_model(self, entity: Entity) -> Iterator[Step]:
        place = entity.records[0].place
        collective = entity.first("level") in COLLECTIVE
        making = self.vertex("making", entity)
        if self.steps(making):
            passed = steps.PASS_PERHAPS if collective else steps.PASS
            channels = (Channel(ALL, 0, ALL, passed[0].cap),)
            yield Step(making, channels, "making", "learnt from", place, None, 1)
        for member in self._members_of(entity):
            if self.steps(self.vertex("making", member)):
                channels = (Channel(ALL, 0, ALL, steps.POSSIBLE),)
                yield Step(
                    self.vertex("making", member), channels, "member", "some member", member.records[0].place, None, 1
                )

    def _of_making(self, number: int, described: Described) -> Iterator[Step]:
        model, (source, pointer) = described
        for position, edge in enumerate(entries(model.initialized_from)):
            place = Place(source, (*pointer, "initializedFrom", position))
            target = self._model(source, edge.model, place)
            name = "initialized from" if edge.relation is MISSING else edge.relation
            yield Step(target, steps.initialization(edge), "initializedFrom", name, place, edge)
        for at, stage in enumerate(entries(model.training)):
            for position, edge in enumerate(stage.dataset_uses()):
                place = Place(source, (*pointer, "training", at, "uses", position))
                channels = steps.training(edge, stage.stage)
                dataset = self._dataset(source, edge.dataset, place)
                if dataset is None:
                    continue
                if channels:
                    yield Step(dataset, channels, "training", stage.stage, place, edge)
                else:
                    self.asides.setdefault(number, []).append(Aside("tested", dataset, place, edge))
            for position, use in enumerate(entries(stage.model_uses)):
                place = Place(source, (*pointer, "training", at, "modelUses", position))
                yield from self._used(number, source, use, steps.use_in_training(use), place)
        for position, use in enumerate(entries(model.model_uses)):
            place = Place(source, (*pointer, "modelUses", position))
            yield from self._used(number, source, use, steps.use_in_training(use), place)
        if model.part_of is not MISSING:
            family = self.entities.resolve(source, model.part_of)
            if family is not None and family.kind == "model":
                place = Place(source, (*pointer, "partOf"))
                yield Step(self.vertex("making", family), steps.PASS_PERHAPS, "partOf", "some member", place)

    def _members_of(self, family: Entity) -> list[Entity]:
        """The models of a family, and those behind a service, each once."""
        if self._members is None:
            self._members = {}
            for entity in self.entities.all:
                for record, (source, _) in entity.records if entity.kind == "model" else ():
                    if record.part_of is not MISSING and (whole := self.entities.resolve(source, record.part_of)):
                        self._members.setdefault(whole, []).append(entity)
                    for served in entries(record.serves):
                        if member := self.entities.resolve(source, served.model):
                            self._members.setdefault(entity, []).append(member)
        return list(dict.fromkeys(self._members.get(family, ())))

    def _overlaps(self, entity: Entity) -> list[tuple[Entity, Place, Any]]:
        """The datasets that share records with one, whichever of the two says so."""
        if self._overlapping is None:
            self._overlapping = {}
            for one in self.entities.all:
                for record, (source, pointer) in one.records if one.kind == "dataset" else ():
                    for position, overlap in enumerate(entries(record.overlaps)):
                        other = self.entities.resolve(source, overlap.dataset)
                        if other is not None and other is not one:
                            place = Place(source, (*pointer, "overlaps", position))
                            self._overlapping.setdefault(one, []).append((other, place, overlap))
                            self._overlapping.setdefault(other, []).append((one, place, overlap))
        return self._overlapping.get(entity, [])

    def _kinship(self, wanted: Entity, found: Vertex) -> Literal["same", "perhaps", "other"]:
        """Whether a model is the one that is wanted, may be it, or is another."""
        if found.entity is wanted:
            return "same"
        if found.entity is None:
            return "perhaps"
        if wanted in self.wholes(found.entity):
            return "same"  # a member of the family that is wanted
        return "perhaps" if found.entity in self.wholes(wanted) else "other"

    def wholes(self, entity: Entity) -> set[Entity]:
        """The families and services that a model belongs to, at any distance."""
        found: set[Entity] = set()
        pending = [entity]
        while pending:
            here = pending.pop()
            wholes = [whole for whole in self._wholes_of.get(here, ()) if whole not in found]
            found.update(wholes)
            pending += wholes
        return found

    @cached_property
    def _wholes_of(self) -> dict[Entity, list[Entity]]:
        """The families and services of each model, one step up."""
        self._members_of(Entity("model"))  # fills the table
        turned: dict[Entity, list[Entity]] = {}
        for whole, members in (self._members or {}).items():
            for member in members:
                turned.setdefault(member, []).append(whole)
        return turned


def _perhaps(channels: tuple[Channel, ...]) -> tuple[Channel, ...]:
    return tuple(channel._replace(cap=channel.cap.then(steps.POSSIBLE)) for channel in channels)
