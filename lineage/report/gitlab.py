"""Findings as a code quality report of GitLab: a JSON list, in which each finding has a fingerprint of its own.

The fingerprint is made of the file, the code and the trail, and of a number where several share all three, so that
GitLab knows a finding again when lines or entries move. What is waived or known is listed as ``info``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lineage.checker import Report
from lineage.finding import Finding, Severity, Span
from lineage.fingerprint import fingerprint, trail
from lineage.report.aside import remainder, set_aside
from lineage.report.paths import posix
from lineage.report.placed import placed, select

LIMIT: Final = 5_000

_SEVERITIES: Final = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def render_gitlab(reports: Sequence[Report], *, limit: int | None = LIMIT) -> str:
    """The reports of one run as one list of issues."""
    seen: Counter[str] = Counter()
    issues = [issue for report in reports for issue in _issues(report, limit, seen)]
    return json.dumps(issues, indent=2, ensure_ascii=True) + "\n"


def _issues(report: Report, limit: int | None, seen: Counter[str]) -> Iterator[dict[str, Any]]:
    tree = report.document.tree() if report.document else None
    file = posix(report.name)

    def issue(code: str, words: str, severity: str, about: str, span: Span | None) -> dict[str, Any]:
        first = fingerprint(file, code, about)
        seen[first] += 1
        return {
            "description": words,
            "check_name": code,
            "fingerprint": first if seen[first] == 1 else fingerprint(file, code, about, str(seen[first])),
            "severity": severity,
            "location": {"path": file, "lines": {"begin": span.line if span else 1}},
        }

    def about(finding: Finding) -> str:
        return trail(tree, finding.pointer)

    chosen, _ = select(report, limit)
    for entry in placed(report, chosen):
        finding = entry.finding
        words = f"{finding.message}. {finding.advice}".replace("?. ", "? ")
        yield issue(finding.code, words, _SEVERITIES[finding.severity], about(finding), entry.span)
    asides = list(set_aside(report, limit))
    for aside, entry in zip(asides, placed(report, [aside.finding for aside in asides]), strict=True):
        words = f"{aside.finding.message} ({aside.word}: {aside.reason})"
        yield issue(aside.finding.code, words, "info", about(aside.finding), entry.span)
    for line in remainder(report, limit):
        yield issue("lineage", line, "info", line, None)
