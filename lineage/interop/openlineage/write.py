"""A manifest as static events: a job for each record that was made from others, a dataset event for each other one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from lineage.errors import LineageError
from lineage.interop.formats import Exported
from lineage.interop.openlineage.facets import MANIFESTS, OPENLINEAGE, PRODUCER, facet

_RECORDS = {"datasets": "traininglineage_dataset", "models": "traininglineage_model"}
_OWNERS = {"creators": "CREATOR", "publisher": "PUBLISHER", "licensor": "LICENSOR", "provider": "PROVIDER"}


def to_openlineage(tree: Mapping[str, Any], at: str | None = None) -> Exported:
    """Events, one a line. Their time is the date of the manifest; ``at`` is for one without."""
    writer = _Writer(tree, _time(tree, at))
    lines = [json.dumps(event, ensure_ascii=False) + "\n" for event in writer.events()]
    return Exported({"lineage.openlineage.ndjson": "".join(lines).encode()})


def _time(tree: Mapping[str, Any], at: str | None) -> str:
    for date in (tree.get("modified"), tree.get("issued"), at):
        if isinstance(date, str | int):
            return f"{date}-01-01"[:10] + "T00:00:00Z" if len(str(date)) == 4 else f"{date}-01"[:10] + "T00:00:00Z"
    raise LineageError("every event of OpenLineage has a time, and the manifest has no date", "say the date: --at")


class _Writer:
    def __init__(self, tree: Mapping[str, Any], time: str) -> None:
        self._tree = tree
        self._base = {"eventTime": time, "producer": PRODUCER}
        self._kinds = {record["id"]: noun for noun in _RECORDS for record in tree.get(noun, ())}
        self._agents = {record["id"]: record for record in tree.get("agents", ())}

    def events(self) -> Iterator[dict[str, Any]]:
        """The manifest itself, then its datasets and models."""
        head = {key: value for key, value in self._tree.items() if key not in _RECORDS and key != "id"}
        facets = {
            "datasetType": facet("datasetType", datasetType="MANIFEST"),
            "traininglineage_manifest": facet("traininglineage_manifest", **head),
        }
        yield self._event(None, {"namespace": MANIFESTS, "name": self._tree["id"], "facets": facets}, [])
        for noun in _RECORDS:
            for record in self._tree.get(noun, ()):
                dataset = {**self._named(record["id"]), "facets": self._facets(noun, record)}
                yield self._event(record["id"], dataset, self._inputs(noun, record))

    def _event(self, job: str | None, dataset: dict[str, Any], inputs: list[dict[str, str]]) -> dict[str, Any]:
        if job is None or not inputs:
            return {**self._base, "schemaURL": f"{OPENLINEAGE}#/$defs/DatasetEvent", "dataset": dataset}
        return {
            **self._base,
            "schemaURL": f"{OPENLINEAGE}#/$defs/JobEvent",
            "job": {"namespace": self._tree["id"], "name": f"make/{job}"},
            "inputs": inputs,
            "outputs": [dataset],
        }

    def _named(self, reference: str) -> dict[str, str]:
        """What a reference names, as OpenLineage names datasets."""
        if "://" in reference or reference.startswith(("urn:", "pkg:")):
            parts = urlsplit(reference)
            head = f"{parts.scheme}://{parts.netloc}" if parts.netloc else parts.scheme
            return {"namespace": head, "name": reference.removeprefix(head).lstrip("/:") or reference}
        alias, colon, rest = reference.partition(":")
        if colon:
            for entry in self._tree.get("imports", ()):
                if entry["alias"] == alias:
                    return {"namespace": entry["manifest"], "name": rest}
        return {"namespace": self._tree["id"], "name": reference}

    def _inputs(self, noun: str, record: Mapping[str, Any]) -> list[dict[str, str]]:
        """What a record was made from: datasets, and models that had a hand in it."""
        found: list[str] = []
        key = "derivedFrom" if noun == "datasets" else "initializedFrom"
        end = "dataset" if noun == "datasets" else "model"
        found += _references(record.get(key), end)
        found += _models(record.get("modelUses"))
        for stage in _list(record.get("training")):
            found += _references(stage.get("uses"), "dataset")
            found += _models(stage.get("modelUses"))
        return [self._named(name) for name in dict.fromkeys(found) if name != record["id"]]

    def _facets(self, noun: str, record: Mapping[str, Any]) -> dict[str, Any]:
        facets: dict[str, Any] = {}
        own = {key: value for key, value in record.items() if key != "id"}
        if isinstance(own.get("description"), str):
            facets["documentation"] = facet("documentation", description=own.pop("description"))
        if isinstance(own.get("version"), str):
            facets["version"] = facet("version", datasetVersion=own.pop("version"))
        if isinstance(own.get("url"), str):
            address = own.pop("url")
            facets["dataSource"] = facet("dataSource", name=urlsplit(address).netloc, uri=address)
        if owners := list(self._owners(record)):
            facets["ownership"] = facet("ownership", owners=owners)
        if noun == "models":
            facets["datasetType"] = facet("datasetType", datasetType="MODEL")
        return {**facets, _RECORDS[noun]: facet(_RECORDS[noun], **own)}

    def _owners(self, record: Mapping[str, Any]) -> Iterator[dict[str, str]]:
        """Agents by name, for those who do not read our facet."""
        for key, kind in _OWNERS.items():
            value = record.get(key)
            for agent in value if isinstance(value, list) else [value]:
                known = self._agents.get(agent) if isinstance(agent, str) else agent
                name = known.get("name") if isinstance(known, dict) else agent
                if isinstance(name, str):
                    yield {"name": name, "type": kind}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _references(value: Any, end: str) -> list[str]:
    entries = [entry.get(end) if isinstance(entry, dict) else entry for entry in _list(value)]
    return [entry for entry in entries if isinstance(entry, str)]


def _models(value: Any) -> list[str]:
    """The models that uses name, candidates included."""
    found: list[str] = []
    for use in _list(value):
        for model in (use.get("model"), *(entry["model"] for entry in _list(use.get("models")))):
            if isinstance(model, str):
                found.append(model)
            elif isinstance(model, dict):
                found += _list(model.get("oneOf"))
    return found
