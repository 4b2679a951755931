"""Bills that CycloneDX's own validator accepts, and that hold what it does not look at."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.licenses import canonicalize_license_expression

from lineage.errors import LineageError
from lineage.interop.cyclonedx.licences import listed
from lineage.interop.cyclonedx.sound import sound
from lineage.interop.formats import FORMATS
from tests.interop.cyclonedx.manifests import EXAMPLES, Maker

VALIDATORS = {"1.7": JsonStrictValidator(SchemaVersion.V1_7), "1.6": JsonStrictValidator(SchemaVersion.V1_6)}
SMALL: dict[str, Any] = {"lineage": "1.0-draft", "id": "urn:example:m"}


def written(tree: dict[str, Any], version: str = "1.7") -> str:
    return FORMATS["cyclonedx"].write(tree, version=version).files["bom.cdx.json"].decode()


def objects(tree: Any) -> list[dict[str, Any]]:
    found, pending = [], [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            found.append(node)
            pending += node.values()
        elif isinstance(node, list):
            pending += node
    return found


def refs(bom: dict[str, Any]) -> list[str]:
    """Every use of a reference, wherever CycloneDX has one."""
    used = [node["ref"] for node in objects(bom) if "ref" in node]
    for relation in bom.get("dependencies", []):
        used += relation.get("dependsOn", [])
    for composition in bom.get("compositions", []):
        used += composition["dependencies"]
    return used


def component(bom: dict[str, Any], ref: str) -> dict[str, Any]:
    parts = [bom["metadata"]["component"], *bom["components"]]
    return next(part for part in parts if part["bom-ref"] == ref)


def facts(holder: dict[str, Any]) -> dict[str, str]:
    return {entry["name"].removeprefix("training-lineage:"): entry["value"] for entry in holder["properties"]}


@pytest.mark.parametrize("version", VALIDATORS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_validator_accepts_every_example(name: str, version: str) -> None:
    assert VALIDATORS[version].validate_str(written(EXAMPLES[name], version)) is None


@pytest.mark.parametrize("version", VALIDATORS)
def test_the_validator_accepts_whatever_a_manifest_can_say(version: str) -> None:
    for seed in range(30):
        assert VALIDATORS[version].validate_str(written(sound(Maker(seed).manifest())[0], version)) is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_the_validator_does_not_look_at(name: str) -> None:
    bom = json.loads(written(EXAMPLES[name]))
    own = [node["bom-ref"] for node in objects(bom) if "bom-ref" in node]
    assert len(own) == len(set(own)), "a bom-ref stands twice"
    assert set(refs(bom)) <= set(own), "a reference leads nowhere"
    for node in objects(bom):
        if "purl" in node:
            purl = PackageURL.from_string(node["purl"])
            assert purl.to_string() == node["purl"]
            assert purl.namespace
            assert purl.name
        if "expression" in node:
            assert canonicalize_license_expression(node["expression"]) == node["expression"]
        if node.get("type") == "data":
            assert "modelCard" not in node


def test_the_list_of_licences_is_that_of_the_validator() -> None:
    from importlib.resources import files

    schema = json.loads((files("cyclonedx.schema") / "_res" / "spdx.SNAPSHOT.schema.json").read_text("utf-8"))
    assert listed() == set(schema["enum"])


@pytest.mark.parametrize(
    ("licence", "choice"),
    [
        ("Apache-2.0", {"license": {"id": "Apache-2.0", "acknowledgement": "declared"}}),
        ("MIT OR Apache-2.0", {"expression": "MIT OR Apache-2.0", "acknowledgement": "declared"}),
        ("LicenseRef-own", {"expression": "LicenseRef-own", "acknowledgement": "declared"}),
        ("Newer-9.9", {"license": {"name": "Newer-9.9", "acknowledgement": "declared"}}),
        ("MIT OR Newer-9.9", {"license": {"name": "MIT OR Newer-9.9", "acknowledgement": "declared"}}),
        (
            [{"expression": "MIT", "url": "https://lab.example/mit"}],
            {"license": {"id": "MIT", "url": "https://lab.example/mit", "acknowledgement": "declared"}},
        ),
    ],
)
def test_a_licence_that_is_newer_than_the_list_is_a_name(licence: Any, choice: dict[str, Any]) -> None:
    text = written({**SMALL, "datasets": [{"id": "d", "licence": licence}]})
    assert json.loads(text)["components"][0]["licenses"] == [choice]
    assert VALIDATORS["1.7"].validate_str(text) is None


def test_who_taught_whom_is_a_workflow() -> None:
    bom = json.loads(written(EXAMPLES["synthetic-teacher/lineage.yaml"]))
    flow = next(flow for flow in bom["formulation"][0]["workflows"] if flow["bom-ref"] == "harbour-answers")
    assert flow["inputs"] == [{"resource": {"ref": "qwen3-32b"}}]
    assert flow["outputs"] == [{"type": "artifact", "resource": {"ref": "harbour-dialogues"}}]
    assert (flow["timeStart"], flow["timeEnd"]) == ("2026-08-03T00:00:00Z", "2026-08-20T00:00:00Z")
    said = facts(flow)
    assert (said["role"], said["writes/0"], said["accessedVia/access"]) == ("generate", "reasoning", "weights")


def test_the_student_is_what_the_bill_is_of_and_the_teacher_is_external() -> None:
    for version, external in (("1.7", True), ("1.6", None)):
        bom = json.loads(written(EXAMPLES["synthetic-teacher/lineage.yaml"], version))
        student, teacher = bom["metadata"]["component"], component(bom, "qwen3-32b")
        assert student["bom-ref"] == "larkspur-1b"
        assert student["modelCard"]["modelParameters"]["datasets"] == [
            {"ref": "harbour-pages"},
            {"ref": "harbour-dialogues"},
        ]
        assert teacher["purl"] == "pkg:huggingface/Qwen/Qwen3-32B"
        assert teacher.get("isExternal") is external
        assert "isExternal" not in student


def test_terms_are_licence_references_with_their_digest() -> None:
    tree = {
        **SMALL,
        "agents": [{"id": "a", "name": "A"}],
        "models": [{"id": "m", "name": "M"}],
        "datasets": [{"id": "d", "modelUses": [{"model": "m", "role": "judge", "terms": ["t@1"]}]}],
        "terms": [
            {
                "id": "t",
                "version": "1",
                "provider": "a",
                "source": {"title": "Terms of A", "url": "https://a.example/terms", "sha256": "ab" * 32},
            }
        ],
    }
    assert component_of(tree, "m")["externalReferences"] == [
        {
            "type": "license",
            "url": "https://a.example/terms",
            "comment": "Terms of A",
            "hashes": [{"alg": "SHA-256", "content": "ab" * 32}],
        }
    ]


def component_of(tree: dict[str, Any], ref: str) -> dict[str, Any]:
    bom = json.loads(written(tree))
    return next(part for part in bom["components"] if part["bom-ref"] == ref)


def test_how_whole_lists_are() -> None:
    whole = {"derivedFrom": True, "hasPart": True, "modelUses": True}
    datasets = [
        {"id": "whole", "complete": whole},
        {"id": "partial", "complete": {**whole, "modelUses": False}},
        {"id": "silent"},
    ]
    bom = json.loads(written({**SMALL, "datasets": datasets}))
    assert bom["compositions"] == [
        {"aggregate": "complete", "dependencies": ["whole"]},
        {"aggregate": "incomplete", "dependencies": ["partial"]},
        {"aggregate": "unknown", "dependencies": ["silent"]},
    ]


def test_a_year_does_not_become_a_moment() -> None:
    assert "timestamp" not in json.loads(written({**SMALL, "issued": 2026}))["metadata"]
    assert json.loads(written({**SMALL, "issued": "2026-01-02"}))["metadata"]["timestamp"] == "2026-01-02T00:00:00Z"


@pytest.mark.parametrize("options", [{"version": "1.5"}, {"colour": "red"}])
def test_other_options_are_refused(options: dict[str, str]) -> None:
    with pytest.raises(LineageError) as error:
        FORMATS["cyclonedx"].write(SMALL, **options)
    assert error.value.advice


def test_losses_are_reported() -> None:
    exported = FORMATS["cyclonedx"].write(EXAMPLES["aurora/lineage.yaml"])
    assert {loss.path.split("/")[1] for loss in exported.losses} >= {"corpora", "measures", "declarations"}
