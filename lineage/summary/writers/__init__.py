"""Writers: one summary, several formats. Each only decides how blocks look; see ``lineage.summary.blocks``."""

from __future__ import annotations

from lineage.summary.writers.docx import write_docx
from lineage.summary.writers.html import write_html
from lineage.summary.writers.json import write_json
from lineage.summary.writers.markdown import write_markdown
from lineage.summary.writers.pdf import Attachment, write_pdf

__all__ = ["Attachment", "write_docx", "write_html", "write_json", "write_markdown", "write_pdf"]
