"""Plain facts as attributes of PROV, under terms of the standard or, inside another fact, under the path to them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from lineage.interop.prov.graph import Attributes, Iri, Tagged, Value
from lineage.interop.reading import Place
from lineage.model.base import EXTENSION_KEY
from lineage.model.scalars import Text
from lineage.model.structure import field_types, model_classes
from lineage.schema.alignment import PREFIXES, property_term

_STATEMENTS: Final = frozenset({"value", "none", "unknown", "withheld", "notApplicable", "other"})


def answers(place: Place, *keys: str) -> Attributes:
    """What stands in the place of a list: that there is none, or that it is not known."""
    found: Attributes = []
    for key in keys:
        inside = place.get(key)
        if inside is not None and isinstance(inside.value, dict):
            found += flat(key, inside)
    return found


def label(place: Place) -> Attributes:
    """The name of a record."""
    name = place.get("name")
    if name is None:
        return []
    if isinstance(name.value, str):
        return [("prov:label", name.take())]
    return flat("name", name)


def facts(place: Place, handled: frozenset[str], cls: str) -> Attributes:
    """The facts of a record that are plain values, or hold nothing but plain values."""
    found: Attributes = []
    for key, inside in place.members():
        if key in handled:
            continue
        if re.fullmatch(EXTENSION_KEY, key):
            inside.because("an extension is nothing that others know")
            continue
        term = property_term(cls, key)
        simple = _texts(inside.value) if key in _prose(cls) else None
        simple = simple or _values(inside.value)
        if simple is not None and not term.startswith("prov:"):
            inside.take()
            found += [(term, value) for value in simple]
        else:
            found += flat(key, inside)
    return found


def flat(key: str, place: Place) -> Attributes:
    """A fact inside another, under the path to it; entries of a list by number."""
    simple = _values(place.value)
    if simple is not None:
        place.take()
        return [(f"tlp:{key}", value) for value in simple]
    if isinstance(place.value, list):
        return [pair for i, entry in enumerate(place.each(), 1) for pair in flat(f"{key}.{i}", entry)]
    return [pair for below, inside in place.members() for pair in flat(f"{key}.{_local(below)}", inside)]


def iri(term: str) -> Iri:
    """A term with a prefix, written out."""
    prefix, _, local = term.partition(":")
    return Iri(PREFIXES[prefix] + local)


def _local(key: str) -> str:
    """A key as part of a name; keys of extensions may hold signs that no name may."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", key)


@cache
def _prose(cls: str) -> frozenset[str]:
    """The keys of a class that hold prose, which may be a map of languages."""
    for known in model_classes():
        if known.__name__ == cls:
            return frozenset(wire for _, wire, types in field_types(known) if Text in types)
    return frozenset()


def _texts(value: Any) -> list[Value] | None:
    """A map of languages as texts. Anything else that stands for prose says so by a key of its own."""
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        return None
    return [Tagged(text, key) for key, text in value.items()] if not value.keys() & _STATEMENTS else None


def _values(value: Any) -> list[Value] | None:
    """Plain values: one, or a list of them."""
    if isinstance(value, str | bool | int | float):
        return [value]
    if isinstance(value, list) and all(isinstance(item, str | bool | int | float) for item in value):
        return list(value)
    return None
