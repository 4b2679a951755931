"""Findings as workflow commands of GitHub Actions, which become annotations on the lines of a pull request.

A command is a line that starts with ``::``. Whatever a manifest or a file name says is data of a command that is
already under way: line breaks and percent signs are escaped, in properties also ``:`` and ``,``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lineage.checker import Report
from lineage.finding import Severity, Span
from lineage.report.aside import remainder, set_aside, totals
from lineage.report.inert import inert
from lineage.report.paths import posix
from lineage.report.placed import placed, select
from lineage.visible import visible

LIMIT: Final = 50
"""As many annotations as one job shows."""

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(reports: Sequence[Report], *, limit: int | None = LIMIT) -> str:
    """The reports of one run, one command per finding, and a notice that counts."""
    lines = [line for report in reports for line in _file(report, limit)]
    lines.append(command("notice", totals(reports), title="lineage"))
    return "\n".join(lines) + "\n"


def command(name: str, message: str, **properties: str | int) -> str:
    """One workflow command on one line."""
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _file(report: Report, limit: int | None) -> Iterator[str]:
    file = posix(report.name)
    chosen, _ = select(report, limit)
    for entry in placed(report, chosen):
        finding = entry.finding
        yield command(
            _COMMANDS[finding.severity],
            f"{finding.message}\n{finding.advice}",
            file=file,
            **_place(entry.span),
            title=f"{finding.code} {finding.name}",
        )
    asides = list(set_aside(report, limit))
    for aside, entry in zip(asides, placed(report, [aside.finding for aside in asides]), strict=True):
        title = f"{aside.word}: {aside.finding.code} {aside.finding.name}"
        message = f"{aside.finding.message}\n{aside.word}: {aside.reason}"
        yield command("notice", message, file=file, **_place(entry.span), title=title)
    for line in remainder(report, limit):
        yield command("notice", line, file=file, title="lineage")


def _place(span: Span | None) -> dict[str, int]:
    if span is None:
        return {}
    place = {"line": span.line, "endLine": span.end_line, "col": span.column}
    return place | ({"endColumn": span.end_column} if span.end_column > span.column else {})


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return inert(visible(text))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
