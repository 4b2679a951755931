"""A manifest written out as JSON-LD: what the published context alone cannot say is put into the document.

A manifest is not JSON-LD as it stands: JSON-LD resolves ``my-model`` against the folder of a document and reads
``alias:id`` as an IRI, cannot tell a map of languages from an answer, and would turn ``{none: true}`` into a teacher
without a name. Written out:

- every object says its class, every name is absolute, short spellings and maps are objects;
- dates carry the type of their precision, prose its language, numbers with a fraction are decimals;
- a statement (``none``, ``unknown`` …) or a note on a value is an entry of ``answers`` that names the question, so that
  a property has values and nothing but values;
- extensions, and whatever does not have the form that the model asks for, are kept as JSON literals. Nothing is lost,
  and the shapes refuse what is not of the standard.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import Any, Final
from urllib.parse import quote

from lineage.errors import LineageError
from lineage.model.base import EXTENSION_KEY
from lineage.model.scalars import DATE, ID, IRI, LANGUAGE, Id
from lineage.schema.alignment import CONTEXT_URL, TERMS, property_term
from lineage.schema.context import IRIS
from lineage.schema.fields import (
    ENTRIES,
    OUTSIDE_WORDS,
    SHORT,
    STATEMENTS,
    Form,
    Kind,
    Numeric,
    Object,
    Place,
    Words,
    form,
    places,
)
from lineage.schema.names import Names

_TELLING: Final = {"value": "Stated", "unknown": "Unknown", "withheld": "Withheld"} | {
    "notApplicable": "NotApplicable",
    "none": "NoneDeclared",
    "other": "OtherAnswer",
}
assert set(_TELLING.values()) == set(STATEMENTS)
_PRECISION: Final = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_EXTENSION: Final = re.compile(EXTENSION_KEY)


def linked(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest, a tree as read from JSON, as a JSON-LD document under the published context.

    Raises :class:`lineage.errors.LineageError` where the manifest brings a context of its own or other keywords of
    JSON-LD, names blank nodes, or has no id to resolve names against.
    """
    tree = dict(manifest)
    if tree.pop("@context", CONTEXT_URL) != CONTEXT_URL:
        raise LineageError("a manifest with a JSON-LD context of its own", f"remove it, or write {CONTEXT_URL}")
    if not _matches(IRI, tree.get("id")):
        raise LineageError("a manifest without an IRI as its id has no names in RDF", "give it an id")
    return {"@context": CONTEXT_URL, **_Writer(tree).object("Manifest", tree)}


class _Writer:
    """Writes the objects of one manifest."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self.names = Names(tree)
        language = tree.get("language")
        self.language = language if _matches(LANGUAGE, language) else "en"

    def object(self, name: str, tree: Mapping[str, Any]) -> dict[str, Any]:
        """An object of a class, with the answers to its questions and its extensions."""
        written: dict[str, Any] = {"@type": name}
        answers: list[dict[str, Any]] = []
        extensions: dict[str, Any] = {}
        for key, value in tree.items():
            place = places(name).get(key)
            if key.startswith("@"):
                raise LineageError(f"{key} is a keyword of JSON-LD and no key of a manifest", "remove it")
            if key == "id" and place:
                written |= self._id(name, tree)
            elif place:
                value, answer = self._answered(place, value)
                if answer:
                    answers.append(answer)
                if value is not None:
                    written[key] = value
            elif _EXTENSION.fullmatch(key):
                extensions[key] = value
            else:
                written[TERMS + quote(key, safe="")] = _as_json(value)
        if answers:
            written["answers"] = answers
        if extensions:
            written["extensions"] = extensions
        return written

    def _id(self, name: str, tree: Mapping[str, Any]) -> dict[str, Any]:
        value = tree["id"]
        if name == "Manifest":
            return {"id": self.names.manifest}
        if _matches(ID, value) and len(value) <= (form(Id).longest or 0):
            return {"id": self.names.record(name, tree)}
        self.names.refuse_blank(value)
        return {TERMS + "id": _as_json(value)}

    def _answered(self, place: Place, value: Any) -> tuple[Any, dict[str, Any] | None]:
        """What stands at a field: values, and what is said about them or in their place."""
        statement = _statement(place, value)
        if statement is None:
            return self._values(place, value), None
        rest = {key: item for key, item in value.items() if (statement, key) != ("Stated", "value")}
        answer = {**self.object(statement, rest), "question": property_term(place.owner, place.key)}
        return (self._values(place, value["value"]) if statement == "Stated" else None), answer

    def _values(self, place: Place, value: Any) -> Any:
        if place.key in ENTRIES and isinstance(value, dict) and value:
            entry = ENTRIES[place.key].__name__
            first, second = places(entry)
            return [self.object(entry, {first: key, second: item}) for key, item in value.items()]
        if isinstance(value, list) and value and place.listed:
            return [self._value(place, place.listed, item) for item in value]
        alone = _as_json(value) if isinstance(value, list) else self._value(place, place.single, value)
        return [alone] if place.listed else alone

    def _value(self, place: Place, kinds: tuple[Kind, ...], value: Any) -> Any:
        if isinstance(value, dict):
            if any(kind.name == "prose" for kind in kinds) and value:
                texts = [self._prose(tag, text) for tag, text in value.items()]
                return texts if len(texts) > 1 else texts[0]
            objects = [kind for kind in kinds if isinstance(kind, Object) and kind.name not in STATEMENTS]
            return self.object(_best(objects, value).name, value) if objects else _as_json(value)
        if place.short and any(not isinstance(kind, Object) for kind in kinds):
            return self.object(place.short, {SHORT[place.short]: value})
        for kind in kinds:
            written = self._scalar(place, kind, value)
            if written is not None:
                return written
        return _as_json(value)

    def _prose(self, tag: str, text: Any) -> Any:
        if _matches(LANGUAGE, tag) and isinstance(text, str):
            return {"@value": text, "@language": tag}
        return _as_json({tag: text})

    def _scalar(self, place: Place, kind: Kind, value: Any) -> Any:
        """The value as one of this kind, or ``None`` where it is not."""
        if isinstance(value, bool):
            return value if kind.name == "boolean" or (kind.name == "true" and value) else None
        if kind.name == "date":
            text = str(value) if type(value) in (int, str) else None
            return {"@value": text, "@type": _PRECISION[len(text)]} if text and _matches(DATE, text) else None
        if isinstance(kind, Numeric):
            return _number(kind, value)
        if not isinstance(value, str):
            return None
        if kind.name in {"prose", "Prose"}:
            return {"@value": value, "@language": self.language}
        if isinstance(kind, Words):
            return value if value in kind.options else None
        return self._text(place, kind, value) if isinstance(kind, Form) else None

    def _text(self, place: Place, kind: Form, value: str) -> str | None:
        if kind.name not in IRIS:
            return value
        self.names.refuse_blank(value)
        if not _matches(kind.pattern, value) or len(value) > (kind.longest or 0):
            return None  # what a reference is resolved to says nothing of how it was written: here or never
        begins, words = OUTSIDE_WORDS.get(place.name, ("", ()))
        if value in words and value not in self.names.declared:
            return f"tl:{begins}{value}"
        return self.names.iri(value) if kind.name == "Iri" else self.names.reference(value)


def _statement(place: Place, value: Any) -> str | None:
    """The class of the answer that this is, if it is one. One that the question does not take is kept as one too."""
    if not isinstance(value, dict):
        return None
    takes_objects = any(isinstance(kind, Object) for kind in place.single)
    if "value" in value and "Stated" in place.statements:
        return "Stated"
    if place.statements or not (takes_objects or place.key in ENTRIES):
        return next((name for key, name in _TELLING.items() if key in value and name != "Stated"), None)
    return None


def _best(objects: list[Object], value: Mapping[str, Any]) -> Object:
    """The class that has most of these keys."""
    return max(objects, key=lambda kind: len(places(kind.name).keys() & value.keys()))


def _number(kind: Numeric, value: Any) -> Any:
    """Decimals as text: JSON-LD would write a JSON number with a fraction as a double, whatever its type."""
    if kind.name == "integer":
        return value if type(value) is int else None
    if type(value) not in (int, float) or not isfinite(value):
        return None
    return format(Decimal(str(value)), "f")


def _as_json(value: Any) -> dict[str, Any]:
    return {"@type": "@json", "@value": value}


def _matches(pattern: str | None, value: Any) -> bool:
    # fullmatch, because Python's "$" also matches before a final line break.
    return isinstance(value, str) and pattern is not None and re.fullmatch(pattern, value) is not None
