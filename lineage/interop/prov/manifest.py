"""A manifest as statements of PROV. Whatever is not said in PROV is a loss, by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lineage.interop.losses import Loss
from lineage.interop.prov.facts import answers, facts, flat, iri, label
from lineage.interop.prov.graph import Attributes, Graph, Iri
from lineage.interop.reading import NO_FIELD, Place, Reading
from lineage.schema.alignment import concept_term, property_term
from lineage.schema.names import Names

_NO_WORD: Final = "PROV has no word for it"
_KINDS: Final = {"person": "Person"}
_AGENTS: Final = ("creators", "publisher", "licensor", "provider")
_DATASET: Final = frozenset({"id", "name", "derivedFrom", "hasPart", "modelUses", *_AGENTS})
_MODEL: Final = frozenset({"id", "name", "initializedFrom", "training", "modelUses", "partOf", *_AGENTS})
_USE: Final = frozenset({"id", "model", "models", "role", "writes", "actor", "onBehalfOf", "terms"})


def described(tree: Mapping[str, Any], graph: Graph, names: Names) -> tuple[Loss, ...]:
    """Add all that PROV can say of a manifest; the rest is returned."""
    reading = Reading(tree)
    _Manifest(reading.root, graph, names).describe()
    return tuple(loss._replace(why=_NO_WORD) if loss.why == NO_FIELD else loss for loss in reading.losses())


class _Manifest:
    def __init__(self, root: Place, graph: Graph, names: Names) -> None:
        self.root = root
        self.graph = graph
        self.names = names
        language = root.value.get("language")
        self.language = language if isinstance(language, str) else "en"

    def describe(self) -> None:
        """The document itself, and its records."""
        self.root.pass_over("lineage", "id", *_AGENTS)
        plain = facts(self.root, frozenset(self._nouns()), "Manifest")
        about = property_term("Manifest", "subjects")
        subjects = [(about, Iri(self.names.reference(entry.take()))) for entry in self._records("subjects")]
        self.graph.add("entity", self.names.manifest, [("prov:type", iri("prov:Bundle")), *plain, *subjects])
        self._attributed(self.root, self.names.manifest)
        for place in self._records("agents"):
            self._agent(place)
        for place in self._records("terms"):
            self._terms(place)
        for place in self._records("datasets"):
            self._dataset(place)
        for place in self._records("models"):
            self._model(place)

    def _nouns(self) -> Iterator[str]:
        yield from ("lineage", "id", "subjects", *_AGENTS)
        yield from (key for key, value in self.root.value.items() if isinstance(value, list | dict))

    def _records(self, noun: str) -> Iterator[Place]:
        if noun in self.root.value:
            yield from self.root.each(noun)

    def _agent(self, place: Place) -> None:
        place.pass_over("id")
        kind = _KINDS.get(place.value.get("kind", ""), "Organization")
        types: Attributes = [("prov:type", iri(f"prov:{kind}"))] if "kind" in place.value else []
        plain = facts(place, frozenset({"id", "name"}), "Agent")
        self.graph.add("agent", self._named(place, "Agent"), [*types, *label(place), *plain])

    def _terms(self, place: Place) -> None:
        place.pass_over("id")
        name = self._named(place, "Terms")
        plain = facts(place, frozenset({"id", *_AGENTS}), "Terms")
        self.graph.add("entity", name, [("prov:type", iri("tl:Terms")), *plain])
        self._attributed(place, name)

    def _dataset(self, place: Place) -> None:
        place.pass_over("id")
        name = self._named(place, "Dataset")
        types: Attributes = [("prov:type", iri("tl:Dataset")), ("prov:type", iri("dcat:Dataset"))]
        if isinstance(place.value.get("hasPart"), list):
            types.append(("prov:type", iri("prov:Collection")))
            for part in place.each("hasPart"):
                self.graph.relate("hadMember", name, self.names.reference(part.take()))
        attributes = [*types, *label(place), *facts(place, _DATASET, "Dataset")]
        self.graph.add("entity", name, [*attributes, *answers(place, "hasPart", "derivedFrom", "modelUses")])
        self._attributed(place, name)
        self._derived(place, name, "derivedFrom", "dataset", "Derivation")
        self._uses(place, name, f"{name}/making")

    def _model(self, place: Place) -> None:
        place.pass_over("id")
        name = self._named(place, "Model")
        attributes = [("prov:type", iri("tl:Model")), *label(place), *facts(place, _MODEL, "Model")]
        self.graph.add("entity", name, [*attributes, *answers(place, "initializedFrom", "training", "modelUses")])
        self._attributed(place, name)
        if (whole := place.get("partOf")) is not None:
            self.graph.relate("specializationOf", name, self.names.reference(whole.take()))
        self._derived(place, name, "initializedFrom", "model", "Initialization")
        self._uses(place, name, f"{name}/making")
        before = None
        for number, stage in enumerate(self._entries(place, "training"), 1):
            activity = f"{name}/training/{number}"
            handled = frozenset({"uses", "modelUses"})
            plain = facts(stage, handled, "Stage")
            said = answers(stage, "uses", "modelUses")
            self.graph.add("activity", activity, [("prov:type", iri("tl:Stage")), *plain, *said])
            self.graph.relate("wasGeneratedBy", name, activity)
            if before:
                self.graph.relate("wasInformedBy", activity, before)
            before = activity
            for use in self._entries(stage, "uses"):
                self._data_use(use, activity)
            for use in self._entries(stage, "modelUses"):
                self._use(use, activity, name)

    def _data_use(self, use: Place, activity: str) -> None:
        if isinstance(use.value, str):
            self.graph.relate("used", activity, self.names.reference(use.take()))
        elif (dataset := use.get("dataset")) is not None:
            target = self.names.reference(dataset.take())
            plain = facts(use, frozenset({"dataset"}), "DatasetUse")
            self.graph.relate("used", activity, target, [("prov:type", iri("tl:DatasetUse")), *plain])

    def _derived(self, place: Place, name: str, key: str, end: str, cls: str) -> None:
        for entry in self._entries(place, key):
            if isinstance(entry.value, str):
                self.graph.relate("wasDerivedFrom", name, self.names.reference(entry.take()))
                continue
            source = entry.get(end)
            target = (
                self.names.reference(source.take()) if source is not None and isinstance(source.value, str) else None
            )
            if target is None:
                continue  # a source that is not known: the entry is a loss
            plain = facts(entry, frozenset({"id", end}), cls)
            self.graph.relate(
                "wasDerivedFrom", name, target, [("prov:type", iri(f"tl:{cls}")), *plain], id=self._id(entry)
            )

    def _uses(self, place: Place, name: str, activity: str) -> None:
        """Models that had a hand in a thing: used by the activity that made it."""
        for number, use in enumerate(self._entries(place, "modelUses"), 1):
            here = f"{activity}/{number}"
            self.graph.add("activity", here, [])
            self.graph.relate("wasGeneratedBy", name, here)
            self._use(use, here, name)

    def _use(self, use: Place, activity: str, made: str) -> None:
        attributes: Attributes = [("prov:type", iri("tl:ModelUse"))]
        role = use.get("role")
        if role is not None and isinstance(role.value, str):
            attributes.append(("prov:role", iri(concept_term("Role", role.take()))))
        elif role is not None:
            attributes += flat("role", role)
        for part in self._entries(use, "writes"):
            attributes.append((property_term("ModelUse", "writes"), iri(concept_term("Part", part.take()))))
        for terms in self._entries(use, "terms"):
            attributes.append((property_term("ModelUse", "terms"), Iri(self._clause(terms.take()))))
        attributes += [*answers(use, "writes", "terms"), *facts(use, _USE, "ModelUse")]
        name = self._id(use)
        for target, more in self._teachers(use, made):
            self.graph.relate("used", activity, target, [*attributes, *more], id=name)
            name = None
        actor = self._person(use, "actor")
        if actor:
            self.graph.relate("wasAssociatedWith", activity, actor)
        behalf = self._person(use, "onBehalfOf")
        if behalf and actor:
            self.graph.relate("actedOnBehalfOf", actor, behalf, activity=activity)
        elif behalf:
            self.graph.relate("wasAssociatedWith", activity, behalf, [("tl:onBehalfOf", True)])

    def _teachers(self, use: Place, made: str) -> Iterator[tuple[str | None, Attributes]]:
        """Which models a use speaks of, each with what is said of it alone."""
        several = list(self._entries(use, "models"))
        for entry in several:
            model = entry.get("model")
            if model is not None:
                target, more = self._teacher(model, made)
                yield target, [*more, *facts(entry, frozenset({"model"}), "CountedModel")]
        model = use.get("model")
        if model is not None:
            yield self._teacher(model, made)
        elif not several:
            yield None, []

    def _teacher(self, model: Place, made: str) -> tuple[str | None, Attributes]:
        if isinstance(model.value, str):
            return self.names.reference(model.take()), []
        if isinstance(model.value, dict) and "oneOf" in model.value:
            candidates = [Iri(self.names.reference(entry.take())) for entry in model.each("oneOf")]
            return None, [("tl:oneOf", candidate) for candidate in candidates]
        if isinstance(model.value, dict) and "self" in model.value:
            return made, flat("model", model)
        return None, flat("model", model)

    def _attributed(self, place: Place, name: str) -> None:
        for key in _AGENTS:
            for agent in self._people(place, key):
                self.graph.relate("wasAttributedTo", name, agent, [("tlp:as", key.removesuffix("s"))])

    def _people(self, place: Place, key: str) -> Iterator[str]:
        inside = place.get(key)
        if inside is None:
            return
        for entry in inside.each():
            if isinstance(entry.value, str):
                yield self.names.reference(entry.take())
            elif isinstance(entry.value, dict) and "name" in entry.value:
                name = f"{self.names.manifest}{'/' if '#' in self.names.manifest else '#'}" + "/".join(
                    map(str, entry.pointer)
                )
                self.graph.add("agent", name, [*label(entry), *facts(entry, frozenset({"name"}), "InlineAgent")])
                yield name

    def _person(self, place: Place, key: str) -> str | None:
        return next(self._people(place, key), None)

    def _entries(self, place: Place, key: str) -> Iterator[Place]:
        inside = place.get(key)
        if inside is not None and isinstance(inside.value, list):
            yield from inside.each()

    def _clause(self, reference: str) -> str:
        if "@" not in reference:
            return self.names.reference(reference)
        head, _, version = reference.partition("@")
        return f"{self.names.reference(head).partition('@')[0]}@{version}"

    def _named(self, place: Place, cls: str) -> str:
        return self.names.record(cls, place.value)

    def _id(self, place: Place) -> str | None:
        """The name of an edge that has an id."""
        if not isinstance(place.value, dict) or "id" not in place.value:
            return None
        place.pass_over("id")
        return self.names.reference(place.value["id"])
