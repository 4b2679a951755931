"""Bills that somebody else wrote: what they say is taken, only as far as they say it, and the rest is listed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.source import NotThisFormat, Source
from tests.interop.cyclonedx.garbage import imported
from tests.interop.cyclonedx.manifests import EXAMPLES

HEAD: dict[str, Any] = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
STUDENT: dict[str, Any] = {
    "type": "machine-learning-model",
    "bom-ref": "pkg:huggingface/lab/student@1",
    "name": "student",
    "version": "1",
    "supplier": {"name": "Lab", "url": ["https://lab.example"], "contact": [{"email": "a@lab.example"}]},
    "modelCard": {
        "modelParameters": {
            "task": "text-generation",
            "datasets": [
                {"ref": "answers"},
                {"type": "dataset", "name": "Inline set", "contents": {"url": "https://lab.example/inline"}},
                {"ref": "nowhere"},
            ],
        }
    },
    "pedigree": {
        "ancestors": [
            {"type": "machine-learning-model", "name": "base", "version": "2", "purl": "pkg:huggingface/lab/base"},
            {"type": "library", "name": "engine"},
        ]
    },
}
ANSWERS: dict[str, Any] = {
    "type": "data",
    "bom-ref": "answers",
    "name": "Answers",
    "licenses": [{"license": {"id": "MIT", "url": "https://lab.example/mit"}}],
    "data": [{"type": "dataset", "name": "Answers", "description": "One per line.", "sensitiveData": ["names"]}],
    "components": [{"type": "data", "name": "Part one", "bom-ref": "part"}],
    "externalReferences": [
        {
            "type": "distribution",
            "url": "https://lab.example/a.jsonl",
            "hashes": [{"alg": "MD5", "content": "0" * 32}, {"alg": "SHA-256", "content": "AB" * 32}],
        }
    ],
}
TEACHER = {"type": "machine-learning-model", "bom-ref": "teacher", "name": "Teacher 9"}
FLOW: dict[str, Any] = {
    "bom-ref": "run",
    "uid": "run",
    "taskTypes": ["other"],
    "inputs": [{"resource": {"ref": "teacher"}}, {"resource": {"ref": "part"}}, {"resource": {"ref": "tool"}}],
    "outputs": [{"resource": {"ref": "answers"}}],
    "timeStart": "2025-05-05T10:00:00Z",
}
BILL: dict[str, Any] = {
    **HEAD,
    "metadata": {"component": STUDENT, "timestamp": "2026-01-01T00:00:00Z"},
    "components": [ANSWERS, TEACHER, {"type": "library", "name": "numpy", "bom-ref": "tool"}],
    "dependencies": [{"ref": "answers", "dependsOn": ["teacher"]}],
    "compositions": [{"aggregate": "unknown", "assemblies": ["answers"]}],
    "formulation": [{"bom-ref": "f", "workflows": [FLOW]}],
}


def record(tree: dict[str, Any], noun: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(record for record in tree[noun] if record["name"] == name)
    return found


def test_a_model_with_what_it_learnt_from_and_started_from() -> None:
    tree, losses = imported("cyclonedx", BILL)
    student = record(tree, "models", "student")
    assert student["version"] == "1"
    (stage,) = student["training"]
    assert (stage["stage"], [use["dataset"] for use in stage["uses"]]) == ("unspecified", ["answers", "inline-set"])
    assert all(use["note"].endswith("for training and for evaluation together.") for use in stage["uses"])
    assert student["initializedFrom"][0]["model"] == record(tree, "models", "base")["id"]
    assert "relation" not in student["initializedFrom"][0]
    assert student["provider"] == record(tree, "agents", "Lab")["id"]
    assert tree["subjects"] == [student["id"]]
    assert losses["/metadata/component/modelCard/modelParameters/datasets/2"].startswith("it refers to no dataset")
    assert "/metadata/component/pedigree/ancestors/1" in losses


def test_a_generator_had_a_hand_in_it_and_no_role_is_invented() -> None:
    tree, losses = imported("cyclonedx", BILL)
    answers = record(tree, "datasets", "Answers")
    (use,) = answers["modelUses"]
    assert use["model"] == record(tree, "models", "Teacher 9")["id"]
    assert use["role"] == {"unknown": "notStatedBySource"}
    assert use["period"] == {"from": "2025-05-05"}
    assert use["known"] == {"how": "declared", "source": "bom.json", "sha256": answers["known"]["sha256"]}
    assert [source["dataset"] for source in answers["derivedFrom"]] == ["part"]
    assert answers["hasPart"] == ["part"]
    assert "/formulation/0/workflows/0/inputs/2" in losses


def test_licence_files_and_description() -> None:
    tree, losses = imported("cyclonedx", BILL)
    answers = record(tree, "datasets", "Answers")
    assert answers["licence"] == [{"expression": "MIT", "url": "https://lab.example/mit"}]
    assert answers["files"] == [{"url": "https://lab.example/a.jsonl", "sha256": "ab" * 32}]
    assert answers["description"] == "One per line."
    assert "personalData" not in answers, "sensitive data may be other than personal"
    assert losses["/components/0/data/0/sensitiveData"]
    assert losses["/components/0/externalReferences/0/hashes/0"]


def test_what_is_not_clear_is_listed_and_not_guessed() -> None:
    _, losses = imported("cyclonedx", BILL)
    assert losses["/dependencies"] == "in which way one depends on the other is not said"
    assert losses["/components/2"] == "it is neither a model nor a dataset"
    assert "/compositions" in losses


def test_an_empty_bill_says_nothing() -> None:
    tree, losses = imported("cyclonedx", HEAD)
    assert set(tree) == {"lineage", "id"}
    assert not losses


def test_a_model_that_goes_into_a_model_is_not_guessed_at() -> None:
    flow = {**FLOW, "inputs": [{"resource": {"ref": "teacher"}}], "outputs": [{"resource": {"ref": "other"}}]}
    other = {**TEACHER, "bom-ref": "other", "name": "Other"}
    tree, losses = imported(
        "cyclonedx", {**HEAD, "components": [TEACHER, other], "formulation": [{"workflows": [flow]}]}
    )
    assert all("modelUses" not in model and "initializedFrom" not in model for model in tree["models"])
    assert losses["/formulation/0/workflows/0"]


def test_properties_of_ours_that_contradict_a_manifest_are_reported() -> None:
    properties = [
        {"name": "training-lineage:origin", "value": "invented"},
        {"name": "training-lineage:languages/0", "value": "en"},
    ]
    tree, losses = imported(
        "cyclonedx", {**HEAD, "components": [{"type": "data", "name": "D", "properties": properties}]}
    )
    assert record(tree, "datasets", "D").keys() == {"id", "name", "languages", "known"}
    assert "at fault" in losses["/components/0"]


def test_two_bills_in_one_draft_keep_their_references_apart() -> None:
    draft = Draft(stamp=False)
    for name in ("synthetic-teacher", "aurora"):
        written = FORMATS["cyclonedx"].write(EXAMPLES[f"{name}/lineage.yaml"]).files["bom.cdx.json"]
        assert not FORMATS["cyclonedx"].read(Source("bom.json", written), draft)
    labs = {agent["id"]: agent["name"] for agent in draft.records("agents")}
    assert labs["example-lab"] == "Example Lab"
    assert labs["example-lab-2"] == "Example Lab Inc."
    models = {model["name"]: model for model in draft.records("models")}
    assert models["Larkspur-1B"]["provider"] == "example-lab"
    assert models["Aurora 8B"]["provider"] == "example-lab-2"


@pytest.mark.parametrize("data", [b'<?xml version="1.0"?><bom/>', b"\xef\xbb\xbf\n <bom/>"])
def test_xml_is_refused_in_words(data: bytes) -> None:
    source = Source("bom.xml", data)
    assert not FORMATS["cyclonedx"].looks_like(source)
    with pytest.raises(NotThisFormat, match="XML") as error:
        FORMATS["cyclonedx"].read(source, Draft())
    assert "JSON" in error.value.advice


@pytest.mark.parametrize("document", [{"spdxVersion": "SPDX-2.3"}, [], {"bomFormat": "cyclonedx"}])
def test_other_documents_are_refused(document: Any) -> None:
    source = Source("bom.json", json.dumps(document).encode())
    assert not FORMATS["cyclonedx"].looks_like(source)
    with pytest.raises(NotThisFormat):
        FORMATS["cyclonedx"].read(source, Draft())


def test_very_many_parts_take_no_longer_each() -> None:
    same = [{"type": "data", "name": "d"} for _ in range(5000)]
    nested = [{"type": "data", "name": "whole", "components": [{"type": "data", "name": f"p{i}"} for i in range(5000)]}]
    tree, _ = imported("cyclonedx", {**HEAD, "components": same + nested})
    assert len(tree["datasets"]) == 10_001
