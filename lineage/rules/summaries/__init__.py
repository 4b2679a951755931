"""Rules on what the public summary of a corpus needs: its answers, its models, its sizes, and its publication."""

from __future__ import annotations

from lineage.rules.summaries import answers, legacy, models, overview, publications, sizes, versions

__all__ = ["answers", "legacy", "models", "overview", "publications", "sizes", "versions"]
