"""Dates and periods in the forms that the template asks for; words where less is known than it asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pydantic import MISSING

from lineage.model.dates import DateFact, DateText, Period, bounds
from lineage.summary.speech import say, say_counted, spoken, voice

if TYPE_CHECKING:
    from babel import Locale

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


def _split(value: DateText) -> tuple[str, ...]:
    return tuple(str(value).split("-")) if bounds(value) else ()


def day(value: DateText) -> str:
    """``DD/MM/YY``, as the template writes the date of an update."""
    match _split(value):
        case (year, month, in_month):
            return spoken(f"{in_month}/{month}/{year[2:]}")
        case (year, month):
            return say("{date} (day not stated)", date=f"{month}/{year}")
        case (year,):
            return say("{date} (day and month not stated)", date=year)
    return str(value)


def month(value: DateText) -> str:
    """``MM/YYYY``, as the template writes dates of collection."""
    return _month(value, voice())


@lru_cache(maxsize=4096)
def _month(value: DateText, _voice: object) -> str:
    match _split(value):
        case (year, in_year, *_):
            return spoken(f"{in_year}/{year}")
        case (year,):
            return say("{date} (month not stated)", date=year)
    return str(value)


def long_date(value: DateText) -> str:
    """``2 September 2025``, ``September 2025`` or ``2025``: cannot be misread."""
    if (speaker := voice()) is not None:
        return _in_the_manner_of(speaker.locale, value)
    match _split(value):
        case (year, in_year, in_month):
            return f"{int(in_month)} {_MONTHS[int(in_year) - 1]} {year}"
        case (year, in_year):
            return f"{_MONTHS[int(in_year) - 1]} {year}"
    return str(value)


def _in_the_manner_of(locale: Locale, value: DateText) -> str:
    """The same in the manner of a language."""
    from datetime import date

    from babel.dates import format_date, format_skeleton

    match _split(value):
        case (year, in_year, in_month):
            return spoken(format_date(date(int(year), int(in_year), int(in_month)), "long", locale))
        case (year, in_year):
            return spoken(format_skeleton("yMMMM", date(int(year), int(in_year), 1), locale=locale))
    return spoken(str(value))


def month_of(when: DateText | DateFact) -> str:
    """A date that may be bounded or rough, in months."""
    if not isinstance(when, DateFact):
        return month(when)
    if when.value is not MISSING:
        words = month(when.value)
    elif when.at_least is not MISSING and when.at_most is not MISSING:
        words = say("between {start} and {end}", start=month(when.at_least), end=month(when.at_most))
    elif when.at_most is not MISSING:
        words = say("not later than {date}", date=month(when.at_most))
    elif when.at_least is not MISSING:
        words = say("not before {date}", date=month(when.at_least))
    else:
        return say("not stated")
    return say("about {amount}", amount=words) if when.approximate is True else words


def period(value: Period, form: Callable[[DateText], str] = month) -> str:
    """A period, in months where not told otherwise: ``from 01/2024 to 06/2026``. Its note is left to the caller."""
    # Of many datasets, most share their dates.
    return _period(value.from_, value.to, value.ongoing, value.approximate, value.duration, form, voice())


@lru_cache(maxsize=4096)
def _period(
    from_: DateText | MISSING,
    to: DateText | MISSING,
    ongoing: object,
    approximate: object,
    length: str | MISSING,
    form: Callable[[DateText], str],
    _voice: object,
) -> str:
    start = "" if from_ is MISSING else form(from_)
    end = "" if to is MISSING or ongoing is True else form(to)
    if ongoing is True:
        words = say("from {start}, still going on", start=start) if start else say("still going on")
    elif start and end:
        words = say("from {start} to {end}", start=start, end=end)
    elif start:
        words = say("from {start}, end not stated", start=start)
    else:
        words = say("up to {end}", end=end) if end else ""
    if length is not MISSING:
        lasting = duration(length)
        words = spoken(f"{words} ({lasting})") if words else say("over {length}", length=lasting)
    if not words:
        return say("not stated")
    return say("about {amount}", amount=words) if approximate is True else words


def duration(value: str) -> str:
    """``P10Y`` is ``10 years``."""
    number = int(value[1:-1])
    match value[-1]:
        case "Y":
            return say_counted(number, "{number} year", "{number} years")
        case "M":
            return say_counted(number, "{number} month", "{number} months")
        case "W":
            return say_counted(number, "{number} week", "{number} weeks")
    return say_counted(number, "{number} day", "{number} days")
