"""Training data lineage: where training data came from, and which models taught which.

The five-line tour::

    from lineage import check, eu_summary, load, write_html

    document = load("lineage.yaml")          # raises Unreadable, with code, position and advice
    report = check(document, law="eu")       # every finding at once; never raises on a faulty manifest
    summary = eu_summary(report.manifest, at=None, sha256=document.sha256, findings=report.findings)
    page = write_html(summary)               # or write_markdown, write_json: the same content
                                             # or write_docx, write_pdf: bytes, with made=the date they bear

Importing this package is cheap; each name is loaded when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from lineage.version import VERSION as __version__

if TYPE_CHECKING:
    from lineage.checker import Report, check
    from lineage.errors import LineageError, Unreadable
    from lineage.finding import Finding, Severity
    from lineage.model import Manifest
    from lineage.read import Document, Limits, read_bytes
    from lineage.read import read_path as load
    from lineage.summary import Summary, eu_summary, write_docx, write_html, write_json, write_markdown, write_pdf

_HOMES: Final = {
    "Document": ("lineage.read", "Document"),
    "Finding": ("lineage.finding", "Finding"),
    "Limits": ("lineage.read", "Limits"),
    "LineageError": ("lineage.errors", "LineageError"),
    "Manifest": ("lineage.model", "Manifest"),
    "Report": ("lineage.checker", "Report"),
    "Severity": ("lineage.finding", "Severity"),
    "Unreadable": ("lineage.errors", "Unreadable"),
    "Summary": ("lineage.summary", "Summary"),
    "check": ("lineage.checker", "check"),
    "eu_summary": ("lineage.summary", "eu_summary"),
    "load": ("lineage.read", "read_path"),
    "read_bytes": ("lineage.read", "read_bytes"),
    "write_docx": ("lineage.summary", "write_docx"),
    "write_html": ("lineage.summary", "write_html"),
    "write_json": ("lineage.summary", "write_json"),
    "write_markdown": ("lineage.summary", "write_markdown"),
    "write_pdf": ("lineage.summary", "write_pdf"),
}

__all__ = [
    "Document",
    "Finding",
    "Limits",
    "LineageError",
    "Manifest",
    "Report",
    "Severity",
    "Summary",
    "Unreadable",
    "__version__",
    "check",
    "eu_summary",
    "load",
    "read_bytes",
    "write_docx",
    "write_html",
    "write_json",
    "write_markdown",
    "write_pdf",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, original = _HOMES[name]
    return getattr(importlib.import_module(room), original)


def __dir__() -> list[str]:
    return list(__all__)
