"""Rules: what must hold beyond shape. One file per theme, one registry; see ``registry.py`` for what a rule is."""

from __future__ import annotations

from lineage.rules.context import Context, Pruning, context_for
from lineage.rules.registry import LAWS, PROFILES, Fault, Rule, rule, rules, rules_for

__all__ = ["LAWS", "PROFILES", "Context", "Fault", "Pruning", "Rule", "context_for", "rule", "rules", "rules_for"]
