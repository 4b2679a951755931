"""This project's implementation as the suite runs it: cases on standard input, verdicts on standard output.

One JSON object on each line, as ``spec/conformance/README.md`` describes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lineage.checker import check
from lineage.errors import Unreadable
from lineage.finding import Severity
from lineage.pointer import to_text
from lineage.read import Document, Limits, read_bytes
from lineage.rules.policy.model import Policy
from lineage.shape import shape
from tools.conformance.case import Case, data_of


def answer(case: Case) -> dict[str, Any]:
    """The verdict on one case, with its findings."""
    options = case["options"]
    size = options.get("maxBytes")
    limits = Limits(json_bytes=size, yaml_bytes=size) if size else Limits()
    with _beside(case) as path:
        try:
            document = read_bytes(data_of(case), str(path), format=case["media"], limits=limits)
        except Unreadable as refused:
            span = refused.finding.span
            return _said(case, [[refused.finding.code, span.line if span else None]], invalid=True)
        return _rules(case, document) if case["layer"] == "rule" else _shape(case, document)


@contextmanager
def _beside(case: Case) -> Iterator[Path]:
    """The path of the manifest; where imports are opened, it lies there with its files. They are gone afterwards."""
    if not case["options"].get("imports"):
        yield Path("manifest")
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case" / f"case.{case['media']}"
        path.parent.mkdir()
        path.write_bytes(data_of(case))
        for name, text in case.get("files", {}).items():
            target = path.parent / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        yield path


def _shape(case: Case, document: Document) -> dict[str, Any]:
    found = shape(document.json, document.tree).findings
    return _said(case, [[finding.code, to_text(finding.pointer)] for finding in found], invalid=bool(found))


def _rules(case: Case, document: Document) -> dict[str, Any]:
    options = case["options"]
    at = date.fromisoformat(options["at"]) if options.get("at") else None
    report = check(
        document,
        profile=options.get("profile", "lab"),
        law=options.get("for"),
        at=at,
        search=() if options.get("imports") else None,
        policy=Policy.model_validate(options["policy"]) if options.get("policy") else None,
    )
    found = [finding for finding in report.findings if finding.code in case["codes"]]
    invalid = any(finding.severity is not Severity.NOTE for finding in found)
    return _said(case, [[finding.code, to_text(finding.pointer)] for finding in found], invalid=invalid)


def _said(case: Case, findings: list[list[Any]], *, invalid: bool) -> dict[str, Any]:
    return {"id": case["id"], "verdict": "invalid" if invalid else "valid", "findings": findings}


def main() -> int:
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
