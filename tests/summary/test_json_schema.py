"""The published schema of the JSON form: every example is of that form, and what is not is refused."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

from lineage.schema import example_names
from lineage.schema.released import NAME
from lineage.summary import write_json
from lineage.summary.blocks import Summary
from lineage.summary.laws import laws
from lineage.summary.writers.json_schema import SCHEMA_ID, artefacts, summary_schema
from tests.summary.build import REPOSITORY, everything, manifest_of, raw, summary_of

SCHEMA = summary_schema()
VALID = jsonschema_rs.Draft202012Validator(SCHEMA)


def page_of(summary: Summary) -> Any:
    return json.loads(write_json(summary))


@pytest.mark.parametrize("law", laws())
@pytest.mark.parametrize("name", [*example_names(), "everything"])
def test_every_example_is_of_the_published_form(law: str, name: str) -> None:
    data = everything() if name == "everything" else raw(REPOSITORY / "examples" / name / "lineage.yaml")
    summary = laws()[law].build(manifest_of(data), at=None, sha256="0" * 64, tool_version="0.1.0")
    assert [(error.message, error.instance_path) for error in VALID.iter_errors(page_of(summary))] == []


def test_the_schema_is_published_under_a_name_that_never_changes() -> None:
    assert SCHEMA["$id"] == SCHEMA_ID == "https://w3id.org/training-lineage/schema/v1.0/summary.schema.json"
    ((path, written),) = artefacts()
    assert (REPOSITORY / path).read_text("utf-8") == written, "run `make generate`"
    assert (REPOSITORY / "schema" / NAME).exists()


def objects(node: Any) -> Any:
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for item in node:
            yield from objects(item)


def test_every_object_is_closed_and_every_key_described() -> None:
    for found in objects(SCHEMA):
        if "properties" in found:
            assert found["additionalProperties"] is False
            assert set(found["required"]) == set(found["properties"])
            for name, inside in found["properties"].items():
                assert inside.get("description"), name


def first_answer(page: Any) -> Any:
    return page["head"][0]["answer"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda page: page.pop("annex"),
        lambda page: page.update(more=1),
        lambda page: page.update(format="training-lineage-summary/2"),
        lambda page: page.update(form="essay"),
        lambda page: page.update(notices=None),
        lambda page: page["head"][0].pop("optional"),
        lambda page: page["head"][0].update(optional="no"),
        lambda page: page["head"][0].update(answer=[]),
        lambda page: page["head"][0].update(anchor="a b"),
        lambda page: page["head"][0].update(anchor=None),
        lambda page: page["head"][0].update(pointers=["datasets/0"]),
        lambda page: page["head"][0].update(pointers=["/a~2"]),
        lambda page: page["head"][0].update(label="two\nlines"),
        lambda page: first_answer(page).append({"type": "poem"}),
        lambda page: first_answer(page).append({"type": "prose"}),
        lambda page: first_answer(page).append({"type": "prose", "paragraphs": [], "lines": []}),
        lambda page: first_answer(page).append({"type": "items", "heading": "x", "items": []}),
        lambda page: first_answer(page).append({"type": "choices", "exclusive": True, "options": [{}]}),
        lambda page: page["sections"][0].pop("sections"),
        lambda page: page.update(uses={"datasets": ["1"]}),
        lambda page: page.update(uses={"/datasets/0": []}),
        lambda page: page.update(uses={"/datasets/0": "1.1"}),
    ],
)
def test_what_is_of_another_form_is_refused(wrong: Any) -> None:
    page = page_of(summary_of(everything()))
    assert VALID.is_valid(page)
    wrong(page)
    assert not VALID.is_valid(page)
