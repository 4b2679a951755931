"""Twenty planted faults, ten of shape and ten of meaning: exactly those, each in its place, in every format."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lineage import check, load
from lineage.report import FORMATS
from lineage.report.json import render_json
from lineage.report.placed import placed
from lineage.report.sarif import render_sarif
from lineage.report.text import render_text

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "planted"
MANIFEST = GOLDEN / "lineage.yaml"
EXPECTED: list[dict[str, Any]] = json.loads((GOLDEN / "expected.json").read_text("utf-8"))
PLACES = [(fault["code"], fault["line"], fault["column"]) for fault in EXPECTED]
UPSTREAM = Path(__file__).resolve().parents[3] / "shared/data/upstream/sarif/sarif-schema-2.1.0.json"


@pytest.fixture(scope="module")
def report() -> Any:
    return check(load(MANIFEST), profile="lab")


def test_ten_of_each_kind() -> None:
    kinds = [fault["layer"] for fault in EXPECTED]
    assert kinds.count("shape") == 10
    assert kinds.count("rule") == 10


def test_exactly_those_and_in_the_order_of_the_file(report: Any) -> None:
    found = [
        (entry.finding.code, span.line, span.column)
        for entry in placed(report, report.findings)
        if (span := entry.span)
    ]
    assert found == PLACES


def test_what_stands_at_each_place_is_what_the_fault_is_about(report: Any) -> None:
    for entry, fault in zip(placed(report, report.findings), EXPECTED, strict=True):
        assert entry.span is not None
        line = report.document.line(entry.span.line)
        assert line[entry.span.column - 1 : entry.span.end_column - 1] == fault["text"]


def test_text(report: Any) -> None:
    text = render_text([report])
    heads = [line for line in text.splitlines() if line.startswith(f"{MANIFEST}:") and ": error " in line]
    marks = [line.split("|", 1)[1].index("^") - 1 for line in text.splitlines() if set(line) == set(" |^")]
    assert [line.removeprefix(f"{MANIFEST}:").split()[:3] for line in heads] == [
        [f"{number}:{column}:", "error", code] for code, number, column in PLACES
    ]
    assert marks == [column - 1 for _, _, column in PLACES]
    assert "20 errors" in text


def test_json(report: Any) -> None:
    content = json.loads(render_json([report]))
    (file,) = content["files"]
    found = [(f["code"], f["position"]["line"], f["position"]["column"]) for f in file["findings"]]
    assert found == PLACES
    assert [f["pointer"] for f in file["findings"]] == [fault["pointer"] for fault in EXPECTED]
    assert content["summary"] == {
        "files": 1,
        "errors": 20,
        "warnings": 0,
        "notes": 0,
        "waived": 0,
        "known": 0,
        "ignored": 0,
    }


def test_sarif(report: Any) -> None:
    (run,) = json.loads(render_sarif([report]))["runs"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    found = [
        (result["ruleId"], region["startLine"], region["startColumn"])
        for result, region in zip(run["results"], regions, strict=True)
    ]
    assert found == PLACES
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert len({result["partialFingerprints"]["lineagePointer/v1"] for result in run["results"]}) == 20


@pytest.mark.skipif(not UPSTREAM.exists(), reason="the SARIF schema is not part of this project")
def test_sarif_is_valid_by_its_own_schema(report: Any) -> None:
    schema = json.loads(UPSTREAM.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert not [error.message for error in validator.iter_errors(json.loads(render_sarif([report])))]


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_says_the_same(form: str, report: Any) -> None:
    command = [sys.executable, "-m", "lineage", "check", str(MANIFEST), "--format", form, "--at", "2026-11-22"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    assert not run.stderr
    assert all(code in run.stdout for code, _, _ in PLACES)
