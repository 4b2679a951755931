"""SPDX documents that SPDX's own validators accept, and that hold what these do not look at."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from packageurl import PackageURL
from packaging.licenses import canonicalize_license_expression
from spdx_python_model import v3_0_1

from lineage.errors import LineageError
from lineage.interop.cyclonedx.sound import sound
from lineage.interop.formats import FORMATS
from tests.interop.cyclonedx.manifests import EXAMPLES, Maker

UPSTREAM = Path(__file__).resolve().parents[4] / "shared/data/upstream/spdx-3.0.1"
needs_upstream = pytest.mark.skipif(not UPSTREAM.is_dir(), reason="the published schemas of SPDX are not here")
DAY = "2026-11-22"
WANTED = {
    "ai_AIPackage": (
        "releaseTime", "suppliedBy", "software_downloadLocation", "software_packageVersion", "software_primaryPurpose",
    ),
    "dataset_DatasetPackage": (
        "builtTime", "releaseTime", "originatedBy", "software_downloadLocation", "software_primaryPurpose",
        "dataset_datasetType",
    ),
}  # fmt: skip
"""What the prose of SPDX demands and its shapes do not look at."""
SMALL: dict[str, Any] = {"lineage": "1.0-draft", "id": "urn:example:m", "issued": "2026-01-02"}


def written(tree: dict[str, Any], **options: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(FORMATS["spdx"].write(tree, **options).files["bom.spdx3.json"])
    return document


def elements(document: dict[str, Any], type: str) -> list[dict[str, Any]]:
    return [element for element in document["@graph"] if element["type"] == type]


def facts(element: dict[str, Any]) -> dict[str, str]:
    entries = [entry for extension in element.get("extension", []) for entry in extension["extension_cdxProperty"]]
    return {
        entry["extension_cdxPropName"].removeprefix("training-lineage:"): entry["extension_cdxPropValue"]
        for entry in entries
    }


def relations(document: dict[str, Any], type: str) -> list[tuple[str, list[str], str | None]]:
    def local(name: str) -> str:
        return name.rpartition("#")[2]

    return [
        (local(element["from"]), [local(name) for name in element["to"]], element.get("completeness"))
        for element in elements(document, "Relationship")
        if element["relationshipType"] == type
    ]


@pytest.fixture(scope="session")
def validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(json.loads((UPSTREAM / "schema.json").read_text("utf-8")))


@needs_upstream
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_schema_accepts_every_example(name: str, validator: Any) -> None:
    assert not [error.message for error in validator.iter_errors(written(EXAMPLES[name], created=DAY))]


@needs_upstream
def test_the_schema_accepts_whatever_a_manifest_can_say(validator: Any) -> None:
    for seed in range(30):
        document = written(sound(Maker(seed).manifest())[0], created=DAY)
        assert not [error.message for error in validator.iter_errors(document)]


@needs_upstream
def test_the_shapes_accept() -> None:
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(UPSTREAM / "spdx-model.ttl")
    for name in ("synthetic-teacher/lineage.yaml", "aurora/lineage.yaml", "atlas/feedback.yaml"):
        graph = as_rdf(written(EXAMPLES[name]))
        conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=shapes)
        assert conforms, text


def as_rdf(document: dict[str, Any]) -> Any:
    """The document as a graph, with elements of other documents as some package that is described there."""
    import rdflib
    from pyld import jsonld

    context = json.loads((UPSTREAM / "spdx-context.jsonld").read_text("utf-8"))

    def load(url: str, options: Any) -> dict[str, Any]:
        assert url == document["@context"]
        return {"contextUrl": None, "documentUrl": url, "document": context}

    text = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": load})
    graph = rdflib.Graph().parse(data=text, format="nt")
    terms = "https://spdx.org/rdf/3.0.1/terms/"
    created = next(graph.objects(None, rdflib.URIRef(terms + "Core/creationInfo")))
    for element in elements(document, "SpdxDocument"):
        for entry in element.get("import", []):
            name = rdflib.URIRef(entry["externalSpdxId"])
            graph.add((name, rdflib.RDF.type, rdflib.URIRef(terms + "AI/AIPackage")))
            graph.add((name, rdflib.URIRef(terms + "Core/creationInfo"), created))
    return graph


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_bindings_read_every_example_and_miss_no_element(name: str) -> None:
    exported = FORMATS["spdx"].write(EXAMPLES[name], created=DAY).files["bom.spdx3.json"]
    objects = v3_0_1.SHACLObjectSet()
    v3_0_1.JSONLDDeserializer().read(io.BytesIO(exported), objects)
    outside = {
        entry["externalSpdxId"]
        for one in elements(json.loads(exported), "SpdxDocument")
        for entry in one.get("import", [])
    }
    assert set(objects.missing_ids) <= outside


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_the_validators_do_not_look_at(name: str) -> None:
    document = written(EXAMPLES[name], created=DAY)
    names = [element["spdxId"] for element in document["@graph"] if "spdxId" in element]
    assert len(names) == len(set(names)), "an element stands twice"
    licensed = {source for source, _, _ in relations(document, "hasDeclaredLicense")}
    concluded = {source for source, _, _ in relations(document, "hasConcludedLicense")}
    for type, wanted in WANTED.items():
        for element in elements(document, type):
            unsaid = [value for key, value in facts(element).items() if key.startswith("doesNotSay/")]
            for field in wanted:
                assert (field in element) != (field in unsaid), f"{element['spdxId']}: {field}"
            assert element["spdxId"].rpartition("#")[2] in licensed & concluded
            if "software_packageUrl" in element:
                assert (
                    PackageURL.from_string(element["software_packageUrl"]).to_string() == element["software_packageUrl"]
                )
    for element in elements(document, "simplelicensing_LicenseExpression"):
        expression = element["simplelicensing_licenseExpression"]
        assert canonicalize_license_expression(expression) == expression
        own = {
            part for part in expression.replace("(", " ").replace(")", " ").split() if part.startswith("LicenseRef-")
        }
        assert own == {entry["key"] for entry in element.get("simplelicensing_customIdToUri", [])}
        assert {entry["value"] for entry in element.get("simplelicensing_customIdToUri", [])} <= set(names)


def test_who_taught_whom() -> None:
    document = written(EXAMPLES["synthetic-teacher/lineage.yaml"])
    assert ("qwen3-32b", ["harbour-dialogues"], None) in relations(document, "generates")
    assert relations(document, "trainedOn") == [("larkspur-1b", ["harbour-pages", "harbour-dialogues"], "complete")]
    assert ("harbour-answers", ["qwen3-32b"], None) in relations(document, "usesTool")
    assert ("harbour-answers", ["harbour-dialogues"], None) in relations(document, "hasOutput")
    build = next(one for one in elements(document, "build_Build") if one["spdxId"].endswith("#harbour-answers"))
    assert build["build_buildType"] == "https://w3id.org/training-lineage/modelUse/generate"
    assert build["build_buildStartTime"] == "2026-08-03T00:00:00Z"
    assert facts(build)["writes/0"] == "reasoning"


def test_how_whole_lists_are() -> None:
    datasets: list[dict[str, Any]] = [
        {"id": "a", "derivedFrom": ["b"], "complete": {"derivedFrom": True}},
        {"id": "b", "derivedFrom": ["c"], "complete": {"derivedFrom": False}},
        {"id": "c", "derivedFrom": {"unknown": True}, "modelUses": {"unknown": True}},
        {"id": "d", "derivedFrom": {"none": True}},
        {"id": "e", "derivedFrom": ["d"]},
    ]
    document = written({**SMALL, "datasets": datasets})
    core = "https://spdx.org/rdf/3.0.1/terms/Core/"
    assert relations(document, "descendantOf") == [
        ("a", ["b"], "complete"),
        ("b", ["c"], "incomplete"),
        ("c", [core + "NoAssertionElement"], "noAssertion"),
        ("d", [core + "NoneElement"], "complete"),
        ("e", ["d"], "noAssertion"),
    ]
    assert relations(document, "generates") == [(core + "NoAssertionElement", ["c"], "noAssertion")]


def test_a_day_that_nobody_gives_is_not_made_up() -> None:
    tree = {**SMALL, "datasets": [{"id": "d", "issued": "2025-03"}], "models": [{"id": "m", "name": "M"}]}
    (data,) = elements(written(tree), "dataset_DatasetPackage")
    assert "releaseTime" not in data
    assert [facts(data)["doesNotSay/0"], facts(data)["doesNotSay/1"]] == ["releaseTime", "builtTime"]
    with pytest.raises(LineageError, match="d has no issued") as error:
        written(tree, strict=True)
    assert "YYYY-MM-DD" in error.value.advice


def test_the_document_needs_a_day() -> None:
    tree = {key: value for key, value in SMALL.items() if key != "issued"}
    for bad in ({}, {"created": "2026"}, {"created": "2026-02-30"}):
        with pytest.raises(LineageError) as error:
            written(tree, **bad)
        assert "created" in error.value.advice
    assert elements(written(tree, created=DAY), "CreationInfo")[0]["created"] == "2026-11-22T00:00:00Z"
    assert elements(written(SMALL), "CreationInfo")[0]["created"] == "2026-01-02T00:00:00Z"


def test_other_options_are_refused() -> None:
    with pytest.raises(LineageError, match="colour"):
        written(SMALL, colour="red")


def test_a_licence_of_ones_own_has_an_element() -> None:
    document = written({**SMALL, "datasets": [{"id": "d", "licence": "Terms of the lab"}]})
    (expression,) = elements(document, "simplelicensing_LicenseExpression")
    assert expression["simplelicensing_licenseExpression"] == "LicenseRef-terms-of-the-lab"
    (text,) = elements(document, "simplelicensing_SimpleLicensingText")
    assert expression["simplelicensing_customIdToUri"][0]["value"] == text["spdxId"]
    assert text["name"] == "Terms of the lab"
