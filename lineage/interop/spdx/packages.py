"""Models and datasets as packages, with their licences, files and what they were made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from lineage.interop import values
from lineage.interop.cyclonedx.components import comes_back, item_facts, listed, moment, name_of, plain, purl_of
from lineage.interop.cyclonedx.licences import expressions, is_expression
from lineage.interop.licences import reference
from lineage.interop.spdx.graph import Graph
from lineage.interop.spdx.words import (
    DATASET_TYPES,
    NO_ASSERTION,
    NO_LICENCE_SAID,
    NONE,
    NOTHING_SAID,
    PACKAGES,
)

_LIST_VERSION: Final = "3.28.0"
_MADE_FROM: Final = {
    "models": (("initializedFrom", "model", "descendantOf"),),
    "datasets": (("derivedFrom", "dataset", "descendantOf"), ("hasPart", "dataset", "contains")),
}
"""Lists of records by noun: the field, the key that names the record, and SPDX's relationship."""


class Packages:
    """The packages of a document. ``unsaid`` names the days that SPDX wants and the manifest does not give."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._licences: dict[str, str] = {}
        self.unsaid: list[tuple[str, str, str]] = []

    def write(self) -> None:
        """All of them."""
        for noun in PACKAGES:
            for record in self._graph.tree.get(noun, []):
                self._package(noun, record)

    def _package(self, noun: str, record: dict[str, Any]) -> None:
        graph, id, rest = self._graph, record["id"], dict(record)
        del rest["id"]
        said: dict[str, Any] = {"name": name_of(record)}
        if plain(record, "name", values.line) not in (None, id):
            del rest["name"]  # an id stands in where there is no name
        version = plain(record, "version", _said(values.line))
        said["software_packageVersion"] = version or (NO_ASSERTION if noun == "models" else None)
        if version:
            del rest["version"]
        if (description := plain(record, "description", _said(values.prose))) is not None:
            said["description"] = description
            del rest["description"]
        address = rest.pop("url", None)
        files = listed(record, "files")
        location = next((file["url"] for file in files if "url" in file), address)
        said |= {"software_homePage": address, "software_downloadLocation": location or NOTHING_SAID}
        said["software_packageUrl"] = purl_of(noun, record)
        said |= self._model(record, rest) if noun == "models" else self._dataset(record, rest)
        said["externalRef"] = self._links(rest)
        unsaid = self._days(noun, record, rest, said)
        if is_expression(str(record.get("licence"))):
            del rest["licence"]
        for field, _, _ in _MADE_FROM[noun]:
            if isinstance(rest.get(field), list):
                del rest[field]
        for field in ("files", "modelUses", "training"):
            if isinstance(rest.get(field), list):
                del rest[field]
        graph.add(PACKAGES[noun], id, said, {"record": noun, **({"doesNotSay": unsaid} if unsaid else {}), **rest})
        self._licence(id, record.get("licence"))
        self._files(id, files)
        for field, key, type in _MADE_FROM[noun]:
            self._made_from(record, field, key, type)

    def _model(self, record: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = {"software_primaryPurpose": "model"}
        said["suppliedBy"] = self._graph.agent(record.get("provider"))
        if "kind" in rest:
            said["ai_typeOfModel"] = [rest.pop("kind")]
        if (text := plain(record, "trainingDataDescription", _said(values.prose))) is not None:
            said["ai_informationAboutTraining"] = text
            del rest["trainingDataDescription"]
        return said

    def _dataset(self, record: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = {"software_primaryPurpose": "data"}
        names = [entry if isinstance(entry, str) else entry["modality"] for entry in listed(record, "modalities")]
        said["dataset_datasetType"] = list(dict.fromkeys(DATASET_TYPES[name] for name in names)) or ["noAssertion"]
        creators = listed(record, "creators")
        said["originatedBy"] = [self._graph.agent(creators[0] if creators else None)]
        if "publisher" in record:
            said["suppliedBy"] = self._graph.agent(record["publisher"])
        personal = "no" if record.get("personalData") is False else "noAssertion"
        said["dataset_hasSensitivePersonalInformation"] = personal
        if (text := plain(record, "purpose", _said(values.prose))) is not None:
            said["dataset_intendedUse"] = text
            del rest["purpose"]
        return said

    def _links(self, rest: dict[str, Any]) -> list[dict[str, Any]] | None:
        links = rest.get("documentation", [])
        found = [
            {
                "type": "ExternalRef",
                "externalRefType": "documentation",
                "locator": [link["url"]],
                **({"comment": link["title"]} if "title" in link else {}),
            }
            for link in links
            if "url" in link
        ]
        if links and all(comes_back(link, {"title", "url"}) for link in links):
            del rest["documentation"]
        return found or None

    def _days(self, noun: str, record: dict[str, Any], rest: dict[str, Any], said: dict[str, Any]) -> list[str]:
        """The days that SPDX wants; what the manifest does not give is named."""
        field = "released" if noun == "models" else "issued"
        said["releaseTime"] = moment(record.get(field))
        if said["releaseTime"]:
            del rest[field]
        wanted = {"releaseTime": field}
        if noun == "datasets":
            collected = record.get("collected", {})
            said["builtTime"] = moment(record.get("modified")) or moment(collected.get("to"))
            wanted["builtTime"] = "modified"
        missing = [theirs for theirs in wanted if not said[theirs]]
        self.unsaid += [(record["id"], wanted[theirs], theirs) for theirs in missing]
        return missing

    def _licence(self, id: str, licence: Any) -> None:
        graph, terms = self._graph, expressions(licence)
        current = [term for term in terms if "to" not in term] or terms
        target = self._expression(current[-1]) if current else NO_LICENCE_SAID
        graph.relate(f"{id}/declared-licence", graph.name(id), "hasDeclaredLicense", [target])
        graph.relate(f"{id}/concluded-licence", graph.name(id), "hasConcludedLicense", [NO_LICENCE_SAID])

    def _expression(self, term: dict[str, Any]) -> str:
        """The element of a licence. One that SPDX does not list gets a name of its own, and a text that says so."""
        text = term["expression"]
        written = text if is_expression(text) else reference(text)
        if written not in self._licences:
            graph, number = self._graph, len(self._licences)
            custom = [
                part for part in written.replace("(", " ").replace(")", " ").split() if part.startswith("LicenseRef-")
            ]
            entries = []
            for name in dict.fromkeys(custom):
                where = f" It is at {term['url']}" if "url" in term else ""
                local = f"licences/{number}/{name}"
                value = graph.add(
                    "simplelicensing_SimpleLicensingText",
                    local,
                    {"name": text, "simplelicensing_licenseText": f"The manifest does not hold the text.{where}"},
                )
                entries.append({"type": "DictionaryEntry", "key": name, "value": value})
            self._licences[written] = graph.add(
                "simplelicensing_LicenseExpression",
                f"licences/{number}",
                {
                    "simplelicensing_licenseExpression": written,
                    "simplelicensing_licenseListVersion": _LIST_VERSION,
                    "simplelicensing_customIdToUri": entries or None,
                },
            )
        return self._licences[written]

    def _files(self, id: str, files: list[dict[str, Any]]) -> None:
        graph, names = self._graph, []
        for number, file in enumerate(files):
            digest = file.get("sha256")
            hashes = [{"type": "Hash", "algorithm": "sha256", "hashValue": digest}] if digest else None
            said = {"name": file.get("name", file.get("path", file.get("url", NO_ASSERTION))), "verifiedUsing": hashes}
            facts = {key: value for key, value in file.items() if key != "sha256"}
            names.append(graph.add("software_File", f"{id}/files/{number}", said, {"record": "file", **facts}))
        graph.relate(f"{id}/data-files", graph.name(id), "hasDataFile", names)

    def _made_from(self, record: dict[str, Any], field: str, key: str, type: str) -> None:
        listing, graph, id = record.get(field), self._graph, record["id"]
        local = f"{id}/{field}"
        if isinstance(listing, dict):
            whole = listing.get("none") is True and listing.get("scope", "anywhere") == "anywhere"
            target, how_whole = (NONE, "complete") if whole else (NOTHING_SAID, "noAssertion")
            graph.relate(local, graph.name(id), type, [target], how_whole)
        elif isinstance(listing, list):
            targets, facts = relation(graph, listing, field, key)
            complete = record.get("complete", {}).get(field)
            graph.relate(local, graph.name(id), type, targets or [NOTHING_SAID], completeness(complete), facts)


def completeness(complete: Any) -> str:
    """SPDX's word for whether a list is known to be whole."""
    return {True: "complete", False: "incomplete"}.get(complete, "noAssertion")


def relation(graph: Graph, items: list[Any], field: str, key: str) -> tuple[list[str], dict[str, Any]]:
    """The records that a list names, and what else its entries say, by their number."""
    targets, facts = [], {}
    for number, item in enumerate(items):
        target = item if isinstance(item, str) else item[key]
        if isinstance(target, str):
            targets.append(graph.ref(target))
        if said := item_facts(item, key):
            facts[str(number)] = said
    return targets, {field: facts} if facts else {}


def _said(form: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    """A form of text without the one that says nothing."""
    return lambda text: None if text == NO_ASSERTION else form(text)
