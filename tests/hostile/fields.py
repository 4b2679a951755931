"""A manifest that fills every field of the schema that takes text, found by walking the schema: a field that is added
to it later is filled without a change here.

It starts from one whose records hang together, gives every kind of object the fields that it lacks, from the examples
that the schema has for each, and then puts other words into every text.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from lineage.schema.generate import manifest_schema
from tests.summary.build import everything, manifest_of

FREE: Final = ("Line", "Prose")
"""Strings that may be any text, on one line or on many."""
BOUND: Final = ("Url", "Email")
"""Strings that have a form and yet leave room for mischief."""


class Place(NamedTuple):
    """A string of a manifest: where it stands, and what the schema calls its kind."""

    path: tuple[str | int, ...]
    kind: str


class Holder(NamedTuple):
    """An object of a manifest: what the schema calls it, the object, and the schemas of its fields."""

    name: str
    value: dict[str, Any]
    fields: dict[str, Any]


@cache
def _schema() -> dict[str, Any]:
    return manifest_schema()


def _branches(schema: dict[str, Any], name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The plain schemas that a schema leaves the choice of, each under the name of its definition."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from _branches(_schema()["$defs"][name], name)
    elif "anyOf" in schema or "oneOf" in schema:
        for choice in schema.get("anyOf") or schema["oneOf"]:
            yield from _branches(choice, name)
    else:
        yield name, schema


def _takes(schema: dict[str, Any], value: Any) -> bool:
    if "const" in schema:
        return bool(schema["const"] == value and type(schema["const"]) is type(value))
    if "enum" in schema:
        return value in schema["enum"]
    if "type" not in schema:
        return True  # an extension: any JSON
    if isinstance(value, dict):
        if schema["type"] != "object" or not set(schema.get("required", ())) <= set(value):
            return False
        names = schema.get("propertyNames", {})
        if not all(_takes(branch, key) for key in value for _, branch in _branches(names)):
            return False
        inside = [(_field(schema, key), item) for key, item in value.items()]
        return all(
            field is not None and any(_takes(branch, item) for _, branch in _branches(field)) for field, item in inside
        )
    if isinstance(value, list):
        return bool(schema["type"] == "array")
    if isinstance(value, str):
        return schema["type"] == "string" and bool(re.search(schema.get("pattern", ""), value))
    return schema["type"] not in ("object", "array", "string")


def _field(schema: dict[str, Any], key: str) -> dict[str, Any] | None:
    """The schema of a field of an object; ``None`` where there may be none of that name."""
    found: dict[str, Any]
    if key in schema.get("properties", {}):
        found = schema["properties"][key]
        return found
    for pattern, inner in schema.get("patternProperties", {}).items():
        if re.search(pattern, key):
            found = inner
            return found
    rest = schema.get("additionalProperties", {})
    return rest if isinstance(rest, dict) else None


def _walk(value: Any, schema: dict[str, Any], path: tuple[str | int, ...] = ()) -> Iterator[Place | Holder]:
    found = next(((name, branch) for name, branch in _branches(schema) if _takes(branch, value)), None)
    if found is None:
        return
    name, branch = found
    if isinstance(value, str):
        yield Place(path, name)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _walk(item, branch.get("items", {}), (*path, position))
    elif isinstance(value, dict):
        fields = branch.get("properties", {})
        if fields:
            yield Holder(name or "Manifest", value, fields)
        for key, item in value.items():
            yield from _walk(item, _field(branch, key) or {}, (*path, key))


def _valid(data: dict[str, Any]) -> bool:
    try:
        manifest_of(data)
    except ValidationError:
        return False
    return True


@cache
def _whole() -> dict[str, Any]:
    data = everything()
    tried: set[tuple[int, str]] = set()
    kept: list[Any] = []  # so that no id is used twice
    many: dict[tuple[str, str], int] = {}
    placed: list[str] = []
    while True:
        holders = [found for found in _walk(data, _schema()) if isinstance(found, Holder)]
        for holder in holders:
            for key in holder.fields:
                many.setdefault((holder.name, key), 0)
                many[holder.name, key] += key in holder.value and (id(holder.value), key) not in tried
                if key in holder.value:
                    tried.add((id(holder.value), key))
        changed = False
        for holder in holders:
            kept.append(holder.value)
            for key, field in holder.fields.items():
                examples = field["examples"]
                if (id(holder.value), key) in tried or many[holder.name, key] > len(examples):
                    continue
                tried.add((id(holder.value), key))
                turn = many[holder.name, key] % len(examples)
                for example in (*examples[turn:], *examples[:turn]):
                    holder.value[key] = copy.deepcopy(example)
                    if _valid(data):
                        many[holder.name, key] += 1
                        changed = True
                        break
                    del holder.value[key]
        if not changed and not _with_another_kind(data, placed):
            return data


def _with_another_kind(data: dict[str, Any], placed: list[str]) -> bool:
    """Put in an object of a kind that is not there yet, in place of a value that may be spelt so: ``{value: …}`` for a
    plain text, a statement for a date. Each kind once or twice: what stood there may have held another."""
    found = [part for part in _walk(data, _schema()) if isinstance(part, Holder)]
    there = {holder.name for holder in found}
    for holder in found:
        for key, field in holder.fields.items():
            if isinstance(holder.value.get(key), dict):
                continue  # it may be the only one of its own kind
            for name, branch in _branches(field):
                several = branch.get("type") == "array"
                for kind, inner in _branches(branch["items"]) if several else [(name, branch)]:
                    if kind in there or placed.count(kind) > 1 or not inner.get("properties"):
                        continue
                    fields = inner["properties"]
                    made = {one: copy.deepcopy(fields[one]["examples"][0]) for one in inner.get("required", ())}
                    before = holder.value.get(key)
                    holder.value[key] = [made] if several else made
                    if _valid(data):
                        placed.append(kind)
                        return True
                    holder.value[key] = before
                    if before is None:
                        del holder.value[key]
    return False


def whole() -> dict[str, Any]:
    """The manifest with every field; a fresh copy."""
    return copy.deepcopy(_whole())


def holders(data: dict[str, Any]) -> set[tuple[str, str]]:
    """Which fields of which kinds of objects a manifest has."""
    return {
        (found.name, key)
        for found in _walk(data, _schema())
        if isinstance(found, Holder)
        for key in found.value
        if key in found.fields
    }


def fields() -> set[tuple[str, str]]:
    """Every field of every kind of object in the schema that may hold text of any kind, itself or further down."""
    objects = {"Manifest": _schema(), **_schema()["$defs"]}
    return {
        (name, key)
        for name, schema in objects.items()
        for key, field in schema.get("properties", {}).items()
        if _may_hold_text(field)
    }


def _may_hold_text(schema: dict[str, Any]) -> bool:
    return any(
        name in (*FREE, *BOUND) or (branch.get("type") == "array" and _may_hold_text(branch["items"]))
        for name, branch in _branches(schema)
    )


@cache
def places() -> tuple[Place, ...]:
    """The strings of the manifest that may be replaced by others of their kind."""
    found = [place for place in _walk(_whole(), _schema()) if isinstance(place, Place)]
    return tuple(place for place in found if place.kind in (*FREE, *BOUND))


def filled(words: Callable[[int, str], str]) -> dict[str, Any]:
    """The manifest with other strings: ``words`` is asked with the number of the place and its kind."""
    data = whole()
    for number, place in enumerate(places()):
        here: Any = data
        for key in place.path[:-1]:
            here = here[key]
        here[place.path[-1]] = words(number, place.kind)
    return data
