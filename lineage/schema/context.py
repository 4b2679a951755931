"""The JSON-LD context: for each class, what its keys stand for. Generated.

Each class brings the meaning of its own keys, and type-scoped contexts do not reach into the objects below: a key may
mean one thing in a class and another in the next. All terms are protected: a context put beside this one cannot give a
key another meaning. ``lineage.schema.linked`` writes the documents that this context reads.
"""

from __future__ import annotations

from typing import Any, Final

from lineage.schema.alignment import ORDERED, PREFIXES, TERMS, concept_term, property_term
from lineage.schema.fields import STATEMENTS, Form, Kind, Numeric, Place, Words, classes, places

IRIS: Final = frozenset({"Iri", "Reference", "TermsReference"})
"""Forms of text that name something."""

_GLOBAL: Final[dict[str, Any]] = {
    "id": "@id",
    "answers": {"@id": "tl:answer", "@container": "@set"},
    "extensions": {"@id": "tl:extensions", "@type": "@json"},
}
_QUESTION: Final[dict[str, Any]] = {"question": {"@id": "tl:question", "@type": "@vocab"}}


def context() -> dict[str, Any]:
    """The context document."""
    prefixes = {name: {"@id": iri, "@prefix": True} for name, iri in PREFIXES.items()}
    scoped = {name: {"@id": f"tl:{name}", "@context": _scope(name)} for name in classes()}
    return {"@context": {"@version": 1.1, "@protected": True, **prefixes, **_GLOBAL, **scoped}}


def _scope(name: str) -> dict[str, Any]:
    terms = {place.key: _term(place) for place in places(name).values() if place.key != "id"}
    if taken := terms.keys() & {*_GLOBAL, *_QUESTION}:
        raise ValueError(f"{name} has keys that the context needs: {sorted(taken)}")
    if name in STATEMENTS:
        terms |= _QUESTION
    return {"@protected": True, **terms}


def _term(place: Place) -> str | dict[str, Any]:
    definition: dict[str, Any] = {"@id": property_term(place.owner, place.key)}
    for kind in place.kinds:
        definition |= _coercion(kind, place.owner)
    if place.listed:
        definition["@container"] = "@list" if place.name in ORDERED else "@set"
    return definition["@id"] if len(definition) == 1 else definition


def _coercion(kind: Kind, owner: str) -> dict[str, Any]:
    """How a plain value of this kind is read. Dates and prose carry their type and language themselves."""
    if isinstance(kind, Words):
        # A word that is also a key (the level "version" of a model) would be read as that key: say what it is.
        also_keys = sorted({*kind.options} & {*places(owner), *_GLOBAL, *PREFIXES})
        said = {word: concept_term(kind.name, word) for word in also_keys}
        return {"@type": "@vocab", "@context": {"@vocab": f"{TERMS}{kind.name}.", **said}}
    if isinstance(kind, Numeric):
        return {"@type": f"xsd:{kind.name}"}
    if isinstance(kind, Form) and kind.name in IRIS:
        return {"@type": "@id"}
    if isinstance(kind, Form) and kind.name == "Url":
        return {"@type": "xsd:anyURI"}
    return {}
