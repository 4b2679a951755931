"""Clauses that rules cite, written once. Sections are those of the template (C(2025) 5235, C(2025) 8311)."""

from __future__ import annotations

from typing import Final


def eu(section: str) -> str:
    """A section of the EU template for the public summary of training content."""
    return f"EU template, section {section}"


AI_ACT_53_1_D: Final = "Regulation (EU) 2024/1689, Art. 53(1)(d)"
AI_ACT_54: Final = "Regulation (EU) 2024/1689, Art. 54"


def ab2013(item: int) -> str:
    """An item of California's AB 2013."""
    return f"California Civil Code 3111(a)({item})"


def spec(section: str) -> str:
    """A section of this standard."""
    return f"Training Lineage 1.0, {section}"
