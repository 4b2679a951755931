"""Datasets of a Croissant document as records: the one it is about, those it was made from, and its parts.

They are read one after the other, not one inside the other, so neither depth nor circles of references matter.
"""

from __future__ import annotations

import json
import re
from collections import deque
from typing import Any, Final

from lineage.graph.identity import canonical, folded
from lineage.interop import values
from lineage.interop.croissant import people, responsible
from lineage.interop.croissant.context import local
from lineage.interop.croissant.document import Document, Node, words
from lineage.interop.croissant.edges import Edge, connect
from lineage.interop.croissant.files import read_file
from lineage.interop.croissant.making import GENERATED_BY, Making
from lineage.interop.croissant.twins import TWINS
from lineage.interop.draft import Draft
from lineage.interop.losses import Loss
from lineage.interop.reading import Place
from lineage.pointer import Pointer

DERIVED_FROM: Final = ("prov:wasDerivedFrom", "prov:hadPrimarySource", "prov:wasRevisionOf", "prov:wasQuotedFrom",
                       "sc:isBasedOn", "sc:isBasedOnUrl")  # fmt: skip
_LOCATIONS: Final = ("sc:url", "prov:atLocation", "prov:locatedAt", "sc:contentUrl", "@id", "sc:identifier")
_INSIDE: Final = frozenset({"FileObject", "FileSet", "RecordSet", "Field"})
_NOTHING: Final = frozenset({"none", "n/a", "na", "null", "original", "unknown", "not applicable", "tbd", "-"})
_DOI: Final = r"10\.[0-9]{4,9}/[^\s<>\"{}|^`\\]+"

ELSEWHERE: Final = "says otherwise than what is on record already"
_PART: Final = "a part of the same dataset: derivations lead from dataset to dataset"
_UNNAMED: Final = "neither a name nor an address of a dataset"
_PATTERN: Final = "a pattern for many files: a manifest lists files by name"
_COLUMNS: Final = "a manifest does not describe columns"


class Datasets:
    """The import of one document into a draft."""

    def __init__(self, draft: Draft, document: Document) -> None:
        self._draft = draft
        self._document = document
        self._ids: dict[Pointer, str] = {}
        self._pending: deque[tuple[Node, dict[str, Any]]] = deque()
        self._edges: list[Edge] = []

    def read(self) -> tuple[Loss, ...]:
        """Read the datasets that the document is about, then whatever they name. Sources that would close a circle are
        lost."""
        for node in self._document.datasets:
            self._record(node)
        while self._pending:
            node, record = self._pending.popleft()
            self._fill(node, record)
        return connect(self._draft.records("datasets"), self._edges, self._draft.known())

    def _record(self, node: Node, apart_from: str = "") -> str | None:
        """The id of the record for the dataset that an object describes; the object is read later."""
        known = self._ids.get(node.place.pointer)
        if known is not None:
            return known
        name, _ = people.named(node)
        address = next((url for key in _LOCATIONS if (url := _address(node, key))), None)
        label = name or values.line(node.id) or address
        if label is None and not apart_from:
            label = "dataset"
        if label is None:
            return None
        record = self._add(name, address, label, apart_from)
        id = self._ids[node.place.pointer] = record["id"]
        self._pending.append((node, record))
        return str(id)

    def _add(self, name: str | None, address: str | None, label: str, apart_from: str = "") -> dict[str, Any]:
        strong = canonical("dataset", address) if address else ""
        key = strong if strong.startswith("hf:") else address or folded(label)
        known = self._draft.find("datasets", key) if key else None
        if known is not None and known["id"] == apart_from and known.get("name") != name:
            known, key = None, ""
        if known is None:
            said = {**({"name": name} if name else {}), **({"url": address} if address else {})}
            known = self._draft.add("datasets", said, name=label, keys=(key,) if key else ())
        return known

    def _source(self, place: Place, of: str) -> str | None:
        """The id of the dataset that another was made from, or that is part of it."""
        node = self._document.node(place)
        if node is not None:
            if node.types & _INSIDE:
                place.because(_PART)
                return None
            entity = node.get("prov:entity")
            if entity is not None and (inner := self._document.node(entity)) is not None and inner is not node:
                node = inner
            elif entity is not None and isinstance(entity.value, str):
                return self._source(entity, of)
            return self._record(node, apart_from=of)
        said = place.value if isinstance(place.value, str) else None
        if said is None:
            return None
        address, name = values.url(said), values.line(said)
        if address is None and (name is None or len(name) > 120 or name.casefold().strip(". ") in _NOTHING):
            place.because(_UNNAMED)
            return None
        return str(self._add(None if address else name, address, name or said, of)["id"])

    def _fill(self, node: Node, record: dict[str, Any]) -> None:
        node.pass_over("@type", "@id", "sc:id", "dct:conformsTo")
        for twin in TWINS:
            for name in twin.names:
                place = node.get(name)
                if place is None:
                    continue
                value = twin.read(place.value)
                if value is not None and put(record, twin.field, value):
                    place.take()
                    break
                if value is not None:
                    place.because(ELSEWHERE)
        for key in ("prov:atLocation", "prov:locatedAt", "sc:contentUrl"):
            if (place := node.get(key)) is not None and place.value == record.get("url"):
                place.take()
        self._aliases(node, record)
        self._agents(node, record)
        making = Making(self._draft, self._document)
        making.read(node)
        self._sources(node, record)
        self._distribution(node, record, making)
        for place in node.each("sc:hasPart"):
            if (part := self._source(place, record["id"])) is not None:
                self._edges.append(Edge(record["id"], "hasPart", part, place))
                self._document.used(place)
        responsible.read(self._draft, node, record, making)

    def _aliases(self, node: Node, record: dict[str, Any]) -> None:
        found: list[dict[str, str]] = []
        for place in node.each("sc:alternateName"):
            if name := values.line(words(place.value)):
                place.take()
                if name != record.get("name"):
                    found.append({"name": name})
        for place in node.each("sc:sameAs", "sc:identifier"):
            value = place.value.get("@id") if isinstance(place.value, dict) else place.value
            if iri := _identifier(value):
                place.take()
                if iri != record.get("url"):
                    found.append({"iri": iri})
        _extend(record, "aliases", found)

    def _agents(self, node: Node, record: dict[str, Any]) -> None:
        creators = [
            id
            for place in node.each("sc:creator", "sc:author", "dct:creator")
            if (id := people.agent(self._draft, self._document, place)) is not None
        ]
        _extend(record, "creators", list(dict.fromkeys(creators)))
        for place in node.each("sc:publisher", "dct:publisher"):
            if "publisher" in record:
                place.because("a dataset has one publisher")
            elif (publisher := people.agent(self._draft, self._document, place)) is not None:
                record["publisher"] = publisher

    def _sources(self, node: Node, record: dict[str, Any]) -> None:
        for place in node.each(*DERIVED_FROM):
            if (source := self._source(place, record["id"])) is not None:
                self._edges.append(Edge(record["id"], "derivedFrom", source, place))
                self._document.used(place)

    def _distribution(self, node: Node, record: dict[str, Any], making: Making) -> None:
        files, formats = [], set()
        for place in node.each("sc:distribution"):
            inside = self._document.node(place)
            if inside is None:
                continue
            if "FileSet" in inside.types:
                place_ = inside.get("sc:encodingFormat")
                formats.add(values.line(words(place_.value)) if place_ is not None else None)
                place.because(_PATTERN)
            elif (file := read_file(inside)) is not None:
                files.append(file)
                self._document.used(place)
            self._provenance(inside, record, making)
        _extend(record, "files", files)
        if len(formats) == 1 and (only := formats.pop()) is not None:
            put(record, "format", only)
        for place in node.each("cr:recordSet"):
            inside = self._document.node(place)
            if inside is None:
                continue
            self._provenance(inside, record, making)
            for field in inside.each("cr:field"):
                if (column := self._document.node(field)) is not None:
                    self._provenance(column, record, making)
            place.because(_COLUMNS)

    def _provenance(self, node: Node, record: dict[str, Any], making: Making) -> None:
        """What is said of a file, a set of records or a column about where it came from holds for the dataset too."""
        names = node.names()
        if any(name in names for name in (*GENERATED_BY, *DERIVED_FROM, "prov:wasAttributedTo")):
            name, _ = people.named(node)
            making.read(node, name or local(node.id or "a part"))
            self._sources(node, record)


def put(record: dict[str, Any], field: str, value: Any) -> bool:
    """Set a field that is not set yet; whether the record now says this value."""
    return bool(record.setdefault(field, value) == value)


def _extend(record: dict[str, Any], field: str, new: list[Any]) -> None:
    there = record.get(field, [])
    if new and isinstance(there, list):
        known = {json.dumps(item, sort_keys=True) for item in there}
        record[field] = there + [item for item in new if json.dumps(item, sort_keys=True) not in known]


def _address(node: Node, key: str) -> str | None:
    place = node.get(key)
    value = place.value if place is not None else None
    return values.url(value.get("@id") if isinstance(value, dict) else value)


def _identifier(value: Any) -> str | None:
    if isinstance(value, str) and re.fullmatch(_DOI, value.strip()):
        return f"https://doi.org/{value.strip()}"
    return values.iri(value)
