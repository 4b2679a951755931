"""The Model Documentation Form of the EU's Code of Practice for general-purpose AI: the part that a manifest fills."""

from __future__ import annotations

from lineage.summary.code.compose import code_summary

__all__ = ["code_summary"]
