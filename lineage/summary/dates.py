"""Dates and periods in the forms that the template asks for; words where less is known than it asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pydantic import MISSING

from lineage.model.dates import DateFact, DateText, Period, bounds

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SPANS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def _split(value: DateText) -> tuple[str, ...]:
    return tuple(str(value).split("-")) if bounds(value) else ()


def day(value: DateText) -> str:
    """``DD/MM/YY``, as the template writes the date of an update."""
    match _split(value):
        case (year, month, in_month):
            return f"{in_month}/{month}/{year[2:]}"
        case (year, month):
            return f"{month}/{year} (day not stated)"
        case (year,):
            return f"{year} (day and month not stated)"
    return str(value)


def month(value: DateText) -> str:
    """``MM/YYYY``, as the template writes dates of collection."""
    match _split(value):
        case (year, in_year, *_):
            return f"{in_year}/{year}"
        case (year,):
            return f"{year} (month not stated)"
    return str(value)


def long_date(value: DateText) -> str:
    """``2 September 2025``, ``September 2025`` or ``2025``: cannot be misread."""
    match _split(value):
        case (year, in_year, in_month):
            return f"{int(in_month)} {_MONTHS[int(in_year) - 1]} {year}"
        case (year, in_year):
            return f"{_MONTHS[int(in_year) - 1]} {year}"
    return str(value)


def month_of(when: DateText | DateFact) -> str:
    """A date that may be bounded or rough, in months."""
    if not isinstance(when, DateFact):
        return month(when)
    about = "about " if when.approximate is True else ""
    if when.value is not MISSING:
        return about + month(when.value)
    if when.at_least is not MISSING and when.at_most is not MISSING:
        return f"{about}between {month(when.at_least)} and {month(when.at_most)}"
    if when.at_most is not MISSING:
        return f"{about}not later than {month(when.at_most)}"
    return f"{about}not before {month(when.at_least)}" if when.at_least is not MISSING else "not stated"


def period(value: Period, form: Callable[[DateText], str] = month) -> str:
    """A period, in months where not told otherwise: ``from 01/2024 to 06/2026``. Its note is left to the caller."""
    about = "about " if value.approximate is True else ""
    start = "" if value.from_ is MISSING else f"from {form(value.from_)}"
    if value.ongoing is True:
        end = "still going on"
    else:
        end = "" if value.to is MISSING else f"{'to' if start else 'up to'} {form(value.to)}"
    if start and end:
        words = f"{start}, {end}" if value.ongoing is True else f"{start} {end}"
    else:
        words = f"{start}, end not stated" if start else end
    if value.duration is not MISSING:
        length = duration(value.duration)
        words = f"{words} ({length})" if words else f"over {length}"
    return about + words if words else "not stated"


def duration(value: str) -> str:
    """``P10Y`` is ``10 years``."""
    number, unit = int(value[1:-1]), _SPANS[value[-1]]
    return f"{number} {unit}{'' if number == 1 else 's'}"
