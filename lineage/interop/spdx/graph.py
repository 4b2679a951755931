"""The elements of a document in the making, and their names: the manifest's id, a hash sign, and a local name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lineage.interop.cyclonedx.components import name_of
from lineage.interop.cyclonedx.properties import flat
from lineage.interop.spdx.words import ENTRY, ENTRY_NAME, ENTRY_VALUE, EXTENSION, LIST, NO_ASSERTION

CREATION: Final = "_:creation"
_AGENTS: Final = {"person": "Person", None: "Agent"}


def import_names(imports: Any, base: str) -> dict[str, str]:
    """By alias, what the names of elements of an imported manifest begin with."""
    found: dict[str, str] = {}
    for entry in imports if isinstance(imports, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("alias"), str) and isinstance(entry.get("manifest"), str):
            iri = entry["manifest"]
            begins = f"{iri}#" if ":" in iri and f"{iri}#" not in found.values() else f"{base}imports/{entry['alias']}/"
            found.setdefault(entry["alias"], begins)
    return found


class Graph:
    """Elements so far, and the manifest that they are made of."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self.tree = tree
        self.base = f"{tree['id']}#"
        self.elements: list[dict[str, Any]] = []
        self.outside: dict[str, None] = {}
        self.agents: dict[str, dict[str, Any]] = {record["id"]: record for record in tree.get("agents", [])}
        self.local = {record["id"] for noun in ("models", "datasets") for record in tree.get(noun, [])}
        self._imports = import_names(tree.get("imports"), self.base)
        self._inline: dict[str, str] = {}

    def name(self, local: str) -> str:
        """The name of an element of this document."""
        return self.base + local

    def ref(self, reference: str) -> str:
        """The name of a model or dataset; one that is not described here is remembered as such."""
        if reference in self.local:
            return self.name(reference)
        alias, colon, rest = reference.partition(":")
        if colon and alias in self._imports:
            name = self._imports[alias] + rest
        else:
            name = reference if colon else self.name(reference)
        self.outside[name] = None
        return name

    def add(self, type: str, local: str, said: Mapping[str, Any], facts: Mapping[str, Any] | None = None) -> str:
        """An element, with facts of ours in its extension."""
        made: dict[str, Any] = {"type": type, "spdxId": self.name(local), "creationInfo": CREATION}
        made |= {key: value for key, value in said.items() if value is not None}
        if facts:
            made["extension"] = [extension(facts)]
        self.elements.append(made)
        return str(made["spdxId"])

    def relate(
        self,
        local: str,
        source: str,
        type: str,
        targets: list[str],
        completeness: str | None = None,
        facts: Mapping[str, Any] | None = None,
        comment: str | None = None,
    ) -> None:
        """A relationship from one element to others."""
        if targets:
            said = {"from": source, "relationshipType": type, "to": targets, "comment": comment}
            self.add("Relationship", local, {**said, "completeness": completeness}, facts)

    def agent(self, reference: Any) -> str:
        """The name of the element of an agent; one that says nothing where there is none."""
        if isinstance(reference, str) and reference in self.agents:
            return self.name(reference)
        called = reference.get("name") if isinstance(reference, dict) else None
        called = called if isinstance(called, str) else NO_ASSERTION
        if called not in self._inline:
            self._inline[called] = self.add("Agent", f"agents/{len(self._inline)}", {"name": called})
        return self._inline[called]


def extension(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as an extension."""
    return {
        "type": EXTENSION,
        LIST: [{"type": ENTRY, ENTRY_NAME: name, ENTRY_VALUE: text} for name, text in flat(facts)],
    }


def write_agents(graph: Graph) -> None:
    """People and organisations, with where to reach them."""
    for id, record in graph.agents.items():
        contact = record.get("contact", {})
        known = [("email", contact.get("email")), ("urlScheme", contact.get("url"))]
        identifiers = [
            {"type": "ExternalIdentifier", "externalIdentifierType": type, "identifier": text}
            for type, text in known
            if text
        ]
        identifiers += [
            {
                "type": "ExternalIdentifier",
                "externalIdentifierType": "other",
                "identifier": entry["value"],
                "issuingAuthority": entry["scheme"],
            }
            for entry in record.get("identifiers", [])
        ]
        type = _AGENTS.get(record.get("kind"), "Organization")
        rest = {key: value for key, value in record.items() if key != "id"}
        graph.add(
            type,
            id,
            {"name": name_of(record), "externalIdentifier": identifiers or None},
            {"record": "agents", **rest},
        )
