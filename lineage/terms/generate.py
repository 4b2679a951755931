"""Making the shipped files of the data set from the YAML: the compact JSON, and its JSON Schema.

Run by ``make generate``; a test compares the files with what is made here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from lineage.model.dates import DateFact, earliest
from lineage.terms.stored import DATA
from lineage.version import HOMEPAGE

SCHEMA_ID: Final = f"{HOMEPAGE}schema/v1.0/terms.schema.json"


def artefacts() -> Iterator[tuple[str, str]]:
    """The generated files of this room: path in the repository, and text."""
    yield "lineage/terms/data/terms.json", compact(collected())
    yield "lineage/terms/data/terms.schema.json", json.dumps(terms_schema(), indent=2, ensure_ascii=False) + "\n"


def collected() -> dict[str, list[dict[str, Any]]]:
    """Providers and terms of all YAML files, in the order of provider, id and day."""
    from lineage.read import read_path

    found: list[dict[str, Any]] = []
    terms: list[dict[str, Any]] = []
    for path in sorted(DATA.glob("*.yaml")):
        manifest = read_path(path).tree()
        for agent in manifest["agents"]:
            aliases = agent.get("x-aliases")
            found.append({"id": agent["id"], "name": agent["name"], **({"aliases": aliases} if aliases else {})})
        terms += manifest["terms"]
    return {"providers": found, "terms": sorted(terms, key=_order)}


def _order(entry: dict[str, Any]) -> tuple[str, str, str]:
    began = entry.get("effective", {}).get("from", "")
    if isinstance(began, dict):
        fact = DateFact.model_validate(began)
        began = str(earliest(fact) or fact.at_most)
    return entry["provider"], entry["id"], str(began)


def compact(data: dict[str, list[dict[str, Any]]]) -> str:
    """The data as JSON with one row a line, so that a change shows as the rows that changed."""
    parts = []
    for key, rows in data.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        parts.append(f'"{key}":[\n{lines}\n]')
    return "{" + ",\n".join(parts) + "}\n"


def terms_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the shipped file: terms as a manifest has them, and providers with their aliases."""
    from lineage.schema.generate import DIALECT, manifest_schema

    definitions = manifest_schema()["$defs"]
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_ID,
        "title": "Training Lineage clauses on record, version 1.0 (draft)",
        "description": "Dated terms on training with the outputs of models, with the providers whose they are.",
        "x-status": "draft",
        "type": "object",
        "additionalProperties": False,
        "required": ["providers", "terms"],
        "properties": {
            "providers": {
                "description": "Whose terms they are, with the names by which they are known.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["id", "name"],
                    "properties": {
                        "id": {"$ref": "#/$defs/Id"},
                        "name": {"$ref": "#/$defs/Line"},
                        "aliases": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Line"}},
                    },
                },
            },
            "terms": {"description": "One row for each version.", "type": "array", "items": {"$ref": "#/$defs/Terms"}},
        },
        "$defs": _needed(definitions, ["Terms", "Id", "Line"]),
    }


def _needed(definitions: dict[str, Any], roots: list[str]) -> dict[str, Any]:
    """The definitions that the roots refer to, directly or through others, by name."""
    waiting, found = list(roots), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(definitions[name])
    return {name: definitions[name] for name in sorted(found)}


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(reference := value.get("$ref"), str):
            yield reference.removeprefix("#/$defs/")
        for inside in value.values():
            yield from _references(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _references(inside)
