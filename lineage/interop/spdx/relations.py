"""Relationships and builds: what packages were made from, who taught whom, under which licence."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Final

from lineage.interop import values
from lineage.interop.cyclonedx.landing import Landing, is_id
from lineage.interop.reading import Place
from lineage.interop.spdx.builds_read import Builds
from lineage.interop.spdx.elements import Elements, facts_of, named, names, settle, text
from lineage.interop.spdx.graph import import_names
from lineage.interop.spdx.licences import licence_of
from lineage.interop.spdx.merge import merged
from lineage.interop.spdx.natives import Found
from lineage.interop.spdx.words import NONE, NOTHING_SAID
from lineage.model.scalars import REFERENCE

_TRAINING: Final = {
    "trainedOn": ("unspecified", None),
    "pretrainedOn": ("pretraining", None),
    "finetunedOn": ("posttraining", None),
    "testedOn": ("unspecified", "testing"),
    "evaluatedOn": ("unspecified", "testing"),
}
"""What a model was trained on, with the stage that it tells and the split; the second to fourth are of SPDX 3.1."""
_UNCLEAR: Final = "it relates no model or dataset to another in a way that a manifest knows"


class Relations:
    """The relationships of a document between the records that were found."""

    def __init__(
        self,
        elements: Elements,
        found: dict[str, Found],
        landing: Landing,
        known: Callable[[], dict[str, Any]],
        head: dict[str, Any],
    ) -> None:
        import re

        self._elements = elements
        self._found = found
        self._landing = landing
        self._known = known
        self._reference = re.compile(REFERENCE)
        self.refs: dict[str, tuple[str, str]] = {name: (one.noun, one.record["id"]) for name, one in found.items()}
        base = head.get("id")
        self._base = f"{base}#" if isinstance(base, str) else None
        self._imports = import_names(head.get("imports"), self._base or "")

    def read(self) -> None:
        """All of them, builds first: what a build says in full is not said again."""
        places = list(self._elements.of_type("Relationship", "LifecycleScopedRelationship"))
        self._terms()
        builds = Builds(self._elements, self._found, places, self.reference, self._known)
        builds.read()
        covered = builds.covered
        places.sort(key=lambda place: text(place, "relationshipType") == "hasConcludedLicense")
        for place in places:
            type = text(place, "relationshipType")
            source = self._found.get(named(getattr(place.get("from"), "value", None)) or "")
            if builds.took(place):
                continue
            if type in _TRAINING and source and source.noun == "models":
                self._trained(place, source, type, covered)
            elif type == "generates":
                self._generates(place, covered)
            elif type in ("descendantOf", "contains") and source:
                self._made_from(place, source, type)
            elif type == "ancestorOf" and source:
                self._ancestor(place, source)
            elif type in ("hasDeclaredLicense", "hasConcludedLicense") and source:
                self._licence(place, source, type)
            elif type == "hasDataFile" and source:
                self._files(place, source)
            else:
                place.because(_UNCLEAR)
        self._own_texts()

    def reference(self, name: str, noun: str) -> str | None:
        """How a manifest refers to an element; ``None`` for one of another kind, or of none."""
        if name in self.refs:
            return self.refs[name][1] if self.refs[name][0] == noun else None
        if name in self._elements.by_name or name in (NONE, NOTHING_SAID):
            return None
        for alias, begins in self._imports.items():
            if name.startswith(begins) and is_id(name.removeprefix(begins)):
                return f"{alias}:{name.removeprefix(begins)}"
        if self._base and name.startswith(self._base):
            return name.removeprefix(self._base)
        return name if len(name) <= 2000 and ":" in name and self._reference.match(name) else None

    def _targets(self, place: Place, noun: str) -> dict[str, str]:
        """The records of a noun that a relationship leads to: how a manifest refers to each, by its name."""
        pairs = ((name, self.reference(name, noun)) for name in names(place, "to"))
        return {name: reference for name, reference in pairs if reference}

    def _close(self, place: Place, source: Found, field: str, used: Collection[str]) -> None:
        """What a relationship says of a list is taken; also whether the list is known to be whole."""
        if source.own:
            place.take()
            return
        whole = {"complete": True, "incomplete": False}.get(text(place, "completeness") or "")
        if whole is not None and used:
            said = source.record.setdefault("complete", {})
            if isinstance(said, dict):
                said.setdefault(field, whole)
        settle(place, used, _UNCLEAR)

    def _trained(self, place: Place, source: Found, type: str, covered: set[tuple[str, str]]) -> None:
        stage, split = _TRAINING[type]
        model = source.record
        targets = self._targets(place, "datasets")
        uses: list[Any] = [name for name in targets.values() if (model["id"], name) not in covered]
        if uses and isinstance(model.setdefault("training", []), list):
            entries = [{"dataset": name, "split": split} for name in uses] if split else uses
            model["training"].append({"stage": stage, "uses": entries})
        self._close(place, source, "training", targets)

    def _generates(self, place: Place, covered: set[tuple[str, str]]) -> None:
        teacher = named(getattr(place.get("from"), "value", None)) or ""
        model = self.reference(teacher, "models")
        used: list[str] = []
        for name in names(place, "to"):
            one = self._found.get(name)
            if one is None or not (one.own or (one.noun == "datasets" and model)):
                continue
            used.append(name)
            if model and one.noun == "datasets" and (model, one.record["id"]) not in covered:
                listing = one.record.setdefault("modelUses", [])
                if isinstance(listing, list):
                    listing.append({"model": model, "role": "generate", "known": self._known()})
        settle(place, used, _UNCLEAR)

    def _made_from(self, place: Place, source: Found, type: str) -> None:
        if source.noun == "models":
            field, key, noun = "initializedFrom", "model", "models"
        else:
            field, key, noun = ("hasPart" if type == "contains" else "derivedFrom"), "dataset", "datasets"
        if (field, type) == ("initializedFrom", "contains"):
            place.because(_UNCLEAR)
            return
        targets = self._targets(place, noun)
        facts = facts_of(place).get(field)
        listed = [targets[name] for name in names(place, "to") if name in targets]
        items = merged(listed, facts, key, short=field != "initializedFrom")
        if not source.own and field != "hasPart":
            items = [{**({key: item} if isinstance(item, str) else item), "known": self._known()} for item in items]
        if items and isinstance(listing := source.record.setdefault(field, []), list):
            listing += items if source.own or not listing else [item for item in items if item not in listing]
        self._close(place, source, field, targets)

    def _ancestor(self, place: Place, source: Found) -> None:
        used: list[str] = []
        for name in names(place, "to"):
            below = self._found.get(name)
            if below and below.noun == source.noun and not below.own:
                field = "initializedFrom" if source.noun == "models" else "derivedFrom"
                key = "model" if source.noun == "models" else "dataset"
                listing = below.record.setdefault(field, [])
                if isinstance(listing, list):
                    listing.append({key: source.record["id"], "known": self._known()})
                    used.append(name)
        settle(place, used, _UNCLEAR)

    def _licence(self, place: Place, source: Found, type: str) -> None:
        """The licence that is declared; one that is only concluded where none is."""
        expressions = [found for name in names(place, "to") if (found := licence_of(name, self._elements))]
        given = source.record.get("licence")
        if not source.own and given is not None and expressions not in ([], [given]):
            place.because("another licence is declared")
            return
        if expressions and given is None and (type == "hasDeclaredLicense" or not source.own):
            if type == "hasDeclaredLicense" and len(expressions) == 1:
                source.record["licence"] = expressions[0]
            else:
                note = {} if type == "hasDeclaredLicense" else {"note": "Concluded by whoever wrote the document."}
                source.record["licence"] = [{"expression": text, **note} for text in expressions]
        place.take()

    def _files(self, place: Place, source: Found) -> None:
        files: list[dict[str, Any]] = []
        used: list[str] = []
        for name in names(place, "to"):
            element = self._elements.by_name.get(name)
            if element is None or text(element, "type") != "software_File":
                continue
            facts = facts_of(element)
            own = facts.pop("record", None) == "file"
            file = facts if own else {}
            if not own and (called := values.line(text(element, "name"))):
                file["name"] = called
            for entry in element.each("verifiedUsing"):
                if text(entry, "algorithm") == "sha256" and (digest := values.sha256(text(entry, "hashValue"))):
                    file["sha256"] = digest
            used.append(name)
            element.take()
            if own or file:
                files.append(file)
        if files and isinstance(source.record.setdefault("files", []), list):
            source.record["files"] += files
        settle(place, used, _UNCLEAR)

    def _terms(self) -> None:
        """Terms of a manifest, in their order."""
        found = []
        for place in self._elements.of_type("simplelicensing_SimpleLicensingText"):
            facts = facts_of(place)
            if facts.pop("record", None) == "terms":
                number = facts.pop("number", 0)
                place.take()
                found.append((number if isinstance(number, int) else 0, place, facts))
        for _, place, facts in sorted(found, key=lambda entry: entry[0]):
            self._landing.add("terms", facts, place.pointer)

    def _own_texts(self) -> None:
        """Texts of licences that only stand in for those that a manifest does not hold."""
        for place in self._elements.of_type("simplelicensing_SimpleLicensingText", "simplelicensing_LicenseExpression"):
            name = named(place.value) or ""
            if self._base and name.startswith(self._base + "licences/"):
                place.take()
