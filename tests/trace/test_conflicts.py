"""Claims of absence: what is described otherwise, and what only seems to be."""

from __future__ import annotations

import pytest

from lineage.trace.words import conflict_words
from tests.trace.build import invented, traced

OTHERWISE = {"anywhere", "on-behalf-own", "in-file-otherwise"}
NOT = {"on-behalf", "in-file", "prompts", "chosen", "through", "perhaps"}


@pytest.mark.parametrize("subject", sorted(OTHERWISE | NOT))
def test_only_what_is_said_is_contradicted(subject: str) -> None:
    found = traced("absence", subject).conflicts
    assert [conflict.teacher for conflict in found] == (["Writer"] if subject in OTHERWISE else [])


def test_the_words() -> None:
    found = traced("absence", "anywhere")
    (conflict,) = found.conflicts
    assert conflict_words(found.names, conflict) == (
        "Example Lab says of Anywhere: no model had a hand (anywhere). Described otherwise: Anywhere ← Written "
        "(derivedFrom) ← Writer (generate.response). Source of the second statement: Example Lab."
    )


def test_what_is_only_possible_contradicts_nothing() -> None:
    tree = {
        "models": [{"id": "writer", "name": "Writer"}],
        "datasets": [
            {"id": "theirs", "modelUses": [{"model": "writer", "role": "generate"}]},
            {"id": "ours", "overlaps": [{"dataset": "theirs"}], "modelUses": {"none": True, "scope": "anywhere"}},
        ],
    }
    found = traced(invented(tree), "ours")
    assert [entry.section for entry in found.entries] == ["possibly"]
    assert found.conflicts == ()


def test_a_claim_upstream_counts_too() -> None:
    tree = {
        "models": [{"id": "writer", "name": "Writer"}],
        "datasets": [
            {"id": "written", "modelUses": [{"model": "writer", "role": "generate", "writes": ["response"]}]},
            {"id": "claims", "derivedFrom": ["written"], "modelUses": {"none": True, "scope": "anywhere"}},
            {"id": "below", "derivedFrom": ["claims"]},
        ],
    }
    (conflict,) = traced(invented(tree), "below").conflicts
    assert conflict.absence.entity.id == "claims"
    assert not conflict.stated


def test_the_filing_of_apertus_is_not_contradicted_by_public_data() -> None:
    assert traced("apertus", "apertus-8b-instruct").conflicts == ()
