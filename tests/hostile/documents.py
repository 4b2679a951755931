"""Everything that is written from one manifest: documents of every law, traces, lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from lineage.checker import check
from lineage.graph.imports import of_manifest
from lineage.graph.network import Network
from lineage.read import Limits, read_bytes
from lineage.summary import Summary
from lineage.summary.laws import laws
from lineage.trace import Filters, Trace, reached, trace
from tests.hostile import fields, strings

LAWS: Final = tuple(sorted(laws()))
AT: Final = date(2026, 11, 22)
MADE: Final = datetime(2026, 11, 22, tzinfo=UTC)
CALM: Final = -1
"""The round in which nothing is hostile."""


@cache
def manifest(turn: int) -> bytes:
    """The manifest of one round, as JSON."""

    def words(number: int, kind: str) -> str:
        if turn == CALM:
            return {"Url": "https://calm.example/page", "Email": "calm@calm.example"}.get(kind, "calm words")
        return strings.of(turn, number, kind)

    return json.dumps(fields.filled(words)).encode()


@cache
def summary(turn: int, law: str) -> Summary:
    """The document of a law, with the findings of its check."""
    document = read_bytes(manifest(turn), "hostile.json", None, Limits())
    chosen = laws()[law]
    report = check(document, law=chosen.rules, at=AT)
    assert report.manifest is not None
    return chosen.build(
        report.manifest,
        corpus=None,
        at=AT,
        sha256=hashlib.sha256(document.source).hexdigest(),
        tool_version="0.1.0",
        findings=report.findings,
        context=report.context,
    )


@cache
def traces(turn: int) -> tuple[Trace, ...]:
    """What taught the models of the manifest, and whom they reached."""
    document = read_bytes(manifest(turn), "hostile.json", None, Limits())
    report = check(document, at=AT)
    assert report.manifest is not None
    network = Network(of_manifest(report.manifest))
    subjects = [entity for entity in network.entities.all if entity.id in ("aurora", "teacher", "made")]
    assert len(subjects) == 3
    filters = Filters((), None, None, False)
    ways: tuple[Callable[..., Trace], ...] = (trace, reached)
    return tuple(way(network, subject, filters, at=AT) for subject in subjects for way in ways)
