"""Components that are models or datasets, as records; and what their own members relate."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from lineage.graph.identity import canonical
from lineage.interop import values
from lineage.interop.cyclonedx.landing import Landing, is_id
from lineage.interop.cyclonedx.properties import PREFIX, deep
from lineage.interop.reading import Place
from lineage.model.scalars import REFERENCE

NOUNS: Final = {"machine-learning-model": "models", "data": "datasets"}
_IS_REFERENCE: Final = re.compile(REFERENCE)
_TRAINED_OR_TESTED: Final = "From a model card of CycloneDX, which lists data for training and for evaluation together."


def facts_of(place: Place) -> dict[str, Any]:
    """The facts among the properties of a place, taken."""
    named = []
    for entry in place.each("properties"):
        name, value = _text(entry, "name"), _text(entry, "value")
        if name is not None and value is not None and name.startswith(PREFIX):
            named.append((name, value, entry))
    tree, taken = deep((name, value) for name, value, _ in named)
    for (_, _, entry), used in zip(named, taken, strict=True):
        if used:
            entry.take()
    return tree


def _text(entry: Place, key: str) -> str | None:
    value = entry.get(key)
    return value.value if value is not None and isinstance(value.value, str) else None


class Parts:
    """The models and datasets of one bill, and what its references mean. ``known`` gives how a fact of this file is
    known."""

    def __init__(self, landing: Landing, known: Callable[[], dict[str, Any]]) -> None:
        self.landing = landing
        self._known = known
        self.refs: dict[str, tuple[str, str]] = {}
        """By ``bom-ref``: the noun, and how a manifest refers to it."""
        self.records: dict[str, dict[str, Any]] = {}
        self._read: list[tuple[Place, str, dict[str, Any]]] = []
        self._parts: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self._at: dict[tuple[str | int, ...], tuple[str, dict[str, Any]]] = {}
        self._named: dict[tuple[str, str], str] = {}
        self._main: str | None = None

    def add(self, component: Place, above: Place | None) -> None:
        """A component, if it is a model or a dataset."""
        type = component.get("type")
        noun = NOUNS.get(str(type.value)) if type else None
        name = values.line(_text(component, "name"))
        if noun is None or name is None:
            component.because("it is neither a model nor a dataset")
            return
        kinds = [kind for entry in component.each("data") if (kind := _text(entry, "type"))]
        if noun == "datasets" and kinds and "dataset" not in kinds:
            component.because("its data is said to be something else than a dataset")
            return
        facts = facts_of(component)
        ref = _text(component, "bom-ref")
        own = facts.pop("record", None)
        if own == "outside":
            component.take()
            if ref is not None and _IS_REFERENCE.match(ref):
                self.refs.setdefault(ref, (noun, ref))
            return
        component.pass_over("type", "bom-ref")
        record = self._record(component, noun, name, ref, facts, own == noun)
        if record is None:
            return
        self._at[component.pointer] = (noun, record)
        self._read.append((component, noun, record))
        if component.pointer == ("metadata", "component"):
            self._main = record["id"]
        if ref is not None:
            self.refs.setdefault(ref, (noun, record["id"]))
        holder = self._at.get(above.pointer) if above else None
        if holder and holder[0] == noun == "datasets" and holder[1] is not record:
            self._parts.append((holder[1], record))

    def main(self) -> str | None:
        """The id of what the bill is of."""
        return self._main

    def _record(
        self, component: Place, noun: str, name: str, ref: str | None, facts: dict[str, Any], own: bool
    ) -> dict[str, Any] | None:
        said = {**self._natives(component, noun, facts), **facts}
        said.pop("id", None)
        component.text("name")
        landing, place = self.landing, component.pointer
        if not own and noun == "models" and "version" not in said and "name" not in facts:
            record = landing.model(name, place, said)
        else:
            wanted = {"id": ref} if is_id(ref) else {}
            called = {} if own and name == ref else {"name": name}  # an id stands in where there is no name
            record = landing.add(noun, {**wanted, **called, **said}, place, name=name)
            if own:
                component.pass_over("supplier", "purl", "isExternal", "data", "externalReferences", "licenses")
        if record is not None:
            self.records[record["id"]] = record
            self._named.setdefault((noun, _key(name, said.get("version"))), record["id"])
            if purl := _text(component, "purl"):
                self._named.setdefault((noun, canonical(noun, purl)), record["id"])
        return record

    def _natives(self, component: Place, noun: str, facts: dict[str, Any]) -> dict[str, Any]:
        """What CycloneDX's own members say, but for what a fact says better."""
        from lineage.interop.cyclonedx.natives import natives

        return natives(component, noun, facts, self.landing)

    def relate(self) -> None:
        """Parts and ancestors, now that every component is known."""
        for whole, part in self._parts:
            listing = whole.setdefault("hasPart", [])
            if isinstance(listing, list):
                listing.append(part["id"])
        for component, noun, record in list(self._read):
            pedigree = component.get("pedigree")
            for ancestor in pedigree.each("ancestors") if pedigree else ():
                self._ancestor(ancestor, noun, record)

    def _ancestor(self, place: Place, noun: str, record: dict[str, Any]) -> None:
        type = _text(place, "type")
        if NOUNS.get(type or "") != noun:
            place.because("a model starts from models and a dataset from datasets; this is another kind of ancestor")
            return
        facts = facts_of(place)
        field, key = ("initializedFrom", "model") if noun == "models" else ("derivedFrom", "dataset")
        listing = record.setdefault(field, [])
        if not isinstance(listing, list):
            return
        ref = facts.pop("ref", None)
        if ref is not None or key in facts:
            place.take()
            item: Any = {**({key: ref} if isinstance(ref, str) else {}), **facts}
            listing.append(ref if set(item) == {key} and not facts and noun == "datasets" else item)
            return
        source = self._source(place, noun)
        if source is not None:
            listing.append({key: source, "known": self._known()})

    def _source(self, place: Place, noun: str) -> str | None:
        """The record that an ancestor is: one of the components, or a new one."""
        ref, purl, name = (_text(place, key) for key in ("bom-ref", "purl", "name"))
        if ref in self.refs and self.refs[ref][0] == noun:
            place.pass_over("type", "bom-ref", "name", "version", "purl")
            return self.refs[ref][1]
        keys = [canonical(noun, purl)] if purl else []
        keys += [_key(values.line(name) or "", _text(place, "version"))]
        for key in keys:
            if known := self._named.get((noun, key)):
                place.pass_over("type", "bom-ref", "name", "version", "purl")
                return known
        before = len(self._read)
        self.add(place, None)
        return self._read[-1][2]["id"] if len(self._read) > before else None

    def learn_from_cards(self) -> None:
        """What model cards list as data, but for what a stage of training names already."""
        for component, noun, record in self._read:
            card = component.get("modelCard")
            parameters = card.get("modelParameters") if card else None
            if noun != "models" or parameters is None:
                continue
            used: dict[str, None] = {}
            for entry in parameters.each("datasets"):
                dataset = self._data(entry)
                if dataset is not None:
                    used[dataset] = None
            stages = record.get("training", [])
            seen = {
                use if isinstance(use, str) else use.get("dataset")
                for stage in (stages if isinstance(stages, list) else ())
                if isinstance(stage, dict) and isinstance(stage.get("uses"), list)
                for use in stage["uses"]
                if isinstance(use, str) or (isinstance(use, dict) and isinstance(use.get("dataset"), str))
            }
            rest = [dataset for dataset in used if dataset not in seen]
            if rest and isinstance(stages, list):
                uses = [{"dataset": dataset, "known": self._known(), "note": _TRAINED_OR_TESTED} for dataset in rest]
                record["training"] = [*stages, {"stage": "unspecified", "uses": uses}]

    def _data(self, entry: Place) -> str | None:
        ref = _text(entry, "ref")
        if ref is not None:
            if ref in self.refs and self.refs[ref][0] == "datasets":
                entry.take()
                return self.refs[ref][1]
            entry.because("it refers to no dataset of this document")
            return None
        from lineage.interop.cyclonedx.natives import data_entry

        if _text(entry, "type") != "dataset":
            entry.because("it describes no dataset")
            return None
        said, name = data_entry(entry, {})
        if name is None:
            entry.because("it has no name")
            return None
        entry.pass_over("type", "name")
        ref = _text(entry, "bom-ref")
        record = self.landing.add(
            "datasets", {**({"id": ref} if is_id(ref) else {}), "name": name, **said}, entry.pointer, name=name
        )
        return str(record["id"])


def _key(name: str, version: Any) -> str:
    return f"{name}\n{version or ''}"
