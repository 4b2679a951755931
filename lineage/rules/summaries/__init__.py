"""Rules on what the public summary of a corpus needs: its answers, its models, its sizes, and its publication."""

from __future__ import annotations

from lineage.rules.summaries import answers, models, overview, publications, sizes

__all__ = ["answers", "models", "overview", "publications", "sizes"]
