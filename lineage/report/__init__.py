"""Reports: findings as text for people, as JSON for programs, as SARIF for code scanning. One file per format.

Every renderer takes the reports of one run and a limit on how many findings of a file it prints; what is left out is
counted, never dropped in silence. Positions are looked up here, and only for findings that are printed.
"""

from __future__ import annotations

from lineage.report.json import render_json
from lineage.report.placed import Placed, placed
from lineage.report.sarif import render_sarif
from lineage.report.text import render_text

__all__ = ["Placed", "placed", "render_json", "render_sarif", "render_text"]
