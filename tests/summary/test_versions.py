"""The head of the form: version of the summary and of the template, what came before, and when the next is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.rules.summaries.due import due_after
from lineage.summary.blocks import Lines
from tests.summary.build import field, summary_of, words


def data_of(*publications: dict[str, Any], continuous: Any = None) -> dict[str, Any]:
    return {
        "lineage": "1.0-draft",
        "id": "urn:test:versions",
        "models": [{"id": "m", "name": "M"}],
        "corpora": [{"id": "c", "models": ["m"], **({} if continuous is None else {"continuousTraining": continuous})}],
        "publications": [{"form": "eu-summary", **publication} for publication in publications],
    }


def head(number: str, data: dict[str, Any]) -> list[str]:
    return words(field(summary_of(data), number).answer)


@pytest.mark.parametrize(
    ("stated", "printed"),
    [
        ("2025-07", "C(2025) 5235 of 24 July 2025"),
        ("2025-12", "C(2025) 8311 of 5 December 2025"),
        ("draft-2025-01", "draft of January 2025"),
        (None, "no information available (not stated)"),
    ],
)
def test_the_version_of_the_template(stated: str | None, printed: str) -> None:
    data = data_of({"version": "V1", **({"templateVersion": stated} if stated else {})})
    assert head("0.a", data) == ["V1", f"Version of the template: {printed}"]


def test_without_a_publication_there_is_no_template_to_name() -> None:
    data = data_of()
    del data["publications"]
    assert "template" not in " ".join(head("0.a", data))


def test_it_comes_from_its_place() -> None:
    found = field(summary_of(data_of({"form": "ab2013"}, {"templateVersion": "2025-12"})), "0.a").answer[-1]
    assert isinstance(found, Lines)
    assert found.lines[0].pointers == (("publications", 1, "templateVersion"),)


def test_earlier_versions_with_what_changed() -> None:
    data = data_of(
        {"version": "V1", "updated": "2025-09-01"},
        {"version": "V3", "updated": "2026-10-01", "supersedes": "V2", "changes": "A crawl was added."},
        {"version": "V2", "updated": "2026-03", "url": "https://lab.example/v2", "changes": "One dataset left."},
        {"corpus": "other", "version": "V9", "updated": "2026-09-01"},
        {"form": "ab2013", "version": "V8", "updated": "2026-09-01"},
        {"changes": "Nobody knows when."},
    )
    said = head("0.a", data)
    assert said[:10] == [
        "V3",
        "Replaces version V2",
        "A crawl was added.",
        "Version V2, last updated March 2026",
        ", ",
        "https://lab.example/v2",
        "One dataset left.",
        "Version V1, last updated 1 September 2025",
        "A version without a number",
        "Nobody knows when.",
    ]
    assert "Earlier versions on record:" in said
    assert "V9" not in " ".join(said)
    assert "V8" not in " ".join(said)


@pytest.mark.parametrize("continuous", [True, {"value": True, "note": "Every week."}])
def test_the_next_update_is_due_where_training_goes_on(continuous: Any) -> None:
    data = data_of({"updated": "2026-08-31"}, continuous=continuous)
    assert head("0.b", data) == [
        "31/08/26",
        "Next update due by 28 February 2027: six months after this one, as training goes on with new data.",
    ]


@pytest.mark.parametrize("continuous", [None, False, {"unknown": True}, {"other": "Perhaps."}, {"withheld": True}])
def test_no_update_is_due_where_that_is_not_declared(continuous: Any) -> None:
    assert head("0.b", data_of({"updated": "2026-08-31"}, continuous=continuous)) == ["31/08/26"]


def test_no_update_is_due_of_what_has_no_date() -> None:
    assert "due" not in " ".join(head("0.b", data_of({"version": "V1"}, continuous=True)))


def test_a_month_counts_to_its_end() -> None:
    assert "due by 28 February 2027" in head("0.b", data_of({"updated": "2026-08"}, continuous=True))[1]


@pytest.mark.parametrize(
    ("updated", "due"),
    [
        ("2025-09-01", "2026-03-01"),
        ("2025-12-31", "2026-06-30"),
        ("2025-08-29", "2026-02-28"),
        ("2027-08-30", "2028-02-29"),
        ("2026-07-01", "2027-01-01"),
        ("2026-06-30", "2026-12-30"),
    ],
)
def test_months_are_those_of_the_calendar(updated: str, due: str) -> None:
    assert due_after(date.fromisoformat(updated)) == date.fromisoformat(due)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_six_months_are_six_months(updated: date) -> None:
    due = due_after(updated)
    assert (due.year * 12 + due.month) - (updated.year * 12 + updated.month) == 6
    assert due.day <= updated.day
    assert 180 < (due - updated).days < 185
