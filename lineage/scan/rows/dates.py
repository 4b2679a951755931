"""Dates in the rows: the first and the last, in the many ways people write them.

What cannot be a date of such data (before 1990, or after the day that the caller gives) is counted apart and does not
move the first or the last. What cannot be read is listed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lineage.scan.rows.counted import Value, by_size

if TYPE_CHECKING:
    from lineage.scan.result import DateTally

EARLIEST: Final = datetime.date(1990, 1, 1)
"""Nothing was collected from the web before; 1970-01-01 and 1900-01-01 are what a missing date turns into."""
_LISTED: Final = 20
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY: Final = 86_400
_ERAS: Final = ((1, 10**11), (1_000, 10**14), (10**6, 10**17), (10**9, 10**20))
"""What a count since 1970 is divided by for seconds, and up to which number it is taken for such a count."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a column. ``absurd`` are days out of bounds, ``ambiguous`` such as 03/04/2021 (day or month first?),
    ``coarse`` those that name a month or a year alone; all of them in records. ``unread`` lists some values."""

    column: str
    first: datetime.date | None
    last: datetime.date | None
    read: int
    missing: int = 0
    absurd: int = 0
    ambiguous: int = 0
    coarse: int = 0
    unread: tuple[Value, ...] = ()
    unread_records: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a written date can mean; ``unsure`` where day and month may be the wrong way round."""

    first: datetime.date
    last: datetime.date
    unsure: bool = False


def read(tally: DateTally, *, latest: datetime.date) -> Dates:
    """The dates of a column. ``latest`` is the last day that is believed: that of the scan."""
    table = tally.table.to_pydict()
    values = [Value(text, int(n)) for text, n in zip(table["value"], table["records"], strict=True)]
    return read_values(tally.column, values, latest=latest)


def read_values(column: str, values: Iterable[Value], *, latest: datetime.date) -> Dates:
    """The dates among values with their counts."""
    first: datetime.date | None = None
    last: datetime.date | None = None
    sums = dict.fromkeys(("read", "missing", "absurd", "ambiguous", "coarse"), 0)
    unread = []
    for value in values:
        span = None if value.text is None else read_day(value.text)
        if value.text is None or not value.text.strip():
            sums["missing"] += value.records
        elif span is None:
            unread.append(value)
        elif span.first < EARLIEST or span.first > latest:
            sums["absurd"] += value.records
        elif span.unsure:
            sums["ambiguous"] += value.records
        else:
            sums["read"] += value.records
            sums["coarse"] += value.records if span.first != span.last else 0
            first = span.first if first is None else min(first, span.first)
            last = min(span.last, latest) if last is None else max(last, min(span.last, latest))
    return Dates(
        column, first, last, **sums, unread=by_size(unread)[:_LISTED], unread_records=sum(one.records for one in unread)
    )


def read_day(value: Any) -> Span | None:
    """The day or days that a value means; ``None`` where it cannot be read."""
    if isinstance(value, datetime.datetime):
        return _whole(value.date())
    if isinstance(value, datetime.date):
        return _whole(value)
    if isinstance(value, bool) or value is None:
        return None
    text = " ".join(str(value).split())
    for form, make in _FORMS:
        if found := form.match(text):
            try:
                return make(*found.groups())
            except (ValueError, OverflowError):
                return None
    return None


def _whole(day: datetime.date) -> Span:
    return Span(day, day)


def _ymd(year: str, month: str, day: str) -> Span:
    return _whole(datetime.date(int(year), int(month), int(day)))


def _month(year: str, month: str) -> Span:
    first = datetime.date(int(year), int(month), 1)
    after = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Span(first, after - datetime.timedelta(1))


def _year(year: str) -> Span:
    return Span(datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31))


def _named(day: str, month: str, year: str) -> Span:
    return _ymd(year, str(_MONTHS.index(month[:3].lower()) + 1), day)


def _american(month: str, day: str, year: str) -> Span:
    return _named(day, month, year)


def _slashes(first: str, second: str, year: str) -> Span:
    """12/31/2021 can only be the last day of December; of 03/04/2021 nobody knows."""
    one, two = int(first), int(second)
    if one > 12:
        return _ymd(year, second, first)
    if two > 12 or one == two:
        return _ymd(year, first, second)
    one_day, other = sorted((_ymd(year, first, second).first, _ymd(year, second, first).first))
    return Span(one_day, other, unsure=True)


def _dots(day: str, month: str, year: str) -> Span:
    return _ymd(year, month, day)


def _epoch(count: str) -> Span:
    number = abs(int(count))
    divisor = next(divisor for divisor, most in _ERAS if number < most)
    return _whole(datetime.date(1970, 1, 1) + datetime.timedelta(int(count) // divisor // _DAY))


def _week(year: str, week: str) -> Span:
    """The names of crawls count weeks: CC-MAIN-2024-10."""
    monday = datetime.date.fromisocalendar(int(year), int(week), 1)
    return Span(monday, monday + datetime.timedelta(6))


_WEEKDAY: Final = r"(?:[A-Za-z]{3,9}, ?)?"
_MONTH_NAME: Final = r"([A-Za-z]{3})[a-z]*\.?"
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[..., Span]], ...]] = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[T ])"), _ymd),
    (re.compile(r"([12]\d{3})/(\d{1,2})/(\d{1,2})(?=$|[T ])"), _ymd),
    (re.compile(r"((?:19|20|21)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=$|T|\d{6}(?:\d{3})?$)"), _ymd),
    (re.compile(r"CC-MAIN-([12]\d{3})-(\d{2})$"), _week),
    (re.compile(r"([12]\d{3})-(\d{2})$"), _month),
    (re.compile(r"([12]\d{3})$"), _year),
    (re.compile(r"(-?\d{5,19}|0|-1)(?:\.\d*)?$"), _epoch),
    (re.compile(rf"{_WEEKDAY}(\d{{1,2}})[ -]{_MONTH_NAME}[ -]([12]\d{{3}})(?=$|[ ,])"), _named),
    (re.compile(rf"{_WEEKDAY}{_MONTH_NAME} (\d{{1,2}})(?:[a-z]{{2}})?,? ([12]\d{{3}})(?=$|[ ,])"), _american),
    (re.compile(r"(\d{1,2})/(\d{1,2})/([12]\d{3})(?=$|[ ,])"), _slashes),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.([12]\d{3})(?=$|[ ,])"), _dots),
)  # fmt: skip
"""Ways to write a date, the first that fits is taken. Eight digits are a date where they can be one, and fourteen a
moment as in web archives; all other runs of digits count from 1970."""
