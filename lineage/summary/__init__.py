"""Summaries: manifest -> blocks (one content) -> Markdown, HTML, JSON.

>>> from lineage.summary import eu_summary, write_html
>>> summary = eu_summary(manifest, at=date(2026, 11, 22), sha256=digest, tool_version="0.1.0")  # doctest: +SKIP
>>> page = write_html(summary)  # doctest: +SKIP
"""

from __future__ import annotations

from lineage.summary.blocks import Summary
from lineage.summary.eu import eu_summary
from lineage.summary.writers import write_html, write_json, write_markdown

__all__ = ["Summary", "eu_summary", "write_html", "write_json", "write_markdown"]
