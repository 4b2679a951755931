"""Every automated metric: it is met where the fact is there, and not where it is taken away; facts never harm."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from lineage.score import Scorecard, rubric
from lineage.score.card import HALVES
from tests.score.edits import CASES, card, edit, example, state

AUTOMATED = [metric.id for metric in rubric() if metric.automated]
SECTIONS = sorted({metric.section for metric in rubric()})


@cache
def aurora() -> Scorecard:
    return card(example("aurora"))


@cache
def without(metric: str) -> Scorecard:
    """Aurora without the fact of one metric."""
    return card(edit(example("aurora"), CASES[metric]))


def test_there_is_a_case_for_every_automated_metric() -> None:
    assert set(CASES) == set(AUTOMATED)


@pytest.mark.parametrize("metric", AUTOMATED)
def test_it_is_met_where_the_fact_is_there(metric: str) -> None:
    case = CASES[metric]
    found = card(edit(example("aurora"), case["give"])) if "give" in case else aurora()
    assert state(found, metric) == ("open" if case.get("never") else 1)


@pytest.mark.parametrize("metric", AUTOMATED)
def test_it_is_not_where_the_fact_is_taken_away(metric: str) -> None:
    assert state(without(metric), metric) == CASES[metric].get("becomes", 0)


def taken(section: str, kept: str | None = None) -> Any:
    """Aurora without the facts of a section, but for those that one case takes."""
    tree = example("aurora")
    for metric in rubric():
        case = CASES.get(metric.id, {})
        if metric.section == section and metric.id != kept and "drop" in case and "set" not in case:
            edit(tree, case)
    return tree


@pytest.mark.parametrize("section", SECTIONS)
def test_a_fact_that_is_added_never_lowers_the_score(section: str) -> None:
    bare = card(taken(section))
    for metric in rubric():
        case = CASES.get(metric.id, {})
        if metric.section != section or "drop" not in case or "set" in case:
            continue
        fuller = card(taken(section, metric.id))
        assert fuller.total().points >= bare.total().points, metric.id
        for half in HALVES:
            before, after = bare.score(half), fuller.score(half)
            assert (after.percent or 0) >= (before.percent or 0) - 1e-9, (metric.id, half)


@pytest.mark.parametrize("metric", AUTOMATED)
def test_what_is_taken_from_the_best_never_raises_its_score(metric: str) -> None:
    for half in HALVES:
        assert (without(metric).score(half).percent or 0) <= (aurora().score(half).percent or 0)
