"""Rules on what California's AB 2013 asks of a developer (Civil Code 3111(a)): one for each of its twelve items."""

from __future__ import annotations

from lineage.rules.california import content, making, rights, use

__all__ = ["content", "making", "rights", "use"]
