"""Manifests and summaries for the tests of this room."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import ryaml

from lineage.finding import Finding
from lineage.model import Manifest
from lineage.summary import eu_summary
from lineage.summary.blocks import Field, Summary, parts

REPOSITORY = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
AT = date(2026, 11, 22)


def raw(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = ryaml.loads(path.read_text("utf-8"))
    return data


def example(name: str) -> Summary:
    path = REPOSITORY / "examples" / name / "lineage.yaml"
    return summary_of(raw(path), sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def everything() -> dict[str, Any]:
    """A manifest that answers every question of the form; a fresh copy."""
    return copy.deepcopy(raw(HERE / "everything.yaml"))


def manifest_of(data: dict[str, Any]) -> Manifest:
    return Manifest.model_validate_json(json.dumps(data))


def summary_of(
    data: dict[str, Any], *, sha256: str = "0" * 64, findings: Sequence[Finding] = (), corpus: str | None = None
) -> Summary:
    return eu_summary(manifest_of(data), corpus=corpus, at=AT, sha256=sha256, tool_version="0.1.0", findings=findings)


def field(summary: Summary, number: str) -> Field:
    return next(found for found in summary.fields() if found.number == number)


def words(value: Any) -> list[str]:
    """Every text of a summary or a part of it that a writer has to print."""
    found: list[str] = []
    for part in parts(value):
        kind = type(part).__name__
        if kind == "Run" or kind in ("Statement",):
            found.append(part.text)
        elif kind == "Option":
            found.append(f"{'☒' if part.chosen else '☐'} {part.label}")
        elif kind == "Column":
            found += [part.heading, *([part.help] if part.help else [])]
        elif kind == "Field":
            found += [part.label, *([part.footnote] if part.footnote else [])]
        elif kind == "Section":
            found += [part.heading, *([part.help] if part.help else [])]
        elif kind == "Figure":
            found += [part.title, part.description]
        elif kind == "Table":
            found.append(part.caption)
        elif kind == "Summary":
            found += [part.title, part.subtitle, part.subject]
    return found


def text(value: Any) -> str:
    """The same on one line."""
    return " ".join(words(value))
