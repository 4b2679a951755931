"""Summaries: manifest -> blocks (one content) -> Markdown, HTML, JSON, DOCX, PDF.

>>> from lineage.summary import eu_summary, write_html
>>> summary = eu_summary(manifest, at=date(2026, 11, 22), sha256=digest, tool_version="0.1.0")  # doctest: +SKIP
>>> page = write_html(summary)  # doctest: +SKIP
"""

from __future__ import annotations

from lineage.summary.blocks import Summary
from lineage.summary.eu import eu_summary
from lineage.summary.writers import Attachment, write_docx, write_html, write_json, write_markdown, write_pdf

__all__ = [
    "Attachment",
    "Summary",
    "eu_summary",
    "write_docx",
    "write_html",
    "write_json",
    "write_markdown",
    "write_pdf",
]
