"""Requirements: each has one anchor that never moves, a code that catches its breach, or a test that shows it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from lineage.explain import explanations
from lineage.finding import Severity
from lineage.rules import rules
from tests.spec.chapters import CHAPTERS, REPOSITORY, REQUIREMENT, listed, prose, requirements, text

CLASSES = {"reader", "validator", "renderer", "producer", "tracer"}


def test_anchors_are_unique() -> None:
    counted = Counter(anchor for path in CHAPTERS for anchor, _ in REQUIREMENT.findall(text(path)))
    assert not [anchor for anchor, times in counted.items() if times > 1]


def test_every_must_has_an_anchor_on_its_line() -> None:
    for path in CHAPTERS:
        for line in prose(path).splitlines():
            if re.search(r"\bMUST\b", line.replace('"MUST"', "").replace('"MUST NOT"', "")):
                assert REQUIREMENT.match(line), f"{path.name}: {line}"


def test_every_anchor_stands_before_a_must() -> None:
    for anchor, (chapter, sentence) in requirements().items():
        assert "MUST" in sentence, f"{chapter} {anchor}"


@pytest.mark.parametrize(("kind", "key"), [("M", "requirements"), ("B", "behaviour")])
def test_the_list_is_what_the_prose_says(kind: str, key: str) -> None:
    said = {anchor: chapter for anchor, (chapter, _) in requirements().items() if anchor.startswith(kind)}
    assert {entry["anchor"]: entry["file"] for entry in listed()[key]} == said


def test_a_breach_has_the_codes_that_the_prose_links() -> None:
    said = requirements()
    for entry in listed()["requirements"]:
        sentence = said[entry["anchor"]][1]
        assert re.findall(r"rules/([A-Z]{3}[0-9]{3})\.md", sentence) == entry["codes"], entry["anchor"]


def test_a_breach_is_an_error_whatever_law_is_asked_for() -> None:
    for entry in listed()["requirements"]:
        for code in entry["codes"]:
            assert code in explanations(), code
            if code in rules():
                assert rules()[code].severity is Severity.ERROR, code
                assert rules()[code].law is None, code


def test_every_error_that_no_law_asks_for_is_a_requirement() -> None:
    required = {code for entry in listed()["requirements"] for code in entry["codes"]}
    # A path that is no file, and a file that is too large, are no properties of a document: see B-DOC-2 and B-DOC-4.
    errors = {code for code in explanations() if code[:3] in ("RDR", "SHP")} - {"RDR001", "RDR002", "RDR003"}
    # A rule that needs imported files or a policy says nothing of the document alone.
    errors |= {
        rule.code
        for rule in rules().values()
        if rule.severity is Severity.ERROR and rule.law is None and rule.needs is None
    }
    assert errors == required


def test_what_shows_a_behaviour_exists() -> None:
    for entry in listed()["behaviour"]:
        assert entry["class"] in CLASSES, entry
        name, _, test = entry["shown_by"].partition("::")
        assert re.search(rf"^def {test}\(", text(REPOSITORY / name), re.MULTILINE), entry["shown_by"]
