"""Mutants of the published schema: one constraint gone, widened or narrowed at a time."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple

import jsonschema_rs

from tools.conformance.case import data_of, suite
from tools.conformance.hosts import Schema, schema

_DROPPED: Final = (
    "type",
    "enum",
    "const",
    "pattern",
    "minimum",
    "maximum",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "propertyNames",
    "additionalProperties",
    "patternProperties",
)
_BOUNDS: Final = ("minimum", "maximum", "maxLength", "minItems", "maxItems")


class Mutant(NamedTuple):
    """A change of the schema: where, what, and the function that makes it in a copy of the part."""

    place: tuple[str, ...]
    what: str
    change: Callable[[Schema], None]

    @property
    def name(self) -> str:
        """The place and the change in words."""
        place = "/".join(part for part in self.place if part not in ("$defs", "properties")) or "Manifest"
        return f"{place}: {self.what}"


def mutants() -> Iterator[Mutant]:
    """Every mutant, in the order of the schema."""
    for place, node in _nodes(schema(), ()):
        yield from _of(place, node)


def _nodes(node: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """Every part of the schema that is a schema itself."""
    yield place, node
    for group in ("$defs", "properties"):
        for name, child in node.get(group, {}).items():
            yield from _nodes(child, (*place, group, name))
    for position, child in enumerate(node.get("anyOf", ())):
        yield from _nodes(child, (*place, "anyOf", str(position)))
    if "items" in node:
        yield from _nodes(node["items"], (*place, "items"))
    if isinstance(node.get("additionalProperties"), dict):
        yield from _nodes(node["additionalProperties"], (*place, "additionalProperties"))
    if place == ("properties", "namespaces"):
        for pattern, child in node["patternProperties"].items():
            yield from _nodes(child, (*place, "patternProperties", pattern))


def _of(place: tuple[str, ...], node: Schema) -> Iterator[Mutant]:
    for keyword in _DROPPED:
        if keyword in node:
            yield Mutant(place, f"without {keyword}", partial(_drop, key=keyword))
    for keyword in _BOUNDS:
        if keyword in node and abs(node[keyword]) < 1e100:
            for step in (-1, 1):
                what = f"{keyword} {node[keyword]} is {node[keyword] + step}"
                yield Mutant(place, what, partial(_put, key=keyword, value=node[keyword] + step))
    required = node.get("required", [])
    for key in required:
        rest = [other for other in required if other != key]
        yield Mutant(place, f"{key} need not be there", partial(_put, key="required", value=rest))
    properties = node.get("properties", {})
    for key in properties:
        if key not in required:
            yield Mutant(place, f"{key} has to be there", partial(_put, key="required", value=[*required, key]))
        rest_of = {other: part for other, part in properties.items() if other != key}
        yield Mutant(place, f"{key} is not known", partial(_put, key="properties", value=rest_of))
        yield Mutant(place, f"{key} is not checked", partial(_put, key="properties", value={**rest_of, key: {}}))
    if "items" in node:
        yield Mutant(place, "entries are not checked", partial(_drop, key="items"))
    options = node.get("enum", [])
    for option in options if len(options) > 1 else ():
        rest = [other for other in options if other != option]
        yield Mutant(place, f"{option} is no option", partial(_put, key="enum", value=rest))
    branches = node.get("anyOf", [])
    for position, branch in enumerate(branches):
        said = branch.get("$ref", branch.get("type", "")).rpartition("/")[2]
        rest = branches[:position] + branches[position + 1 :]
        yield Mutant(place, f"{said} is no alternative", partial(_put, key="anyOf", value=rest))


def _drop(part: Schema, *, key: str) -> None:
    del part[key]


def _put(part: Schema, *, key: str, value: Any) -> None:
    part[key] = value


def kills() -> Iterator[tuple[Mutant, list[str]]]:
    """Every mutant with the ids of the cases that notice it: it judges them otherwise than they expect."""
    cases = [
        (case["id"], json.loads(data_of(case)), case["verdict"] == "valid")
        for case in suite()
        if case["layer"] == "shape"
    ]
    whole = copy.deepcopy(schema())
    for mutant in mutants():
        part: Any = whole
        for step in mutant.place:
            part = part[int(step)] if isinstance(part, list) else part[step]
        kept = copy.deepcopy(part)
        mutant.change(part)
        validator = jsonschema_rs.Draft202012Validator(whole)
        yield mutant, [name for name, tree, valid in cases if validator.is_valid(tree) is not valid]
        part.clear()
        part.update(kept)
