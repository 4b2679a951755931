"""Grades: letters for shares of the points that could be had."""

from __future__ import annotations

from typing import Final

_BANDS: Final = ((95, "A+"), (90, "A"), (80, "B+"), (75, "B"), (60, "C+"), (50, "C"), (40, "D+"), (25, "D"), (0, "F"))

TRANSPARENCY: Final = frozenset({"clarity", "completeness", "consistency", "correctness"})
"""The dimensions that make up transparency; the others make up usefulness."""
USEFULNESS: Final = frozenset({"accessibility", "comprehension"})


def grade(percent: float) -> str:
    """The letter for a share in percent."""
    return next(letter for low, letter in _BANDS if percent >= low)
