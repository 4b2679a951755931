"""Rules on references: what names something names one thing, and that thing is there."""

from __future__ import annotations

from lineage.rules.references import aliases, cycles, ids, links, names, unused

__all__ = ["aliases", "cycles", "ids", "links", "names", "unused"]
