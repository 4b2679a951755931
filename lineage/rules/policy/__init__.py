"""Rules of a project's own policy: which teachers it takes, and what it wants to see on record of them.

They run where a policy is set (``[policy]`` in ``lineage.toml``). A policy is a project's decision; that a finding is
reported says nothing about what anybody may do.
"""

from __future__ import annotations

from lineage.rules.policy import requirements, teachers, unknowns

__all__ = ["requirements", "teachers", "unknowns"]
