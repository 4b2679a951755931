"""Our terms inside a Croissant document: what its own words cannot say, under the names of our vocabulary.

A field is a member under its term (``tl:role``, ``skos:note``), an object is an object of such members, a text in
several languages is a list of values with a language. Extensions are JSON literals.
"""

from __future__ import annotations

import re
from typing import Any, Final

from pydantic import MISSING

from lineage.interop.croissant.context import Context
from lineage.model.base import EXTENSION_KEY, Node, wire_name
from lineage.model.scalars import LANGUAGE
from lineage.schema.alignment import SAME, concept_term, property_term

_KEYED_BY_PART: Final = frozenset({"columns", "becomes"})
_SPELT: Final = {"dcterms:": "dct:", "schema:": "sc:"}
_WIRE: Final = {term: key.rpartition(".")[2] for key, term in SAME.items()} | {"prov:entity": "dataset"}
_EXTENSION: Final = re.compile(EXTENSION_KEY)
_LANGUAGE: Final = re.compile(LANGUAGE)


class NotOurs(Exception):
    """A value that is not of our terms."""


def term(owner: str, key: str) -> str:
    """How a field is called inside an object of our terms."""
    found = property_term(owner, key)
    if found == "prov:entity" and key != "dataset":
        return f"tl:{key}"  # in PROV the same word stands for a dataset and for a model
    for prefix, spelt in _SPELT.items():
        if found.startswith(prefix):
            return spelt + found[len(prefix) :]
    return found


def exact(owner: str, key: str) -> str:
    """How a field of a record is called where a word of Croissant stands beside it."""
    found = term(owner, key)
    return found if found.startswith(("tl:", "skos:")) else f"tl:{key}"


def encode(value: Any, key: str = "") -> Any:
    """A value of the model in our terms."""
    if isinstance(value, Node):
        owner = type(value).__name__
        members = {
            term(owner, wire_name(name)): encode(inside, wire_name(name)) for name, inside in value.said().items()
        }
        # An object of nothing, which some readers follow forever, is no node.
        return members | extensions(value) or _literal({})
    if isinstance(value, dict):
        if key in _KEYED_BY_PART:
            return {concept_term("Part", part): encode(inside) for part, inside in value.items()}
        return [{"@language": tag, "@value": text} for tag, text in value.items()]
    if isinstance(value, list):
        return [_literal(item) if isinstance(item, dict) else encode(item) for item in value]
    return value


def extensions(node: Node) -> dict[str, Any]:
    """The extensions of an object, each as a JSON literal."""
    return {f"tl:{key}": _literal(value) for key, value in node.extensions.items()}


def said(node: Node) -> dict[str, Any]:
    """The fields of a record that say something, by their names in the file."""
    return {wire_name(name): value for name, value in node.said().items() if value is not MISSING}


def _literal(value: Any) -> dict[str, Any]:
    return {"@type": "@json", "@value": value}


def decode(value: Any, context: Context) -> Any:
    """The value that was encoded.

    Raises :class:`NotOurs` for one with a member that is no term of ours.
    """
    if isinstance(value, dict):
        if value.get("@type") == "@json":
            return value.get("@value")
        return {
            field(context.name(key)): decode(inside, context)
            for key, inside in value.items()
            if not key.startswith("@")
        }
    if isinstance(value, list):
        if value and all(isinstance(item, dict) and item.keys() == {"@language", "@value"} for item in value):
            return {str(item["@language"]): item["@value"] for item in value}
        return [decode(item, context) for item in value]
    return value


def field(name: str) -> str:
    """The key of a manifest that a short name stands for.

    Raises :class:`NotOurs` where it stands for none.
    """
    for prefix, spelt in _SPELT.items():
        if name.startswith(spelt):
            name = prefix + name[len(spelt) :]
    if name in _WIRE:
        return _WIRE[name]
    if not name.startswith("tl:"):
        raise NotOurs(name)
    key = name.removeprefix("tl:")
    return key if _EXTENSION.match(key) else key.rpartition(".")[2]
