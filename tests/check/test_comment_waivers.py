"""Waivers in comments: what they cover, and that every report prints them."""

from __future__ import annotations

import json

import pytest

from lineage import Report, check, eu_summary, read_bytes, write_markdown
from lineage.pointer import to_text
from lineage.report.github import render_github
from lineage.report.gitlab import render_gitlab
from lineage.report.json import render_json
from lineage.report.junit import render_junit
from lineage.report.markdown import render_markdown
from lineage.report.sarif import render_sarif
from lineage.report.text import render_text
from tests.check.test_check import AT

HEAD = 'lineage: "1.0-draft"\nid: urn:test:comments\n'
REASON = "The vendor names it in January."
BODY = f"""\
datasets:
  - id: a
    name: A
    origin: synthetic  # lineage: waive SYN003 {REASON}
  - id: b
    name: B
    origin: synthetic
"""


def report_on(body: str = BODY, name: str = "case.yaml") -> Report:
    return check(read_bytes((HEAD + body).encode(), name), at=AT)


def places(report: Report, code: str) -> list[str]:
    return [to_text(finding.pointer) for finding in report.findings if finding.code == code]


def test_it_covers_its_own_record_alone() -> None:
    report = report_on()
    assert places(report, "SYN003") == ["/datasets/1/origin"]
    assert [(entry.finding.pointer, entry.line) for entry in report.waived] == [(("datasets", 0, "origin"), 6)]
    assert not places(report, "WVR004")


@pytest.mark.parametrize(
    "render", [render_text, render_json, render_sarif, render_junit, render_github, render_gitlab, render_markdown]
)
def test_every_report_prints_it(render: object) -> None:
    assert callable(render)
    text = render([report_on()])
    assert REASON in text
    assert "waive" in text or "suppressions" in text


def test_json_has_its_line() -> None:
    (file,) = json.loads(render_json([report_on()]))["files"]
    assert file["waived"][0]["line"] == 6
    assert file["waived"][0]["waiver"] == {"code": "SYN003", "reason": REASON}


def test_the_summary_prints_it() -> None:
    body = BODY + "models:\n  - id: m\n    name: M\nsubjects: [m]\n"
    report = report_on(body)
    assert report.manifest is not None
    summary = eu_summary(
        report.manifest, at=AT, sha256="", tool_version="0", findings=report.findings, context=report.context
    )
    assert REASON in write_markdown(summary)


def test_without_a_reason_it_covers_nothing() -> None:
    report = report_on(BODY.replace(f" {REASON}", ""))
    assert len(places(report, "SYN003")) == 2
    assert places(report, "WVR003") == ["/datasets/0/origin"]
    assert not report.waived


def test_shape_faults_and_findings_on_waivers_cannot_be_waived() -> None:
    report = report_on("datasets:\n  - id: a\n    origin: scraped # lineage: waive SHP004 We call it that.\n")
    assert [finding.code for finding in report.findings] == ["SHP004", "WVR001"]
    assert not report.waived


def test_it_covers_a_record_that_stands_after_one_that_was_cut_out() -> None:
    body = "datasets:\n  - name: no id\n" + BODY.removeprefix("datasets:\n")
    report = report_on(body)
    assert [to_text(entry.finding.pointer) for entry in report.waived] == ["/datasets/1/origin"]
    assert not places(report, "WVR004"), "nothing is called unused while parts are missing"


def test_a_comment_on_something_after_a_cut_is_placed_in_the_file() -> None:
    body = "datasets:\n  - name: no id\n  - id: a # lineage: waive SYN003\n    name: A\n"
    assert places(report_on(body), "WVR003") == ["/datasets/1"]


def test_findings_on_comments_come_in_the_order_of_the_file() -> None:
    report = report_on(BODY.replace(REASON, "").replace("name: B", "name: B # lineage: waive ZZZ999 x"))
    assert [finding.code for finding in report.findings] == ["SYN003", "WVR003", "WVR001", "SYN003"]


def test_nothing_is_called_unused_without_a_day() -> None:
    body = f"datasets:\n  - id: a # lineage: waive SYN003 {REASON}\n    name: A\n"
    assert places(report_on(body), "WVR004") == ["/datasets/0"]
    assert "WVR004" not in [finding.code for finding in check(read_bytes((HEAD + body).encode(), "case.yaml")).findings]
