"""Builds as uses of models, sources of datasets and stages of training, only as far as they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from lineage.interop import values
from lineage.interop.reading import Place
from lineage.interop.spdx.elements import Elements, begin, facts_of, named, names, settle, text
from lineage.interop.spdx.merge import merged
from lineage.interop.spdx.natives import Found, local_name

_OF_BUILDS: Final = ("usesTool", "hasInput", "hasOutput", "ancestorOf", "invokedBy", "other")
_UNCLEAR: Final = "what it did to a model or a dataset is not said"


class Builds:
    """The builds of a document. ``covered`` are pairs of a model and a dataset that a build relates in full."""

    def __init__(
        self,
        elements: Elements,
        found: dict[str, Found],
        relationships: list[Place],
        reference: Callable[[str, str], str | None],
        known: Callable[[], dict[str, Any]],
    ) -> None:
        self._found = found
        self._reference = reference
        self._known = known
        self._builds = {name: place for place in elements.of_type("build_Build") if (name := named(place.value))}
        self._from: dict[tuple[str, str], list[Place]] = {}
        self._generated: set[tuple[str, str]] = set()
        self._taken: set[tuple[str | int, ...]] = set()
        self.covered: set[tuple[str, str]] = set()
        for place in relationships:
            type, source = text(place, "relationshipType"), named(getattr(place.get("from"), "value", None))
            if type == "generates" and source:
                self._generated |= {(source, target) for target in names(place, "to")}
            elif type in _OF_BUILDS and source in self._builds:
                self._from.setdefault((str(source), type), []).append(place)

    def took(self, place: Place) -> bool:
        """Whether a relationship was read with its build."""
        return place.pointer in self._taken

    def read(self) -> None:
        """All builds; those that are part of a stage with it."""
        own: list[tuple[int, str, str, dict[str, Any]]] = []
        for name, place in self._builds.items():
            facts = facts_of(place)
            kind, number = facts.pop("record", None), facts.pop("number", 0)
            if kind in ("modelUse", "stage"):
                own.append((number if isinstance(number, int) else 0, str(kind), name, facts))
            else:
                self._foreign(name, place)
        own.sort(key=lambda entry: entry[0])
        kinds = {name: kind for _, kind, name, _ in own}
        below = {target for _, kind, name, _ in own if kind == "stage" for target in self._names(name, "ancestorOf")}
        uses = {name: self._use(name, facts) for _, kind, name, facts in own if kind == "modelUse"}
        for _, kind, name, facts in own:
            self._builds[name].take()
            owner = self._owner(name)
            for type in _OF_BUILDS:
                for relationship in self._from.get((name, type), []):
                    relationship.take()
                    self._taken.add(relationship.pointer)
            if owner is None or name in below:
                continue
            if kind == "modelUse":
                _append(owner, "modelUses", uses[name])
            else:
                parts = [uses[part] for part in self._names(name, "ancestorOf") if kinds.get(part) == "modelUse"]
                _append(owner, "training", self._stage(name, facts, parts))

    def _owner(self, name: str) -> Found | None:
        return next((self._found[target] for target in self._names(name, "hasOutput") if target in self._found), None)

    def _names(self, build: str, type: str) -> list[str]:
        return [name for place in self._from.get((build, type), []) for name in names(place, "to")]

    def _use(self, name: str, facts: dict[str, Any]) -> dict[str, Any]:
        place, said = self._builds[name], {}
        if (id := _own_id(name)) is not None:
            said["id"] = id
        models = [found for tool in self._names(name, "usesTool") if (found := self._reference(tool, "models"))]
        if models and "model" not in facts and "models" not in facts:
            said["model"] = models[0]
        if purpose := values.prose(text(place, "description")):
            said["purpose"] = purpose
        owner = self._owner(name)
        self.covered |= {(model, owner.record["id"]) for model in models} if owner else set()
        return {**said, **_period(place), **facts}

    def _stage(self, name: str, facts: dict[str, Any], parts: list[dict[str, Any]]) -> dict[str, Any]:
        place, said = self._builds[name], {}
        if called := values.line(text(place, "name")):
            said["name"] = called
        uses: list[Any] = []
        for relation in self._from.get((name, "hasInput"), []):
            targets = [found for target in names(relation, "to") if (found := self._reference(target, "datasets"))]
            uses += merged(targets, facts_of(relation).get("uses"), "dataset")
        owner = self._owner(name)
        if owner:
            used = (use if isinstance(use, str) else use.get("dataset") for use in uses)
            self.covered |= {(owner.record["id"], use) for use in used if isinstance(use, str)}
        more = {**({"uses": uses} if uses else {}), **({"modelUses": parts} if parts else {})}
        return {**said, **_period(place), **more, **facts}

    def _foreign(self, name: str, place: Place) -> None:
        owner = self._owner(name)
        used: dict[str, None] = {}
        if owner is not None:
            for type in ("usesTool", "hasInput"):
                for source in self._names(name, type):
                    if source not in used and self._relate(owner, source, place):
                        used[source] = None
        if used and owner is not None:
            begin(place)
            kinds = {self._reference(source, "models") is not None for source in used}
            if owner.noun == "models" or True in kinds:
                place.pass_over("build_buildStartTime", "build_buildEndTime")
            used |= dict.fromkeys(self._names(name, "hasOutput"))
        else:
            place.because(_UNCLEAR)
        for type in _OF_BUILDS:
            for relationship in self._from.get((name, type), []):
                settle(relationship, used, _UNCLEAR)
                self._taken.add(relationship.pointer)

    def _relate(self, owner: Found, source: str, place: Place) -> bool:
        """What went into the making of a record, as far as it says in which way."""
        id = owner.record["id"]
        model, data = self._reference(source, "models"), self._reference(source, "datasets")
        if model and owner.noun == "datasets":
            said = (source, named(owner.place.value)) in self._generated
            role: Any = "generate" if said else {"unknown": "notStatedBySource"}
            self.covered.add((model, id))
            return _append(owner, "modelUses", {"model": model, "role": role, **_period(place), "known": self._known()})
        if data is None or data == id or source not in self._found:
            return False
        if owner.noun == "datasets":
            return _append(owner, "derivedFrom", {"dataset": data, "known": self._known()})
        self.covered.add((id, data))
        return _append(owner, "training", {"stage": "unspecified", **_period(place), "uses": [data]})


def _own_id(name: str) -> str | None:
    """The id of a use of a model: its local name, unless that only counts."""
    return local_name(name) if "/" not in name.rpartition("#")[2] else None


def _append(owner: Found, field: str, item: dict[str, Any]) -> bool:
    listing = owner.record.setdefault(field, [])
    if isinstance(listing, list):
        listing.append(item)
        return True
    return False


def _period(place: Place) -> dict[str, Any]:
    times = {"from": "build_buildStartTime", "to": "build_buildEndTime"}
    days = {key: values.date(text(place, time)) for key, time in times.items()}
    given = {key: day for key, day in days.items() if day}
    return {"period": given} if given else {}
