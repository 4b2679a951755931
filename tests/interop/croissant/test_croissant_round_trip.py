"""There and back: a manifest comes back from Croissant as it was, but for what the table of losses says."""

from __future__ import annotations

import json
from typing import Any

import pytest
import ryaml
from hypothesis import HealthCheck, given, settings

from lineage import check, read_bytes
from lineage.finding import Severity
from lineage.interop import FORMATS, Draft, Exported, Source
from lineage.interop.croissant import LOSSES, returned, to_croissant
from lineage.interop.croissant.document import Document
from lineage.interop.losses import prune
from lineage.interop.reading import Reading
from lineage.schema import example_names, resource
from tests.interop.croissant.compared import unordered, without
from tests.interop.croissant.invented import manifests

FORMAT = FORMATS["croissant"]
EXAMPLES = {
    name: ryaml.loads((resource("examples", name) / "lineage.yaml").read_text("utf-8")) for name in example_names()
}
SUBJECTS = [(name, record["id"]) for name, tree in EXAMPLES.items() for record in tree.get("datasets", [])[::4]]


def document(made: Exported) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(next(iter(made.files.values())))
    return tree


def back(made: Exported) -> tuple[dict[str, Any], Any]:
    draft = Draft(stamp=False)
    losses = FORMAT.read(Source("a.json", next(iter(made.files.values()))), draft)
    return draft.tree(), losses


@pytest.mark.parametrize(("name", "subject"), SUBJECTS)
def test_examples_come_back(name: str, subject: str) -> None:
    kept, _ = prune(EXAMPLES[name], LOSSES)
    made = to_croissant(kept, subject=subject)
    tree, losses = back(made)
    assert losses == ()
    assert unordered(tree) == unordered(without(kept, made.losses))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(manifests())
def test_whatever_has_the_right_shape_comes_back(case: tuple[dict[str, Any], str]) -> None:
    tree, subject = case
    made = to_croissant(tree, subject=subject)
    head, found = returned.records(Document(Reading(document(made))))
    again: dict[str, Any] = {"lineage": "1.0-draft", **head.record}
    for one in found:
        again.setdefault(one.noun, []).append(one.record)
    assert unordered(again) == unordered(without(tree, made.losses))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(manifests())
def test_and_is_checked_before_it_is_taken(case: tuple[dict[str, Any], str]) -> None:
    tree, subject = case
    made = to_croissant(tree, subject=subject)
    found, _ = back(made)
    report = check(read_bytes(json.dumps(found).encode(), "a.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity is Severity.ERROR]


def test_the_same_bytes_each_time() -> None:
    tree = EXAMPLES["ultrafeedback-zephyr"]
    subject = tree["datasets"][0]["id"]
    assert FORMAT.write(tree, subject=subject) == FORMAT.write(json.loads(json.dumps(tree)), subject=subject)


def test_two_documents_of_one_manifest_become_one() -> None:
    kept, _ = prune(EXAMPLES["dclm"], LOSSES)
    draft = Draft(stamp=False)
    for record in kept["datasets"]:
        made = to_croissant(kept, subject=record["id"])
        FORMAT.read(Source("a.json", next(iter(made.files.values()))), draft)
    assert unordered(draft.tree()["datasets"]) == unordered(kept["datasets"])


def test_ids_that_are_taken_are_changed_with_the_references() -> None:
    kept, _ = prune(EXAMPLES["synthetic-teacher"], LOSSES)
    made = to_croissant(kept, subject=kept["datasets"][-1]["id"])
    draft = Draft(stamp=False)
    for record in (*kept["datasets"], *kept["models"], *kept["agents"]):
        draft.add("datasets", {"id": record["id"]})
    FORMAT.read(Source("a.json", next(iter(made.files.values()))), draft)
    report = check(read_bytes(json.dumps(draft.tree()).encode(), "a.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity is Severity.ERROR]
    assert sum(record["id"].endswith("-2") for record in draft.records("models")) >= 1
