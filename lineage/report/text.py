"""Findings for a person at a terminal: where, what, the line itself with a mark under it, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lineage.checker import Report
from lineage.finding import Severity, Span
from lineage.pointer import to_text
from lineage.report.inert import inert_lines
from lineage.report.placed import Placed, placed, select
from lineage.visible import one_line, visible

Paint = Callable[[str, str], str]
"""``paint(style, text)``: styles are ``error``, ``warning``, ``note``, ``place``, ``dim``, ``good``, ``bold``."""

LIMIT: Final = 50
_WIDEST: Final = 110


def plain(_: str, text: str) -> str:
    """No colours."""
    return text


def render_text(reports: Sequence[Report], *, limit: int | None = LIMIT, paint: Paint = plain) -> str:
    """The reports of one run, one block per finding, one line per file at the end."""
    blocks: list[str] = []
    for report in reports:
        blocks += _findings(report, limit, paint)
    lines = [line for report in reports for line in _verdict(report, paint)]
    if len(reports) > 1:
        lines.append(_total(reports, paint))
    return inert_lines("\n".join([*blocks, *lines]) + "\n")


def _findings(report: Report, limit: int | None, paint: Paint) -> Iterator[str]:
    chosen, left_out = select(report, limit)
    for entry in placed(report, chosen):
        yield _block(report, entry, paint)
    if left_out:
        yield paint("dim", f"… and {left_out} more in {one_line(report.name)} (--limit 0 shows all)") + "\n"


def _block(report: Report, entry: Placed, paint: Paint) -> str:
    finding = entry.finding
    name = one_line(report.name)
    place = f"{name}:{entry.span.line}:{entry.span.column}" if entry.span else name
    severity = finding.severity.value
    lines = [f"{paint('place', place)}: {paint(severity, severity)} {paint('bold', f'{finding.code} {finding.name}')}"]
    lines += _wrapped("  ", one_line(finding.message))
    if entry.span and report.document:
        lines += _excerpt(report.document.line(entry.span.line), entry.span, severity, paint)
    lines += _wrapped("  = ", one_line(finding.advice), "    ")
    for other, span in zip(finding.related, entry.related, strict=False):
        where = f"line {span.line}" if span else to_text(other.pointer)
        lines += _wrapped("  = ", f"see {where}: {one_line(other.message)}", "    ")
    if finding.basis:
        lines += _wrapped(paint("dim", "  = basis: "), "; ".join(finding.basis), "    ")
    return "\n".join(lines) + "\n"


def _wrapped(head: str, text: str, indent: str = "  ") -> list[str]:
    import textwrap

    return textwrap.wrap(
        text, _WIDEST, initial_indent=head, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _excerpt(line: str, span: Span, severity: str, paint: Paint) -> list[str]:
    """The line with the place marked. A line that is too long is cut to the stretch around the mark."""
    start = max(span.column - 1, 0)
    end = max(span.end_column - 1, start + 1) if span.end_line == span.line else len(line)
    offset = 0
    if len(line) > _WIDEST:
        offset = max(0, min(start - 30, len(line) - _WIDEST))
        line = line[offset : offset + _WIDEST]
        start, end = start - offset, min(end - offset, len(line))
    before, marked, after = (visible(part.replace("\t", " ")) for part in (line[:start], line[start:end], line[end:]))
    number = str(span.line)
    gutter = " " * len(number)
    head = "…" if offset else ""
    mark = " " * (_width(before) + len(head)) + "^" * max(_width(marked.rstrip()), 1)
    return [
        f"  {gutter} {paint('dim', '|')}",
        f"  {paint('dim', number)} {paint('dim', '|')} {head}{before}{marked}{after}",
        f"  {gutter} {paint('dim', '|')} {paint(severity, mark)}",
    ]


def _width(text: str) -> int:
    """Terminal columns: wide characters take two, combining marks none."""
    import unicodedata

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _verdict(report: Report, paint: Paint) -> Iterator[str]:
    name = one_line(report.name)
    if report.waived or report.known or report.ignored or report.notices:
        from lineage.report.aside import asides

        for line in asides(report):
            yield paint("dim", f"{name}: {one_line(line)}")
    setting = f"profile {report.profile}"
    if report.law:
        setting += f", for {report.law}"
    if report.at:
        setting += f", at {report.at.isoformat()}"
    if report.settings:
        setting += f", settings {one_line(report.settings)}"
    verdict = counts(report)
    style = "error" if report.count(Severity.ERROR) else "warning" if report.failed else "good"
    yield f"{name}: {paint(style, verdict)} {paint('dim', f'({setting})')}"


def _total(reports: Sequence[Report], paint: Paint) -> str:
    sound = sum(all(finding.severity is Severity.NOTE for finding in report.findings) for report in reports)
    return paint("bold", f"{len(reports)} files, {sound} without errors or warnings")


def counts(report: Report) -> str:
    """``2 errors, 1 warning`` or ``no findings``."""
    parts = []
    for severity in Severity:
        number = report.count(severity)
        if number:
            parts.append(f"{number} {severity.value}{'s' if number > 1 else ''}")
    return ", ".join(parts) or "no findings"
