"""Findings for programs: one JSON document per run, the same keys for every finding."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from lineage.checker import Report
from lineage.finding import Finding, Severity, Span
from lineage.pointer import to_text
from lineage.report.placed import placed, select
from lineage.version import VERSION

LIMIT: Final = 10_000


def render_json(reports: Sequence[Report], *, limit: int | None = LIMIT) -> str:
    """The reports of one run as JSON text, keys in a fixed order."""
    content = {
        "tool": {"name": "lineage", "version": VERSION},
        "files": [_file(report, limit) for report in reports],
        "summary": {
            "files": len(reports),
            **{f"{severity.value}s": sum(report.count(severity) for report in reports) for severity in Severity},
            "waived": sum(len(report.waived) for report in reports),
            "known": sum(len(report.known) for report in reports),
            "ignored": sum(len(report.ignored) for report in reports),
        },
    }
    return json.dumps(content, indent=2, ensure_ascii=True) + "\n"


def _file(report: Report, limit: int | None) -> dict[str, Any]:
    chosen, left_out = select(report, limit)
    return {
        "file": report.name,
        "sha256": report.document.sha256 if report.document else None,
        "readable": report.document is not None,
        "profile": report.profile,
        "law": report.law,
        "at": report.at.isoformat() if report.at else None,
        "findings": [finding_as_data(entry.finding, entry.span, entry.related) for entry in placed(report, chosen)],
        "omitted": left_out,
        "waived": [
            {
                "finding": finding_as_data(entry.finding, None),
                "waiver": entry.waiver.model_dump(mode="json"),
                "line": entry.line,
            }
            for entry in report.waived
        ],
        "known": [finding_as_data(finding, None) for finding in report.known[:limit]],
        "omittedKnown": 0 if limit is None else max(0, len(report.known) - limit),
        "ignored": dict(sorted(Counter(finding.code for finding in report.ignored).items())),
        "notices": list(report.notices),
        "settings": report.settings,
        "failOn": report.fail_on,
        "failed": report.failed,
    }


def finding_as_data(finding: Finding, span: Span | None, related: Sequence[Span | None] = ()) -> dict[str, Any]:
    """A finding as plain data."""
    spans = [*related, *[None] * (len(finding.related) - len(related))]
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "layer": finding.layer.value,
        "message": finding.message,
        "advice": finding.advice,
        "pointer": to_text(finding.pointer),
        "part": finding.part.value,
        "position": _position(span),
        "related": [
            {"pointer": to_text(other.pointer), "message": other.message, "position": _position(where)}
            for other, where in zip(finding.related, spans, strict=True)
        ],
        "basis": list(finding.basis),
        "keyword": finding.keyword,
    }


def _position(span: Span | None) -> dict[str, int] | None:
    if span is None:
        return None
    return {"line": span.line, "column": span.column, "endLine": span.end_line, "endColumn": span.end_column}
