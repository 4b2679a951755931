"""What a report does not count, in words: waived, known and ignored findings, and notices. Every format prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lineage.checker import Report, Waived
from lineage.finding import Finding
from lineage.model.answer import plain_text


class Aside(NamedTuple):
    """A finding that does not count, the one word for it, and the reason."""

    finding: Finding
    word: str
    reason: str


def set_aside(report: Report, limit: int | None = None) -> Iterator[Aside]:
    """The waived and, up to a limit, the known findings of a report. What was ignored is only counted: nobody asked
    for it."""
    for entry in report.waived:
        yield Aside(entry.finding, "waived", reason(entry))
    for finding in report.known[:limit]:
        yield Aside(finding, "known", "in the baseline")


def asides(report: Report) -> Iterator[str]:
    """A line for each waiver, one for all that is known, one for all that is ignored, one for each notice."""
    for entry in report.waived:
        place = f" by the comment on line {entry.line}" if entry.line else ""
        yield f"waived {entry.finding.code}{place}: {reason(entry)}"
    yield from remainder(report)
    if report.known:
        yield f"{len(report.known)} known: {by_code(report.known)}"


def remainder(report: Report, limit: int | None = None) -> Iterator[str]:
    """What no finding is printed for: what is over the limit, what is ignored, and the notices."""
    if limit is not None and len(report.findings) > limit:
        yield f"{len(report.findings) - limit} more findings are not listed (--limit 0 lists all)"
    if limit is not None and len(report.known) > limit:
        yield f"{len(report.known) - limit} more known findings are not listed (--limit 0 lists all)"
    if report.ignored:
        yield f"{len(report.ignored)} ignored: {by_code(report.ignored)}"
    yield from report.notices


def reason(entry: Waived) -> str:
    """Why a finding is waived."""
    return plain_text(entry.waiver.reason)


def by_code(findings: Iterable[Finding]) -> str:
    """``SYN003, TXT001 (4)``: the codes, and how often each occurs."""
    codes = Counter(finding.code for finding in findings)
    return ", ".join(code if count == 1 else f"{code} ({count})" for code, count in sorted(codes.items()))


def totals(reports: Iterable[Report]) -> str:
    """``2 errors, 1 known, 3 ignored``: one line on a whole run."""
    counted: Counter[str] = Counter()
    files = 0
    for report in reports:
        files += 1
        counted.update(f"{finding.severity.value}s" for finding in report.findings)
        counted.update(waived=len(report.waived), known=len(report.known), ignored=len(report.ignored))
    words = ("errors", "warnings", "notes", "waived", "known", "ignored")
    parts = [
        f"{counted[word]} {word[:-1] if counted[word] == 1 and word[-1] == 's' else word}"
        for word in words
        if counted[word]
    ]
    return f"{files} file{'s' if files != 1 else ''}: {', '.join(parts) or 'no findings'}"
