"""Writers: one summary, several formats. Each only decides how blocks look; see ``lineage.summary.blocks``."""

from __future__ import annotations

from lineage.summary.writers.html import write_html
from lineage.summary.writers.json import write_json
from lineage.summary.writers.markdown import write_markdown

__all__ = ["write_html", "write_json", "write_markdown"]
