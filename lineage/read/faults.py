"""The one way a reader fault is made, so that code, name and default advice always agree."""

from __future__ import annotations

import json

from lineage.errors import Unreadable
from lineage.finding import Finding, Layer, Severity, Span
from lineage.read.codes import FAULTS


def refusal(code: str, message: str, span: Span | None = None, *, advice: str = "") -> Unreadable:
    """The exception for the reader fault ``code``; ``advice`` replaces the general advice of that code."""
    fault = FAULTS[code]
    finding = Finding(
        code=code,
        name=fault.name,
        severity=Severity.ERROR,
        layer=Layer.READER,
        message=message,
        advice=advice or fault.advice,
        span=span,
    )
    return Unreadable(finding)


def shown(text: str, limit: int = 60) -> str:
    """A value as a message quotes it: on one line, in double quotes, and never long."""
    clipped = text if len(text) <= limit else text[: limit - 1] + "…"
    return json.dumps(clipped, ensure_ascii=False)


def shown_number(text: str, limit: int = 40) -> str:
    """A number as a message quotes it: whole, or its first digits and how many there are."""
    return text if len(text) <= limit else f"{text[:20]}… ({len(text)} characters)"
