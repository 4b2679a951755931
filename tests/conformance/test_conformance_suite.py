"""The conformance suite is sound, is what its sources make of it, and this implementation passes all of it."""

from __future__ import annotations

import json
import sys
from collections import Counter

import pytest

from lineage.finding import Severity
from lineage.read import FAULTS
from lineage.rules import rules
from tools.conformance import trace
from tools.conformance.anchors import behaviour, requirements
from tools.conformance.build import files
from tools.conformance.case import LAYERS, REPOSITORY, Case, data_of, suite, suite_files
from tools.conformance.ours import answer
from tools.conformance.run import judge, run, table
from tools.mutate import reader
from tools.mutate.rules import disabled

CASES = list(suite())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_this_implementation_passes(case: Case) -> None:
    said = answer(case)
    assert said["verdict"] == case["verdict"]
    assert judge(case, said).findings, said["findings"]


def test_the_files_are_what_the_sources_make_of_them() -> None:
    made = dict(files())
    committed = {path.relative_to(REPOSITORY).as_posix(): path.read_text("utf-8") for path in suite_files()}
    assert set(made) == set(committed), "run `make generate`"
    assert [name for name, text in made.items() if committed[name] != text] == [], "run `make generate`"


def test_ids_are_unique_and_name_their_layer() -> None:
    assert [name for name, count in Counter(case["id"] for case in CASES).items() if count > 1] == []
    assert [case["id"] for case in CASES if case["id"].split("/")[0] != case["layer"]] == []


def test_no_manifest_stands_twice_with_the_same_question() -> None:
    asked = Counter(
        json.dumps([case.get(key) for key in ("media", "manifest", "files", "options", "codes")], sort_keys=True)
        for case in CASES
        if not case["id"].startswith("shape/fields/")
    )
    assert [question for question, count in asked.items() if count > 1] == []


def test_every_case_is_whole() -> None:
    keys = {"id", "title", "layer", "media", "manifest", "options", "verdict", "findings", "must"}
    for case in CASES:
        assert set(case) - {"codes", "files"} == keys, case["id"]
        assert case["media"] in ("json", "yaml", "card")
        assert case["verdict"] in ("valid", "invalid")
        assert set(case["options"]) <= {"profile", "for", "at", "maxBytes", "imports", "policy"}
        assert "files" not in case or case["options"]["imports"] is True
        assert ("codes" in case) == (case["layer"] == "rule")
        assert ("base64" in case["manifest"]) == (case["layer"] == "reader")
        if case["media"] == "json" and case["layer"] != "reader":
            json.loads(data_of(case))


def test_verdicts_and_findings_agree() -> None:
    """Faults of reader and shape are errors. Findings of rules may be notes, and notes make nothing invalid."""
    for case in CASES:
        notes = {rule.code for rule in rules().values() if rule.severity_in(_profile(case)) is Severity.NOTE}
        blocking = [code for code, _ in case["findings"] if code not in notes]
        assert (case["verdict"] == "invalid") == bool(blocking), case["id"]
        for code, where in case["findings"]:
            assert isinstance(where, int | None if code in FAULTS else str), case["id"]


def _profile(case: Case) -> str:
    return str(case["options"].get("profile", "lab"))


def test_every_requirement_has_a_case_and_no_case_names_another() -> None:
    named = {anchor for case in CASES for anchor in case["must"]}
    named |= {anchor for case in trace.suite() for anchor in case["shows"]}
    shown = {anchor for anchor, why_not in behaviour().items() if not why_not}
    assert {*requirements(), *shown} - named == set(), "requirements without a case"
    assert named - {*requirements(), *shown} == set(), "anchors of no requirement, or of one that no case can show"


def test_every_rule_that_is_switched_off_is_noticed() -> None:
    assert [code for code, killed in disabled() if not killed] == []


def test_every_code_of_the_reader_is_reached() -> None:
    """But for the two about paths: the suite gives bytes."""
    assert [code for code, reached in reader.reached().items() if not reached] == ["RDR001", "RDR002"]


def test_counts(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [judge(case, answer(case)) for case in CASES]
    with capsys.disabled():
        sys.stdout.write("\n" + table(outcomes) + "\n")
    counts = Counter(case["layer"] for case in CASES)
    assert set(counts) == set(LAYERS)
    assert counts.total() >= 250


def test_the_runner_runs_this_implementation() -> None:
    some = CASES[:: max(1, len(CASES) // 100)]
    outcomes = run([sys.executable, "-m", "tools.conformance.ours"], some)
    assert all(outcome.right and outcome.findings for outcome in outcomes)


def test_the_runner_notices_an_implementation_that_takes_everything() -> None:
    yes = (
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    print(json.dumps({'id': json.loads(line)['id'], 'verdict': 'valid'}))\n"
    )
    outcomes = run([sys.executable, "-c", yes], CASES)
    assert {outcome.case["id"] for outcome in outcomes if not outcome.right} == {
        case["id"] for case in CASES if case["verdict"] == "invalid"
    }
    assert "not given" in table(outcomes)


def test_the_runner_counts_cases_without_an_answer_as_wrong() -> None:
    outcomes = run([sys.executable, "-c", "import sys; sys.stdin.read(); print('hello')"], CASES[:5])
    assert not any(outcome.answered or outcome.right for outcome in outcomes)
