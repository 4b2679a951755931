"""The atlas of real lineages: nothing without a source, everything found, and a README that is in step."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from lineage import check, load
from tests.atlas.listing import (
    ATLAS,
    ROOT,
    Edge,
    Tree,
    edges,
    entries,
    faults,
    is_public,
    manifests,
    records,
    references,
    table,
    written,
)

TREES = manifests()
README = (ATLAS / "README.md").read_text("utf-8")
RECORDS = {f"{name}:{record['id']}": record for name, tree in TREES.items() for _, record in records(tree)}
SOUND: Tree = {
    "dataset": "alpaca",
    "known": {"how": "declared", "by": "Tatsu Lab", "confidence": "high"},
    "evidence": [{"title": "README", "url": "https://github.com/tatsu-lab/stanford_alpaca"}],
}


def sections(heading: str) -> str:
    return README.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def local(tree: Tree) -> set[str]:
    """Every id of a manifest, those of edges included."""
    nouns = [entry["id"] for kind in ("agents", "models", "datasets", "claims") for entry in tree.get(kind, [])]
    return {*nouns, *(edge.body["id"] for edge in edges(tree) if "id" in edge.body)}


def test_there_are_at_least_sixty_entries() -> None:
    assert sum(len(entries(tree)) for tree in TREES.values()) >= 60


def test_every_edge_has_evidence_and_confidence() -> None:
    assert [fault for tree in TREES.values() for edge in edges(tree) for fault in faults(edge)] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"evidence": []}, "no evidence"),
        ({"evidence": [{"title": "README"}]}, "no evidence"),
        ({"evidence": [{"url": "https://github.com/a/b"}]}, "no evidence"),
        ({"evidence": [{"title": "README", "url": "file:///home/me/README.md"}]}, "no public address"),
        ({"known": {"how": "declared", "by": "somebody"}}, "confidence"),
        ({"known": {"how": "declared", "by": "somebody", "confidence": "low"}}, "confidence"),
        ({"known": {"how": "estimated", "by": "somebody", "confidence": "high"}}, "how it is known"),
        ({"known": {"how": "declared", "confidence": "high"}}, "who says so"),
    ],
)
def test_an_edge_that_lacks_something_is_refused(change: dict[str, Any], told: str) -> None:
    assert faults(Edge("planted", "derivedFrom", SOUND)) == []
    assert any(told in fault for fault in faults(Edge("planted", "derivedFrom", SOUND | change)))


def test_an_edge_in_short_is_refused_wherever_it_stands() -> None:
    planted: Tree = {
        "models": [{"id": "m", "initializedFrom": ["a"], "training": [{"uses": ["b"], "modelUses": ["c"]}]}],
        "datasets": [{"id": "d", "derivedFrom": ["e"], "modelUses": ["f"]}],
    }
    found = edges(planted)
    assert len(found) == 5
    assert all(faults(edge) for edge in found)


@pytest.mark.parametrize(
    "url",
    [
        "/home/me/card.md",
        "card.md",
        "file:///card.md",
        "http://huggingface.co/a",
        "https://localhost/a",
        "https://10.0.0.1/a",
        "https://[::1]/a",
        "https://registry.internal/a",
        "https://me:secret@github.com/a",
        "https://github.com:8443/a",
        "",
    ],
)
def test_addresses_that_are_not_public(url: str) -> None:
    assert not is_public(url)
    assert is_public("https://huggingface.co/datasets/a/b/blob/refs%2Fpr%2F1/README.md")


@pytest.mark.parametrize("name", TREES)
def test_every_reference_leads_to_a_record(name: str) -> None:
    tree = TREES[name]
    aliases = {entry["alias"]: entry["manifest"].removesuffix(".yaml") for entry in tree.get("imports", [])}
    used = set()
    for reference in references(tree):
        alias, _, target = reference.rpartition(":")
        used.add(alias)
        assert target in local(TREES[aliases[alias]] if alias else tree), reference
    assert used - {""} == set(aliases)


def test_imports_make_no_circle_and_lead_everywhere_from_the_root() -> None:
    wanted = {
        name: [entry["manifest"].removesuffix(".yaml") for entry in tree.get("imports", [])]
        for name, tree in TREES.items()
    }
    done: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, (*above, name)
        if name not in done:
            for below in wanted[name]:
                visit(below, (*above, name))
            done.append(name)

    visit(ROOT, ())
    assert set(done) == set(TREES)


def test_every_entry_is_a_subject_of_the_root_and_every_other_record_is_used() -> None:
    found = [f"{name}:{record['id']}" for name, tree in TREES.items() for _, record in entries(tree)]
    assert sorted(TREES[ROOT]["subjects"]) == sorted(found)
    used = set()
    for name, tree in TREES.items():
        used |= {reference if ":" in reference else f"{name}:{reference}" for reference in references(tree)}
    assert [key for key in RECORDS if key not in used] == []


def test_ids_are_unique_across_the_atlas() -> None:
    count = Counter(key.partition(":")[2] for key in RECORDS)
    assert [name for name, times in count.items() if times > 1] == []


@pytest.mark.parametrize("name", TREES)
def test_the_story_names_exactly_what_is_found(name: str) -> None:
    told = set(re.findall(r"`([A-Z]{3}[0-9]{3})`", sections("What the validator finds")))
    report = check(load(ATLAS / f"{name}.yaml"), law="eu", at=date(2026, 11, 22))
    assert {finding.code for finding in report.findings} <= told
    assert [finding for finding in report.findings if finding.severity.name == "ERROR"] == []


def test_the_table_of_the_story_is_in_step() -> None:
    assert written(README) == table(TREES).strip()


def test_conflicts_are_told_and_have_a_claim_for_each_side() -> None:
    sides = Counter(claim["about"]["edge"] for tree in TREES.values() for claim in tree.get("claims", []))
    told = set(re.findall(r"^\| `([a-z0-9.-]+)` \|", sections("Known conflicts"), re.MULTILINE))
    assert {edge for edge, claims in sides.items() if claims > 1} <= told
    assert all(claims > 1 for claims in sides.values())
    assert told <= {name for tree in TREES.values() for name in local(tree)}


def test_the_overlap_that_nobody_explains_is_there() -> None:
    (overlap,) = RECORDS["code:codealpaca"]["overlaps"]
    assert (overlap["dataset"], overlap["records"], overlap["of"]) == ("gpteacher", 4535, 4535)
    assert overlap["known"]["how"] == "measured"


def test_where_answers_were_sorted_into_pairs_the_edge_says_so() -> None:
    becoming = {edge.owner for tree in TREES.values() for edge in edges(tree) if "becomes" in edge.body}
    assert {"ultrafeedback-binarized", "uf-argilla", "ultrafeedback-cleaned"} <= becoming


@pytest.mark.parametrize("name", TREES)
def test_files_stay_short(name: str) -> None:
    assert len((ATLAS / f"{name}.yaml").read_text("utf-8").splitlines()) <= 400
