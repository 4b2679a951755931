"""Findings as SARIF 2.1.0 (OASIS), for code scanning services and editors.

Columns count UTF-16 code units, as SARIF assumes unless told otherwise and as services read them. Fingerprints are made
of code and pointer, and of code and trail, not of lines, so that a finding stays the same when text above it moves.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

from lineage.checker import Report
from lineage.finding import Finding, Severity, Span
from lineage.fingerprint import fingerprint, trail
from lineage.pointer import to_text
from lineage.read import Document
from lineage.report.aside import remainder, set_aside
from lineage.report.paths import uri
from lineage.report.placed import placed, select
from lineage.version import HOMEPAGE, VERSION

LIMIT: Final = 5_000
"""As many results as services show for one run."""

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(reports: Sequence[Report], *, limit: int | None = LIMIT) -> str:
    """The reports of one run as a SARIF log with one run."""
    from lineage.explain import explanations

    results: list[dict[str, Any]] = []
    notices: list[dict[str, Any]] = []
    artifacts: list[dict[str, Any]] = []
    for position, report in enumerate(reports):
        artifacts.append(_artifact(report))
        chosen, _ = select(report, limit)
        columns = _Columns(report.document)
        results += [
            _result(report, position, entry.finding, entry.span, entry.related, columns)
            for entry in placed(report, chosen)
        ]
        asides = list(set_aside(report, limit))
        for aside, entry in zip(asides, placed(report, [aside.finding for aside in asides]), strict=True):
            result = _result(report, position, aside.finding, entry.span, (), columns)
            kind = "inSource" if aside.word == "waived" else "external"
            result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": aside.reason}]
            results.append(result)
        notices += [
            {"level": "note", "message": {"text": f"{report.name}: {line}"}} for line in remainder(report, limit)
        ]
    known = explanations()
    codes = sorted({result["ruleId"] for result in results})
    for result in results:
        result["ruleIndex"] = codes.index(result["ruleId"])
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "lineage",
                "semanticVersion": VERSION,
                "informationUri": HOMEPAGE,
                "rules": [_rule(known[code]) for code in codes],
            }
        },
        "columnKind": "utf16CodeUnits",
        "artifacts": artifacts,
        "results": results,
        "invocations": [
            {
                "executionSuccessful": all(report.document is not None for report in reports),
                "toolExecutionNotifications": notices,
            }
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=True) + "\n"


def _rule(explanation: Any) -> dict[str, Any]:
    return {
        "id": explanation.code,
        "name": "".join(word.capitalize() for word in explanation.name.split("-")),
        "shortDescription": {"text": explanation.title},
        "fullDescription": {"text": explanation.title},
        "helpUri": f"{HOMEPAGE}rules/{explanation.code}",
        "help": {"text": explanation.body, "markdown": explanation.body},
        "defaultConfiguration": {"level": explanation.severity["lab"]},
        "properties": {"tags": [explanation.layer, *([explanation.law] if explanation.law else [])]},
    }


def _artifact(report: Report) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": uri(report.name)}}
    if report.document:
        artifact["length"] = len(report.document.source)
        artifact["hashes"] = {"sha-256": report.document.sha256}
    return artifact


def _result(
    report: Report,
    position: int,
    finding: Finding,
    span: Span | None,
    related: Sequence[Span | None],
    columns: _Columns,
) -> dict[str, Any]:
    pointer = to_text(finding.pointer)
    tree = report.document.tree() if report.document else None
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.advice}".replace("?. ", "? ")},
        "locations": [_location(report, position, span, pointer, columns)],
        "partialFingerprints": {
            "lineagePointer/v1": fingerprint(finding.code, pointer, finding.part),
            "lineageTrail/v1": fingerprint(finding.code, trail(tree, finding.pointer)),
        },
        "properties": {"name": finding.name, "layer": finding.layer.value, "basis": list(finding.basis)},
    }
    if finding.related and related:
        result["relatedLocations"] = [
            {
                **_location(report, position, where, to_text(other.pointer), columns),
                "id": number,
                "message": {"text": other.message},
            }
            for number, (other, where) in enumerate(zip(finding.related, related, strict=True))
        ]
    return result


def _location(report: Report, position: int, span: Span | None, pointer: str, columns: _Columns) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(report.name), "index": position}}
    if span:
        physical["region"] = columns.region(span)
    location: dict[str, Any] = {"physicalLocation": physical}
    if pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": pointer}]
    return location


class _Columns:
    """From columns that count code points to columns that count UTF-16 code units, for one file.

    Only characters beyond the Basic Multilingual Plane take two units; where they are is found once for each line, so
    that many findings on one long line stay cheap.
    """

    def __init__(self, document: Document | None) -> None:
        self._document = document
        self._wide: dict[int, list[int]] = {}

    def region(self, span: Span) -> dict[str, int]:
        """The SARIF region of a span."""
        return {
            "startLine": span.line,
            "startColumn": self._units(span.line, span.column),
            "endLine": span.end_line,
            "endColumn": self._units(span.end_line, span.end_column),
        }

    def _units(self, line: int, column: int) -> int:
        if self._document is None:
            return column
        if line not in self._wide:
            text = self._document.line(line)
            wide = [] if text.isascii() else [i for i, char in enumerate(text) if char > "\uffff"]
            self._wide[line] = wide
        return column + bisect_left(self._wide[line], column - 1)
