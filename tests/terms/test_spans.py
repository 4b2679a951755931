"""Days of force: what is sure, what may be, and what another version puts an end to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lineage.model.terms import Terms
from lineage.terms import TermsRow, rows_of
from lineage.terms.spans import Span, span

FIRST, LAST = date.min, date.max


def row(**fields: Any) -> TermsRow:
    return rows_of([Terms.model_validate({"id": "terms", "provider": "somebody", "boundBy": "contract", **fields})])[0]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("fields", "first", "known", "last"),
    [
        ({"effective": {"from": "2024-02-01", "to": "2024-03-31"}}, "2024-02-01", "2024-03-31", "2024-03-31"),
        ({"effective": {"from": "2024-02", "to": "2024-04"}}, "2024-02-29", "2024-04-01", "2024-04-30"),
        ({"effective": {"from": {"atMost": "2024-02-08"}}}, "2024-02-08", "2024-02-08", None),
        ({"effective": {"from": "2024-02-01"}, "seen": {"last": "2024-06-01"}}, "2024-02-01", "2024-06-01", None),
        ({"effective": {"from": "2024-02-01"}, "seen": {"last": "2024-01-15"}}, "2024-02-01", "2024-02-01", None),
        ({"effective": {"from": "2024-02-01"}, "boundBy": "licence"}, "2024-02-01", "9999-12-31", None),
        ({"seen": {"last": "2024-06"}}, "2024-06-01", "2024-06-01", None),
        ({"seen": {"first": "2024-05-01", "last": "2024-06-01"}}, "2024-05-01", "2024-06-01", None),
        (
            {"effective": {"from": "2024-02-01", "to": {"atLeast": "2024-03-01", "atMost": "2024-03-31"}}},
            "2024-02-01",
            "2024-03-01",
            "2024-03-31",
        ),
        (
            {"effective": {"from": "2024-02-01", "to": {"atMost": "2024-03-31"}}},
            "2024-02-01",
            "2024-02-01",
            "2024-03-31",
        ),
        ({"effective": {"to": "2024-03-31"}}, "2024-03-31", "2024-03-31", "2024-03-31"),
    ],
)
def test_days(fields: dict[str, Any], first: str, known: str, last: str | None) -> None:
    assert span(row(**fields)) == Span(day(first), day(known), day(last) if last else LAST)


@pytest.mark.parametrize("fields", [{}, {"effective": {"from": {"value": "2024-02-01", "approximate": True}}}])
def test_without_days_nothing_is_sure_and_all_is_possible(fields: dict[str, Any]) -> None:
    assert span(row(**fields)) == Span(FIRST, None, LAST)


def test_the_next_version_puts_an_end_to_what_may_be() -> None:
    older = row(effective={"from": "2024-02-01"}, version="1")
    newer = row(effective={"from": "2024-06-01"}, version="2")
    assert span(older, [older, newer]) == Span(day("2024-02-01"), day("2024-02-01"), day("2024-05-31"))
    assert span(newer, [older, newer]).last == LAST


def test_the_next_version_puts_an_end_to_a_licence_too() -> None:
    older = row(effective={"from": "2024-02-01"}, version="1", boundBy="licence")
    newer = row(effective={"from": "2024-06-01"}, version="2", boundBy="licence")
    assert span(older, [older, newer]).known == day("2024-05-31")
