"""Our facets: what they are called, where their schema is, and the schema itself, generated from the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from lineage.version import HOMEPAGE

PRODUCER: Final = HOMEPAGE
OPENLINEAGE: Final = "https://openlineage.io/spec/2-0-2/OpenLineage.json"
SCHEMA_URL: Final = f"{HOMEPAGE}schema/v1.0/openlineage/facets.json"
PATH: Final = "schema/v1.0/openlineage/facets.json"
MANIFESTS: Final = f"{HOMEPAGE}manifest"
"""The namespace of manifests themselves."""

OWN: Final = {
    "traininglineage_dataset": "Dataset",
    "traininglineage_model": "Model",
    "traininglineage_manifest": "Manifest",
}
"""Our facets, each with the class of the record that it holds."""
NOUN: Final = {"traininglineage_dataset": "datasets", "traininglineage_model": "models"}

STANDARD: Final = {
    "documentation": "https://openlineage.io/spec/facets/1-1-0/DocumentationDatasetFacet.json#/$defs/DocumentationDatasetFacet",
    "version": "https://openlineage.io/spec/facets/1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet",
    "dataSource": "https://openlineage.io/spec/facets/1-0-1/DatasourceDatasetFacet.json#/$defs/DatasourceDatasetFacet",
    "ownership": "https://openlineage.io/spec/facets/1-0-1/OwnershipDatasetFacet.json#/$defs/OwnershipDatasetFacet",
    "datasetType": "https://openlineage.io/spec/facets/1-0-1/DatasetTypeDatasetFacet.json#/$defs/DatasetTypeDatasetFacet",
    "symlinks": "https://openlineage.io/spec/facets/1-0-1/SymlinksDatasetFacet.json#/$defs/SymlinksDatasetFacet",
}
"""Facets of OpenLineage that are written, with their schemas."""

KEPT: Final = ("agents", "terms", "claims", "crawlers", "services")
"""Nouns that travel with the manifest: records point at them."""


def facet(name: str, /, **members: Any) -> dict[str, Any]:
    """A facet with its producer and schema."""
    schema = f"{SCHEMA_URL}#/$defs/{name}" if name in OWN else STANDARD[name]
    return {"_producer": PRODUCER, "_schemaURL": schema, **members}


def artefacts() -> Iterator[tuple[str, str]]:
    """The schema of our facets: its path in the repository, and its text."""
    from lineage.model.base import EXTENSION_KEY
    from lineage.schema.generate import DIALECT, SCHEMA_ID, manifest_schema

    manifest = manifest_schema()
    definitions: dict[str, Any] = {}
    for name, cls in OWN.items():
        node = manifest if cls == "Manifest" else manifest["$defs"][cls]
        at = "" if cls == "Manifest" else f"/$defs/{cls}"
        kept = [key for key in node["properties"] if _travels(cls, key)]
        definitions[name] = {
            "description": f"What a manifest of training data lineage says of a {cls.lower()}.",
            "allOf": [
                {"$ref": f"{OPENLINEAGE}#/$defs/DatasetFacet"},
                {
                    "type": "object",
                    "properties": {key: {"$ref": f"{SCHEMA_ID}#{at}/properties/{key}"} for key in kept},
                    "patternProperties": {EXTENSION_KEY: {"description": "An extension: any JSON."}},
                },
            ],
        }
    schema = {
        "$schema": DIALECT,
        "$id": SCHEMA_URL,
        "title": "Training Lineage facets of OpenLineage datasets, version 1.0 (draft)",
        "x-status": "draft",
        "type": "object",
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in OWN},
        "$defs": definitions,
    }
    yield PATH, json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _travels(cls: str, key: str) -> bool:
    if cls != "Manifest":
        return key != "id"
    lists = ("agents", "models", "datasets", "corpora", "crawlers", "services", "measures", "declarations",
             "publications", "terms", "claims", "waivers", "datasetDefaults")  # fmt: skip
    return key not in lists or key in KEPT
