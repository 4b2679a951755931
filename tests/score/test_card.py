"""Scorecards: how points add up, what examples score, what is refused, and that what we print earns nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lineage.errors import LineageError
from lineage.schema import example_names
from lineage.score import Scorecard, rubric, score, to_json, to_text
from lineage.score.card import HALVES
from lineage.score.rubric import REASONS
from tests.score.edits import card, example, judged, state, summary

FILED = {
    "apertus": ("B", "B+"),
    "smollm3": ("C+", "B"),
    "gpt-5.5": ("C+", "D+"),
    "mai-image-2": ("C+", "D"),
    "grok-4.5": ("D+", "D"),
}
"""Grades of the filed summaries on what can be decided, as docs/score.md tells them."""


@pytest.mark.parametrize("name", example_names())
def test_every_example_can_be_scored(name: str) -> None:
    found = card(example(name))
    assert len(found.judged) == 242
    assert sum(found.count(kind) for kind in ("scored", "notApplicable", "open")) + found.for_people() == 242


DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "score.md").read_text("utf-8")


@pytest.mark.parametrize("name", FILED)
def test_the_document_tells_the_scores_of_filed_summaries(name: str) -> None:
    found = card(example(name))
    cells = next(line for line in DOCUMENT.splitlines() if re.match(rf"\| {name} \| \d+\.\d ", line)).split(" | ")
    transparency, usefulness = (f"{found.score(half).percent:.1f} {found.score(half).grade}" for half in HALVES)
    assert (cells[2], cells[4], cells[5]) == (transparency, usefulness, f"{found.count('scored')} |")


def test_the_document_tells_the_scores_of_sections() -> None:
    rows = re.findall(r"^\| ([a-z0-9.-]+) \| ([0-9.]+) \| \d+ / \d+ \| (.*) \|$", DOCUMENT, re.MULTILINE)
    assert len(rows) == 9
    for name, section, told in rows:
        percents = [card(example(name)).score(half, section).percent for half in HALVES]
        assert told == " / ".join("-" if percent is None else f"{percent:.0f}" for percent in percents), (name, section)


def test_the_document_counts_what_is_left_to_people() -> None:
    for reason, words in REASONS.items():
        number = sum(metric.reason == reason for metric in rubric())
        assert re.search(rf"^\| {words.split(',')[0].split(':')[0]}.*\| {number} \|$", DOCUMENT, re.MULTILINE), reason
    weight = sum(metric.weight for metric in rubric() if metric.automated)
    assert f"152 metrics, with {weight} of the weight of 1893" in DOCUMENT


@pytest.mark.parametrize("name", FILED)
def test_filed_summaries_score_as_documented(name: str) -> None:
    found = card(example(name))
    assert tuple(found.score(half).grade for half in HALVES) == FILED[name]


def test_a_complete_summary_scores_nearly_everything() -> None:
    found = card(example("aurora"))
    automatable = sum(metric.weight for metric in rubric() if metric.automated)
    assert found.total().weight >= 0.95 * automatable
    assert found.total().points >= 0.99 * found.total().weight
    assert not found.raising()


def test_points_are_pooled_raw_and_what_does_not_apply_drops_out() -> None:
    found = card(example("grok-4.5"))
    for half, dimensions in HALVES.items():
        counted = [entry for entry in found.judged if entry.counts and entry.metric.dimension in dimensions]
        value = found.score(half)
        assert value.points == sum(entry.outcome.points * entry.metric.weight for entry in counted)
        assert value.weight == sum(entry.metric.weight for entry in counted)
        parts = [found.score(half, section) for section in found.sections]
        assert value.points == sum(part.points for part in parts)
    assert found.score("usefulness", "2.2").percent is None


def silent() -> Any:
    """A manifest that says nothing: its summary has a statement in place of every answer."""
    return {
        "lineage": "1.0-draft",
        "id": "urn:test:silent",
        "models": [{"id": "m", "name": {"unknown": "notRecorded"}}],
        "corpora": [{"id": "c", "models": ["m"]}],
    }


def test_statements_earn_nothing() -> None:
    found = card(silent())
    earned = {entry.metric.id for entry in found.judged if entry.points}
    assert earned == {"D1"}, "all questions are there, and none of them is answered"
    assert found.score("transparency").grade == "F"


def test_a_no_closes_its_section() -> None:
    tree = silent()
    tree["corpora"][0]["sources"] = {"crawled": {"used": False}}
    found = card(tree)
    assert state(found, "F2.3.a.1") == 1
    assert {state(found, metric.id) for metric in rubric() if metric.automated and metric.question[:3] == "2.3"} == {
        1,
        "notApplicable",
    }


def test_withheld_is_not_told() -> None:
    tree = example("aurora")
    tree["crawlers"][0]["behaviour"]["captchas"] = {"withheld": "security"}
    tree["crawlers"][1]["behaviour"]["captchas"] = {"unknown": "notRecorded"}
    assert state(card(tree), "F2.3.d.2") == 0


def test_what_is_lost_names_what_to_fill() -> None:
    entry = judged(card(example("grok-4.5")), "F2.3.h.1")
    assert entry.lost == 25
    assert "datasets[].domains.list" in entry.metric.fill
    assert entry.outcome.places == ("/datasets/3/domains/list",)


def test_a_written_summary_scores_as_its_manifest_does() -> None:
    written = summary(example("smollm3"))
    assert score(json.loads(json.dumps(written))) == card(example("smollm3"))


BROKEN: dict[str, Any] = {
    "a list": [],
    "a manifest": {"lineage": "1.0-draft"},
    "another version": {"format": "training-lineage-summary/2"},
    "another form": {"format": "training-lineage-summary/1", "form": "ab2013"},
    "no annex": {"format": "training-lineage-summary/1", "form": "eu-summary", "subject": "x"},
    "a field without answer": {
        "format": "training-lineage-summary/1",
        "form": "eu-summary",
        "subject": "x",
        "head": [{"number": "0.a"}],
        "annex": {"sections": []},
    },
    "a block of another kind": {
        "format": "training-lineage-summary/1",
        "form": "eu-summary",
        "subject": "x",
        "head": [{"number": "0.a", "answer": ["words"]}],
        "annex": {"sections": []},
    },
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_summary_is_refused(content: Any) -> None:
    with pytest.raises(LineageError):
        score(content)


def test_dates_that_do_not_exist_are_no_dates() -> None:
    written = summary(example("aurora"))
    written["head"][1]["answer"][0]["lines"][0]["text"] = "31/02/26"
    assert state(score(written), "D30") == 0


def found() -> Scorecard:
    return card(example("smollm3"))


def test_text_shows_sections_counts_and_what_would_raise() -> None:
    text = to_text(found())
    assert "SmolLM3-3B" in text
    assert "Synthetic data, and other sources" in text
    assert "90 that only people can judge" in text
    assert "What would raise the score most" in text
    assert "fill:  datasets[].version" in text
    assert all(len(line) < 400 for line in text.splitlines())


def test_text_of_a_section_holds_no_other() -> None:
    text = to_text(found(), "2.5", every=True)
    assert "F2.5.c.1" in text
    assert "F2.1.c.1" not in text
    assert "  human" in text


def test_json_says_the_same() -> None:
    content = json.loads(to_json(found()))
    assert content["format"] == "training-lineage-score/1"
    assert len(content["metrics"]) == 242
    assert content["transparency"]["grade"] == found().score("transparency").grade
    assert sum(content["counts"].values()) == 242
    assert {entry["points"] is None for entry in content["metrics"] if entry["state"] != "scored"} == {True}
    part = json.loads(to_json(found(), "2.5"))
    assert [section["section"] for section in part["sections"]] == ["2.5"]
    assert {entry["section"] for entry in part["metrics"]} == {"2.5"}
