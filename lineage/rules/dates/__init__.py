"""Rules on dates: days that exist, in an order that can be, and in agreement with each other."""

from __future__ import annotations

from lineage.rules.dates import collection, forms, future

__all__ = ["collection", "forms", "future"]
