"""Rules on what the Model Documentation Form of the Code of Practice asks, as far as a manifest can answer it."""

from __future__ import annotations

from lineage.rules.code import data, general, measures

__all__ = ["data", "general", "measures"]
