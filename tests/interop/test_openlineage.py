"""OpenLineage: streams of events become derivations, and a manifest comes back from events as it was."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from referencing import Registry, Resource

from lineage.errors import LineageError, Unreadable
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.losses import Loss, prune
from lineage.interop.openlineage.facets import PATH, artefacts
from lineage.interop.source import NotThisFormat, Source
from lineage.shape import shape
from tests.interop.mutants import errors, imported, mutants, refused_or_sound
from tests.property.test_round_trip import EXAMPLES, variants

OPENLINEAGE = FORMATS["openlineage"]
REPOSITORY = Path(__file__).resolve().parents[2]
UPSTREAM = REPOSITORY.parent / "shared/data/upstream/openlineage"


def event(number: int, state: str = "COMPLETE", run: str | None = None, **members: Any) -> dict[str, Any]:
    return {
        "eventType": state,
        "eventTime": f"2025-03-{number + 1:02}T10:00:00Z",
        "producer": "https://example.org/scheduler",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": run or f"00000000-0000-4000-8000-{number:012}"},
        "job": {"namespace": "nightly", "name": f"job-{number}"},
        **members,
    }


def dataset(name: str, space: str = "s3://lake", **facets: Any) -> dict[str, Any]:
    return {"namespace": space, "name": name, "facets": facets}


GOOD: list[Any] = [
    event(0, "START", run="r-0", inputs=[dataset("raw/a")], outputs=[]),
    event(
        0,
        run="r-0",
        outputs=[
            {
                **dataset(
                    "clean/a",
                    documentation={"description": "Cleaned notes."},
                    version={"datasetVersion": "7"},
                    ownership={
                        "owners": [{"name": "team:data", "type": "MAINTAINER"}, {"name": "Ann", "type": "CREATOR"}]
                    },
                    symlinks={"identifiers": [{"namespace": "hive://x", "name": "db.a", "type": "TABLE"}]},
                    columnLineage={"fields": {"a": {"inputFields": []}}},
                    storage={"storageLayer": "delta", "fileFormat": "parquet"},
                ),
                "outputFacets": {"outputStatistics": {"rowCount": 10}},
            }
        ],
    ),
    event(1, "FAIL", inputs=[dataset("clean/a")], outputs=[dataset("never")]),
    event(
        2,
        inputs=[
            dataset("clean/a"),
            dataset("writer", "https://models.example.org", datasetType={"datasetType": "MODEL"}),
        ],
        outputs=[dataset("synth/a", dataSource={"name": "lake", "uri": "https://example.org/synth"})],
    ),
    event(
        3,
        inputs=[dataset("synth/a")],
        outputs=[dataset("student", "models", datasetType={"datasetType": "MODEL"})],
    ),
    {
        "eventTime": "2025-04-01T00:00:00Z",
        "producer": "https://example.org/catalogue",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent",
        "dataset": dataset("synth/b", lineage={"inputs": [dataset("synth/a") | {"type": "DATASET"}]}),
    },
]


def stream(*events: Any, name: str = "events.ndjson") -> Source:
    return Source(name, "\n".join(json.dumps(one) for one in events).encode())


def read(source: Source) -> tuple[dict[str, Any], tuple[Loss, ...]]:
    draft = Draft()
    losses = OPENLINEAGE.read(source, draft)
    return draft.tree(), losses


def records(tree: dict[str, Any], noun: str) -> dict[str, dict[str, Any]]:
    return {record["name"]: record for record in tree[noun]}


def test_a_stream_becomes_derivations() -> None:
    tree, _ = read(stream(*GOOD))
    found = records(tree, "datasets")
    clean, synth = found["clean/a"], found["synth/a"]
    assert [entry["dataset"] for entry in clean["derivedFrom"]] == [found["raw/a"]["id"]]
    assert clean["derivedFrom"][0]["known"]["date"] == "2025-03-01"
    assert clean["derivedFrom"][0]["known"]["by"] == "https://example.org/scheduler"
    assert clean["derivedFrom"][0]["note"] == 'Job "job-0" of "nightly", run r-0.'
    assert clean["description"] == "Cleaned notes."
    assert clean["version"] == "7"
    assert clean["format"] == "parquet"
    assert "publisher" not in clean
    assert clean["creators"] == ["ann"]
    assert {alias["iri"] for alias in clean["aliases"]} == {"s3://lake/clean/a", "hive://x/db.a"}
    assert synth["url"] == "https://example.org/synth"
    assert [entry["dataset"] for entry in found["synth/b"]["derivedFrom"]] == [synth["id"]]
    assert errors(tree) == []


def test_a_model_that_was_read_has_a_role_that_nobody_stated() -> None:
    tree, _ = read(stream(*GOOD))
    use = records(tree, "datasets")["synth/a"]["modelUses"][0]
    models = records(tree, "models")
    assert use["model"] == models["writer"]["id"]
    assert use["role"] == {"unknown": "notStatedBySource"}
    stage = models["student"]["training"][0]
    assert (stage["stage"], stage["uses"][0]["dataset"]) == ("unspecified", records(tree, "datasets")["synth/a"]["id"])


def test_what_is_not_taken_is_said() -> None:
    _, losses = read(stream(*GOOD))
    found = {loss.path: loss.why for loss in losses}
    assert found["/2"] == "the run did not complete, so nothing was made"
    assert "/1/outputs/0/facets/columnLineage" in found
    assert "/1/outputs/0/outputFacets/outputStatistics" in found
    assert not any(path.startswith("/0") for path in found), "an empty list says nothing"


def test_a_list_and_one_event_are_read_as_well() -> None:
    as_lines, _ = read(stream(*GOOD))
    as_list, _ = read(Source("events.json", json.dumps(GOOD).encode()))
    for tree in (as_lines, as_list):
        assert len(tree["datasets"]) == 4
    one, _ = read(Source("event.json", json.dumps(GOOD[3]).encode()))
    assert [record["name"] for record in one["datasets"]] == ["clean/a", "synth/a"]


def test_runs_that_lead_in_a_circle_make_no_circle() -> None:
    events = [
        event(0, inputs=[dataset("a")], outputs=[dataset("b")]),
        event(1, inputs=[dataset("b")], outputs=[dataset("a"), dataset("b")]),
    ]
    tree, losses = read(stream(*events))
    assert errors(tree) == []
    assert [loss.path for loss in losses] == ["/1/inputs/0", "/1/inputs/0"]
    assert "circle" in losses[0].why


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (Source("a.json", b'{"eventTime": "2025-01-01"}'), NotThisFormat),
        (Source("a.json", b"[]"), NotThisFormat),
        (Source("a.ndjson", b'{"a": 1}\n{"b": 2}\n'), NotThisFormat),
        (Source("a.ndjson", json.dumps(GOOD[0]).encode() + b"\n{trunca"), Unreadable),
        (Source("a.json", json.dumps(GOOD).encode()[:-40]), Unreadable),
        (Source("a.json", b"[" * 5000), Unreadable),
    ],
)
def test_what_is_no_stream_is_refused(source: Source, error: type[LineageError]) -> None:
    with pytest.raises(error):
        OPENLINEAGE.read(source, Draft())


@settings(max_examples=150)
@given(mutants(GOOD))
def test_whatever_events_hold(tree: Any) -> None:
    if isinstance(tree, list):
        refused_or_sound(OPENLINEAGE, tree)


def test_many_events_take_seconds() -> None:
    events = [event(0, run=f"r{n}", inputs=[dataset(f"d{n}")], outputs=[dataset(f"d{n + 1}")]) for n in range(10_000)]
    begun = time.perf_counter()
    tree, _ = read(stream(*events))
    assert len(tree["datasets"]) == 10_001
    assert time.perf_counter() - begun < 30


def exported(tree: Any) -> bytes:
    return OPENLINEAGE.write(tree, at="2026-11-22").files["lineage.openlineage.ndjson"]


def returned(data: bytes) -> dict[str, Any]:
    draft = Draft(stamp=False)
    losses = OPENLINEAGE.read(Source("lineage.openlineage.ndjson", data), draft)
    assert losses == ()
    return draft.tree()


@settings(max_examples=60)
@given(variants())
def test_a_manifest_comes_back_but_for_what_the_table_says(tree: dict[str, Any]) -> None:
    if shape(json.dumps(tree).encode(), tree).findings:
        return
    kept, losses = prune(tree, OPENLINEAGE.losses)
    assert returned(exported(tree)) == kept
    assert bool(losses) == (kept != tree)


def test_the_same_manifest_makes_the_same_bytes() -> None:
    assert exported(EXAMPLES[0]) == exported(json.loads(json.dumps(EXAMPLES[0])))


def test_an_event_without_a_date_asks_for_one() -> None:
    with pytest.raises(LineageError, match="has no date"):
        OPENLINEAGE.write({"lineage": "1.0-draft", "id": "urn:a:b"})


def test_a_facet_that_was_changed_by_hand_is_refused() -> None:
    changed = exported(EXAMPLES[0]).replace(b'"agents": [{"id": ', b'"agents": [{"ident": ', 1)
    with pytest.raises(LineageError, match="not in the shape"):
        OPENLINEAGE.read(Source("a.ndjson", changed), Draft())


def test_two_manifests_with_the_same_ids_are_not_mixed() -> None:
    draft = Draft()
    data = exported(EXAMPLES[0])
    OPENLINEAGE.read(Source("a.ndjson", data), draft)
    with pytest.raises(LineageError, match="two files have a record"):
        OPENLINEAGE.read(Source("b.ndjson", data), draft)


def test_the_graph_is_drawn_by_those_who_do_not_know_our_facets() -> None:
    plain = [json.loads(line) for line in exported(example("ultrafeedback-zephyr")).splitlines()]
    for one in plain:
        for record in (one.get("dataset"), *one.get("outputs", ())):
            if record:
                facets = record["facets"]
                record["facets"] = {
                    key: facet for key, facet in facets.items() if not key.startswith("traininglineage")
                }
    tree = imported(OPENLINEAGE, [one for one in plain if one.get("dataset", {}).get("facets", {}) or "job" in one])
    made = {record["name"]: record for record in tree["datasets"]}
    assert made["ultrafeedback"]["derivedFrom"]
    assert made["ultrafeedback"]["modelUses"]


def example(name: str) -> dict[str, Any]:
    return next(tree for tree in EXAMPLES if tree["id"].endswith(f"/{name}"))


def test_the_schema_of_our_facets_is_as_it_is_generated() -> None:
    ((path, text),) = artefacts()
    assert path == PATH
    assert (REPOSITORY / path).read_text("utf-8") == text


@pytest.mark.skipif(not UPSTREAM.is_dir(), reason="the schemas of OpenLineage are not here")
def test_every_event_and_facet_is_valid() -> None:
    files = [UPSTREAM / "OpenLineage.json", *(UPSTREAM / "facets").glob("*.json")]
    files += [REPOSITORY / "schema/v1.0/manifest.schema.json", REPOSITORY / PATH]
    registry: Registry[Any] = Registry()
    for path in files:
        schema = json.loads(path.read_text("utf-8"))
        registry = registry.with_resource(schema["$id"], Resource.from_contents(schema))

    def valid(url: str, value: Any) -> None:
        jsonschema.Draft202012Validator({"$ref": url}, registry=registry).validate(value)

    for tree in EXAMPLES:
        for line in exported(tree).splitlines():
            one = json.loads(line)
            valid("https://openlineage.io/spec/2-0-2/OpenLineage.json", one)
            for record in (one.get("dataset"), *one.get("outputs", ())):
                for facet in record["facets"].values() if record else ():
                    valid(facet["_schemaURL"], facet)
