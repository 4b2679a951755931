"""When the next update of a summary is due: one count for the rule, the printed document and the overview."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

MONTHS: Final = 6
"""Months between two updates of a summary (explanatory notice of the EU template, point 29)."""


def due_after(updated: date) -> date:
    """The last day on which a summary is not stale: the same day six calendar months later, or the last day of a month
    that is shorter. 31 August becomes 28 or 29 February."""
    months = updated.month - 1 + MONTHS
    year, month = updated.year + months // 12, months % 12 + 1
    return date(year, month, min(updated.day, calendar.monthrange(year, month)[1]))
