"""Findings as Markdown for the summary of a pipeline's step or a comment: a table per file.

Nothing that a manifest or a file name says can become markup, an image or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lineage.checker import Report
from lineage.finding import Span
from lineage.markup import escape
from lineage.report.aside import remainder, set_aside, totals
from lineage.report.placed import placed, select
from lineage.report.text import counts

LIMIT: Final = 50


def render_markdown(reports: Sequence[Report], *, limit: int | None = LIMIT) -> str:
    """The reports of one run as CommonMark with tables."""
    chunks = ["# Training data lineage", escape(totals(reports))]
    for report in reports:
        chunks += _file(report, limit)
    return "\n\n".join(chunks) + "\n"


def _file(report: Report, limit: int | None) -> Iterator[str]:
    yield f"## {escape(report.name)}"
    setting = [f"profile {report.profile}", f"for {report.law}" if report.law else ""]
    setting += [
        f"at {report.at.isoformat()}" if report.at else "",
        f"settings {report.settings}" if report.settings else "",
    ]
    yield escape(f"{counts(report)} ({', '.join(filter(None, setting))})")
    chosen, _ = select(report, limit)
    rows = [
        (
            _place(entry.span),
            entry.finding.severity.value,
            f"{entry.finding.code} {entry.finding.name}",
            entry.finding.message,
            entry.finding.advice,
        )
        for entry in placed(report, chosen)
    ]
    if rows:
        yield _table(("line", "severity", "code", "what is wrong", "what to do"), rows)
    asides = list(set_aside(report, limit))
    if asides:
        spots = placed(report, [aside.finding for aside in asides])
        yield _table(
            ("line", "", "code", "what it says", "reason"),
            [
                (
                    _place(spot.span),
                    aside.word,
                    f"{aside.finding.code} {aside.finding.name}",
                    aside.finding.message,
                    aside.reason,
                )
                for aside, spot in zip(asides, spots, strict=True)
            ],
        )
    lines = [f"- {escape(line)}" for line in remainder(report, limit)]
    if lines:
        yield "\n".join(lines)


def _place(span: Span | None) -> str:
    return f"{span.line}:{span.column}" if span else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([escape(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
