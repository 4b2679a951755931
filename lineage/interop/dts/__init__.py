"""Data Provenance Standards 1.0.0 of the Data & Trust Alliance, and the drafts that OASIS makes of them.

A document has three groups: source, provenance and use. The method of generation is a code; ``synthetic`` and
``generative`` say that a machine made the data, and never which, so the generator is unknown here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lineage.interop import values
from lineage.interop.draft import Draft
from lineage.interop.dts.provenance import Named, derived, take_provenance
from lineage.interop.dts.use import take_use
from lineage.interop.losses import Loss, Lost
from lineage.interop.reading import Place, Reading
from lineage.interop.source import NotThisFormat, Source

TITLE: Final = "Data Provenance Standards"
LOSSES: Final[tuple[Lost, ...]] = ()
"""It is only read."""

_MARKS: Final = ("dataandtrustalliance.org/data-provenance", "oasis-open.org/dps/prov-meta")
_GROUPS: Final = frozenset({"source", "provenance", "use", "set"})
_TELLING: Final = frozenset({"generation-method", "origin-geography", "generation-period", "previous-date"})


def looks_like(source: Source) -> bool:
    """Whether it names the schema, or has groups and members that no other format has."""
    tree = source.tree
    first = next(iter(tree), None) if isinstance(tree, list) else tree
    if not isinstance(first, dict):
        return False
    named = first.get("$schema")
    if isinstance(named, str) and any(mark in named for mark in _MARKS):
        return "$defs" not in first and "properties" not in first
    inside = first.get("provenance")
    if not isinstance(inside, dict) or not isinstance(first.get("source", {}), dict):
        return False
    return bool(_TELLING & inside.keys()) and bool(first.keys() & (_GROUPS - {"provenance"}))


def from_dts(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """The dataset that a document describes, or each of a list of them."""
    if not looks_like(source):
        raise NotThisFormat(
            "it is no document of the Data Provenance Standards",
            "such a document has the groups source, provenance and use; check that this is the file you mean",
        )
    reading = Reading(source.tree)
    sources: list[Named] = []
    for place in reading.root.each():
        if isinstance(place.value, dict):
            _dataset(place, draft, sources)
    return (*reading.losses(empty=False), *derived(sources, draft))


def _dataset(place: Place, draft: Draft, sources: list[Named]) -> None:
    place.pass_over("$schema", "$id")
    about = place.get("source") or place
    record: dict[str, Any] = {}
    _identify(about, record)
    address = _address(about.get("location"))
    found = draft.add(
        "datasets",
        {"id": values.slug(record.get("name", "dataset")), **record},
        name=record.get("name", "dataset"),
        keys=(f"dts:{address}",) if address else (),
    )
    page = {"title": "Data provenance", "url": address}
    if address and page not in found.setdefault("documentation", []):
        found["documentation"].append(page)
    if creators := _agents(about, "issuer", draft):
        found.setdefault("creators", creators)
    if (inside := place.get("provenance")) is not None:
        take_provenance(inside, found, draft, sources)
    if (use := place.get("use")) is not None:
        take_use(use, found, draft)


def _identify(about: Place, record: dict[str, Any]) -> None:
    """Name, version, description, and the identifier of the metadata."""
    for key in ("title", "name"):
        if (place := about.get(key)) is not None and "name" not in record and (name := values.line(place.value)):
            place.take()
            record["name"] = name
    about.pass_over("version")  # of the standard, not of the data
    if (place := about.get("data-version")) is not None and (version := values.line(place.value)):
        place.take()
        record["version"] = version
    for place in filter(None, (about.get("description"), about.at("about", "content"))):
        if "description" not in record and (text := values.prose(place.value)):
            place.take()
            record["description"] = text
    if (place := about.at("about", "purpose")) is not None and (text := values.prose(place.value)):
        place.take()
        record["purpose"] = text
    aliases = [
        {"name": name, "usedBy": TITLE}
        for place in _identifiers(about.get("id"))
        if (name := values.line(place.value)) and place.take()
    ]
    if aliases:
        record["aliases"] = aliases


def _agents(place: Place, key: str, draft: Draft) -> list[str]:
    named: list[str] = []
    for entry in place.each(key):
        inside = entry.get("name", "legal-name")
        if inside is None or not isinstance(inside.value, str):
            continue
        lines = [part for part in entry.each("address") if isinstance(part.value, str) and part.value.strip()]
        contact: dict[str, str] = {}
        if address := values.prose("\n".join(part.value for part in lines)):
            contact["address"] = address
            for part in lines:
                part.take()
        if (page := entry.get("url")) is not None and (url := values.url(page.value)):
            page.take()
            contact["url"] = url
        if agent := draft.agent(inside.value, contact=contact or None):
            inside.take()
            named.append(agent)
    return list(dict.fromkeys(named))


def _address(place: Place | None) -> str | None:
    if place is None or not (address := values.url(place.value)):
        return None
    place.take()
    return address


def _identifiers(place: Place | None) -> Iterator[Place]:
    """One identifier, or those of several kinds in an object."""
    if place is not None:
        yield place
        for key in ("uuids", "uris"):
            yield from place.each(key)
