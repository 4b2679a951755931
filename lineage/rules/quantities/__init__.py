"""Rules on quantities: numbers that say something, in units that fit, and that add up."""

from __future__ import annotations

from lineage.rules.quantities import modalities, numbers, shares, totals

__all__ = ["modalities", "numbers", "shares", "totals"]
