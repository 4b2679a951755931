"""A manifest as a Croissant 1.1 document about one of its datasets, with what that was made from and by whom.

Sources, models and agents stand where PROV and schema.org have a place for them; each is written out once and named by
its ``@id`` elsewhere. Only the dataset that the document is about is a ``sc:Dataset``: mlcroissant takes the first that
it meets for the subject, and sources would be met as well.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container
from typing import Any, Final

from lineage.interop.croissant import activities, own
from lineage.interop.croissant.context import local
from lineage.interop.croissant.files import write_file
from lineage.interop.croissant.reach import Reached
from lineage.interop.croissant.twins import TWINS, plain
from lineage.model.roles import creates_data
from lineage.schema.alignment import TERMS

NOTHING_SAID: Final = "The manifest does not describe this dataset in words."
"""Croissant wants a description of every dataset."""
_DEEPEST: Final = 20
"""Sources inside sources; deeper ones stand beside, since readers limit how deep a document may go."""

CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "annotation": "cr:annotation",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "prov": "http://www.w3.org/ns/prov#",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "sdVersion": "cr:sdVersion",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
    "unArchive": "cr:unArchive",
    "value": "cr:value",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "tl": TERMS,
}
"""The context that Croissant 1.1 gives, with PROV, its vocabulary for responsible AI, and ours."""


def spelt(name: str) -> str:
    """How a short name is written under this context."""
    return name.removeprefix("sc:") if name.startswith("sc:") else name.removeprefix("cr:")


class Writer:
    """Writes one document. ``forced`` are the fields of records that are said in our terms too, since Croissant's own
    words alone would come back as something else."""

    def __init__(self, reached: Reached, forced: Container[tuple[str, str]] = ()) -> None:
        self._reached = reached
        self._forced = forced
        self._written: set[str] = set()
        self._open: list[str] = []
        self._beside: deque[str] = deque()

    def document(self) -> dict[str, Any]:
        """The document."""
        head = own.said(self._reached.manifest)
        root = self._dataset(self._reached.subject)
        version = {"sdVersion": head["version"]} if "version" in head else {}
        document = {"@context": CONTEXT, "@type": root.pop("@type"), "@id": root.pop("@id"),
                    "conformsTo": "http://mlcommons.org/croissant/1.1", **root, **version,
                    "tl:manifest": self._head(head)}  # fmt: skip
        mentions = []
        self._open.append(self._reached.subject)  # what is mentioned inside it may not lead back to it
        self._beside.extend(self._reached.ids)
        while self._beside:
            id = self._beside.popleft()
            if id not in self._written:
                mentions.append(self.embedded(id))
        mentions += [self._terms(terms, id) for terms, id in self._reached.terms]
        return {**document, **({"mentions": mentions} if mentions else {})}

    def embedded(self, id: str) -> dict[str, Any]:
        """The record of this id where it stands first, and a mere reference where it was written before."""
        kind = self._reached.kind(id)
        if kind is None or id in self._written:
            return {"@id": id}
        if kind == "datasets" and len(self._open) >= _DEEPEST:
            self._beside.append(id)
            return {"@id": id}
        return {"datasets": self._dataset, "models": self._model, "agents": self._agent}[kind](id)

    def fits(self, id: str, noun: str) -> bool:
        """Whether a reference can stand for a record of this noun here: it leads outside or to one, and not back to a
        record that is being written, which some readers follow forever."""
        return self._reached.kind(id) in (None, noun) and id not in self._open

    def leads_outside(self, id: str) -> bool:
        """Whether the manifest has no record of this id."""
        return self._reached.kind(id) is None

    def nodes(self, id: str, field: str) -> list[Any]:
        """The entries of a list of a record, as objects of the model."""
        listed: list[Any] = own.said(self._reached.record(id)[0])[field]
        return listed

    def _head(self, head: dict[str, Any]) -> dict[str, Any]:
        manifest = self._reached.manifest
        kept = ("version", "issued", "modified", "language", "publisher", "imports", "namespaces")
        members = {own.exact("Manifest", key): own.encode(head[key], key) for key in kept if key in head}
        if "namespaces" in head:
            members["tl:namespaces"] = {"@type": "@json", "@value": head["namespaces"]}
        return {"@id": manifest.id, "@type": "tl:Manifest", **members, **own.extensions(manifest)}

    def _dataset(self, id: str) -> dict[str, Any]:
        self._written.add(id)
        self._open.append(id)
        node, record = self._reached.record(id)
        is_subject = id == self._reached.subject
        made: dict[str, Any] = {"@type": ["sc:Dataset" if is_subject else "prov:Entity", "tl:Dataset"], "@id": id}
        if is_subject:
            made |= {"name": id, "description": NOTHING_SAID}
        done = {"id"}
        for twin in TWINS:
            if twin.field in record and (value := twin.write(record[twin.field])) is not None:
                made[spelt(twin.names[0])] = value
                done.add(twin.field)
        for field, write in _LISTED.items():
            if field in record and (members := write(self, record[field], id)):
                made |= members
                done.add(field)
        made |= _about_models(self._reached, record)
        self._open.pop()
        return made | self._rest(id, "Dataset", node, done)

    def _model(self, id: str) -> dict[str, Any]:
        self._written.add(id)
        node, record = self._reached.record(id)
        made = {"@type": ["prov:SoftwareAgent", "tl:Model"], "@id": id}
        return made | _named(record, ("name", "version", "url")) | self._rest(id, "Model", node, _PLAIN)

    def _agent(self, id: str) -> dict[str, Any]:
        self._written.add(id)
        node, record = self._reached.record(id)
        kind = "Person" if record.get("kind") == "person" else "Organization"
        contact = record.get("contact", {})
        made = {"@type": [kind, "tl:Agent"], "@id": id}
        return (
            made | _named(record, ("name",)) | _named(contact, ("url", "email")) | self._rest(id, "Agent", node, _PLAIN)
        )

    def _terms(self, terms: Any, id: str) -> dict[str, Any]:
        members = {
            own.exact("Terms", key): own.encode(value, key) for key, value in own.said(terms).items() if key != "id"
        }
        return {"@type": ["CreativeWork", "tl:Terms"], "@id": id, **members, **own.extensions(terms)}

    def _rest(self, id: str, owner: str, node: Any, done: Container[str]) -> dict[str, Any]:
        """In our terms, what is not said yet or has to be said exactly."""
        members = {
            own.exact(owner, key): own.encode(value, key)
            for key, value in own.said(node).items()
            if key not in done or (id, key) in self._forced
        }
        return members | own.extensions(node)


_PLAIN: Final = frozenset({"id", "name", "version", "url"})


def _named(record: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    found = {key: plain(record.get(key)) for key in keys if isinstance(record, dict)}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def _aliases(writer: Writer, aliases: list[dict[str, Any]], id: str) -> dict[str, Any]:
    names = [alias["name"] for alias in aliases if "name" in alias]
    iris = [alias["iri"] for alias in aliases if "iri" in alias]
    return {**({"alternateName": names} if names else {}), **({"sameAs": iris} if iris else {})}


def _creators(writer: Writer, creators: Any, id: str) -> dict[str, Any]:
    if not isinstance(creators, list) or not all(_is_agent(writer, creator) for creator in creators):
        return {}
    return {"creator": [_party(writer, creator) for creator in creators]}


def _publisher(writer: Writer, publisher: Any, id: str) -> dict[str, Any]:
    return {"publisher": _party(writer, publisher)} if _is_agent(writer, publisher) else {}


def _is_agent(writer: Writer, agent: Any) -> bool:
    return not isinstance(agent, str) or writer.fits(agent, "agents")


def _party(writer: Writer, agent: Any) -> dict[str, Any]:
    if isinstance(agent, str):
        # An agent of another manifest: Croissant wants a type and a name, and its id is all that there is.
        outside = {"@type": "Organization", "@id": agent, "name": local(agent)}
        return outside if writer.leads_outside(agent) else writer.embedded(agent)
    made = {"@type": ["Organization", "tl:InlineAgent"], **_named(agent, ("name", "url"))}
    return made | ({"tl:country": agent["country"]} if "country" in agent else {})


def _files(writer: Writer, files: list[dict[str, Any]], id: str) -> dict[str, Any]:
    written = [write_file(file, f"{id}/files/{number}") for number, file in enumerate(files)]
    return {"distribution": [file for file in written if file is not None]} if any(written) else {}


def _parts(writer: Writer, parts: Any, id: str) -> dict[str, Any]:
    if not isinstance(parts, list):
        return {}
    return {"hasPart": [writer.embedded(part) for part in parts if writer.fits(part, "datasets")]}


def _about_models(reached: Reached, record: dict[str, Any]) -> dict[str, Any]:
    """What the vocabulary for responsible AI asks about models."""
    uses = record.get("modelUses")
    if not isinstance(uses, list):
        return {}
    found: dict[str, Any] = {}
    writing = [use for use in uses if isinstance(use["role"], str) and creates_data(use["role"], _listed(use))]
    if writing:
        found["rai:hasSyntheticData"] = True
    labelling = [use["model"] for use in uses if use["role"] == "label" and isinstance(use.get("model"), str)]
    if names := [name for id in dict.fromkeys(labelling) if (name := reached.name(id)) is not None]:
        found["rai:machineAnnotationTools"] = names
    return found


def _listed(use: dict[str, Any]) -> tuple[str, ...]:
    writes = use.get("writes")
    return tuple(writes) if isinstance(writes, list) else ()


_LISTED: Final[dict[str, Any]] = {
    "aliases": _aliases,
    "creators": _creators,
    "publisher": _publisher,
    "derivedFrom": activities.sources,
    "modelUses": activities.uses,
    "hasPart": _parts,
    "files": _files,
}
