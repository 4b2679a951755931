"""The chapters: one set of headings for every noun, links that lead somewhere, examples that are what they claim."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from lineage import check
from lineage.errors import Unreadable
from lineage.finding import Severity
from lineage.read import read_bytes
from lineage.rules import rules
from tests.spec.chapters import CHAPTERS, NOUNS, SPEC, headings, slug, text

PARTS = ["Purpose", "Fields", "Semantics", "Requirements", "Example", "Relation to other vocabularies"]
SNIPPETS = [
    pytest.param(snippet, mark.removeprefix(" wrong ").strip(), id=f"{path.stem}-{number}")
    for path in CHAPTERS
    for number, (mark, snippet) in enumerate(re.findall(r"```yaml([^\n]*)\n(.*?)```", text(path), re.DOTALL))
]


@pytest.mark.parametrize("noun", NOUNS)
def test_nouns_have_the_same_headings(noun: str) -> None:
    assert headings(SPEC / f"{noun}.md", "##") == PARTS


def test_the_nouns_are_those_of_the_overview() -> None:
    (row,) = re.findall(r"^\| Nouns \| (.*) \|$", text(SPEC / "README.md"), re.MULTILINE)
    assert re.findall(r"\]\(([a-z-]+)\.md\)", row) == list(NOUNS)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_files_stay_readable(path: Any) -> None:
    assert len(text(path).splitlines()) <= 400


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_links_lead_to_a_file_and_a_heading(path: Any) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text(path)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        there = path.parent / name if name else path
        assert there.exists(), target
        if anchor:
            assert anchor in map(slug, headings(there)), target


def test_every_chapter_is_in_the_overview() -> None:
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", text(SPEC / "README.md")))
    assert {path.name for path in CHAPTERS} - {"README.md"} == linked


def test_what_a_rule_cites_is_a_heading() -> None:
    def plain(words: str) -> str:
        return re.sub(r"[^a-z]", "", words.lower())

    known = {plain(heading) for path in CHAPTERS for heading in headings(path)}
    cited = {
        clause for rule in rules().values() for clause in rule.basis if clause.startswith("Training Lineage 1.0, ")
    }
    for clause in cited:
        assert plain(clause.partition(", ")[2]) in known, clause


def findings(snippet: str) -> list[tuple[str, Severity]]:
    head = "" if re.search("^lineage:", snippet, re.MULTILINE) else 'lineage: "1.0-draft"\n'
    head += "" if re.search("^id:", snippet, re.MULTILINE) else "id: urn:test:snippet\n"
    try:
        document = read_bytes((head + snippet).encode(), "snippet.yaml")
    except Unreadable as refusal:
        return [(refusal.finding.code, refusal.finding.severity)]
    report = check(document, at=date(2026, 11, 22))
    return [(finding.code, finding.severity) for finding in report.findings]


@pytest.mark.parametrize(("snippet", "code"), SNIPPETS)
def test_examples_are_right_or_wrong_as_marked(snippet: str, code: str) -> None:
    weighty = [found for found, severity in findings(snippet) if severity is not Severity.NOTE]
    assert weighty == ([code] if code else [])
