"""Baselines: known findings stay known when entries move, new ones are new, and what is gone is said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage import LineageError, Report, check, read_bytes
from lineage.checker import refused
from lineage.finding import Finding
from lineage.fingerprint import trail
from lineage.gate.baseline import Baseline, collect, compare, read_baseline, write_baseline

HEAD: dict[str, Any] = {"lineage": "1.0-draft", "id": "urn:test:baseline"}
BAD: list[dict[str, Any]] = [
    {"id": "a", "origin": "synthetic"},
    {"id": "b", "origin": "synthetic"},
    {"id": "c", "origin": "scraped"},
    {"id": "d", "name": "D", "derivedFrom": ["nowhere", "a"]},
]


def report_on(*datasets: dict[str, Any], name: str = "data/case.json") -> Report:
    return check(read_bytes(json.dumps(HEAD | {"datasets": list(datasets)}).encode(), name))


def everything(code: str) -> bool:
    return True


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


@given(st.permutations([*BAD, {"id": "e", "name": "E"}, {"id": "f", "name": "F"}]))
def test_known_whatever_moves_and_whatever_comes(datasets: list[dict[str, Any]]) -> None:
    compared = compare(report_on(*datasets), collect([report_on(*BAD)]), everything)
    assert not compared.findings
    assert len(compared.known) == len(report_on(*BAD).findings) > 3
    assert not compared.notices


def test_a_new_finding_is_new() -> None:
    compared = compare(report_on(*BAD, {"id": "new", "origin": "synthetic"}), collect([report_on(*BAD)]), everything)
    assert [(finding.code, finding.pointer) for finding in compared.findings] == [("SYN003", ("datasets", 4, "origin"))]
    assert compared.failed


def test_as_many_as_were_known_of_entries_without_a_name() -> None:
    entry = {"description": "no id"}
    known = collect([report_on(entry, entry)])
    assert not compare(report_on(entry, {"id": "a", "name": "A"}, entry), known, everything).findings
    assert codes(compare(report_on(entry, entry, entry), known, everything).findings) == ["SHP002"]


def test_what_is_gone_is_a_notice_unless_it_was_not_asked_for() -> None:
    known = collect([report_on(*BAD)])
    (notice,) = compare(report_on(*BAD[1:]), known, everything).notices
    assert "SYN003 at /datasets/[a]/origin" in notice
    assert not compare(report_on(*BAD[1:]), known, lambda code: code != "SYN003").notices


def test_other_files_are_left_alone() -> None:
    known = collect([report_on(*BAD, name="one.json")])
    other = compare(report_on(*BAD, name="two.json"), known, everything)
    assert other.findings
    assert not other.known
    assert not other.notices
    both = collect([report_on(*BAD, name="two.json")], known)
    assert {entry.file.rpartition("/")[2] for entry in both} == {"one.json", "two.json"}
    assert collect([report_on({"id": "e", "name": "E"}, name="one.json")], known) == Baseline()


def test_what_cannot_be_read_is_never_known() -> None:
    finding = report_on(*BAD).findings[0]
    from dataclasses import replace

    from lineage.finding import Layer

    unread = refused("data/case.json", replace(finding, layer=Layer.READER))
    assert collect([unread]) == Baseline()
    assert compare(unread, collect([report_on(*BAD)]), everything) == unread
    assert collect([unread], collect([report_on(*BAD)])) == collect([report_on(*BAD)]), "its entries are kept"


def test_the_file_is_sorted_and_relative_and_comes_back() -> None:
    known = collect([report_on(*BAD), report_on(*BAD, name="other/x.json")])
    text = write_baseline(known, "ci/baseline.json")
    content = json.loads(text)
    assert text == json.dumps(content, indent=2, sort_keys=True) + "\n"
    assert content["findings"][0] == {
        "code": "REF001",
        "count": 1,
        "file": "../data/case.json",
        "trail": "/datasets/[d]/derivedFrom/[nowhere]",
    }
    assert read_baseline(text.encode(), "ci/baseline.json") == known


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no baseline"),
        ('{"findings": []}', "no number"),
        ('{"lineageBaseline": true, "findings": []}', "no number"),
        ('{"lineageBaseline": 2, "findings": []}', "has version 2; this release reads version 1"),
        ('{"lineageBaseline": 1}', "finding 0"),
        ('{"lineageBaseline": 1, "findings": [{"code": "A"}]}', "finding 0"),
        ('{"lineageBaseline": 1, "findings": [{"code": "A", "file": "f", "trail": "", "count": 0}]}', "finding 0"),
    ],
)
def test_what_is_no_baseline(text: str, words: str) -> None:
    with pytest.raises(LineageError, match=words):
        read_baseline(text.encode(), "b.json")


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ((), ""),
        (("datasets",), "/datasets"),
        (("datasets", 0, "origin"), "/datasets/[a~1b]/origin"),
        (("datasets", 1, "x"), "/datasets/[*]/x"),
        (("datasets", 0, "modelUses", 0, "role"), "/datasets/[a~1b]/modelUses/[m]/role"),
        (("datasets", 9, "x", 3), "/datasets/[*]/x/[*]"),
        (("texts", 0), "/texts/[one]"),
        (("texts", 1), "/texts/[*]"),
    ],
)
def test_trails(pointer: tuple[str | int, ...], expected: str) -> None:
    tree = {"datasets": [{"id": "a/b", "modelUses": [{"role": "r", "model": "m"}]}, {"x": 1}], "texts": ["one", 2]}
    assert trail(tree, pointer) == expected


def test_a_long_name_is_cut_to_a_digest() -> None:
    assert len(trail({"a": ["x" * 10_000]}, ("a", 0))) < 60
