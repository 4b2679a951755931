"""Odd manifests: long chains, circles, clashing names and records that only partly say something."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lineage.graph.network import Network
from lineage.model.claim import DateChoice
from lineage.model.dates import DateFact
from lineage.trace import trace
from lineage.trace.licences import restrictions
from lineage.trace.statements import date_words
from lineage.trace.text import render_text
from tests.trace.build import entry, invented, rows, traced


def test_a_long_line_of_families_ends() -> None:
    models: list[dict[str, Any]] = [{"id": f"m{n}", "name": f"M{n}", "partOf": f"m{n + 1}"} for n in range(3000)]
    models.append({"id": "m3000", "name": "M3000", "provider": {"name": "At the end"}})
    datasets = [{"id": "d", "modelUses": [{"model": "m0", "role": "generate"}]}]
    found = traced(invented({"models": models, "datasets": datasets}), "d")
    assert entry(found, "M0").party.provider == "At the end"


def test_families_in_a_circle_end() -> None:
    models = [{"id": "a", "name": "A", "partOf": "b"}, {"id": "b", "name": "B", "partOf": "a"}]
    datasets = [{"id": "d", "modelUses": [{"model": "a", "role": "generate"}]}]
    assert entry(traced(invented({"models": models, "datasets": datasets}), "d"), "A").party.provider is None


def test_self_play_through_datasets_ends() -> None:
    models = [{"id": "m", "name": "M", "training": [{"stage": "rl", "uses": ["d"]}]}]
    datasets = [{"id": "d", "modelUses": [{"model": "m", "role": "generate", "writes": ["prompt"]}]}]
    assert rows(traced(invented({"models": models, "datasets": datasets}), "m")) == {("M", "directly", "content", 0)}


def test_a_licence_nested_beyond_meaning() -> None:
    assert restrictions("(" * 900 + "CC-BY-NC-4.0" + ")" * 900) == {"non-commercial"}


def test_records_of_one_name_are_told_apart_by_their_ids() -> None:
    tree = {
        "models": [{"id": "one", "name": "Twin"}, {"id": "two", "name": "Twin"}],
        "datasets": [{"id": "d", "modelUses": [{"models": [{"model": "one"}, {"model": "two"}], "role": "generate"}]}],
    }
    text = render_text(traced(invented(tree), "d"))
    assert "Twin (one)" in text
    assert "Twin (two)" in text


def test_what_is_outside_and_what_is_not_named_is_counted() -> None:
    uses = [{"model": "https://example.org/m", "role": "generate"}, {"model": {"unknown": True}, "role": "generate"}]
    found = traced(invented({"datasets": [{"id": "d", "modelUses": uses}]}), "d")
    assert (found.unknowns.unnamed, found.unknowns.outside) == (1, ("https://example.org/m",))
    assert "1 model not named; 1 reference to what no manifest here describes" in " ".join(render_text(found).split())


def ongoing() -> Network:
    use = {
        "model": "gpt",
        "role": "generate",
        "accessedVia": {"access": "api"},
        "period": {"from": "2025-01", "ongoing": True},
    }
    models = [{"id": "gpt", "name": "GPT-4", "provider": {"name": "OpenAI"}}]
    return invented({"models": models, "datasets": [{"id": "d", "modelUses": [use]}]})


def test_what_goes_on_ends_on_the_day_that_is_asked_about() -> None:
    graph = ongoing()
    (entity,) = graph.entities.find("d")
    clause = trace(graph, entity, at=date(2025, 6, 30)).entries[0].ways[0].clause
    assert clause is not None
    assert clause.found.pieces[-1].last == date(2025, 6, 30)
    open_ = trace(graph, entity).entries[0].ways[0].clause
    assert open_ is not None
    assert open_.found.pieces[-1].last is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026-04-30", "30 April 2026"),
        ("2026-04", "April 2026"),
        (2026, "2026"),
        (DateChoice.model_validate({"oneOf": ["2026-04-29", "2026-04-30"]}), "29 or 30 April 2026"),
        (DateChoice.model_validate({"oneOf": ["2026-04-29", "2026-05-01"]}), "29 April 2026 or 1 May 2026"),
        (DateChoice.model_validate({"oneOf": ["2026-04", "2026-05"]}), "April 2026 or May 2026"),
        (DateChoice.model_validate({"oneOf": [2025, 2026]}), "2025 or 2026"),
        (DateFact.model_validate({"value": "2026-04", "approximate": True}), "about April 2026"),
        (DateFact.model_validate({"atMost": "2026-04-30"}), "a day not after 30 April 2026"),
        (
            DateFact.model_validate({"atLeast": "2026-04-29", "atMost": "2026-04-30"}),
            "a day not before 29 April 2026 and not after 30 April 2026",
        ),
    ],
)
def test_dates_in_words(value: Any, words: str) -> None:
    assert date_words(value) == words
