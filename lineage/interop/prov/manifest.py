"""A manifest as statements of PROV. Whatever is not said in PROV is a loss, by its path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from lineage.interop.losses import Loss
from lineage.interop.prov.graph import Attributes, Graph, Iri, Tagged, Value
from lineage.interop.reading import NO_FIELD, Place, Reading
from lineage.model.base import EXTENSION_KEY
from lineage.model.scalars import Text
from lineage.model.structure import field_types, model_classes
from lineage.schema.alignment import PREFIXES, concept_term, property_term
from lineage.schema.names import Names

_NO_WORD: Final = "PROV has no word for it"
_KINDS: Final = {"person": "Person"}
_AGENTS: Final = ("creators", "publisher", "licensor", "provider")
_DATASET: Final = frozenset({"id", "name", "derivedFrom", "hasPart", "modelUses", *_AGENTS})
_MODEL: Final = frozenset({"id", "name", "initializedFrom", "training", "modelUses", "partOf", *_AGENTS})
_STATEMENTS: Final = frozenset({"value", "none", "unknown", "withheld", "notApplicable", "other"})
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
        plain = self._plain(self.root, frozenset(self._nouns()), "Manifest")
        about = property_term("Manifest", "subjects")
        subjects = [(about, Iri(self.names.reference(entry.take()))) for entry in self._records("subjects")]
        self.graph.add("entity", self.names.manifest, [("prov:type", _iri("prov:Bundle")), *plain, *subjects])
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
        types: Attributes = [("prov:type", _iri(f"prov:{kind}"))] if "kind" in place.value else []
        plain = self._plain(place, frozenset({"id", "name"}), "Agent")
        self.graph.add("agent", self._named(place, "Agent"), [*types, *self._label(place), *plain])

    def _terms(self, place: Place) -> None:
        place.pass_over("id")
        name = self._named(place, "Terms")
        plain = self._plain(place, frozenset({"id", *_AGENTS}), "Terms")
        self.graph.add("entity", name, [("prov:type", _iri("tl:Terms")), *plain])
        self._attributed(place, name)

    def _dataset(self, place: Place) -> None:
        place.pass_over("id")
        name = self._named(place, "Dataset")
        types: Attributes = [("prov:type", _iri("tl:Dataset")), ("prov:type", _iri("dcat:Dataset"))]
        if isinstance(place.value.get("hasPart"), list):
            types.append(("prov:type", _iri("prov:Collection")))
            for part in place.each("hasPart"):
                self.graph.relate("hadMember", name, self.names.reference(part.take()))
        attributes = [*types, *self._label(place), *self._plain(place, _DATASET, "Dataset")]
        self.graph.add("entity", name, [*attributes, *self._said(place, "hasPart", "derivedFrom", "modelUses")])
        self._attributed(place, name)
        self._derived(place, name, "derivedFrom", "dataset", "Derivation")
        self._uses(place, name, f"{name}/making")

    def _model(self, place: Place) -> None:
        place.pass_over("id")
        name = self._named(place, "Model")
        attributes = [("prov:type", _iri("tl:Model")), *self._label(place), *self._plain(place, _MODEL, "Model")]
        self.graph.add("entity", name, [*attributes, *self._said(place, "initializedFrom", "training", "modelUses")])
        self._attributed(place, name)
        if (whole := place.get("partOf")) is not None:
            self.graph.relate("specializationOf", name, self.names.reference(whole.take()))
        self._derived(place, name, "initializedFrom", "model", "Initialization")
        self._uses(place, name, f"{name}/making")
        before = None
        for number, stage in enumerate(self._entries(place, "training"), 1):
            activity = f"{name}/training/{number}"
            handled = frozenset({"uses", "modelUses"})
            plain = self._plain(stage, handled, "Stage")
            said = self._said(stage, "uses", "modelUses")
            self.graph.add("activity", activity, [("prov:type", _iri("tl:Stage")), *plain, *said])
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
            plain = self._plain(use, frozenset({"dataset"}), "DatasetUse")
            self.graph.relate("used", activity, target, [("prov:type", _iri("tl:DatasetUse")), *plain])

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
            plain = self._plain(entry, frozenset({"id", end}), cls)
            self.graph.relate(
                "wasDerivedFrom", name, target, [("prov:type", _iri(f"tl:{cls}")), *plain], id=self._id(entry)
            )

    def _uses(self, place: Place, name: str, activity: str) -> None:
        """Models that had a hand in a thing: used by the activity that made it."""
        for number, use in enumerate(self._entries(place, "modelUses"), 1):
            here = f"{activity}/{number}"
            self.graph.add("activity", here, [])
            self.graph.relate("wasGeneratedBy", name, here)
            self._use(use, here, name)

    def _use(self, use: Place, activity: str, made: str) -> None:
        attributes: Attributes = [("prov:type", _iri("tl:ModelUse"))]
        role = use.get("role")
        if role is not None and isinstance(role.value, str):
            attributes.append(("prov:role", _iri(concept_term("Role", role.take()))))
        elif role is not None:
            attributes += self._flat("role", role)
        for part in self._entries(use, "writes"):
            attributes.append((property_term("ModelUse", "writes"), _iri(concept_term("Part", part.take()))))
        for terms in self._entries(use, "terms"):
            attributes.append((property_term("ModelUse", "terms"), Iri(self._clause(terms.take()))))
        attributes += [*self._said(use, "writes", "terms"), *self._plain(use, _USE, "ModelUse")]
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
                yield target, [*more, *self._plain(entry, frozenset({"model"}), "CountedModel")]
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
            return made, self._flat("model", model)
        return None, self._flat("model", model)

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
                self.graph.add(
                    "agent", name, [*self._label(entry), *self._plain(entry, frozenset({"name"}), "InlineAgent")]
                )
                yield name

    def _person(self, place: Place, key: str) -> str | None:
        return next(self._people(place, key), None)

    def _entries(self, place: Place, key: str) -> Iterator[Place]:
        inside = place.get(key)
        if inside is not None and isinstance(inside.value, list):
            yield from inside.each()

    def _said(self, place: Place, *keys: str) -> Attributes:
        """What stands in the place of a list: that there is none, or that it is not known."""
        found: Attributes = []
        for key in keys:
            inside = place.get(key)
            if inside is not None and isinstance(inside.value, dict):
                found += self._flat(key, inside)
        return found

    def _label(self, place: Place) -> Attributes:
        name = place.get("name")
        if name is None:
            return []
        if isinstance(name.value, str):
            return [("prov:label", name.take())]
        return self._flat("name", name)

    def _plain(self, place: Place, handled: frozenset[str], cls: str) -> Attributes:
        """The facts of a record that are plain values, or hold nothing but plain values."""
        found: Attributes = []
        for key, inside in place.members():
            if key in handled:
                continue
            if re.fullmatch(EXTENSION_KEY, key):
                inside.because("an extension is nothing that others know")
                continue
            term = property_term(cls, key)
            simple = _texts(inside.value) if key in _prose(cls) else None
            simple = simple or _values(inside.value)
            if simple is not None and not term.startswith("prov:"):
                inside.take()
                found += [(term, value) for value in simple]
            else:
                found += self._flat(key, inside)
        return found

    def _flat(self, key: str, place: Place) -> Attributes:
        """A fact inside another, under the path to it; entries of a list by number."""
        simple = _values(place.value)
        if simple is not None:
            place.take()
            return [(f"tlp:{key}", value) for value in simple]
        if isinstance(place.value, list):
            return [pair for i, entry in enumerate(place.each(), 1) for pair in self._flat(f"{key}.{i}", entry)]
        return [pair for below, inside in place.members() for pair in self._flat(f"{key}.{_local(below)}", inside)]

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


def _iri(term: str) -> Iri:
    prefix, _, local = term.partition(":")
    return Iri(PREFIXES[prefix] + local)


def _local(key: str) -> str:
    """A key as part of a name; keys of extensions may hold a colon."""
    return key.replace(":", "-")


@cache
def _prose(cls: str) -> frozenset[str]:
    """The keys of a class that hold prose, which may be a map of languages."""
    for known in model_classes():
        if known.__name__ == cls:
            return frozenset(wire for _, wire, types in field_types(known) if Text in types)
    return frozenset()


def _texts(value: Any) -> list[Value] | None:
    """A map of languages as texts. Anything else that stands for prose says so by a key of its own."""
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        return None
    return [Tagged(text, key) for key, text in value.items()] if not value.keys() & _STATEMENTS else None


def _values(value: Any) -> list[Value] | None:
    """Plain values: one, or a list of them."""
    if isinstance(value, str | bool | int | float):
        return [value]
    if isinstance(value, list) and all(isinstance(item, str | bool | int | float) for item in value):
        return list(value)
    return None
