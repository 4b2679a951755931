"""Shape faults: every case reports exactly its faults, and three validators agree on what is valid."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
import ryaml

from lineage.pointer import to_text
from lineage.schema.generate import manifest_schema
from lineage.shape import shape
from lineage.shape.codes import SHAPE_CODES, ShapeCode
from tests.schema.ajv import verdicts

HEAD = {"lineage": "1.0-draft", "id": "urn:test:case"}
CASES: list[dict[str, Any]] = ryaml.loads((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
for _case in CASES:
    if _case["manifest"].get("version") == "LONG":
        _case["manifest"]["version"] = "x" * 1001
NAMED = [pytest.param(case, id=case["name"]) for case in CASES]


@pytest.mark.parametrize("case", NAMED)
def test_reports_exactly_these_faults(case: dict[str, Any]) -> None:
    tree = HEAD | case["manifest"]
    shaped = shape(json.dumps(tree).encode(), tree)
    expected = sorted(map(tuple, case.get("faults", [])))
    assert sorted((finding.code, to_text(finding.pointer)) for finding in shaped.findings) == expected
    text = " ".join(f"{finding.message} {finding.advice}" for finding in shaped.findings)
    for words in case.get("says", []):
        assert words in text


@pytest.mark.parametrize("case", NAMED)
def test_what_is_left_is_valid(case: dict[str, Any]) -> None:
    tree = HEAD | case["manifest"]
    before = json.dumps(tree)
    shaped = shape(before.encode(), tree)
    assert shaped.manifest is not None
    assert json.dumps(tree) == before, "the document itself is never changed"
    assert not shape(shaped.manifest.model_dump_json().encode()).findings


SCHEMA = manifest_schema()
REFEREES = {
    "jsonschema": jsonschema.Draft202012Validator(SCHEMA).is_valid,
    "jsonschema-rs": jsonschema_rs.Draft202012Validator(SCHEMA).is_valid,
}
# Python's "$" also matches before a final line break; the other regular expression engines do not.
PYTHON_DIFFERS = {"a date followed by a line break", "an extension key with a line break at its end"}
# JSON Schema counts 5.0 as an integer; the standard does not.
SCHEMA_DIFFERS = {"five point nought is no whole number"}


@pytest.mark.parametrize("referee", REFEREES)
@pytest.mark.parametrize("case", NAMED)
def test_the_published_schema_agrees(case: dict[str, Any], referee: str) -> None:
    if case["name"] in SCHEMA_DIFFERS or (referee == "jsonschema" and case["name"] in PYTHON_DIFFERS):
        pytest.skip("a known difference between regular expression engines or number models")
    assert REFEREES[referee](HEAD | case["manifest"]) == (not case.get("faults"))


def test_ajv_agrees() -> None:
    """In Node, in strict mode: what runs in browsers and editors says the same."""
    cases = [case for case in CASES if case["name"] not in SCHEMA_DIFFERS]
    taken = verdicts([HEAD | case["manifest"] for case in cases])
    wrong = [case["name"] for case, valid in zip(cases, taken, strict=True) if valid != (not case.get("faults"))]
    assert not wrong


def test_every_shape_code_has_a_case() -> None:
    seen = {code for case in CASES for code, _ in case.get("faults", [])}
    assert seen == {entry.code for entry in SHAPE_CODES.values()}


def test_a_document_that_is_no_object() -> None:
    shaped = shape(b"[1]", [1])
    assert shaped.manifest is None
    assert [finding.code for finding in shaped.findings] == ["SHP003"]


def test_pruned_parts_are_remembered_where_they_were() -> None:
    tree = HEAD | {"datasets": [{"name": "a"}, {"id": "b", "origin": "nowhere"}, {"id": 5}, {"id": "c"}]}
    shaped = shape(json.dumps(tree).encode(), tree)
    assert shaped.manifest is not None
    assert shaped.lists == {("datasets",): (1, 3)}
    assert shaped.members == {("datasets", 0, "origin")}


def test_many_faults_are_all_reported_in_reasonable_time() -> None:
    tree = HEAD | {"datasets": [{"id": f"d{i}", "origin": "nowhere"} for i in range(5_000)]}
    shaped = shape(json.dumps(tree).encode(), tree)
    assert len(shaped.findings) == 5_000


def snippet(code: ShapeCode, heading: str) -> dict[str, Any]:
    block = re.search(rf"## {heading}\n```yaml\n(.*?)```", code.explanation, re.DOTALL)
    assert block
    tree: dict[str, Any] = HEAD | ryaml.loads(block[1])
    return tree


@pytest.mark.parametrize("code", SHAPE_CODES.values(), ids=lambda code: code.code)
def test_the_explanation_of_a_code_shows_it(code: ShapeCode) -> None:
    wrong, right = snippet(code, "Example"), snippet(code, "Use instead")
    assert [finding.code for finding in shape(json.dumps(wrong).encode(), wrong).findings] == [code.code]
    assert not shape(json.dumps(right).encode(), right).findings
