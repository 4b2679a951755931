"""Datasets of events: each namespace and name is one record, however many events speak of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lineage.interop import values
from lineage.interop.draft import Draft
from lineage.interop.openlineage.edges import Edge, Named
from lineage.interop.reading import Place

_MAKERS: Final = frozenset({"CREATOR", "AUTHOR", "PRODUCER"})
_PUBLISHERS: Final = frozenset({"PUBLISHER"})


class Datasets:
    """The records that the events of one file name."""

    def __init__(self, draft: Draft, root: Place) -> None:
        self._draft = draft
        self._models = set(_models(root))
        self.edges: list[Edge] = []

    def take(self, place: Place, told: dict[str, Any]) -> Named | None:
        """The record of a dataset that an event names, with what its facets say; ``None`` for one without a name."""
        named = self._find(place, place.get("facets"))
        if named is None:
            return None
        if (facets := place.get("facets")) is not None:
            self._facets(facets, named, told)
        statistics = place.get("outputFacets")
        if statistics is not None and (counted := statistics.get("outputStatistics")) is not None:
            counted.because("a run counts what it writes, which need not be all of the dataset")
        return named

    def _find(self, place: Place, facets: Place | None) -> Named | None:
        space, name = place.get("namespace"), place.get("name")
        if space is None or name is None or not isinstance(space.value, str) or not isinstance(name.value, str):
            return None
        line = values.line(name.value)
        if line is None or values.line(space.value) is None:
            return None
        space.take()
        name.take()
        key = _key(space.value, name.value)
        noun = "models" if key in self._models else "datasets"
        kind = _text(facets, "datasetType", "datasetType")
        if kind is not None and noun == "models":
            kind.take()
            _passed(facets.get("datasetType") if facets is not None else None)
        record = {"name": line, "aliases": [_alias(space.value, name.value)]}
        return Named(noun, self._draft.add(noun, record, name=line, keys=(key,)))

    def _facets(self, facets: Place, named: Named, told: dict[str, Any]) -> None:
        record = named.record
        for name, facet in facets.members():
            if isinstance(facet.value, dict) and facet.value.get("_deleted") is True:
                continue
            before = set(record)
            if name == "documentation":
                _into(facet.get("description"), record, "description", values.prose)
            elif name == "version":
                _into(facet.get("datasetVersion"), record, "version", values.line)
            elif name == "dataSource":
                _into(facet.get("uri"), record, "url", values.url)
            elif name == "storage" and named.noun == "datasets":
                _into(facet.get("fileFormat"), record, "format", values.line)
            elif name == "symlinks":
                self._symlinks(facet, record)
                _passed(facet)
            elif name == "ownership":
                self._owners(facet, named)
            elif name == "lineage" and named.noun == "datasets":
                self._declared(facet, named, told)
            if set(record) != before:
                _passed(facet)

    def _symlinks(self, facet: Place, record: dict[str, Any]) -> None:
        aliases = record.setdefault("aliases", [])
        for entry in facet.each("identifiers"):
            space, name = entry.get("namespace"), entry.get("name")
            if space is None or name is None or not values.line(space.value) or not values.line(name.value):
                continue
            alias = _alias(space.take(), name.take())
            if alias not in aliases:
                aliases.append(alias)

    def _owners(self, facet: Place, named: Named) -> None:
        makers: list[str] = []
        for entry in facet.each("owners"):
            name = entry.get("name")
            kind = entry.get("type")
            word = str(kind.value).upper() if kind is not None else ""
            if name is None or not isinstance(name.value, str) or named.noun != "datasets":
                continue
            if word in _MAKERS:
                field = "creators"
            elif word not in _PUBLISHERS:
                entry.because("who owns a dataset in a pipeline need not have made or published it")
                continue
            elif "publisher" in named.record:
                entry.because("a dataset has one publisher")
                continue
            else:
                field = "publisher"
            agent = self._draft.agent(name.value)
            if agent is None:
                continue
            name.take()
            if kind is not None and isinstance(kind.value, str):
                kind.take()
            if field == "creators":
                makers.append(agent)
            else:
                named.record.setdefault("publisher", agent)
        if makers:
            named.record.setdefault("creators", list(dict.fromkeys(makers)))

    def _declared(self, facet: Place, named: Named, told: dict[str, Any]) -> None:
        """Sources that a dataset states itself."""
        for entry in facet.each("inputs"):
            if isinstance(entry.value, dict) and entry.value.get("type", "DATASET") == "DATASET":
                source = self._find(entry, None)
                if source is not None:
                    entry.pass_over("type")
                    self.edges.append(Edge(named, source, told, entry))


def _models(root: Place) -> Iterator[str]:
    """The names of what any event says is a model; others may name it without saying so."""
    for event in root.each():
        for place in (event.get("dataset"), *event.each("inputs"), *event.each("outputs")):
            kind = _text(place, "facets", "datasetType", "datasetType")
            space, name = _text(place, "namespace"), _text(place, "name")
            if kind is not None and kind.value.upper() == "MODEL" and space is not None and name is not None:
                yield _key(space.value, name.value)


def _key(space: str, name: str) -> str:
    return f"openlineage:{space}\n{name}"


def _alias(space: str, name: str) -> dict[str, str]:
    """Both parts of a name as one IRI, where that is one."""
    joined = f"{space.rstrip('/')}/{name.lstrip('/')}"
    if "://" in space and values.iri(joined):
        return {"iri": joined, "usedBy": "OpenLineage"}
    return {"name": values.line(f"{space} {name}") or name[:200], "usedBy": "OpenLineage"}


def _text(place: Place | None, *keys: str) -> Place | None:
    for key in keys:
        place = place.get(key) if place is not None else None
    return place if place is not None and isinstance(place.value, str) else None


def _into(place: Place | None, record: dict[str, Any], field: str, form: Any) -> None:
    """A value in a form, where the record does not say it yet, or says the same."""
    if place is None or (value := form(place.value)) is None:
        return
    if record.setdefault(field, value) == value:
        place.take()
    else:
        place.because("an earlier event says otherwise")


def _passed(facet: Place | None) -> None:
    if facet is not None:
        facet.pass_over("_producer", "_schemaURL")
