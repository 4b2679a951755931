"""The published schema as a map: where in a manifest each part of it can stand, and the smallest value of each part.

Works on the JSON Schema alone, never on this project's model, so that the cases made from it test both.
"""

from __future__ import annotations

import copy
import json
from collections import deque
from functools import cache
from typing import Any, Final, NamedTuple

from tools.conformance.case import HEAD, REPOSITORY

Schema = dict[str, Any]
ROOT: Final = "Manifest"

_TEXTS: Final = {
    "Id": "a",
    "Reference": "a",
    "TermsReference": "a",
    "Iri": "urn:example:a",
    "Url": "https://example.org/",
    "Email": "a@example.org",
    "LanguageTag": "en",
    "CountryCode": "FR",
    "Sha256": "0" * 64,
    "Line": "text",
    "Prose": "text",
}
_FORMS: Final = {"^P": "P1Y", "^[A-Z]{3}": "SYN003", "^(19": "2025"}


class Host(NamedTuple):
    """A place in a manifest: the steps from the root (keys, and 0 for "an entry of a list") with the part of the schema
    that each object on the way has."""

    steps: tuple[str | int, ...] = ()
    owners: tuple[str, ...] = ()


@cache
def schema() -> Schema:
    """The published JSON Schema."""
    stored: Schema = json.loads((REPOSITORY / "schema/v1.0/manifest.schema.json").read_text("utf-8"))
    return stored


def resolve(node: Schema) -> Schema:
    """A part of the schema, references followed."""
    while "$ref" in node:
        node = schema()["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def type_name(node: Schema) -> str:
    """The name of the definition that a part refers to, or nothing."""
    return str(node["$ref"]).rpartition("/")[2] if "$ref" in node else ""


def leaves(node: Schema) -> list[Schema]:
    """The alternatives of a part, unions taken apart."""
    node = resolve(node)
    return [leaf for branch in node["anyOf"] for leaf in leaves(branch)] if "anyOf" in node else [node]


def sample(node: Schema) -> Any:
    """The smallest value of a part."""
    name, node = type_name(node), resolve(node)
    if "anyOf" in node:
        return sample(node["anyOf"][0])
    if "const" in node:
        return node["const"]
    if "enum" in node:
        return node["enum"][0]
    match node.get("type"):
        case "object":
            return {key: sample(node["properties"][key]) for key in node.get("required", ())} or _some_member(node)
        case "array":
            return [sample(node["items"])] * node.get("minItems", 1)
        case "string":
            form = str(node.get("pattern", ""))
            return _TEXTS.get(name) or next((text for start, text in _FORMS.items() if form.startswith(start)), "a")
        case "boolean":
            return True
        case _:
            return max(int(node.get("minimum", 0)), 1)


def _some_member(node: Schema) -> dict[str, Any]:
    if node.get("properties"):
        key, value = next(iter(node["properties"].items()))
        return {key: sample(value)}
    if "additionalProperties" in node and "propertyNames" in node:
        return {sample(node["propertyNames"]): sample(node["additionalProperties"])}
    return {"example": sample(next(iter(node["patternProperties"].values())))}


@cache
def hosts() -> dict[str, Host]:
    """Where each definition can stand: the shortest way from the root."""
    found: dict[str, Host] = {ROOT: Host()}
    pending: deque[tuple[Schema, Host, str]] = deque([(schema(), Host(), ROOT)])
    while pending:
        node, host, owner = pending.popleft()
        if "$ref" in node:
            name = type_name(node)
            if name not in found:
                found[name] = host
                pending.append((resolve(node), host, name))
            continue
        for branch in node.get("anyOf", ()):
            pending.append((branch, host, owner))
        if "items" in node:
            pending.append((node["items"], Host((*host.steps, 0), (*host.owners, "")), owner))
        for key, value in node.get("properties", {}).items():
            pending.append((value, Host((*host.steps, key), (*host.owners, owner)), owner))
        for key in ("propertyNames", "additionalProperties"):
            if isinstance(node.get(key), dict) and key == "additionalProperties":
                name = str(sample(node["propertyNames"]))
                pending.append((node[key], Host((*host.steps, name), (*host.owners, "")), owner))
    return found


def embed(host: Host, values: list[Any]) -> tuple[dict[str, Any], list[str]]:
    """The smallest manifest that holds the values at a place, with their pointers. Several values need a list on the
    way; see ``repeats``."""
    pointers: list[str] = []
    last = max((at for at, step in enumerate(host.steps) if step == 0), default=-1)

    def build(depth: int, pointer: str) -> Any:
        if depth == len(host.steps):
            pointers.append(pointer)
            return copy.deepcopy(values[len(pointers) - 1])
        step = host.steps[depth]
        if isinstance(step, int):
            count = len(values) if depth == last else 1
            return [build(depth + 1, f"{pointer}/{position}") for position in range(count)]
        owner = host.owners[depth]
        node = schema() if owner == ROOT else schema()["$defs"].get(owner, {})
        base = (
            dict(HEAD) if owner == ROOT else {key: sample(node["properties"][key]) for key in node.get("required", ())}
        )
        return {**base, step: build(depth + 1, f"{pointer}/{step}")}

    if not host.steps:
        return {**HEAD, **values[0]}, [""]
    return build(0, ""), pointers


def repeats(host: Host) -> bool:
    """Whether several values can stand side by side at a place."""
    return 0 in host.steps
