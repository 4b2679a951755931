"""The pages that are opened in a browser: summaries of the examples, and a page around the picture of a trace."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from lineage.checker import check
from lineage.finding import Finding
from lineage.read import Limits, read_path
from lineage.summary import Summary, write_html
from lineage.summary.laws import laws

REPOSITORY: Final = Path(__file__).resolve().parents[2]
KEPT: Final = REPOSITORY / "build" / "browser"
"""Where pages and pictures of them are kept, for people to look at. The folder is not part of the project."""

_AT: Final = date(2026, 11, 22)
_MANIFESTS: Final = {
    "everything": REPOSITORY / "tests/summary/everything.yaml",
    **{
        name: REPOSITORY / f"examples/{name}/lineage.yaml"
        for name in ("apertus", "aurora", "grok-4.5", "smollm3", "ultrafeedback-zephyr")
    },
}
_IN_FULL: Final = ("everything", "aurora", "apertus")
"""Manifests whose summary is opened for every law, and not for that of the EU alone."""

SUMMARIES: Final = tuple(
    f"{name}-{law}" for name in _MANIFESTS for law in sorted(laws()) if law == "eu" or name in _IN_FULL
)
LOOKED_AT: Final = ("everything-ab2013", "everything-eu", "aurora-eu")
"""Pages of which pictures are kept."""
TRACES: Final = {
    "trace-zephyr": ("zephyr-7b-beta", "ultrafeedback-zephyr"),
    "trace-smollm3": ("smollm3-3b", "smollm3"),
}


@cache
def summary(name: str) -> Summary:
    """The summary ``MANIFEST-LAW``, with the findings of its check."""
    manifest, _, law = name.rpartition("-")
    document = read_path(_MANIFESTS[manifest], Limits())
    assert not isinstance(document, Finding)
    chosen = laws()[law]
    report = check(document, law=chosen.rules, at=_AT)
    assert report.manifest is not None
    return chosen.build(
        report.manifest,
        corpus=None,
        at=_AT,
        sha256=document.sha256,
        tool_version="0.1.0",
        findings=report.findings,
        context=report.context,
    )


@cache
def page(name: str) -> Path:
    """The file with a page, written when it is first asked for."""
    KEPT.mkdir(parents=True, exist_ok=True)
    target = KEPT / f"{name}.html"
    target.write_text(_around(name) if name in TRACES else write_html(summary(name)), "utf-8")
    return target


def _around(name: str) -> str:
    """A page of one's own with the picture of a trace in it."""
    subject, manifest = TRACES[name]
    command = [sys.executable, "-m", "lineage", "trace", subject, str(_MANIFESTS[manifest]), "--format", "svg"]
    drawn = subprocess.run([*command, "--at", str(_AT)], capture_output=True, text=True, check=False)
    assert drawn.stdout.startswith("<svg"), drawn.stderr
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(subject)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>\n'
        f'<body><main><h1>{escape(subject)}</h1><div tabindex="0" role="region" aria-label="Picture" '
        f'style="overflow-x: auto">{drawn.stdout}</div></main></body></html>\n'
    )
