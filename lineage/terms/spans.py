"""From when to when terms were in force, as far as their record goes: what is sure, and what may be.

A first day that is only bounded (``atMost``) is sure from the bound on, a last day (``atLeast``) up to the bound. A
contract whose last day is not known is sure up to the day when somebody last saw it, and may have gone on from there
until another version of the same terms began. A licence goes with the artefact: where it has no last day, it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from pydantic import MISSING

from lineage.model.dates import DateFact, DateText, earliest, latest
from lineage.terms.registry import TermsRow

DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days of one version."""

    first: date
    """First day that is sure; the first of all days where the record has none at all."""
    known: date | None
    """Last day that is sure; ``None`` where no day is, since the record has no dates."""
    last: date
    """Last day on which it may have been in force."""


def span(row: TermsRow, versions: Iterable[TermsRow] = ()) -> Span:
    """The days of a row. ``versions`` are the other versions of the same terms, which may put an end to it."""
    terms = row.terms
    began, ended = (MISSING, MISSING) if terms.effective is MISSING else (terms.effective.from_, terms.effective.to)
    seen = [] if terms.seen is MISSING else [_day(terms.seen.first, latest), _day(terms.seen.last, earliest)]
    sightings = sorted(day for day in seen if day)
    start, certain = _day(began, latest), _day(ended, earliest)
    if start is None and certain is None and not sightings:
        return Span(date.min, None, date.max)
    first = start or (sightings[0] if sightings else certain or date.min)
    last = max(first, _day(ended, latest) or _replaced(row, first, versions))
    if certain is None:
        stays = terms.bound_by == "licence" and ended is MISSING and start is not None
        certain = last if stays else max([first, *sightings])
    return Span(first, min(certain, last), last)


def _day(value: DateText | DateFact | MISSING, meaning: Callable[[DateText | DateFact], date | None]) -> date | None:
    """A day that a date can mean; ``None`` where it is absent, open on that side, or only rough."""
    if value is MISSING or (isinstance(value, DateFact) and value.approximate is True):
        return None
    return meaning(value)


def _replaced(row: TermsRow, first: date, versions: Iterable[TermsRow]) -> date:
    """The day before the next version of the same terms began; the last of all days where there is none."""
    later = [
        began
        for other in versions
        if other is not row and other.terms.effective is not MISSING
        if (began := _day(other.terms.effective.from_, latest)) and began > first
    ]
    return min(later) - DAY if later else date.max
