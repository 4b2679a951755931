"""Findings with their positions: symbolic places made concrete, in one pass over the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lineage.checker import Report
from lineage.finding import Finding, Part, Severity, Span


class Placed(NamedTuple):
    """A finding, where it stands, and where the related places stand (in the order of ``finding.related``)."""

    finding: Finding
    span: Span | None
    related: tuple[Span | None, ...] = ()


def placed(report: Report, findings: Sequence[Finding]) -> list[Placed]:
    """Look up the positions of some of a report's findings."""
    document = report.document
    if document is None:
        return [Placed(finding, finding.span) for finding in findings]
    targets = {(finding.pointer, finding.part) for finding in findings}
    targets |= {(other.pointer, Part.VALUE) for finding in findings for other in finding.related}
    spans = document.locate(targets)
    return [
        Placed(
            finding,
            finding.span or spans[finding.pointer, finding.part],
            tuple(spans[other.pointer, Part.VALUE] for other in finding.related),
        )
        for finding in findings
    ]


def select(report: Report, limit: int | None) -> tuple[list[Finding], int]:
    """The findings to print within a limit, the heaviest first to stay, in file order; and how many are left out."""
    findings = list(report.findings)
    if limit is None or len(findings) <= limit:
        return findings, 0
    weight = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    kept = set(sorted(range(len(findings)), key=lambda i: (weight[findings[i].severity], i))[:limit])
    return [finding for i, finding in enumerate(findings) if i in kept], len(findings) - limit
