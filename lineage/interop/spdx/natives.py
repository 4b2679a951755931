"""SPDX's own properties of packages and agents, as fields of records. Each is read only where no fact says the same."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, get_args

from lineage.graph.identity import canonical
from lineage.interop import values
from lineage.interop.cyclonedx.landing import Landing, is_id
from lineage.interop.reading import Place
from lineage.interop.spdx.elements import Elements, begin, facts_of, named, text
from lineage.interop.spdx.words import DATASET_TYPES, NO_ASSERTION, PACKAGES, TERMS
from lineage.model.model import ModelKind

_AGENTS: Final = {"Person": "person", "Organization": "organization", "Agent": None, "SoftwareAgent": None}
_KINDS: Final = frozenset(get_args(ModelKind.__value__))
_NO_TYPE: Final = "noAssertion"


class Found(NamedTuple):
    """A record with the element that it is of. ``own`` where the element says that it was written from a manifest."""

    noun: str
    record: dict[str, Any]
    place: Place
    own: bool


def local_name(name: str) -> str | None:
    """The part of a name that can be the id of a record."""
    for separator in ("#", "/", ":"):
        last = name.rpartition(separator)[2]
        if last != name and is_id(last):
            return last
    return None


class Makers:
    """Agents: those that a manifest described, and others as soon as something that is taken names them."""

    def __init__(self, elements: Elements, landing: Landing) -> None:
        self._elements = elements
        self._landing = landing
        self._ids: dict[str, str | None] = {}

    def add_own(self) -> None:
        """The agents of a manifest."""
        for place in self._elements.of_type(*_AGENTS):
            name = named(place.value)
            facts = facts_of(place)
            if name is None:
                continue
            if facts.pop("record", None) == "agents":
                place.take()
                record = {"id": local_name(name), **facts}
                self._ids[name] = self._landing.add("agents", record, place.pointer, name=local_name(name) or "")["id"]
            elif text(place, "name") == NO_ASSERTION or name.rpartition("#")[2].startswith("agents/"):
                place.take()
                self._ids[name] = None

    def id(self, name: str) -> str | None:
        """The id of an agent by the name of its element."""
        if name not in self._ids:
            self._ids[name] = self._new(name)
        return self._ids[name]

    def _new(self, name: str) -> str | None:
        place = self._elements.by_name.get(name)
        type = text(place, "type") if place else None
        called = place.get("name") if place else None
        if place is None or type not in _AGENTS or called is None or values.line(called.value) is None:
            return None
        begin(place)
        called.take()
        contact: dict[str, Any] = {}
        for entry in place.each("externalIdentifier"):
            kind, identifier = text(entry, "externalIdentifierType"), text(entry, "identifier")
            if kind == "email" and "email" not in contact and (email := values.email(identifier)):
                contact["email"] = email
                entry.take()
        facts = {"kind": _AGENTS[type], "contact": contact or None}
        return self._landing.agent(str(called.value), place.pointer, **facts)


def records(elements: Elements, landing: Landing, makers: Makers) -> dict[str, Found]:
    """Every AI package and dataset package, by the name of its element."""
    found: dict[str, Found] = {}
    for noun, type in PACKAGES.items():
        for place in elements.of_type(type):
            name = named(place.value)
            if name is None or name in found:
                place.because("no name tells it from the others")
                continue
            record = _record(place, noun, name, landing, makers)
            if record is not None:
                found[name] = record
    return found


def _record(place: Place, noun: str, name: str, landing: Landing, makers: Makers) -> Found | None:
    facts = facts_of(place)
    own = facts.pop("record", None) == noun
    facts.pop("doesNotSay", None)
    facts.pop("id", None)
    said = _package(place, noun, facts, makers, own)
    said |= _model(place, facts) if noun == "models" else _dataset(place, facts)
    said |= facts
    called = values.line(text(place, "name"))
    id = local_name(name)
    if called is None and not own:
        called = id
    if called is None:
        place.because("it has no name")
        return None
    begin(place)
    place.pass_over("name", "software_primaryPurpose")
    if own:
        place.take()
        said = said if called == id else {"name": called, **said}
        return Found(noun, landing.add(noun, {"id": id, **said} if id else said, place.pointer, called), place, True)
    if noun == "models" and "version" not in said and "name" not in said:
        record = landing.model(called, place.pointer, said)
        return Found(noun, record, place, False) if record is not None else None
    made = {**({"id": id} if id else {}), "name": called, **said}
    return Found(noun, landing.add(noun, made, place.pointer, called), place, False)


def _package(place: Place, noun: str, facts: dict[str, Any], makers: Makers, own: bool) -> dict[str, Any]:
    said: dict[str, Any] = {}
    page = None if "url" in facts else values.url(text(place, "software_homePage"))
    location = values.url(text(place, "software_downloadLocation"))
    for key, field, form in (
        ("software_packageVersion", "version", values.line),
        ("description", "description", values.prose),
        ("releaseTime", "released" if noun == "models" else "issued", values.date),
    ):
        said |= _take(place, key, field, form, facts)
    if "description" not in said:
        said |= _take(place, "summary", "description", values.prose, facts)
    if page:
        said["url"] = page
        place.pass_over("software_homePage")
    if not own and location and not location.startswith(TERMS):
        more: dict[str, Any] = {}
        if noun == "datasets" and location != page and "files" not in facts:
            more = {"files": [{"url": location}]}
        elif noun == "models" and not page and "url" not in facts:
            more = {"url": location}
        if more or location == page:
            place.pass_over("software_downloadLocation")
        said |= more
    elif text(place, "software_downloadLocation") in (NO_ASSERTION, "NONE"):
        place.pass_over("software_downloadLocation")
    if not own:
        said |= _makers(place, noun, facts, makers)
        said |= _alias(place, noun, facts, said)
    return said | _links(place, facts)


def _take(place: Place, key: str, field: str, form: Any, facts: dict[str, Any]) -> dict[str, Any]:
    inside = place.get(key)
    if inside is None or field in facts:
        return {}
    value = form(inside.value)
    if value is None:
        return {}
    inside.take()
    return {} if value == NO_ASSERTION else {field: value}


def _makers(place: Place, noun: str, facts: dict[str, Any], makers: Makers) -> dict[str, Any]:
    said: dict[str, Any] = {}
    supplier = place.get("suppliedBy")
    field = "provider" if noun == "models" else "publisher"
    if supplier and field not in facts and (id := makers.id(named(supplier.value) or "")):
        said[field] = id
        supplier.take()
    origins = [(entry, id) for entry in place.each("originatedBy") if (id := makers.id(named(entry.value) or ""))]
    ids = list(dict.fromkeys(id for _, id in origins))
    if origins and noun == "datasets" and "creators" not in facts:
        said["creators"] = ids
    elif noun == "models" and len(ids) == 1 and (said | facts).get("provider", ids[0]) == ids[0]:
        said["provider"] = ids[0]
    else:
        origins = []
    for entry, _ in origins:
        entry.take()
    return said


def _alias(place: Place, noun: str, facts: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    purl = values.iri(text(place, "software_packageUrl"))
    if purl is None or not purl.startswith("pkg:") or "aliases" in facts:
        return {}
    place.pass_over("software_packageUrl")
    kind = "model" if noun == "models" else "dataset"
    page = facts.get("url", said.get("url"))
    same = isinstance(page, str) and canonical(kind, page) == canonical(kind, purl)
    return {} if same else {"aliases": [{"iri": purl}]}


def _links(place: Place, facts: dict[str, Any]) -> dict[str, Any]:
    links: list[dict[str, Any]] = []
    for entry in place.each("externalRef"):
        urls = [url for locator in entry.each("locator") if (url := values.url(locator.value))]
        if text(entry, "externalRefType") in ("documentation", "altWebPage") and urls and "documentation" not in facts:
            title = values.line(text(entry, "comment"))
            links += [{**({"title": title} if title else {}), "url": url} for url in urls]
            entry.take()
    return {"documentation": links} if links else {}


def _model(place: Place, facts: dict[str, Any]) -> dict[str, Any]:
    said = _take(place, "ai_informationAboutTraining", "trainingDataDescription", values.prose, facts)
    for entry in place.each("ai_typeOfModel"):
        if "kind" not in facts and "kind" not in said and isinstance(entry.value, str) and entry.value in _KINDS:
            said["kind"] = entry.take()
    return said


def _dataset(place: Place, facts: dict[str, Any]) -> dict[str, Any]:
    said = _take(place, "dataset_intendedUse", "purpose", values.prose, facts)
    said |= _take(place, "dataset_dataCollectionProcess", "note", values.prose, facts)
    modalities: list[Any] = []
    for entry in place.each("dataset_datasetType"):
        type = entry.value
        if not isinstance(type, str) or "modalities" in facts:
            continue
        entry.take()
        modality = type if type in DATASET_TYPES and type != "other" else {"modality": "other", "name": type}
        if type != _NO_TYPE and modality not in modalities and values.line(type):
            modalities.append(modality)
    if modalities:
        said["modalities"] = ["other" if isinstance(entry, dict) and entry["name"] == "other" else entry
                              for entry in modalities]  # fmt: skip
    sensitive = place.get("dataset_hasSensitivePersonalInformation")
    if sensitive and "personalData" not in facts:
        if sensitive.value == "yes":
            said["personalData"] = sensitive.take() == "yes"
        elif sensitive.value == _NO_TYPE:
            sensitive.take()
        else:
            sensitive.because("personal data that is not sensitive may be there all the same")
    built = place.get("builtTime")
    if built:
        built.because("a manifest says when data was collected, published and changed, not when it was built")
    return said
