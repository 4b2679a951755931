"""The suite for tracers is what its source makes of it; this implementation passes it, and wrong ones do not."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from tools.conformance.case import REPOSITORY
from tools.conformance.trace import Case, answer, files, right, run, suite

CASES = suite()


def test_the_file_is_what_its_source_makes_of_it() -> None:
    for name, text in files():
        assert (REPOSITORY / name).read_text("utf-8") == text, "run `make generate`"


def test_ids_are_unique() -> None:
    assert max(Counter(case["id"] for case in CASES).values()) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_this_implementation_passes(case: Case) -> None:
    assert right(case, answer(case))


def test_the_runner_runs_this_implementation() -> None:
    outcomes = run([sys.executable, "-m", "tools.conformance.trace", "--answer"], CASES)
    assert all(outcomes.values())


def test_whoever_finds_nobody_or_everybody_is_wrong() -> None:
    nobody = (
        "import json, sys\nfor line in sys.stdin: print(json.dumps({'id': json.loads(line)['id'], 'teachers': []}))"
    )
    outcomes = run([sys.executable, "-c", nobody], CASES)
    assert {name for name, holds in outcomes.items() if holds} == {case["id"] for case in CASES if not case["must"]}
    for case in CASES:
        everybody = {"teachers": [*case["must"], *case["mustNot"]]}
        assert right(case, everybody) == (not case["mustNot"])
    assert not any(run([sys.executable, "-c", "print('hello')"], CASES).values())
