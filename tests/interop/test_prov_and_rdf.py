"""PROV and RDF: written for others to read, and read back here by their own libraries."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from prov.model import ProvDocument
from rdflib.compare import isomorphic

from lineage.errors import LineageError
from lineage.interop.formats import FORMATS
from lineage.interop.losses import prune
from lineage.shape import shape
from tests.property.test_round_trip import EXAMPLES, variants

PROV, RDF = FORMATS["prov"], FORMATS["rdf"]
SMALL = [tree for tree in EXAMPLES if len(json.dumps(tree)) < 40_000]


def document(tree: Any) -> ProvDocument:
    return ProvDocument.deserialize(content=PROV.write(tree).files["lineage.prov.json"].decode())


def kinds(found: ProvDocument) -> Counter[str]:
    return Counter(type(record).__name__ for record in found.get_records())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the library's use of rdflib
@pytest.mark.parametrize("tree", EXAMPLES, ids=lambda tree: tree["id"].rpartition("/")[2])
def test_both_forms_say_the_same(tree: Any) -> None:
    as_json = kinds(document(tree))
    turtle = PROV.write(tree, syntax="turtle").files["lineage.prov.ttl"].decode()
    as_turtle = kinds(ProvDocument.deserialize(content=turtle, format="rdf", rdf_format="turtle"))
    # The library counts a relation twice that is told in short and in full.
    assert not as_json - as_turtle
    assert {kind for kind in as_turtle if as_turtle[kind] != as_json[kind]} <= {"ProvUsage", "ProvDerivation"}


def test_who_taught_whom_is_a_usage_with_a_role() -> None:
    tree = {
        "lineage": "1.0-draft",
        "id": "https://example.org/m",
        "agents": [{"id": "lab", "name": "Lab", "kind": "organization"}],
        "models": [
            {"id": "teacher", "name": "T", "provider": {"name": "Maker"}},
            {"id": "student", "name": "S", "training": [{"stage": "sft", "uses": ["answers"]}, {"stage": "rl"}]},
        ],
        "datasets": [
            {
                "id": "answers",
                "description": {"de": "Antworten", "en": "Answers"},
                "modelUses": [
                    {
                        "model": "teacher",
                        "role": "generate",
                        "writes": ["response"],
                        "actor": "lab",
                        "onBehalfOf": {"name": "Client"},
                        "accessedVia": {"access": "api"},
                        "share": {"atLeast": 0.5},
                    },
                    {"model": {"unknown": "notRecorded"}, "role": "judge"},
                    {"model": {"self": True}, "role": "filter"},
                    {"model": {"oneOf": ["teacher", "student"]}, "role": {"unknown": True}},
                ],
            }
        ],
    }
    made = PROV.write(tree)
    assert made.losses == ()
    written = json.loads(made.files["lineage.prov.json"])
    usages = [use for use in written["used"].values() if "making" in use["prov:activity"]]
    first, second, third, fourth = usages
    assert first["prov:entity"] == "m:teacher"
    assert first["prov:role"]["$"] == "tl:Role.generate"
    assert first["tl:writes"]["$"] == "tl:Part.response"
    assert first["tlp:accessedVia.access"] == "api"
    assert first["tlp:share.atLeast"] == {"$": "0.5", "type": "xsd:double"}
    assert "prov:entity" not in second
    assert second["tlp:model.unknown"] == "notRecorded"
    assert third["prov:entity"] == "m:answers"
    assert [one["$"] for one in fourth["tl:oneOf"]] == ["m:teacher", "m:student"]
    assert written["entity"]["m:answers"]["dcterms:description"] == [
        {"$": "Antworten", "lang": "de"},
        {"$": "Answers", "lang": "en"},
    ]
    (behalf,) = written["actedOnBehalfOf"].values()
    assert behalf["prov:delegate"] == "m:lab"
    assert [one["prov:informed"] for one in written["wasInformedBy"].values()] == ["m:student/training/2"]


def test_what_prov_cannot_say_is_reported() -> None:
    tree = {
        "lineage": "1.0-draft",
        "id": "urn:a:b",
        "datasets": [{"id": "a", "x-own": 1, "overlaps": [{"dataset": "b"}]}, {"id": "b"}],
        "waivers": [{"code": "LIC001", "reason": "r"}],
    }
    paths = {loss.path: loss.why for loss in PROV.write(tree).losses}
    assert set(paths) == {"/datasets/0/x-own", "/datasets/0/overlaps", "/waivers"}


@settings(max_examples=30)
@given(variants())
def test_every_manifest_can_be_written(tree: dict[str, Any]) -> None:
    if shape(json.dumps(tree).encode(), tree).findings:
        return
    made = PROV.write(tree)
    assert document(tree).get_records()
    assert made == PROV.write(json.loads(json.dumps(tree)))
    kept, _ = prune(tree, PROV.losses)
    said = made.files["lineage.prov.json"].decode()
    lost = " ".join(loss.path for loss in made.losses)
    for number, record in enumerate(kept.get("datasets", ())):
        if isinstance(record.get("name"), str):
            assert json.dumps(record["name"], ensure_ascii=False) in said or f"/datasets/{number}" in lost


@pytest.mark.parametrize("tree", SMALL, ids=lambda tree: tree["id"].rpartition("/")[2])
def test_n_quads_and_turtle_are_the_same_graph(tree: Any) -> None:
    quads = RDF.write(tree)
    assert quads.losses == ()
    one = rdflib.Graph().parse(data=quads.files["lineage.nq"].decode(), format="nt")
    other = rdflib.Graph().parse(data=RDF.write(tree, syntax="turtle").files["lineage.ttl"].decode(), format="turtle")
    assert len(one) > 20
    assert isomorphic(one, other)


def test_signs_that_need_care_survive() -> None:
    text = 'a "quote", a \\, a tab\t, a line\nand \x7f and 😀'
    tree = {"lineage": "1.0-draft", "id": "urn:a:b", "datasets": [{"id": "a", "name": "n", "description": text}]}
    for syntax, file, format in (("nquads", "lineage.nq", "nt"), ("turtle", "lineage.ttl", "turtle")):
        graph = rdflib.Graph().parse(data=RDF.write(tree, syntax=syntax).files[file].decode(), format=format)
        assert text in {str(value) for value in graph.objects() if isinstance(value, rdflib.Literal)}
    turtle = PROV.write(tree, syntax="turtle").files["lineage.prov.ttl"].decode()
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    assert text in {str(value) for value in graph.objects()}


@pytest.mark.parametrize("format", [PROV, RDF])
def test_a_syntax_that_there_is_not(format: Any) -> None:
    with pytest.raises(LineageError, match="is not written as"):
        format.write({"lineage": "1.0-draft", "id": "urn:a:b"}, syntax="xml")


def test_the_same_manifest_makes_the_same_bytes() -> None:
    again = json.loads(json.dumps(EXAMPLES[0]))
    for syntax in ("nquads", "turtle"):
        assert RDF.write(EXAMPLES[0], syntax=syntax) == RDF.write(again, syntax=syntax)
