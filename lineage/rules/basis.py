"""Clauses that rules cite, written once. Sections are those of the template (C(2025) 5235, C(2025) 8311)."""

from __future__ import annotations

from typing import Final


def eu(section: str) -> str:
    """A section of the EU template for the public summary of training content."""
    return f"EU template, section {section}"


AI_ACT_53_1_D: Final = "Regulation (EU) 2024/1689, Art. 53(1)(d)"
AI_ACT_54: Final = "Regulation (EU) 2024/1689, Art. 54"
AI_ACT_111_3: Final = "Regulation (EU) 2024/1689, Art. 111(3)"


AI_ACT_ANNEX_XI: Final = "Regulation (EU) 2024/1689, Annex XI, section 1, point 2(c)"
AI_ACT_ANNEX_XII: Final = "Regulation (EU) 2024/1689, Annex XII, point 2(c)"


def code_form(field: str) -> str:
    """A field of the Model Documentation Form of the Code of Practice for general-purpose AI models (10 July 2025)."""
    return f"Code of Practice, Model Documentation Form, {field}"


def ab2013(item: int) -> str:
    """An item of California's AB 2013."""
    return f"California Civil Code 3111(a)({item})"


def spec(section: str) -> str:
    """A section of this standard."""
    return f"Training Lineage 1.0, {section}"
