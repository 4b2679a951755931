"""The EU's public summary of training content (AI Act, Art. 53(1)(d)): the form, and an answer to every question."""

from __future__ import annotations

from lineage.summary.eu.compose import eu_summary

__all__ = ["eu_summary"]
