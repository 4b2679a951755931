"""One meaning per term: model, JSON Schema, context, vocabulary and shapes agree, and no row of the tables is dead."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from lineage.model.dataset import Origin
from lineage.model.model import Level
from lineage.model.roles import PARTS, ROLES, Part, Role
from lineage.schema import alignment
from lineage.schema.alignment import TERMS, absolute, concept_term, property_term
from lineage.schema.fields import (
    ENTRIES,
    OUTSIDE_WORDS,
    SHARED_WORDS,
    SHORT,
    Form,
    Kind,
    Object,
    Words,
    classes,
    places,
)
from lineage.schema.vocabulary import DEFINITIONS, schemes
from tests.schema.graphs import SCHEMA, published

JSON_SCHEMA: dict[str, Any] = json.loads((SCHEMA / "manifest.schema.json").read_text("utf-8"))
CONTEXT: dict[str, Any] = json.loads((SCHEMA / "context.jsonld").read_text("utf-8"))["@context"]
PLACES = [place for name in classes() for place in places(name).values()]
USED = {property_term(place.owner, place.key) for place in PLACES if place.key != "id"}


def words_in(node: Any) -> set[frozenset[str]]:
    """Every closed set of words of the JSON Schema."""
    if isinstance(node, list):
        return set().union(*map(words_in, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = {frozenset(node["enum"])} if "enum" in node else set()
    own |= {frozenset([node["const"]])} if isinstance(node.get("const"), str) else set()
    return own.union(*(words_in(value) for key, value in node.items() if key != "examples"))


def test_the_json_schema_has_the_words_of_the_model() -> None:
    assert words_in(JSON_SCHEMA) == {frozenset(words) for words in schemes().values()}
    for alias in (Role, Part, Origin, Level):
        (words,) = {place for name, place in schemes().items() if name == alias.__name__}
        assert JSON_SCHEMA["$defs"][alias.__name__]["enum"] == list(words)


def test_the_vocabulary_has_the_words_of_the_model() -> None:
    graph = published("vocabulary.ttl")
    found = {(str(graph.value(c, SKOS.inScheme)), str(c)) for c in graph.subjects(RDF.type, SKOS.Concept)}
    assert found == {(f"{TERMS}{name}", absolute(concept_term(name, w))) for name, ws in schemes().items() for w in ws}
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert str(concept).endswith(f".{graph.value(concept, SKOS.notation)}")


def test_the_shapes_have_the_words_of_the_model() -> None:
    graph = published("shapes.ttl")
    lists = (graph.objects(None, SH["in"]),)
    sets = {frozenset(map(str, graph.items(head))) for heads in lists for head in heads}
    wanted = {frozenset(absolute(concept_term(name, word)) for word in words) for name, words in schemes().items()}
    questions = {found for found in sets if found.isdisjoint(set().union(*wanted))}
    assert sets - questions == wanted


def test_the_context_leads_every_word_to_its_concept() -> None:
    for place in PLACES:
        for kind in place.kinds:
            if isinstance(kind, Words):
                term = CONTEXT[place.owner]["@context"][place.key]
                assert term["@type"] == "@vocab"
                assert term["@context"]["@vocab"] == f"{TERMS}{kind.name}."


def test_the_context_has_every_key_of_every_class() -> None:
    for name in classes():
        scope = {key for key in CONTEXT[name]["@context"] if key not in {"@protected", "question"}}
        assert scope == set(places(name)) - {"id"}


def test_roles_and_parts_are_defined() -> None:
    graph = published("vocabulary.ttl")
    for scheme, meanings in (("Role", ROLES), ("Part", PARTS)):
        for word, meaning in meanings.items():
            assert str(graph.value(rdflib.URIRef(f"{TERMS}{scheme}.{word}"), SKOS.definition)) == meaning
    for name, meanings in DEFINITIONS.items():
        assert set(meanings) == set(schemes()[name])


def test_every_term_is_described_and_none_is_defined_twice() -> None:
    graph = published("vocabulary.ttl")
    ours = {str(subject) for subject in graph.subjects() if str(subject).startswith(TERMS)}
    properties = {absolute(term) for term in USED if term.startswith("tl:")}
    assert properties <= ours
    assert {f"{TERMS}{name}" for name in classes()} <= ours
    for subject in graph.subjects(RDFS.isDefinedBy):
        assert graph.value(subject, RDFS.comment) or graph.value(subject, SKOS.prefLabel)
        assert len(set(graph.objects(subject, RDF.type)) & {RDF.Property, RDFS.Class, SKOS.ConceptScheme}) <= 1
    foreign = {s for s in graph.subjects() if not str(s).startswith(TERMS)} - set(
        graph.subjects(RDF.type, OWL.Ontology)
    )
    assert not foreign, "nothing is said about the terms of others"


def value_space(kind: Kind) -> str:
    if isinstance(kind, Object):
        return "node"
    if isinstance(kind, Words):
        return "word"
    if isinstance(kind, Form):
        node = kind.name in {"Iri", "Reference", "TermsReference"}
        return "node" if node else "prose" if kind.name == "Prose" else "address" if kind.name == "Url" else "text"
    return kind.name


def test_one_term_has_one_kind_of_value() -> None:
    spaces: dict[str, set[frozenset[str]]] = {}
    for place in PLACES:
        if place.key != "id":
            found = frozenset(map(value_space, place.kinds))
            spaces.setdefault(property_term(place.owner, place.key), set()).add(found)
    for term, seen in spaces.items():
        widest: frozenset[str] = frozenset().union(*seen)
        assert widest in seen, f"{term} is used for values of two kinds: list the key in OWN"


def test_a_class_uses_each_term_once() -> None:
    for name in classes():
        terms = [property_term(name, key) for key in places(name) if key != "id"]
        assert len(terms) == len(set(terms)), name


def test_no_row_of_the_tables_is_dead() -> None:
    keys = {place.key for place in PLACES}
    qualified = {place.name for place in PLACES}
    assert set(alignment.SAME) <= keys | qualified
    assert qualified >= alignment.OWN
    assert set(classes()) >= alignment.OWN_CLASSES
    assert qualified >= alignment.ORDERED
    assert set(OUTSIDE_WORDS) <= qualified
    assert {place.key for place in PLACES if place.key in ENTRIES} == set(ENTRIES)
    assert all(field in places(name) for name, field in SHORT.items())
    assert set(SHARED_WORDS.values()) <= set(schemes())
    ours = USED | {f"tl:{name}" for name in classes()}
    assert set(alignment.NARROWER) <= ours
    assert set(alignment.CLOSE) <= ours
    assert not {term for term in (*alignment.NARROWER, *alignment.CLOSE) if not term.startswith("tl:")}


@pytest.mark.parametrize("name", ["context.jsonld", "vocabulary.ttl", "shapes.ttl"])
def test_terms_are_spelt_without_a_version(name: str) -> None:
    terms = re.findall(rf"{re.escape(TERMS)}([A-Za-z0-9._-]*)", (SCHEMA / name).read_text("utf-8"))
    assert terms
    assert not [term for term in terms if term.startswith("v1")]


def test_a_dataset_is_never_made_an_activity() -> None:
    """prov:Activity and prov:Entity exclude each other, and models are used in the making of both."""
    graph = published("vocabulary.ttl")
    above = set(graph.objects(rdflib.URIRef(f"{TERMS}modelUses"), RDFS.subPropertyOf))
    assert above == {rdflib.URIRef("http://www.w3.org/ns/prov#qualifiedInfluence")}
