"""The rubric is whole: 242 metrics, the weights of its source, a decision or a reason for each, words of our own."""

from __future__ import annotations

import csv
import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from lineage.score import rubric
from lineage.score.grades import TRANSPARENCY, USEFULNESS, grade
from lineage.score.judge import DECISIONS
from lineage.score.rubric import OPTIONAL, REASONS, SECTIONS

DIMENSIONS = ("clarity", "completeness", "consistency", "correctness", "accessibility", "comprehension")
PUBLISHED = {
    "document": (30, 54, (11, 4, 8, 6, 13, 12)),
    "1": (54, 220, (59, 99, 8, 30, 10, 14)),
    "2.1": (26, 323, (92, 146, 23, 23, 20, 19)),
    "2.2": (27, 258, (75, 97, 3, 47, 20, 16)),
    "2.3": (46, 566, (189, 158, 3, 113, 25, 78)),
    "2.4": (14, 88, (16, 27, 3, 12, 15, 15)),
    "2.5": (28, 212, (66, 49, 6, 49, 18, 24)),
    "3": (17, 172, (24, 24, 3, 37, 15, 69)),
}
"""Metrics, weight, and the weight of each dimension, section by section."""


def test_there_are_242_metrics_and_most_are_automated() -> None:
    assert len({metric.id for metric in rubric()}) == len(rubric()) == 242
    assert sum(metric.automated for metric in rubric()) == 152


@pytest.mark.parametrize("section", SECTIONS)
def test_weights_add_up(section: str) -> None:
    metrics = [metric for metric in rubric() if metric.section == section]
    by_dimension: dict[str, int] = defaultdict(int)
    for metric in metrics:
        by_dimension[metric.dimension] += metric.weight
    weights = tuple(by_dimension[name] for name in DIMENSIONS)
    assert (len(metrics), sum(weights), weights) == PUBLISHED[section]


def test_every_dimension_is_in_one_half() -> None:
    assert set(DIMENSIONS) == TRANSPARENCY | USEFULNESS
    assert not TRANSPARENCY & USEFULNESS


def test_every_metric_has_a_decision_or_a_reason() -> None:
    for metric in rubric():
        assert metric.about
        if metric.automated:
            assert metric.decision.partition(":")[0] in DECISIONS, metric.id
            assert metric.fill, metric.id
            assert not metric.reason
        else:
            assert metric.reason in REASONS, metric.id


def test_no_decision_is_without_a_metric() -> None:
    assert {metric.decision.partition(":")[0] for metric in rubric() if metric.automated} == set(DECISIONS)


def test_optional_questions_are_questions() -> None:
    assert set(OPTIONAL) <= {metric.question for metric in rubric()}


@pytest.mark.parametrize(
    ("percent", "letter"),
    [
        (100, "A+"),
        (95, "A+"),
        (94.99, "A"),
        (90, "A"),
        (89.9, "B+"),
        (80, "B+"),
        (79.9, "B"),
        (75, "B"),
        (74.9, "C+"),
        (60, "C+"),
        (59.9, "C"),
        (50, "C"),
        (49.9, "D+"),
        (40, "D+"),
        (39.9, "D"),
        (25, "D"),
        (24.9, "F"),
        (0, "F"),
    ],
)
def test_letters_start_at_their_limits(percent: float, letter: str) -> None:
    assert grade(percent) == letter


def test_weights_are_those_of_the_source_and_words_are_not() -> None:
    source = os.environ.get("LINEAGE_RUBRIC_SOURCE")
    if not source:
        pytest.skip("LINEAGE_RUBRIC_SOURCE does not name the published rubric")
    with Path(source).open(encoding="utf-8", newline="") as file:
        published = {row["metric"]: row for row in csv.DictReader(file)}
    assert {metric.id for metric in rubric()} == set(published)
    for metric in rubric():
        row = published[metric.id]
        assert (metric.weight, metric.dimension) == (int(row["weight"]), row["dimension"].lower())
        theirs, ours = (re.findall(r"\w+", text.casefold()) for text in (row["question"], metric.about))
        runs = {tuple(theirs[i : i + 6]) for i in range(len(theirs) - 5)}
        assert not runs & {tuple(ours[i : i + 6]) for i in range(len(ours) - 5)}, metric.id
