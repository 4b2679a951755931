"""Curation, and measures against unsuitable sources and biases: the manifest's measures by purpose."""

from __future__ import annotations

from lineage.summary.blocks import Block
from lineage.summary.measures import described, with_purpose
from lineage.summary.scope import Scope
from lineage.summary.statements import nothing

Blocks = tuple[Block, ...]


def curation(scope: Scope) -> Blocks:
    """Cleaning, filtering and the like: measures for quality, safety, memorisation and personal data."""
    return _for(scope, "quality", "safety", "memorization", "personalData")


def unsuitability(scope: Scope) -> Blocks:
    """Measures against illegal content and on personal data; what they look for is among their categories."""
    return _for(scope, "illegalContent", "personalData")


def biases(scope: Scope) -> Blocks:
    """Measures on bias."""
    return _for(scope, "bias")


def _for(scope: Scope, *purposes: str) -> Blocks:
    return tuple(described(scope, with_purpose(scope, *purposes))) or (nothing(("measures",), "no measure is stated"),)


ANSWERS = {"2.g": curation, "2.h": unsuitability, "2.i": biases}
"""Field by field, what this file answers."""
