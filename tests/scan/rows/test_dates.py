"""Dates in rows: many ways to write one, the absurd counted apart."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.scan.rows.counted import Value
from lineage.scan.rows.dates import read_day, read_values

DAY = datetime.date(2023, 1, 31)
LATEST = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    "written",
    ["2023-01-31", "2023-01-31T10:00:00Z", "2023-01-31T10:00:00.123+02:00", "2023-01-31 10:00:00", "2023-1-31",
     "2023/01/31", "20230131", "20230131100000", "20230131T100000Z", "1675123200", "1675123200.75", "1675123200000",
     "1675123200000000", "1675123200000000000", 1675123200, 1675123200.5, "Tue, 31 Jan 2023 12:45:26 GMT",
     "Tuesday, 31-Jan-2023 12:00:00 GMT", "31 January 2023", "31 Jan. 2023", "January 31, 2023", "Jan 31st, 2023",
     "01/31/2023", "31/01/2023", "31.01.2023", " 2023-01-31 ", DAY, datetime.datetime(2023, 1, 31, 10)],
)  # fmt: skip
def test_ways_to_write_a_day(written: object) -> None:
    span = read_day(written)
    assert span is not None
    assert (span.first, span.last, span.unsure) == (DAY, DAY, False)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [("2023", "2023-01-01", "2023-12-31"), ("2023-02", "2023-02-01", "2023-02-28"), ("2023-12", "2023-12-01",
     "2023-12-31"),
     ("CC-MAIN-2024-10", "2024-03-04", "2024-03-10")],
)  # fmt: skip
def test_a_month_a_year_and_a_crawl(written: str, first: str, last: str) -> None:
    span = read_day(written)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "written", ["", "soon", "2023-02-30", "2023-13-01", "31 Foo 2023", "40/40/2023", "1.2.3", None, True,
    "99999999999999999999",
                "12:30", "2023-01-31x", "1e99"]
)  # fmt: skip
def test_what_cannot_be_read(written: object) -> None:
    assert read_day(written) is None


def test_day_and_month_may_be_the_wrong_way_round() -> None:
    span = read_day("03/04/2021")
    assert span is not None
    assert span.unsure


def test_what_is_absurd_moves_nothing() -> None:
    values = [
        Value("2013-05-18", 5), Value("2024-03", 2), Value("1970-01-01", 7), Value("0", 3), Value("2099-01-01", 4),
        Value(None, 6), Value("", 1), Value("03/04/2021", 8), Value("soon", 9), Value("9999-12-31", 1),
    ]  # fmt: skip
    found = read_values("date", values, latest=LATEST)
    assert (found.first, found.last) == (datetime.date(2013, 5, 18), datetime.date(2024, 3, 31))
    assert (found.read, found.coarse, found.missing, found.absurd, found.ambiguous) == (7, 2, 7, 15, 8)
    assert found.unread == (Value("soon", 9),)
    assert found.unread_records == 9


def test_the_year_of_the_scan_does_not_reach_beyond_its_day() -> None:
    assert read_values("year", [Value("2026", 1)], latest=LATEST).last == LATEST


def test_no_dates() -> None:
    found = read_values("date", [], latest=LATEST)
    assert (found.first, found.last, found.read) == (None, None, 0)


@given(st.lists(st.tuples(st.one_of(st.none(), st.text(max_size=30), st.dates().map(str), st.integers().map(str)),
                          st.integers(1, 1000))))  # fmt: skip
def test_every_record_is_counted_once(rows: list[tuple[str | None, int]]) -> None:
    found = read_values("date", [Value(text, number) for text, number in rows], latest=LATEST)
    counted = found.read + found.missing + found.absurd + found.ambiguous + found.unread_records
    assert counted == sum(number for _, number in rows)
