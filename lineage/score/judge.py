"""From a summary to a scorecard: each metric of the rubric is decided, or left to a person."""

from __future__ import annotations

from typing import Any, Final

from lineage.score import crawled, described, document, general, looks, made, overall, processing
from lineage.score.card import Judged, Scorecard
from lineage.score.looks import Decision
from lineage.score.outcome import Outcome, left_open, not_applicable
from lineage.score.page import Page, page
from lineage.score.rubric import OPTIONAL, REASONS, Metric, rubric

_FILES: Final = (looks, document, general, overall, described, crawled, made, processing)
DECISIONS: Final[dict[str, Decision]] = {name: decide for file in _FILES for name, decide in file.DECISIONS.items()}
"""Every decision by its name in the rubric."""

_STANDS_ALONE: Final = ("yes_no", "consistent", "sizes_told", "periods_told", "compression", "tokenizer", "sampling")
"""Decisions that look elsewhere too, or that judge a statement themselves."""


def score(summary: Any) -> Scorecard:
    """The scorecard of a summary in its JSON form, as Python values.

    Raises :class:`lineage.errors.LineageError` for anything else.
    """
    read = page(summary)
    return Scorecard(read.subject, tuple(Judged(metric, decided(read, metric)) for metric in rubric()))


def decided(read: Page, metric: Metric) -> Outcome:
    """The outcome of one metric."""
    if not metric.automated:
        return left_open(REASONS[metric.reason])
    name, _, arguments = metric.decision.partition(":")
    if name not in _STANDS_ALONE:
        closed = _closed(read, metric)
        if closed:
            return closed
    return DECISIONS[name](read, metric.question, *(arguments.split(",") if arguments else ()))


def _closed(read: Page, metric: Metric) -> Outcome | None:
    """Why a metric does not count: its question is optional and left out, or is said not to arise."""
    question = metric.question
    if question in OPTIONAL and question not in read:
        return not_applicable("optional, and left out")
    answer = read[question]
    if answer.states("notApplicable", "none"):
        return not_applicable(answer.statements[0].text)
    if question == "2.2.2.c" and answer.states("notApplicable", "none", "withheld"):
        return not_applicable("only publicly known datasets are asked for")
    return None
