"""The published shapes take the RDF of every good manifest and refuse that of every bad one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
import ryaml
from rdflib.namespace import RDF, SH

from lineage.schema.alignment import PREFIXES, SHAPES_URL, TERMS
from lineage.schema.fields import ENTRIES, classes, places
from lineage.schema.rdf import expanded
from lineage.schema.samples import examples
from tests.schema.graphs import EXAMPLES, HEAD, conforms, expansion, graph_of, graph_report, published, report
from tests.schema.test_required import hosted, smallest_of, ways

CASES: list[dict[str, Any]] = ryaml.loads((Path(__file__).parents[1] / "shape" / "cases.yaml").read_text("utf-8"))
for _case in CASES:
    if _case["manifest"].get("version") == "LONG":
        _case["manifest"]["version"] = "x" * 1001


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_conform(name: str) -> None:
    taken, text = graph_report(graph_of(json.loads(expansion(name))))
    assert taken, text


@pytest.mark.parametrize("name", ["ultrafeedback-zephyr/lineage.yaml", "scan/lineage.yaml"])
def test_examples_conform_beside_the_vocabulary(name: str) -> None:
    """Classes that are subclasses of others must not be held to closed shapes that are not theirs."""
    taken, text = report(EXAMPLES[name], ont_graph=published("vocabulary.ttl"))
    assert taken, text


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_cases_conform_where_the_schema_takes_them(case: dict[str, Any]) -> None:
    # No case is left out: what has no form in RDF, null and empty lists too, is kept as a JSON literal.
    assert conforms(HEAD | case["manifest"]) == (not case.get("faults"))


@pytest.mark.parametrize("name", [name for name in ways() if name != "Stated"])
def test_all_keys_with_the_examples_of_their_values_conform(name: str) -> None:
    values = {place.key: examples(place) for place in places(name).values()}
    for round_ in range(max(map(len, values.values()), default=0)):
        chosen = {key: found[round_] for key, found in values.items() if round_ < len(found)}
        taken, text = report(hosted(name, smallest_of(name) | chosen))
        assert taken, text


def test_there_is_one_closed_shape_for_every_class() -> None:
    shapes = published("shapes.ttl")
    found = {str(shape) for shape in shapes.subjects(RDF.type, SH.NodeShape)}
    assert found == {f"{SHAPES_URL}#{name}" for name in classes()}
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        assert shapes.value(shape, SH.closed) == rdflib.Literal(True)
        assert str(shapes.value(shape, SH.targetClass)).startswith(TERMS)


def test_every_field_has_a_property_shape_with_its_description() -> None:
    shapes = published("shapes.ttl")
    for name in classes():
        shape = rdflib.URIRef(f"{SHAPES_URL}#{name}")
        described = {
            str(shapes.value(found, SH.name))
            for found in shapes.objects(shape, SH.property)
            if shapes.value(found, SH.description)
        }
        assert described == set(places(name)) - {"id"}


def test_maps_become_entries() -> None:
    tree = HEAD | {"namespaces": {"acme": "https://acme.example/"}}
    assert conforms(tree)
    assert set(ENTRIES) == {"namespaces", "columns", "becomes"}
    assert not conforms(HEAD | {"namespaces": {"ACME": "https://acme.example/"}})


@pytest.mark.parametrize(
    "triples",
    [
        '<urn:test:case#d> dcterms:description "a"@en, "b"@en .',
        '<urn:test:case#d> dcterms:description "a" .',
        "<urn:test:case#d> dcterms:creator [ a tl:NoneDeclared ; tl:none true ] .",
        "<urn:test:case#d> tl:modelUses [ a tl:ModelUse ; prov:hadRole tl:Part.response ] .",
        "<urn:test:case#d> tl:answer [ a tl:NoneDeclared ; tl:question schema:name ; tl:none true ] .",
        "<urn:test:case#d> tl:answer [ a tl:Unknown ; tl:unknown true ] .",
        "<urn:test:case#m> a tl:Model ; schema:name 'M' ; tl:training <urn:test:case#d> .",
        "<urn:test:case#m> a tl:Model ; schema:name 'M' ; tl:training ( [ a tl:Stage ] ) .",
    ],
)
def test_rdf_that_no_manifest_would_give_is_refused(triples: str) -> None:
    graph = graph_of(expanded(HEAD | {"datasets": [{"id": "d", "name": "D"}]}))
    assert graph_report(graph)[0]
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    assert not graph_report(graph.parse(data=prefixes + triples, format="turtle"))[0]


KNOWN_DIFFERENCES: dict[str, dict[str, Any]] = {
    # RDF properties are sets, so an entry written twice is there once.
    "a choice of one model, twice": {"datasets": [{"id": "d", "modelUses": [
        {"model": {"oneOf": ["a", "a"]}, "role": "judge"}]}]},
    # The names of records are names in RDF: two records of one name are one thing with two of everything.
    "two agents of one id": {"agents": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]},
    # 30 February has the form of a date, which is all that the schema asks; xsd:date has no such day.
    "a day that is none": {"issued": "2025-02-30"},
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN_DIFFERENCES)
def test_where_rdf_is_stricter_than_the_schema(name: str) -> None:
    assert not conforms(HEAD | KNOWN_DIFFERENCES[name])
