"""Rules on agents: who provides the models of a corpus, how to reach them, and who represents them in the Union."""

from __future__ import annotations

from lineage.rules.agents import provider, representative

__all__ = ["provider", "representative"]
