"""What is written: mlcroissant takes it for the right dataset, readers of PROV find who taught whom, and what
mlcroissant is known to miss holds by checks of our own."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import ryaml
from hypothesis import HealthCheck, given, settings

from lineage.errors import LineageError
from lineage.interop import FORMATS, Draft, Source
from lineage.interop.croissant import LOSSES, to_croissant
from lineage.interop.losses import prune
from lineage.schema import example_names, resource
from lineage.schema.alignment import TERMS
from tests.interop.croissant.invented import manifests

FORMAT = FORMATS["croissant"]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
EXAMPLES = {
    name: ryaml.loads((resource("examples", name) / "lineage.yaml").read_text("utf-8")) for name in example_names()
}
SUBJECTS = [(name, record["id"]) for name, tree in EXAMPLES.items() for record in tree.get("datasets", [])[::5]]
WANTED = ("@context", "@type", "@id", "conformsTo", "name", "description")


def written(tree: dict[str, Any], subject: str | None = None) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(next(iter(FORMAT.write(tree, subject=subject).files.values())))
    return document


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("@type") != "@json":
            yield value
            for inside in value.values():
                yield from nodes(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from nodes(inside)


def judged(document: dict[str, Any], folder: Path) -> Any:
    """The document as mlcroissant reads it. Raises what it raises for a document that is not valid."""
    mlcroissant: Any = pytest.importorskip("mlcroissant")
    logging.getLogger("absl").setLevel(logging.CRITICAL)
    path = folder / "croissant.json"
    path.write_text(json.dumps(document), "utf-8")
    return mlcroissant.Dataset(str(path)).metadata


def hold(document: dict[str, Any]) -> None:
    """What mlcroissant does not look at."""
    assert all(document.get(name) for name in WANTED)
    found = list(nodes({key: value for key, value in document.items() if key != "@context"}))
    types = [node.get("@type", []) for node in found]
    assert sum("sc:Dataset" in (kinds if isinstance(kinds, list) else [kinds]) for kinds in types) == 1
    bodies = [
        node["@id"] for node in found if "@id" in node and len(node) > 2 and "prov:Usage" not in node.get("@type", "")
    ]
    outside = [node["@id"] for node in found if node.get("@type") == "Organization"]
    local = [id for id in bodies if id not in outside]
    assert len(local) == len(set(local)), "written out twice"
    prefixes = {key for key in document["@context"] if len(key) < 7} | {"http", "https", "urn", "pkg"}
    for node in found:
        for key in node:
            assert key.startswith("@") or ":" not in key or key.partition(":")[0] in prefixes


@pytest.mark.parametrize(("name", "subject"), SUBJECTS)
def test_examples_are_valid(name: str, subject: str, tmp_path: Path) -> None:
    document = written(EXAMPLES[name], subject)
    hold(document)
    metadata = judged(document, tmp_path)
    assert metadata.name == document["name"]
    assert metadata.ctx.issues.errors == set()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=manifests())
def test_whatever_has_the_right_shape_is_valid(case: tuple[dict[str, Any], str], tmp_path: Path) -> None:
    tree, subject = case
    made = to_croissant(tree, subject=subject)
    document = json.loads(next(iter(made.files.values())))
    hold(document)
    ids = {record["id"]: record for record in tree["datasets"]}
    if not _circular(ids):
        assert judged(document, tmp_path).name == document["name"]


def _circular(datasets: dict[str, dict[str, Any]]) -> bool:
    """mlcroissant ends in a traceback where things lead to themselves; such a manifest has an error anyway."""
    leads = {id: set(json.dumps(record).replace('"', " ").split()) & datasets.keys() for id, record in datasets.items()}
    for middle in leads:
        for id in leads:
            if middle in leads[id]:
                leads[id] |= leads[middle]
    return any(id in leads[id] - {id} or any(id in leads[other] for other in leads[id] - {id}) for id in leads)


def test_readers_of_prov_find_who_taught_whom() -> None:
    import rdflib

    graph = rdflib.Graph().parse(
        data=json.dumps(written(EXAMPLES["ultrafeedback-zephyr"], "ultrafeedback")), format="json-ld"
    )
    query = """
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?model ?role WHERE {
            ?dataset prov:wasGeneratedBy ?activity .
            ?activity prov:qualifiedUsage ?usage .
            ?usage prov:entity ?model ; prov:hadRole ?role .
        }"""
    rows: Any = graph.query(query)  # of a SELECT; rdflib types the answers of all kinds of queries
    found = {(str(model).rpartition("/")[2], str(role).removeprefix(TERMS)) for model, role in rows}
    said = {
        (model, f"Role.{use['role']}")
        for record in EXAMPLES["ultrafeedback-zephyr"]["datasets"]
        if record["id"] == "ultrafeedback"
        for use in record["modelUses"]
        for model in _models(use)
    }
    assert said
    assert said <= found


def _models(use: dict[str, Any]) -> list[str]:
    listed = [use.get("model"), *(entry["model"] for entry in use.get("models", []))]
    return [model for model in listed if isinstance(model, str)]


def test_terms_of_our_vocabulary_exist() -> None:
    known = resource("schema", "v1.0", "vocabulary.ttl").read_text("utf-8")
    missing: set[str] = set()
    for name, subject in SUBJECTS:
        for node in nodes(written(EXAMPLES[name], subject)):
            missing |= {key for key in node if key.startswith("tl:") and f"\n{key}\n" not in known}
    # These repeat, exactly, what a word of Croissant says nearly; and the head.
    assert missing <= {"tl:manifest", *(f"tl:{key}" for key in REPEATED.split())}


# What repeats exactly a word of Croissant, or is of the head.
REPEATED = (
    "name description issued modified version url creators publisher derivedFrom temporalCoverage format hasPart "
)
REPEATED += "language identifiers partOf members title"


def test_the_dataset_that_it_is_about_has_to_be_clear() -> None:
    tree = {"lineage": "1.0-draft", "id": "urn:a:b", "datasets": [{"id": "a"}, {"id": "b"}]}
    with pytest.raises(LineageError, match="several") as caught:
        to_croissant(tree)
    assert "a, b" in caught.value.advice
    with pytest.raises(LineageError, match='no dataset "c"'):
        to_croissant(tree, subject="c")
    with pytest.raises(LineageError, match="has no dataset"):
        to_croissant({"lineage": "1.0-draft", "id": "urn:a:b"})
    tree["datasets"] = [{"id": "a", "derivedFrom": ["b"]}, {"id": "b"}]
    made = to_croissant(tree)
    assert list(made.files) == ["a.croissant.json"]
    assert made.losses == ()


def test_nothing_leads_back_to_the_dataset_that_it_is_about(tmp_path: Path) -> None:
    overlap = [{"dataset": "copy"}]
    datasets = [{"id": "a", "overlaps": overlap}, {"id": "copy", "derivedFrom": ["a"]}]
    tree = {"lineage": "1.0-draft", "id": "urn:a:b", "datasets": datasets}
    document = json.loads(next(iter(to_croissant(tree, subject="a").files.values())))
    assert judged(document, tmp_path).name == "a"


def test_what_nothing_leads_to_is_lost() -> None:
    tree = {"lineage": "1.0-draft", "id": "urn:a:b", "datasets": [{"id": "a"}, {"id": "b"}]}
    (loss,) = to_croissant(tree, subject="b").losses
    assert loss.path == "/datasets/0"


def edited(change: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The manifest of a document that was written and changed since, and its losses."""
    kept, _ = prune(EXAMPLES["synthetic-teacher"], LOSSES)
    document = written(kept, "harbour-dialogues")
    draft = Draft(stamp=False)
    losses = FORMAT.read(Source("a.json", json.dumps({**document, **change}).encode()), draft)
    record = next(record for record in draft.tree()["datasets"] if record["id"] == "harbour-dialogues")
    return record, {loss.path: loss.why for loss in losses}


def test_documents_that_were_edited_since() -> None:
    before, losses = edited({})
    assert losses == {}
    record, losses = edited({"tl:origin": "moon", "keywords": ["harbour"], "x-mine": 1})
    assert "origin" in before
    assert "origin" not in record
    assert losses == {
        "/tl:origin": "it is not valid in a manifest",
        "/keywords": "no field of a manifest holds it",
        "/x-mine": "no field of a manifest holds it",
    }
    record, losses = edited({"name": "Another name"})
    assert record["name"] == "Another name"
    record, losses = edited({"tl:personalData": True, "rai:personalSensitiveInformation": "No."})
    assert record["personalData"] is True
    assert list(losses) == ["/rai:personalSensitiveInformation"]
