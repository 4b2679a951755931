"""Clauses along a path: the whole period, whom they bind, and how far duties go. And licences of data."""

from __future__ import annotations

from typing import Any

import pytest

from lineage.trace.licences import is_permissive, restrictions
from lineage.trace.result import Way
from tests.trace.build import entry, invented, traced


def duties(way: Way) -> dict[str, str | None]:
    assert way.clause is not None
    return {duty.obligation.kind: duty.distance for duty in way.clause.duties}


def test_weights_bring_the_duty_on_the_name() -> None:
    way = entry(traced("chains", "distill-8b"), "Llama-3.1-8B").ways[0]
    assert way.clause is not None
    (name,) = [duty for duty in way.clause.duties if duty.obligation.kind == "namePrefix"]
    assert (name.distance, name.obligation.value, name.name_fits) == ("direct", "Llama", False)


def test_a_duty_that_carries_reaches_the_student_of_the_student() -> None:
    way = entry(traced("chains", "borealis"), "Gemma 2 27B").ways[0]
    assert way.generation == 1
    assert duties(way)["passThrough"] == "derivativeChain"


def test_a_clause_that_is_silent_does_not_fire() -> None:
    way = entry(traced("chains", "third-model"), "Llama-3.1-8B").ways[0]
    assert duties(way)["namePrefix"] == "upstreamOnly"
    assert way.clause is not None
    assert all(duty.name_fits is None for duty in way.clause.duties)


def test_the_whole_period_is_covered_or_said_not_to_be() -> None:
    way = entry(traced("chains", "wren-2"), "GPT-4").ways[0]
    assert way.clause is not None
    assert way.clause.found.status == "partly"
    assert not way.clause.found.pieces[-1].held  # 2024-01-31 to 2024-05-31
    assert way.facts.whose == "Data Vendor"
    assert way.clause.bound == ("actor",)


def test_own_models_and_possibilities_have_no_clause() -> None:
    found = [*traced("chains", "wren-2").entries, *traced("grok-4.5", "grok-4.5").entries]
    for one in found:
        if one.party.own or one.section == "possibly":
            assert [way.clause for way in one.ways] == [None] * len(one.ways)


def test_terms_of_a_manifest_count_beside_those_of_the_data_set() -> None:
    use = {
        "model": "teacher",
        "role": "generate",
        "terms": ["lab-terms"],
        "period": {"from": "2025-01", "to": "2025-02"},
    }
    training = [{"stage": "sft", "uses": ["d"]}]
    tree: dict[str, Any] = {
        "agents": [{"id": "lab", "name": "Example Lab"}],
        "models": [
            {"id": "teacher", "name": "Teacher", "provider": "lab"},
            {"id": "student", "name": "Student", "provider": {"name": "Other"}, "training": training},
        ],
        "datasets": [{"id": "d", "modelUses": [use]}],
        "terms": [
            {
                "id": "lab-terms",
                "provider": "lab",
                "effective": {"from": "2024-01-01", "to": "2025-12-31"},
                "boundBy": "contract",
                "outputUse": {"scope": "anyModel"},
            }
        ],
    }
    clause = entry(traced(invented(tree), "student"), "Teacher").ways[0].clause
    assert clause is not None
    assert (clause.found.status, clause.found.scopes, clause.named) == ("covered", ("anyModel",), ("lab-terms",))


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("MIT", set()),
        ("CC-BY-4.0", set()),
        ("CC-BY-NC-4.0", {"non-commercial"}),
        ("CC-BY-NC-SA-4.0", {"non-commercial", "share-alike"}),
        ("CC-BY-ND-4.0", {"no derivatives"}),
        ("ODbL-1.0", {"share-alike"}),
        ("LGPL-3.0-or-later", {"share-alike"}),
        ("MIT OR GPL-3.0-only", set()),
        ("MIT AND GPL-3.0-only", {"share-alike"}),
        ("(MIT OR Apache-2.0) AND CC-BY-NC-4.0", {"non-commercial"}),
        ("GPL-2.0-only WITH Classpath-exception-2.0", {"share-alike"}),
        ("(CC-BY-SA-4.0", {"share-alike"}),
        ("NCSA", set()),
        ("", set()),
    ],
)
def test_what_a_licence_restricts(expression: str, found: set[str]) -> None:
    assert restrictions(expression) == found


@pytest.mark.parametrize(
    ("expression", "found"), [("Apache-2.0", True), ("CC-BY-NC-4.0", False), ("LicenseRef-own", False)]
)
def test_what_is_permissive(expression: str, found: bool) -> None:
    assert is_permissive(expression) is found


def test_a_licence_of_data_is_listed_with_its_path() -> None:
    (bound,) = traced("chains", "distill-8b").licences
    assert bound.entity.id == "reasoning-800k"
    assert bound.restrictions == ("non-commercial", "share-alike")
    assert [leg.step.relation for leg in bound.path] == ["training"]


def test_no_licence_where_the_text_is_gone_or_the_subject_restricts_as_well() -> None:
    tree: dict[str, Any] = {
        "datasets": [
            {"id": "source", "licence": "CC-BY-NC-4.0"},
            {"id": "scored", "licence": "MIT", "derivedFrom": [{"dataset": "source", "takes": ["score"]}]},
            {"id": "seeded", "licence": "MIT", "derivedFrom": [{"dataset": "source", "as": "seed"}]},
            {"id": "same", "licence": "CC-BY-NC-4.0", "derivedFrom": ["source"]},
            {"id": "silent", "derivedFrom": ["source"]},
            {"id": "taken", "licence": "MIT", "derivedFrom": ["source"]},
        ]
    }
    graph = invented(tree)
    listed = {name: len(traced(graph, name).licences) for name in ("scored", "seeded", "same", "silent", "taken")}
    assert listed == {"scored": 0, "seeded": 0, "same": 0, "silent": 0, "taken": 1}
