"""Generating the published artefacts from the model. Run by ``make generate``; a test compares them with the files.

pydantic's own output is tidied: no automatic titles, extension keys as a pattern, a description, examples and the first
version on every property, definitions under readable names.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from lineage.model import Manifest
from lineage.model.base import EXTENSION_KEY, Node, wire_name
from lineage.schema.context import context
from lineage.schema.descriptions import describe
from lineage.schema.fields import class_name, place_of
from lineage.schema.samples import examples
from lineage.schema.shapes import shapes
from lineage.schema.vocabulary import vocabulary
from lineage.version import HOMEPAGE

SCHEMA_ID: Final = f"{HOMEPAGE}schema/v1.0/manifest.schema.json"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FIRST: Final = "1.0"
SINCE: Final[dict[str, str]] = {}
"""Class and key, such as ``Dataset.origin``, with the version that added it, for every key that is not of the first."""


class _Generator(GenerateJsonSchema):
    schema_dialect = DIALECT

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        result = super().model_schema(schema)
        node = schema["cls"]
        result["title"] = node.__name__
        if issubclass(node, Node):
            result["description"] = _first_paragraph(node)
            result.pop("additionalProperties", None)
            result["patternProperties"] = {EXTENSION_KEY: {"description": "An extension: any JSON."}}
            result["additionalProperties"] = False
            for name in node.model_fields:
                key = wire_name(name)
                result["properties"][key] = {
                    "description": describe(node, name),
                    **result["properties"][key],
                    "examples": examples(place_of(node, name)),
                    "x-since": SINCE.get(f"{class_name(node)}.{key}", FIRST),
                }
        return result


def manifest_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a manifest."""
    raw = Manifest.model_json_schema(schema_generator=_Generator)
    definitions = raw.pop("$defs")
    names = {key: value.get("title", key) for key, value in definitions.items()}
    if len(set(names.values())) != len(names):
        raise ValueError("two definitions have the same name")
    definitions = {names[key]: value for key, value in definitions.items()}
    definitions.pop("JsonValue", None)
    root = _tidy(raw, names)
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_ID,
        "title": "Training Lineage manifest, version 1.0 (draft)",
        "x-status": "draft",
        **root,
        "$defs": {key: _tidy(definitions[key], names) for key in sorted(definitions)},
    }


def _first_paragraph(node: type[Node]) -> str:
    text = inspect.getdoc(node) or ""
    return " ".join(text.split("\n\n")[0].replace("``", "`").split())


def _tidy(schema: Any, names: dict[str, str]) -> Any:
    """The same schema without titles, with alternatives as ``anyOf`` and references under the readable names."""
    if isinstance(schema, list):
        return [_tidy(item, names) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidied: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "title" and isinstance(value, str):
            continue
        if key == "examples":
            tidied[key] = value  # data, not a schema
        elif key == "$ref":
            tidied[key] = "#/$defs/" + names[value.rpartition("/")[2]]
        elif key == "properties":
            tidied[key] = {name: _tidy(item, names) for name, item in value.items()}
        elif key == "oneOf":
            # The branches of an answer exclude each other by their keys; anyOf says the same and is cheaper to check.
            tidied["anyOf"] = _tidy(value, names)
        else:
            tidied[key] = _tidy(value, names)
    if "patternProperties" in tidied:
        tidied.setdefault("additionalProperties", False)  # pydantic refuses keys of another form; so does this
    return tidied


def artefacts() -> Iterator[tuple[str, str]]:
    """Every generated file: its path in the repository, and its text."""
    yield "schema/v1.0/manifest.schema.json", json.dumps(manifest_schema(), indent=2, ensure_ascii=False) + "\n"
    yield "schema/v1.0/context.jsonld", json.dumps(context(), indent=2, ensure_ascii=False) + "\n"
    yield "schema/v1.0/vocabulary.ttl", vocabulary()
    yield "schema/v1.0/shapes.ttl", shapes()
