"""The shapes in SHACL: what the JSON Schema says of a manifest, said of its RDF. Generated.

One closed shape per class. A value that has no form of the standard reaches RDF as a JSON literal (see
``lineage.schema.linked``), which no shape takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lineage.model.scalars import DATE, Prose
from lineage.schema.alignment import ORDERED, PREFIXES, SHAPES_URL, concept_term, property_term
from lineage.schema.fields import (
    STATEMENTS,
    Form,
    Kind,
    Numeric,
    Object,
    Place,
    Words,
    classes,
    form,
    places,
)
from lineage.schema.turtle import Pairs, about, blank, collection, document, text, typed

_PREFIXES: Final = PREFIXES | {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sh": "http://www.w3.org/ns/shacl#",
    "tls": f"{SHAPES_URL}#",
}
_NOTICE: Final = "Training Lineage 1.0 (draft): the shapes. Generated from the model by `make generate`."
_DATATYPES: Final = ("xsd:gYear", "xsd:gYearMonth", "xsd:date")


def shapes() -> str:
    """The Turtle file."""
    return document(_NOTICE, _PREFIXES, [_shape(name) for name in classes()])


def _shape(name: str) -> str:
    fields = places(name).values()
    return about(
        f"tls:{name}",
        (
            ("a", "sh:NodeShape"),
            ("sh:targetClass", f"tl:{name}"),
            ("sh:closed", "true"),
            ("sh:ignoredProperties", "( rdf:type )"),
            *_identity(places(name).get("id")),
            *(("sh:property", blank(pairs)) for place in fields if place.key != "id" for pairs in _property(place)),
            *(("sh:or", _answered(place)) for place in fields if place.required and place.statements),
            *(("sh:property", blank(pairs)) for pairs in _answers(name)),
            ("sh:property", blank(_limits("tl:extensions", ("sh:datatype", "rdf:JSON")))),
        ),
    )


def _limits(path: str, *constraints: tuple[str, str]) -> Pairs:
    return (("sh:path", path), ("sh:maxCount", "1"), *constraints)


def _identity(identity: Place | None) -> Iterator[tuple[str, str]]:
    """Records have names, edges may have one, and everything else stands where it is written."""
    if identity is None:
        yield "sh:nodeKind", "sh:BlankNode"
    elif identity.single[0].name == "Iri":
        yield from next(_options(identity.single[0]))
    else:
        yield "sh:nodeKind", "sh:IRI" if identity.required else "sh:BlankNodeOrIRI"


def _property(place: Place) -> Iterator[Pairs]:
    path = property_term(place.owner, place.key)
    said = (("sh:name", text(place.key)), ("sh:description", text(place.description, "en")))
    if place.name in ORDERED:
        yield (("sh:path", path), *said, ("sh:maxCount", "1"), ("sh:nodeKind", "sh:BlankNode"))
        path = collection((path, "[ sh:zeroOrMorePath rdf:rest ]", "rdf:first"))
        yield (("sh:path", path), *_constraint(place.kinds))
    else:
        yield (("sh:path", path), *said, *_counts(place), *_constraint(place.kinds))


def _counts(place: Place) -> Iterator[tuple[str, str]]:
    if place.required and not place.statements:
        yield "sh:minCount", str(max(place.fewest, 1))
    elif place.fewest > 1:
        raise ValueError(f"{place.name}: SHACL cannot say that a list may be absent but not short")
    if any(kind.name == "prose" for kind in place.kinds):
        yield "sh:uniqueLang", "true"
    elif not place.listed:
        yield "sh:maxCount", "1"
    elif place.most is not None:
        yield "sh:maxCount", str(place.most)


def _constraint(kinds: tuple[Kind, ...]) -> Iterator[tuple[str, str]]:
    """What every value has to be; where there are several possibilities, one of them."""
    options = [option for kind in kinds for option in _options(kind)]
    if len(options) == 1:
        yield from options[0]
    else:
        yield "sh:or", collection(blank(option) for option in options)


def _options(kind: Kind) -> Iterator[tuple[tuple[str, str], ...]]:
    if kind.name == "date":
        yield from ((("sh:datatype", datatype), ("sh:pattern", text(DATE))) for datatype in _DATATYPES)
    elif isinstance(kind, Object):
        yield (("sh:class", f"tl:{kind.name}"),)
    elif isinstance(kind, Words):
        yield (("sh:in", collection(concept_term(kind.name, word) for word in kind.options)),)
    elif isinstance(kind, Numeric):
        bounds = (("sh:minInclusive", kind.least), ("sh:maxInclusive", kind.most))
        yield (("sh:datatype", f"xsd:{kind.name}"), *((name, _bound(at)) for name, at in bounds if at is not None))
    elif isinstance(kind, Form):
        yield tuple(_form(kind))
    elif kind.name == "prose":
        yield tuple(_form(form(Prose)))
    else:
        yield (("sh:in", "( true )"),) if kind.name == "true" else (("sh:datatype", "xsd:boolean"),)


def _bound(number: float) -> str:
    """Numbers are compared by value, so a bound that would take 300 digits may be a double."""
    return typed(number, "xsd:double") if number > 1e16 else str(int(number))


def _form(kind: Form) -> Iterator[tuple[str, str]]:
    if kind.name in {"Reference", "TermsReference"}:  # resolved, so the pattern of what was written is gone
        yield "sh:nodeKind", "sh:IRI"
        return
    datatypes = {"Iri": "", "Url": "xsd:anyURI", "Prose": "rdf:langString"}
    datatype = datatypes.get(kind.name, "xsd:string")
    yield ("sh:datatype", datatype) if datatype else ("sh:nodeKind", "sh:IRI")
    if kind.pattern:
        yield "sh:pattern", text(kind.pattern)
    if kind.longest:
        yield "sh:maxLength", str(kind.longest)


def _answered(place: Place) -> str:
    """A required field has a value, or an answer in its place."""
    path = property_term(place.owner, place.key)
    asked = blank((("sh:property", blank((("sh:path", "tl:question"), ("sh:hasValue", path)))),))
    answer = (("sh:path", "tl:answer"), ("sh:qualifiedValueShape", asked), ("sh:qualifiedMinCount", "1"))
    value = (("sh:path", path), ("sh:minCount", "1"))
    return collection(blank((("sh:property", blank(pairs)),)) for pairs in (value, answer))


def _answers(name: str) -> Iterator[Pairs]:
    """Which statements each question of a class takes."""
    if name in STATEMENTS:
        yield (("sh:path", "tl:question"), ("sh:minCount", "1"), ("sh:maxCount", "1"), ("sh:nodeKind", "sh:IRI"))
    taken = {
        statement: [property_term(name, place.key) for place in places(name).values() if statement in place.statements]
        for statement in STATEMENTS
    }
    options = [
        blank(
            (
                ("sh:class", f"tl:{statement}"),
                ("sh:property", blank((("sh:path", "tl:question"), ("sh:in", collection(questions))))),
            )
        )
        for statement, questions in taken.items()
        if questions
    ]
    if options:
        yield (("sh:path", "tl:answer"), ("sh:or", collection(options)))
