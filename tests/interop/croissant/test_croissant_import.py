"""What Croissant documents say, in the shapes that people really write, as a manifest."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lineage.interop import FORMATS, Draft, Loss, Source

FORMAT = FORMATS["croissant"]
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "prov": "http://www.w3.org/ns/prov#",
    "citeAs": "cr:citeAs",
    "conformsTo": "dct:conformsTo",
    "recordSet": "cr:recordSet",
    "field": "cr:field",
    "sha256": "cr:sha256",
}
BASE: dict[str, Any] = {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    "conformsTo": "http://mlcommons.org/croissant/1.1",
    "name": "Harbour Pages",
}


def imported(members: dict[str, Any], draft: Draft | None = None) -> tuple[dict[str, Any], dict[str, str]]:
    """The manifest of a document with these members, and the reason of each loss by its path."""
    draft = draft or Draft(stamp=False)
    said = {key: value for key, value in {**BASE, **members}.items() if value is not None}
    source = Source("pages.json", json.dumps(said).encode())
    assert FORMAT.looks_like(source)
    losses: tuple[Loss, ...] = FORMAT.read(source, draft)
    return draft.tree(), {loss.path: loss.why for loss in losses}


def dataset(members: dict[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = imported(members)[0]["datasets"][0]
    return record


def bare(value: Any) -> Any:
    """Without how facts are known."""
    if isinstance(value, dict):
        return {key: bare(inside) for key, inside in value.items() if key != "known"}
    return [bare(item) for item in value] if isinstance(value, list) else value


MEMBERS = {
    "description": "Pages about harbours.",
    "license": "https://choosealicense.com/licenses/cc-by-nc-4.0/",
    "url": "https://lab.example/pages",
    "version": 2.1,
    "datePublished": "2026-03-01T10:00:00Z",
    "dateModified": "2026-04",
    "inLanguage": ["en", {"@type": "Language", "name": "Irish", "alternateName": "ga"}],
    "temporalCoverage": "2019-01-01/2020-12-31",
    "spatialCoverage": "IE",
    "citeAs": "https://doi.org/10.5555/pages",
    "alternateName": "lab/pages",
    "sameAs": ["https://mirror.example/pages"],
    "identifier": "10.5555/pages",
    "creator": [{"@type": "sc:Person", "name": "Ann Author", "email": "a@lab.example", "url": "https://a.example"}],
    "publisher": {"@type": "Organization", "name": "Example Lab"},
    "rai:personalSensitiveInformation": "Names of harbour masters.",
    "rai:dataAnnotationProtocol": ["By hand.", "Twice."],
    "rai:dataCollectionTimeframe": ["2025-01-01", "2025-06-30"],
}
EXPECTED = {
    "id": "harbour-pages",
    "name": "Harbour Pages",
    "version": "2.1",
    "description": "Pages about harbours.",
    "url": "https://lab.example/pages",
    "licence": "CC-BY-NC-4.0",
    "issued": "2026-03-01",
    "modified": "2026-04",
    "languages": ["en", "ga"],
    "temporalCoverage": {"from": "2019-01-01", "to": "2020-12-31"},
    "geography": {"countries": ["IE"]},
    "documentation": [{"url": "https://doi.org/10.5555/pages"}],
    "aliases": [
        {"name": "lab/pages"},
        {"iri": "https://mirror.example/pages"},
        {"iri": "https://doi.org/10.5555/pages"},
    ],
    "creators": ["ann-author"],
    "publisher": "example-lab",
    "personalData": {"other": "Names of harbour masters."},
    "annotation": {"description": "By hand.\n\nTwice."},
    "collected": {"from": "2025-01-01", "to": "2025-06-30"},
}


def test_what_a_dataset_says() -> None:
    tree, losses = imported(MEMBERS)
    assert tree["datasets"] == [EXPECTED]
    assert losses == {}
    assert tree["agents"] == [
        {
            "id": "ann-author",
            "name": "Ann Author",
            "kind": "person",
            "contact": {"url": "https://a.example", "email": "a@lab.example"},
        },
        {"id": "example-lab", "name": "Example Lab", "kind": "organization"},
    ]


@pytest.mark.parametrize(
    "context",
    [
        [
            "https://schema.org",
            {"cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/1.0/"},
        ],
        "http://mlcommons.org/croissant/1.1",
        {**CONTEXT, "@vocab": "http://schema.org/", "sc": "http://schema.org/"},
        {**CONTEXT, "@vocab": "http://www.schema.org/", "citation": {"@id": "cr:citation"}},
        {"ml": "http://mlcommons.org/schema/", "sc": "https://schema.org/"},
        None,
    ],
)
def test_any_context_says_the_same(context: Any) -> None:
    assert dataset({**MEMBERS, "@context": context}) == EXPECTED


def test_prefixed_keys_say_the_same() -> None:
    plain = {key if ":" in key or key == "citeAs" else f"sc:{key}": value for key, value in MEMBERS.items()}
    long = {key.replace("sc:", "https://schema.org/"): value for key, value in plain.items()}
    assert dataset(plain) == EXPECTED
    assert dataset(long) == EXPECTED
    assert (
        dataset({**MEMBERS, "@context": {**CONTEXT, "s": "http://schema.org/"}, "s:name": "Harbour Pages"}) == EXPECTED
    )


def test_a_graph_says_the_same() -> None:
    agent = {"@id": "#lab", "@type": "Organization", "name": "Example Lab"}
    described = {key: value for key, value in BASE.items() if key != "@context"}
    graph = [agent, {**described, **MEMBERS, "@id": "#pages", "publisher": {"@id": "#lab"}}]
    tree, losses = imported({"@graph": graph, "@type": None, "name": None})
    assert {**tree["datasets"][0], "id": "harbour-pages"} == EXPECTED
    assert not losses


def test_what_no_field_holds_is_lost_by_path() -> None:
    _, losses = imported({"keywords": ["a"], "rai:dataBiases": "Some.", "recordSet": [{"@type": "cr:RecordSet"}]})
    assert set(losses) == {"/keywords", "/rai:dataBiases", "/recordSet/0"}


def test_files() -> None:
    one = {"@type": "cr:FileObject", "@id": "a", "name": "a.csv", "encodingFormat": "text/csv", "sha256": "AB" * 32}
    record, losses = imported(
        {
            "distribution": [
                {**one, "contentUrl": "data/a.csv", "contentSize": "120 B", "md5": "0" * 32},
                {**one, "@id": "b", "contentUrl": "https://lab.example/b", "contentSize": "1.2 MB", "sha256": "TBD"},
                {"@type": "cr:FileSet", "@id": "c", "includes": "*.csv", "encodingFormat": "text/csv"},
            ]
        }
    )
    first = {"name": "a.csv", "path": "data/a.csv", "format": "text/csv", "bytes": 120, "sha256": "ab" * 32}
    second = {"name": "a.csv", "url": "https://lab.example/b", "format": "text/csv"}
    assert record["datasets"][0]["files"] == [first, second]
    assert record["datasets"][0]["format"] == "text/csv"
    assert set(losses) == {
        "/distribution/0/md5",
        "/distribution/1/contentSize",
        "/distribution/1/sha256",
        "/distribution/2",
    }


SOURCE = {"@type": "sc:Dataset", "name": "Old Pages", "license": "MIT", "url": "https://lab.example/old"}


WHOLE = {"id": "old-pages", "name": "Old Pages", "licence": "MIT", "url": "https://lab.example/old"}
ONLY_URL = {"id": "https-lab.example-old", "url": "https://lab.example/old"}
ENTITY = {"@type": "prov:Entity", "@id": "old"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (SOURCE, WHOLE),
        ([SOURCE], WHOLE),
        ("https://lab.example/old", ONLY_URL),
        ("Old Pages", {"id": "old-pages", "name": "Old Pages"}),
        ({"@id": "https://lab.example/old"}, ONLY_URL),
        ({**ENTITY, "prov:locatedAt": "https://a.example"}, {"id": "old", "url": "https://a.example"}),
        ({**ENTITY, "prov:label": "Old"}, {"id": "old", "name": "Old"}),
        ({"prov:entity": SOURCE, "@type": "prov:Derivation"}, WHOLE),
    ],
)
@pytest.mark.parametrize(
    "key", ["prov:wasDerivedFrom", "wasDerivedFrom", "isBasedOn", "http://www.w3.org/ns/prov#wasDerivedFrom"]
)
def test_sources(key: str, said: Any, expected: dict[str, Any]) -> None:
    tree, _ = imported({key: said})
    assert tree["datasets"][1] == expected
    (arrow,) = tree["datasets"][0]["derivedFrom"]
    assert arrow["dataset"] == expected["id"]
    assert arrow["known"]["source"] == "pages.json"


def test_sources_of_sources_are_nested_or_named() -> None:
    graph = [
        {**BASE, "@id": "#a", "prov:wasDerivedFrom": {"@id": "#b"}},
        {"@type": "sc:Dataset", "@id": "#b", "name": "B", "prov:wasDerivedFrom": [{"name": "C", "isBasedOn": "D"}]},
    ]
    tree, _ = imported({"@graph": graph, "@type": None, "name": None})
    arrows = {record["name"]: [one["dataset"] for one in record.get("derivedFrom", [])] for record in tree["datasets"]}
    assert arrows == {"Harbour Pages": ["b"], "B": ["c"], "C": ["d"], "D": []}


@pytest.mark.parametrize("said", ["none", "N/A", "We made it ourselves. " * 9, {"@id": "shard"}])
def test_what_names_no_source_is_lost(said: Any) -> None:
    distribution = [{"@type": "cr:FileObject", "@id": "shard", "name": "shard"}]
    tree, losses = imported({"prov:wasDerivedFrom": said, "distribution": distribution})
    assert len(tree["datasets"]) == 1
    assert "/prov:wasDerivedFrom" in losses


def test_no_dataset_comes_from_itself() -> None:
    tree, losses = imported(
        {"@id": "x", "prov:wasDerivedFrom": [{"@id": "x"}, {"name": "Y", "isBasedOn": {"@id": "x"}}]}
    )
    assert [one["dataset"] for one in tree["datasets"][0]["derivedFrom"]] == ["y"]
    assert "derivedFrom" not in tree["datasets"][1]
    assert losses == {
        "/prov:wasDerivedFrom/0": "a dataset cannot come from itself",
        "/prov:wasDerivedFrom/1/isBasedOn": "a dataset cannot come from itself",
    }


UNSTATED = {"unknown": "notStatedBySource"}
AGENT = {"@type": "prov:SoftwareAgent", "name": "GPT-4"}


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ({"@type": "prov:Activity", "prov:wasAssociatedWith": AGENT}, UNSTATED),
        ([{"@type": "prov:Activity", "prov:wasAssociatedWith": [AGENT]}], UNSTATED),
        ({"@type": "prov:Activity", "wasAssociatedWith": {"@id": "gpt"}}, UNSTATED),
        ({"@type": "prov:Activity", "prov:used": AGENT, "prov:type": "Synthesis"}, "generate"),
        ({"prov:qualifiedAssociation": {"prov:agent": AGENT, "prov:hadRole": "Labelling"}}, "label"),
        ({"prov:qualifiedUsage": {"prov:entity": {"@id": "gpt"}, "prov:hadRole": {"@id": "tl:Role.judge"}}}, "judge"),
        ({"@type": "prov:Generation", "prov:activity": {"prov:agent": AGENT}}, UNSTATED),
        ("GPT-4", UNSTATED),
        (AGENT, UNSTATED),
        ({"@type": "SoftwareApplication", "name": "OpenAI GPT-4"}, UNSTATED),
    ],
)
@pytest.mark.parametrize("key", ["prov:wasGeneratedBy", "wasGeneratedBy"])
def test_models_that_took_part(key: str, said: Any, role: Any) -> None:
    tree, _ = imported({key: said, "prov:wasAssociatedWith": [{**AGENT, "@id": "gpt"}]})
    (use,) = tree["datasets"][0]["modelUses"]
    assert bare(use) == {"model": "gpt-4", "role": role}
    assert use["known"]["source"] == "pages.json"
    assert "tools" not in tree["datasets"][0]


def test_an_activity_with_all_that_is_said_of_it() -> None:
    activity = {
        "@type": "prov:Activity",
        "name": "Answers",
        "description": "One answer for each question.",
        "prov:startedAtTime": "2025-01-02T10:00:00Z",
        "prov:endedAtTime": "2025-03",
        "prov:wasAssociatedWith": [
            {"@type": "prov:SoftwareAgent", "name": "GPT-4", "version": "harbour"},
            {"@type": "AIModel", "name": "Tidewater 7B", "version": "0.1", "provider": "Tidewater Lab"},
            {"@type": "prov:SoftwareAgent", "name": "distiller", "version": "2.0", "url": "https://tool.example"},
            {"@type": "Person", "name": "Ann Author"},
        ],
    }
    tree, losses = imported({"prov:wasGeneratedBy": activity})
    rest = {"period": {"from": "2025-01-02", "to": "2025-03"}, "note": "Answers\n\nOne answer for each question."}
    rest["actor"] = "ann-author"
    uses = [{"model": name, "role": UNSTATED, **rest} for name in ("gpt-4-harbour", "tidewater-7b")]
    assert bare(tree["datasets"][0]["modelUses"]) == uses
    assert tree["datasets"][0]["tools"] == [{"name": "distiller", "version": "2.0", "url": "https://tool.example"}]
    models = {record["id"]: record for record in tree["models"]}
    assert models["gpt-4-harbour"]["partOf"] == "gpt-4"
    assert models["tidewater-7b"]["version"] == "0.1"
    assert models["tidewater-7b"]["provider"] == "tidewater-lab"
    assert losses == {}


@pytest.mark.parametrize("said", [True, "true", "https://schema.org/True", [True], {"@value": True}])
def test_synthetic_data_without_a_model_is_an_unknown_teacher(said: Any) -> None:
    uses = dataset({"rai:hasSyntheticData": said, "rai:syntheticDataDescription": "By scripts."})["modelUses"]
    assert uses["unknown"] == "notStatedBySource"
    assert uses["note"].endswith("\n\nBy scripts.")


@pytest.mark.parametrize("said", [False, "maybe", [], {}, None, [False]])
def test_nothing_is_concluded_from_anything_else(said: Any) -> None:
    assert "modelUses" not in dataset({"rai:hasSyntheticData": said})


def test_synthetic_data_with_a_model_is_that_model() -> None:
    tree, losses = imported({"rai:hasSyntheticData": True, "prov:wasGeneratedBy": "GPT-4"})
    assert [use["model"] for use in tree["datasets"][0]["modelUses"]] == ["gpt-4"]
    assert losses == {}


def test_models_that_annotated() -> None:
    tree, _ = imported({"rai:machineAnnotationTools": ["GPT-4", "harbour-tagger"]})
    (use,) = tree["datasets"][0]["modelUses"]
    assert (use["model"], use["role"]["unknown"]) == ("gpt-4", "notStatedBySource")
    assert tree["datasets"][0]["tools"] == [{"name": "harbour-tagger"}]


def test_what_is_said_of_a_column_holds_for_the_dataset() -> None:
    field = {"@type": "cr:Field", "name": "answer", "prov:wasGeneratedBy": "GPT-4", "prov:wasDerivedFrom": "Questions"}
    tree, _ = imported({"recordSet": {"@type": "cr:RecordSet", "field": [field]}})
    assert bare(tree["datasets"][0]["modelUses"]) == [{"model": "gpt-4", "role": UNSTATED, "note": "Stated of answer."}]
    assert [one["dataset"] for one in tree["datasets"][0]["derivedFrom"]] == ["questions"]


def test_preparation_is_a_measure_of_those_who_compiled_it() -> None:
    tree, losses = imported({"rai:dataPreprocessingProtocol": ["Menus were removed."]})
    (measure,) = tree["measures"]
    assert (measure["kind"], measure["by"], measure["appliesTo"]) == ("other", "curators", ["harbour-pages"])
    assert losses == {}


def test_a_step_that_was_not_done_is_no_measure() -> None:
    tree, losses = imported({"rai:dataImputationProtocol": "Not applicable - no imputation."})
    assert "measures" not in tree
    assert losses == {"/rai:dataImputationProtocol": "it says that there was no such step"}


def test_two_documents_fill_one_record_and_disagreement_is_told() -> None:
    draft = Draft(stamp=False)
    url = "https://huggingface.co/datasets/lab/pages"
    imported({"url": url, "version": "1", "license": "MIT"}, draft)
    tree, losses = imported({"url": url, "version": "2", "description": "More."}, draft)
    assert len(tree["datasets"]) == 1
    assert tree["datasets"][0]["version"] == "1"
    assert tree["datasets"][0]["description"] == "More."
    assert losses == {"/version": "says otherwise than what is on record already"}


def test_records_say_from_which_file_they_came() -> None:
    tree, _ = imported({}, Draft())
    assert tree["datasets"][0]["known"]["source"] == "pages.json"
    assert len(tree["datasets"][0]["known"]["sha256"]) == 64
