"""A manifest as a bill of materials in CycloneDX's own words, for version 1.7 or 1.6."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any, Final

from lineage.errors import LineageError
from lineage.interop.cyclonedx.components import component, listed, moment, outside, properties
from lineage.interop.cyclonedx.relations import compositions, dependencies
from lineage.interop.cyclonedx.workflows import teachers, workflows
from lineage.interop.draft import NOUNS
from lineage.interop.formats import Exported

VERSIONS: Final = ("1.7", "1.6")
_COMPONENTS: Final = ("models", "datasets")
_SPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://w3id.org/training-lineage/")


def to_cyclonedx(tree: Mapping[str, Any], version: str = "1.7", **options: Any) -> Exported:
    """A manifest as CycloneDX. Its serial number is made of the manifest's id, its timestamp is the manifest's date.

    Raises :class:`lineage.errors.LineageError` for another version or an option that there is not.
    """
    if version not in VERSIONS:
        raise LineageError(f'CycloneDX "{version}" is not written here', "use one of " + ", ".join(VERSIONS))
    if options:
        raise LineageError(
            f'CycloneDX has no option "{next(iter(options))}"', 'the option is "version": ' + " or ".join(VERSIONS)
        )
    text = json.dumps(_bom(tree, version), ensure_ascii=False, indent=2) + "\n"
    return Exported({"bom.cdx.json": text.encode()})


def _bom(tree: Mapping[str, Any], version: str) -> dict[str, Any]:
    graph = Graph(tree, version)
    flows = workflows(graph)
    parts = {record["id"]: component(graph, noun, record) for noun in _COMPONENTS for record in tree.get(noun, [])}
    main = next((id for id in _mains(tree) if id in parts), None)
    bom: dict[str, Any] = {
        "$schema": f"http://cyclonedx.org/schema/bom-{version}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, tree['id'])}",
        "version": 1,
        "metadata": _metadata(tree, parts.pop(main) if main else None),
    }
    relations = dependencies(graph)  # before the components: it may meet records of other manifests
    bom["components"] = [*parts.values(), *(outside(graph, name) for name in sorted(graph.outside))]
    bom["dependencies"] = relations
    bom["compositions"] = compositions(graph)
    if flows:
        bom["formulation"] = [{"bom-ref": "training-lineage/formulation", "workflows": flows}]
    return {key: value for key, value in bom.items() if value != []}


class Graph:
    """The manifest that is written: its records by id, and the names that others bear that it refers to."""

    def __init__(self, tree: Mapping[str, Any], version: str) -> None:
        self.tree = tree
        self.version = version
        self.models: dict[str, dict[str, Any]] = {record["id"]: record for record in tree.get("models", [])}
        self.datasets: dict[str, dict[str, Any]] = {record["id"]: record for record in tree.get("datasets", [])}
        self.agents: dict[str, dict[str, Any]] = {record["id"]: record for record in tree.get("agents", [])}
        self.terms: dict[str, dict[str, Any]] = {record["id"]: record for record in tree.get("terms", [])}
        self.subjects: frozenset[str] = frozenset(tree.get("subjects", []))
        self.outside: dict[str, str] = {}
        self.used_under = _terms_of_uses(tree)

    def ref(self, reference: str, type: str) -> str:
        """The ``bom-ref`` of a model or dataset; one of another manifest gets a component that only names it."""
        if reference not in self.models and reference not in self.datasets:
            self.outside.setdefault(reference, type)
        return reference


def _terms_of_uses(tree: Mapping[str, Any]) -> dict[str, dict[str, None]]:
    """By model, the terms under which anybody in this manifest used it, each once."""
    found: dict[str, dict[str, None]] = {}
    models = tree.get("models", [])
    stages = [stage for model in models for stage in listed(model, "training")]
    for holder in (*tree.get("datasets", []), *models, *stages):
        for use in listed(holder, "modelUses"):
            for model in teachers(use):
                found.setdefault(model, {}).update(dict.fromkeys(listed(use, "terms")))
    return found


def _mains(tree: Mapping[str, Any]) -> list[str]:
    """What the bill can be of, the likeliest first: a subject that is a model, a subject, a model that was trained."""
    models = {record["id"]: record for record in tree.get("models", [])}
    subjects = tree.get("subjects", [])
    trained = [id for id, record in models.items() if "training" in record]
    return [*(id for id in subjects if id in models), *subjects, *trained]


def _metadata(tree: Mapping[str, Any], main: dict[str, Any] | None) -> dict[str, Any]:
    facts = {key: value for key, value in tree.items() if key not in _COMPONENTS}
    made = moment(tree.get("modified")) or moment(tree.get("issued"))
    return {
        **({"timestamp": made} if made else {}),
        **({"component": main} if main else {}),
        "properties": properties({key: facts[key] for key in sorted(facts, key=lambda key: (key in NOUNS, key))}),
    }
