"""SPDX 3 documents that somebody else wrote: what they say is taken, only as far as they say it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.source import NotThisFormat, Source
from tests.interop.cyclonedx.garbage import imported

CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
SPACE = "https://lab.example/spdx/1/"
UNSAID = "https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement"


def element(type: str, local: str, **said: Any) -> dict[str, Any]:
    return {"type": type, "spdxId": SPACE + local, "creationInfo": "_:creation", **said}


def relate(source: str, type: str, *targets: str, **said: Any) -> dict[str, Any]:
    to = [target if ":" in target else SPACE + target for target in targets]
    name = f"{source}-{type}-{'-'.join(targets)}"
    return element("Relationship", name, **{"from": SPACE + source}, relationshipType=type, to=to, **said)


def model(name: str, **said: Any) -> dict[str, Any]:
    return element("ai_AIPackage", name.lower(), name=name, **said)


def dataset(name: str, **said: Any) -> dict[str, Any]:
    return element("dataset_DatasetPackage", name.lower(), name=name, **{"dataset_datasetType": ["text"], **said})


CREATION = {
    "type": "CreationInfo",
    "@id": "_:creation",
    "specVersion": "3.0.1",
    "created": "2025-01-01T00:00:00Z",
    "createdBy": [SPACE + "lab"],
}
GRAPH = [
    relate("student", "trainedOn", "data", completeness="complete"),
    relate("teacher", "generates", "data"),
    relate("student", "hasDeclaredLicense", "licence"),
    relate("data", "hasConcludedLicense", "licence"),
    relate("student", "descendantOf", "base"),
    relate("raw", "hasDataFile", "file"),
    relate("run", "usesTool", "judge"),
    relate("run", "hasInput", "raw", "tool"),
    relate("run", "hasOutput", "data"),
    relate("student", "dependsOn", "tool"),
    element(
        "build_Build", "run", build_buildType="https://lab.example/run", build_buildStartTime="2025-01-02T00:00:00Z"
    ),
    model(
        "Student",
        software_packageVersion="1",
        suppliedBy=SPACE + "lab",
        releaseTime="2025-02-02T00:00:00Z",
        software_downloadLocation="https://lab.example/student",
        ai_informationAboutTraining="On the data.",
        ai_hyperparameter=[{"type": "DictionaryEntry", "key": "rate", "value": "1"}],
    ),
    model("Teacher", software_packageVersion="9"),
    model("Judge"),
    model("Base"),
    dataset(
        "Data",
        dataset_datasetType=["text", "structured"],
        builtTime="2025-01-01T00:00:00Z",
        originatedBy=[element("Organization", "makers", name="Makers")],
        dataset_hasSensitivePersonalInformation="yes",
        dataset_datasetSize=100,
        software_downloadLocation="NOASSERTION",
    ),
    dataset("Raw", dataset_datasetType=["noAssertion"]),
    element(
        "software_File",
        "file",
        name="a.parquet",
        verifiedUsing=[{"type": "Hash", "algorithm": "sha256", "hashValue": "ab" * 32}],
    ),
    element("simplelicensing_LicenseExpression", "licence", simplelicensing_licenseExpression="MIT"),
    element("software_Package", "tool", name="tool"),
    element(
        "Organization",
        "lab",
        name="Lab",
        externalIdentifier=[
            {"type": "ExternalIdentifier", "externalIdentifierType": "email", "identifier": "a@lab.example"}
        ],
    ),
    element("SpdxDocument", "document", rootElement=[SPACE + "student"], element=[]),
    CREATION,
]


def document(*elements: dict[str, Any], context: str = CONTEXT) -> dict[str, Any]:
    return {"@context": context, "@graph": list(elements)}


@pytest.fixture(scope="module", params=["as written", "backwards"])
def read(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, str]]:
    return imported("spdx", document(*(GRAPH if request.param == "as written" else reversed(GRAPH))))


def record(tree: dict[str, Any], noun: str, id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(record for record in tree[noun] if record["id"] == id)
    return found


def test_a_model(read: tuple[dict[str, Any], dict[str, str]]) -> None:
    student = record(read[0], "models", "student")
    assert student["training"] == [{"stage": "unspecified", "uses": ["data"]}]
    assert student["complete"] == {"training": True}
    assert [start["model"] for start in student["initializedFrom"]] == ["base"]
    assert (student["licence"], student["released"], student["version"]) == ("MIT", "2025-02-02", "1")
    assert student["url"] == "https://lab.example/student"
    assert student["trainingDataDescription"] == "On the data."
    assert record(read[0], "agents", student["provider"])["contact"] == {"email": "a@lab.example"}
    assert read[0]["subjects"] == ["student"]


def test_a_dataset_and_who_taught(read: tuple[dict[str, Any], dict[str, str]]) -> None:
    data = record(read[0], "datasets", "data")
    uses = {use["model"]: use for use in data["modelUses"]}
    assert uses["teacher"]["role"] == "generate"
    assert uses["judge"]["role"] == {"unknown": "notStatedBySource"}
    assert uses["judge"]["period"] == {"from": "2025-01-02"}
    assert uses["judge"]["known"]["how"] == "declared"
    assert [source["dataset"] for source in data["derivedFrom"]] == ["raw"]
    assert data["personalData"] is True
    assert data["modalities"] == ["text", {"modality": "other", "name": "structured"}]
    assert data["licence"][0]["expression"] == "MIT"
    assert "files" not in data
    assert record(read[0], "agents", data["creators"][0])["name"] == "Makers"


def test_files_and_what_is_not_asserted(read: tuple[dict[str, Any], dict[str, str]]) -> None:
    raw = record(read[0], "datasets", "raw")
    assert raw["files"] == [{"name": "a.parquet", "sha256": "ab" * 32}]
    assert "modalities" not in raw


def test_what_is_left_is_listed(read: tuple[dict[str, Any], dict[str, str]]) -> None:
    lost = {path.rpartition("/")[2]: why for path, why in read[1].items()}
    assert {"ai_hyperparameter", "dataset_datasetSize", "builtTime", "build_buildType"} <= set(lost)
    assert len(read[1]) == 7, "these, a package of software, what depends on it, and where it went in"


def test_relations_of_the_next_version() -> None:
    found, _ = imported(
        "spdx",
        document(
            model("M"), dataset("A"), dataset("B"), dataset("C"),
            relate("m", "pretrainedOn", "a"), relate("m", "finetunedOn", "b"), relate("m", "evaluatedOn", "c"),
            context="https://spdx.org/rdf/3.1/spdx-context.jsonld",
        ),
    )  # fmt: skip
    assert record(found, "models", "m")["training"] == [
        {"stage": "pretraining", "uses": ["a"]},
        {"stage": "posttraining", "uses": ["b"]},
        {"stage": "unspecified", "uses": [{"dataset": "c", "split": "testing"}]},
    ]


def test_nothing_said_is_nothing_taken() -> None:
    found, losses = imported("spdx", document(dataset("A"), relate("a", "descendantOf", UNSAID)))
    assert "derivedFrom" not in record(found, "datasets", "a")
    assert len(losses) == 1


def test_data_that_comes_from_itself_is_reported() -> None:
    circle = [relate("a", "descendantOf", "b"), relate("b", "descendantOf", "a"), relate("a", "descendantOf", "a")]
    found, losses = imported("spdx", document(dataset("A"), dataset("B"), *circle))
    sources = [source for one in found["datasets"] for source in one.get("derivedFrom", [])]
    assert len(sources) <= 1
    assert any("at fault" in why for why in losses.values())


def test_a_document_that_is_one_element() -> None:
    found, _ = imported("spdx", {"@context": CONTEXT, **dataset("A")})
    assert [one["name"] for one in found["datasets"]] == ["A"]


def test_earlier_versions_are_refused_in_words() -> None:
    source = Source("bom.json", json.dumps({"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT"}).encode())
    assert not FORMATS["spdx"].looks_like(source)
    with pytest.raises(NotThisFormat, match=r"SPDX-2\.3") as error:
        FORMATS["spdx"].read(source, Draft())
    assert "3.0" in error.value.advice


@pytest.mark.parametrize("other", [{"bomFormat": "CycloneDX"}, [], {"@context": "https://schema.org/"}])
def test_other_documents_are_refused(other: Any) -> None:
    source = Source("bom.json", json.dumps(other).encode())
    assert not FORMATS["spdx"].looks_like(source)
    with pytest.raises(NotThisFormat):
        FORMATS["spdx"].read(source, Draft())
