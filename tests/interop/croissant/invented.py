"""Manifests of the right shape, made from the published schema: every field that a Croissant document speaks of, with
any form of answer, references among few records so that many are met, and extensions."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from lineage.interop.croissant import LOSSES
from lineage.interop.losses import prune
from lineage.schema import resource

SCHEMA: Final = json.loads(resource("schema", "v1.0", "manifest.schema.json").read_text("utf-8"))
NAMES: Final = ("a", "b-1", "c.d", "e", "f", "g")
LINES = st.sampled_from(["x", "GPT-4", " two  words", "Zoë „q“ \\ / ~", "a", "10.5555/x", "2024", "..", "a/b", "None"])
PROSE = st.sampled_from(["One.", "Two lines.\n\nOf text.", " padded ", "Yes.", "a", "\u0645\u0631\u062d\u0628\u0627"])
FORMS: Final = {
    "Line": LINES,
    "Prose": PROSE,
    "Id": st.sampled_from(NAMES),
    "Reference": st.sampled_from([*NAMES, "other:a", "https://example.org/x#y", "pkg:huggingface/a/b"]),
    "TermsReference": st.sampled_from([*NAMES, "a@1", "b-1@2024"]),
    "Url": st.sampled_from(["https://example.org/a", "http://b.example/?q=1", "https://huggingface.co/datasets/a/b"]),
    "Iri": st.sampled_from(["urn:example:a", "https://example.org/m", "pkg:huggingface/a/b"]),
    "Email": st.just("a@b.example"),
    "LanguageTag": st.sampled_from(["en", "pt-BR", "zh-Hant", "EN", "gsw"]),
    "CountryCode": st.sampled_from(["IE", "DE"]),
    "Sha256": st.sampled_from(["0" * 64, "ab" * 32]),
    "DateText": st.sampled_from([2024, "2023", "2024-02", "2024-02-29", 1999]),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda below: st.lists(below, max_size=2) | st.dictionaries(st.sampled_from("ab@"), below, max_size=2),
    max_leaves=4,
)


@cache
def of(name: str) -> st.SearchStrategy[Any]:
    """Values of a definition of the schema."""
    return FORMS[name] if name in FORMS else st.deferred(lambda: _made(SCHEMA["$defs"][name]))


def _made(part: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "$ref" in part:
        return of(part["$ref"].rpartition("/")[2])
    if "const" in part:
        return st.just(part["const"])
    if "enum" in part:
        return st.sampled_from(part["enum"])
    for key in ("anyOf", "oneOf"):
        if key in part:
            return st.one_of([_made(one) for one in part[key]])
    kinds: dict[str, Callable[[dict[str, Any]], st.SearchStrategy[Any]]] = {
        "object": _object,
        "array": _array,
        "boolean": lambda part: st.booleans(),
        "integer": lambda part: st.integers(part.get("minimum", 0), min(part.get("maximum", 9), 2199)),
        "number": lambda part: st.sampled_from([0, 1, 0.25]),
        "string": lambda part: st.sampled_from(["P10Y"]) if "P[0-9]" in part.get("pattern", "") else LINES,
    }
    return kinds[part["type"]](part)


def _array(part: dict[str, Any]) -> st.SearchStrategy[Any]:
    least = part.get("minItems", 0)
    return st.lists(_made(part["items"]), min_size=least, max_size=min(part.get("maxItems", 3), least + 1))


def _object(part: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "properties" not in part:
        names = part.get("propertyNames", {"$ref": "/LanguageTag"})
        return st.dictionaries(_made(names), _made(part["additionalProperties"]), min_size=1, max_size=2)
    needed = set(part.get("required", ()))
    return _members({key: _made(inside) for key, inside in part["properties"].items()}, needed)


@st.composite
def _members(draw: st.DrawFn, fields: dict[str, st.SearchStrategy[Any]], needed: set[str]) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), max_size=4, unique=True))
    made = {key: draw(fields[key]) for key in fields if key in needed or key in chosen}
    if draw(st.integers(0, 9)) == 0:
        made[draw(st.sampled_from(["x-a", "x-B.c", "acme:y", "cr:z-1"]))] = draw(JSON)
    return made


@st.composite
def manifests(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """A manifest without what Croissant does not hold, and one of its datasets."""
    ids = draw(st.permutations(NAMES))
    tree: dict[str, Any] = draw(_members({key: _made(part) for key, part in _head().items()}, {"id"}))
    nouns = {"datasets": ("Dataset", ids[:3]), "models": ("Model", ids[3:5]), "agents": ("Agent", ids[5:])}
    tree = {"lineage": "1.0-draft", **tree, "namespaces": {"acme": "https://acme.example/ns#", "cr": "urn:example:cr"}}
    for noun, (name, own) in nouns.items():
        tree[noun] = [{**draw(of(name)), "id": id} for id in own]
    versions = draw(st.lists(of("Terms"), max_size=2))
    if versions:
        tree["terms"] = [{**terms, "id": "t", "version": f"v {number}"} for number, terms in enumerate(versions)]
        tree["datasets"][0]["terms"] = ["t@v1"]
    return prune(tree, LOSSES)[0], ids[0]


def _head() -> dict[str, Any]:
    known = SCHEMA["properties"] if "properties" in SCHEMA else SCHEMA["$defs"]["Manifest"]["properties"]
    return {key: known[key] for key in ("id", "version", "issued", "modified", "language", "publisher", "imports")}
