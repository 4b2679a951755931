"""Rules on terms: whether those on record held then, for that access, and came from a party to the use."""

from __future__ import annotations

from lineage.rules.terms import coverage, parties

__all__ = ["coverage", "parties"]
