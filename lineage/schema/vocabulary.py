"""The vocabulary in RDF: what every term of ours means, and how it stands to the terms of others. Generated."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from lineage.model.quantity import MAGNITUDES
from lineage.model.roles import PARTS, ROLES
from lineage.schema.alignment import CLOSE, NARROWER, PREFIXES, TERMS, concept_term, property_term
from lineage.schema.descriptions import alias_description
from lineage.schema.fields import STATEMENTS, Kind, Numeric, Object, Place, Words, classes, places
from lineage.schema.turtle import about, document, text

OTHER_PREFIXES: Final = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_FROM: Final = f"<{TERMS[:-1]}>"
_NOTICE: Final = "Training Lineage 1.0 (draft): the vocabulary. Generated from the model by `make generate`."

DEFINITIONS: Final[dict[str, dict[str, str]]] = {
    "AbsenceScope": {
        "anywhere": "nowhere upstream either",
        "byOrOnBehalf": "not by the publisher or on its behalf",
        "inThisFile": "not in what this file describes",
    },
    "Access": {
        "api": "a programming interface",
        "app": "a consumer application",
        "weights": "downloaded weights",
        "cloud": "the hosted service of a cloud",
        "internal": "in-house",
        "logs": "logs of somebody else's use",
    },
    "DerivationAs": {
        "content": "its text is kept",
        "seed": "it only started generation: topics, personas, examples",
        "reference": "it guided selection",
    },
    "KnownHow": {
        "declared": "said by somebody",
        "measured": "counted by a scan",
        "estimated": "worked out by a method",
        "inferred": "concluded from something else",
    },
    "Magnitude": {word: f"times {factor}" for word, factor in MAGNITUDES.items()},
    "Origin": {
        "public": "publicly available datasets (section 2.1 of the EU template)",
        "licensed": "private datasets under a commercial licence (section 2.2.1)",
        "thirdPartyPrivate": "other private datasets of third parties (section 2.2.2)",
        "crawled": "crawled by the provider or on its behalf (section 2.3)",
        "userModel": "interactions of users with the provider's models (section 2.4)",
        "userService": "users of the provider's other services (section 2.4)",
        "synthetic": "made by a model for training (section 2.5)",
        "other": "from any other source (section 2.6)",
    },
    "Part": PARTS,
    "Role": ROLES,
}
"""What the words of a set mean, where they do not say it themselves."""


def vocabulary() -> str:
    """The Turtle file."""
    return document(_NOTICE, PREFIXES | OTHER_PREFIXES, [_ontology(), *_classes(), *_properties(), *_schemes()])


def schemes() -> dict[str, tuple[str, ...]]:
    """Every fixed set of words, by name."""
    found: dict[str, tuple[str, ...]] = {}
    for place in _every_place():
        for kind in place.kinds:
            if isinstance(kind, Words) and found.setdefault(kind.name, kind.options) != kind.options:
                raise ValueError(f"two sets of words are called {kind.name}")
    if clash := found.keys() & classes().keys():
        raise ValueError(f"a class and a set of words have the same name: {sorted(clash)}")
    return dict(sorted(found.items()))


@cache
def _every_place() -> tuple[Place, ...]:
    return tuple(place for name in classes() for place in places(name).values())


def _ontology() -> str:
    said = "Who taught whom: datasets, models, and the use of one in the making of the other."
    return about(
        _FROM,
        (
            ("a", "owl:Ontology"),
            ("dcterms:title", text("Training Lineage", "en")),
            ("rdfs:comment", text(said, "en")),
        ),
    )


def _term(term: str, kind: str, comments: list[str], more: list[tuple[str, str]] | None = None) -> str:
    above = "rdfs:subClassOf" if kind == "rdfs:Class" else "rdfs:subPropertyOf"
    return about(
        term,
        (
            ("a", kind),
            ("rdfs:label", text(_label(term.rpartition(".")[2].removeprefix("tl:")), "en")),
            *(("rdfs:comment", text(comment, "en")) for comment in comments),
            *((above, other) for other in NARROWER.get(term, ())),
            *(("skos:closeMatch", other) for other in CLOSE.get(term, ())),
            *(more or ()),
            ("rdfs:isDefinedBy", _FROM),
        ),
    )


def _classes() -> Iterator[str]:
    # Inheritance among the classes of the model saves repetition and means nothing: a dataset is no kind of facts.
    yield _term("tl:Answer", "rdfs:Class", ["What is said about a value, or in its place where there is none."])
    for name, cls in classes().items():
        comment = " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].replace("``", "`").split())
        above = [("rdfs:subClassOf", "tl:Answer")] if name in STATEMENTS else []
        yield _term(f"tl:{name}", "rdfs:Class", [comment], above)


def _properties() -> Iterator[str]:
    used: dict[str, list[Place]] = {}
    for place in _every_place():
        if place.key != "id":
            used.setdefault(property_term(place.owner, place.key), []).append(place)
    for term, where in sorted(used.items()):
        if term.startswith("tl:"):
            yield _property(term, where)
    yield _term("tl:answer", "rdf:Property", ["Something said about one of the questions that a record answers."])
    yield _term("tl:question", "rdf:Property", ["The property that an answer is about."])
    yield _term("tl:extensions", "rdf:Property", ["The extension keys of an object with their values, as JSON."])
    yield about(
        "tl:curators",
        (
            ("a", "prov:Agent"),
            ("rdfs:label", text("curators", "en")),
            ("rdfs:comment", text("The third parties who compiled the datasets, whoever they are.", "en")),
            ("rdfs:isDefinedBy", _FROM),
        ),
    )


def _property(term: str, where: list[Place]) -> str:
    said: dict[str, list[str]] = {}
    for place in where:
        said.setdefault(place.description, []).append(place.owner)
    comments = [
        description if len(said) == 1 else f"{', '.join(owners)}: {description}" for description, owners in said.items()
    ]
    domains = [("schema:domainIncludes", f"tl:{place.owner}") for place in where]
    ranges = dict.fromkeys(_range(kind) for place in where for kind in place.kinds)
    return _term(term, "rdf:Property", comments, [*domains, *(("schema:rangeIncludes", found) for found in ranges)])


def _range(kind: Kind) -> str:
    if isinstance(kind, Object):
        return f"tl:{kind.name}"
    if isinstance(kind, Words):
        return "skos:Concept"
    if isinstance(kind, Numeric):
        return f"xsd:{kind.name}"
    named = {"boolean": "xsd:boolean", "true": "xsd:boolean", "date": "xsd:date", "Url": "xsd:anyURI"}
    named |= dict.fromkeys(("Iri", "Reference", "TermsReference"), "rdfs:Resource")
    named |= dict.fromkeys(("prose", "Prose"), "rdf:langString")
    return named.get(kind.name, "xsd:string")


def _schemes() -> Iterator[str]:
    anonymous = {
        kind.name: place.description for place in _every_place() for kind in place.kinds if isinstance(kind, Words)
    }
    for scheme, words in schemes().items():
        comment = alias_description(scheme) or anonymous[scheme]
        yield about(
            f"tl:{scheme}",
            (
                ("a", "skos:ConceptScheme"),
                ("skos:prefLabel", text(_label(scheme), "en")),
                ("rdfs:comment", text(comment, "en")),
                ("rdfs:isDefinedBy", _FROM),
            ),
        )
        for word in words:
            definition = DEFINITIONS.get(scheme, {}).get(word)
            yield about(
                concept_term(scheme, word),
                (
                    ("a", "skos:Concept, prov:Role" if scheme == "Role" else "skos:Concept"),
                    ("skos:inScheme", f"tl:{scheme}"),
                    ("skos:prefLabel", text(_label(word), "en")),
                    ("skos:notation", text(word)),
                    *((("skos:definition", text(definition, "en")),) if definition else ()),
                ),
            )


def _label(name: str) -> str:
    """``thirdPartyPrivate`` is "third party private"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()
