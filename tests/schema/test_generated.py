"""Everything generated is committed as generated, and the published schema is clean."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from lineage.schema import example_names
from lineage.schema.generate import DIALECT, SCHEMA_ID
from tests.schema.ajv import verdicts
from tests.schema.graphs import EXAMPLES
from tools.generate import generated

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMA: dict[str, Any] = json.loads((REPOSITORY / "schema/v1.0/manifest.schema.json").read_text("utf-8"))


@pytest.mark.parametrize(("name", "text"), list(generated()), ids=lambda value: value[:40].replace("\n", " "))
def test_committed_files_are_as_generated(name: str, text: str) -> None:
    assert (REPOSITORY / name).read_text("utf-8") == text, "run `make generate`"


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "properties":
                yield from value.items()
            if key != "examples":
                yield from properties(value)
    elif isinstance(node, list):
        for item in node:
            yield from properties(item)


def keywords(node: Any, inside_properties: bool = False) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if not inside_properties:
                yield key, value
            if key == "examples" and not inside_properties:
                continue  # data, not schemas
            yield from keywords(value, key in {"properties", "patternProperties", "$defs"} and not inside_properties)
    elif isinstance(node, list):
        for item in node:
            yield from keywords(item)


def test_it_is_a_valid_schema_of_the_named_dialect() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == DIALECT
    assert SCHEMA["$id"] == SCHEMA_ID
    assert SCHEMA["x-status"] == "draft"


def test_every_property_has_a_description() -> None:
    bare = [name for name, schema in properties(SCHEMA) if not schema.get("description")]
    assert not bare


def test_every_property_has_examples_that_are_valid_and_a_first_version() -> None:
    for name, schema in properties(SCHEMA):
        assert schema["x-since"] == "1.0"
        assert schema["examples"], name
        valid = jsonschema_rs.Draft202012Validator({**schema, "$defs": SCHEMA["$defs"]})
        assert [example for example in schema["examples"] if not valid.is_valid(example)] == [], name


def test_the_locked_packages_of_node_name_no_registry() -> None:
    text = (REPOSITORY / "tests/node/package-lock.json").read_text("utf-8")
    assert '"integrity"' in text
    assert not re.search(r'"resolved"|registry', text)


def test_the_name_of_the_schema_never_changes() -> None:
    assert SCHEMA["$id"] == "https://w3id.org/training-lineage/schema/v1.0/manifest.schema.json"


PUBLISHED = sorted(path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "schema/v1.0").rglob("*.json"))


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_published_schema_is_named_by_the_place_where_it_is_published(name: str) -> None:
    schema = json.loads((REPOSITORY / name).read_text("utf-8"))
    assert schema["$id"] == f"https://w3id.org/training-lineage/{name}"
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)


def test_whatever_is_published_is_generated() -> None:
    folder = REPOSITORY / "schema" / "v1.0"
    found = {path.relative_to(REPOSITORY).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {name for name, _ in generated() if name.startswith("schema/v1.0/")}
    assert len(PUBLISHED) == 5


def test_no_automatic_titles_no_nulls_no_empty_defaults() -> None:
    found = list(keywords(SCHEMA))
    assert [value for key, value in found if key == "title"] == [SCHEMA["title"]]
    assert not [value for key, value in found if key == "type" and (value == "null" or "null" in value)]
    assert not [value for key, value in found if key == "default"]


def test_definitions_have_readable_names_and_all_are_used() -> None:
    text = json.dumps(SCHEMA)
    for name in SCHEMA["$defs"]:
        assert name.isalnum()
        assert f'"#/$defs/{name}"' in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_valid_by_the_published_schema(name: str) -> None:
    errors = [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(EXAMPLES[name])]
    assert not errors


def test_every_example_is_valid_in_node_too() -> None:
    taken = verdicts(list(EXAMPLES.values()))
    assert [name for name, valid in zip(EXAMPLES, taken, strict=True) if not valid] == []


def test_the_examples_that_travel_with_the_package_are_among_them() -> None:
    assert {f"{name}/lineage.yaml" for name in example_names()} < set(EXAMPLES)
    assert len(EXAMPLES) > 40
