"""Dates as people know them: ``2013``, ``2024-03`` or ``2025-09-02``, perhaps bounded or approximate.

Five dates of a dataset are different facts and have different keys: what its content speaks of
(``temporalCoverage``), when it was collected by whoever compiled it (``collected``), when the provider obtained it
(``acquired``), when this version was published (``issued``), and when it was first used (``firstUsed``).
"""

import calendar
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import MISSING, Discriminator, Field, Tag
from typing_extensions import TypeAliasType

from lineage.model.base import Node, short_or_object
from lineage.model.scalars import DATE, DURATION, Prose

DateText = TypeAliasType(
    "DateText",
    (
        Annotated[int, Field(ge=1900, le=2199)]
        | Annotated[
            str,
            Field(
                pattern=DATE,
                max_length=10,
            ),
        ]
    ),
)
"""A year (also as a number, since YAML reads one), a month or a day. RFC 3339 ``full-date``, or its beginning."""


class DateFact(Node):
    """A date that is bounded, approximate or comes with a note. Exactly one of ``value``, ``atLeast``, ``atMost``, or
    both bounds."""

    value: DateText | MISSING = MISSING
    """The date."""
    at_least: DateText | MISSING = MISSING
    """Not before this date."""
    at_most: DateText | MISSING = MISSING
    """Not after this date."""
    approximate: bool | MISSING = MISSING
    """The date is a rough one."""
    note: Prose | MISSING = MISSING
    """Anything that qualifies it."""


WhenDate = TypeAliasType(
    "WhenDate",
    Annotated[
        Annotated[DateText, Tag("(short)")] | Annotated[DateFact, Tag("(object)")], Discriminator(short_or_object)
    ],
)
"""A plain date, or one with bounds or a note."""


class Period(Node):
    """A stretch of time."""

    from_: DateText | MISSING = MISSING
    """Its first day, month or year."""
    to: DateText | MISSING = MISSING
    """Its last day, month or year."""
    ongoing: bool | MISSING = MISSING
    """It has not ended."""
    approximate: bool | MISSING = MISSING
    """The dates are rough."""
    duration: Annotated[str, Field(pattern=DURATION, max_length=12)] | MISSING = MISSING
    """An ISO 8601 duration such as ``P10Y``, where only the length is known."""
    note: Prose | MISSING = MISSING
    """Anything that qualifies it."""


@lru_cache(maxsize=8192)
def bounds(value: DateText) -> tuple[date, date] | None:
    """First and last day that a date text can mean, or ``None`` when there is no such day (2025-02-30)."""
    year, month, day = (*map(int, str(value).split("-")), 0, 0)[:3]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    last = calendar.monthrange(year, month)[1]
    if not day:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day),) * 2 if day <= last else None


def latest(value: DateText | DateFact) -> date | None:
    """The last day that a date can mean; ``None`` where it has no upper end or names no day."""
    if isinstance(value, DateFact):
        end = value.value if value.value is not MISSING else value.at_most
        return None if end is MISSING else latest(end)
    span = bounds(value)
    return span[1] if span else None


def earliest(value: DateText | DateFact) -> date | None:
    """The first day that a date can mean; ``None`` where it has no lower end or names no day."""
    if isinstance(value, DateFact):
        start = value.value if value.value is not MISSING else value.at_least
        return None if start is MISSING else earliest(start)
    span = bounds(value)
    return span[0] if span else None
