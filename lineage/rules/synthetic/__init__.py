"""Rules on data that models made: who generated it, how exactly the generator is named, and what that opens."""

from __future__ import annotations

from lineage.rules.synthetic import absence, edges, generators, unnamed

__all__ = ["absence", "edges", "generators", "unnamed"]
