"""The check as a whole: pruning, waivers, profiles, laws, order, and bounded output."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from lineage import Report, check, read_bytes
from lineage.finding import Severity
from lineage.report.json import render_json
from lineage.report.text import render_text

HEAD = {"lineage": "1.0-draft", "id": "urn:test:check"}
AT = date(2026, 11, 22)


def report_on(manifest: dict[str, Any], **options: Any) -> Report:
    document = read_bytes(json.dumps(HEAD | manifest).encode(), "case.json")
    return check(document, at=AT, **options)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_reference_to_a_record_that_was_cut_out_is_not_dangling() -> None:
    manifest = {
        "datasets": [{"id": "a", "derivedFrom": ["b"]}, {"id": "b", "description": {"en": "x"}, "files": "none"}]
    }
    assert codes(report_on(manifest)) == ["SHP003"]


def test_a_fact_with_a_shape_fault_is_not_reported_as_missing() -> None:
    manifest = {"datasets": [{"id": "a", "origin": "synthetic", "modelUses": []}]}
    assert codes(report_on(manifest)) == ["SHP007"]


def test_rules_run_on_what_is_left_and_point_into_the_whole_file() -> None:
    manifest = {"datasets": [{"name": "no id"}, {"id": "a", "origin": "synthetic"}]}
    report = report_on(manifest)
    assert [(finding.code, finding.pointer) for finding in report.findings] == [
        ("SHP002", ("datasets", 0)),
        ("SYN003", ("datasets", 1, "origin")),
    ]


def test_a_waiver_moves_a_finding_aside_and_is_reported_with_its_reason() -> None:
    waiver = {"code": "SYN003", "reason": "The vendor names it in January.", "about": ["a"]}
    manifest = {
        "datasets": [{"id": "a", "origin": "synthetic"}, {"id": "b", "origin": "synthetic"}],
        "waivers": [waiver],
    }
    report = report_on(manifest)
    assert [finding.pointer for finding in report.findings] == [("datasets", 1, "origin")]
    assert [entry.finding.pointer for entry in report.waived] == [("datasets", 0, "origin")]
    assert "The vendor names it in January." in render_text([report])
    assert json.loads(render_json([report]))["summary"]["waived"] == 1


def test_a_waiver_that_has_run_out_waives_nothing() -> None:
    waiver = {"code": "SYN003", "reason": "For now.", "until": "2026-11-21"}
    report = report_on({"datasets": [{"id": "a", "origin": "synthetic"}], "waivers": [waiver]})
    assert "SYN003" in codes(report)
    assert not report.waived


def test_shape_faults_cannot_be_waived() -> None:
    report = report_on({"datasets": [{"id": "a", "origin": "x"}], "waivers": [{"code": "SHP004", "reason": "no"}]})
    assert "SHP004" in codes(report)


def test_profiles_change_weight_and_nothing_else() -> None:
    manifest = {"datasets": [{"id": "a", "origin": "synthetic"}]}
    draft, lab = report_on(manifest, profile="draft"), report_on(manifest, profile="lab")
    assert codes(draft) == codes(lab) == ["SYN003"]
    assert draft.findings[0].severity is Severity.WARNING
    assert lab.findings[0].severity is Severity.ERROR


def test_a_law_adds_what_it_asks_for() -> None:
    manifest = {
        "models": [{"id": "m", "name": "M"}],
        "corpora": [{"id": "c", "models": ["m"], "modalities": ["text"]}],
    }
    without, with_law = codes(report_on(manifest)), codes(report_on(manifest, law="eu"))
    assert set(without) < set(with_law)


def test_findings_come_in_the_order_of_the_file() -> None:
    manifest = {
        "datasets": [{"id": "a", "origin": "synthetic"}, {"id": "b", "origin": "x"}],
        "subjects": ["nothing"],
    }
    report = report_on(manifest)
    assert [finding.pointer[0] for finding in report.findings] == ["datasets", "datasets", "subjects"]


def test_output_is_bounded_and_says_what_it_leaves_out() -> None:
    report = report_on({"datasets": [{"id": f"d{i}", "origin": "nowhere"} for i in range(20_000)]})
    assert len(report.findings) == 20_000
    text = render_text([report])
    assert len(text) < 60_000
    assert "and 19950 more" in text
    data = json.loads(render_json([report], limit=10))["files"][0]
    assert len(data["findings"]) == 10
    assert data["omitted"] == 19_990


def test_hidden_characters_never_reach_the_terminal() -> None:
    report = report_on({"datasets": [{"id": "a", "x\u001b[31m": 1, "note": "a\u202eb"}]})
    text = render_text([report])
    assert "\u001b" not in text
    assert "\u202e" not in text
    assert "[U+001B]" in text


def test_the_same_input_gives_the_same_output() -> None:
    manifest = {"datasets": [{"id": "a", "origin": "synthetic"}, {"name": "x"}]}
    assert render_json([report_on(manifest)]) == render_json([report_on(manifest)])
