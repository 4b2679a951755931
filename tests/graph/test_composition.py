"""Every row of the composition table, by the case that a simpler rule gets wrong: what must come out, and what not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.graph.tracing import answers, described, fits

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "counter_examples").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=[case["name"].replace(" ", "-") for case in CASES])
def test_must_and_must_not(case: dict[str, Any]) -> None:
    graph, found = answers(case["manifest"], case["subject"])
    said = [described(graph, answer) for answer in found]
    for wanted in case["must"]:
        assert any(fits(wanted, one) for one in said), (wanted, said)
    for unwanted in case["mustNot"]:
        assert not any(fits(unwanted, one) for one in said), (unwanted, said)
    asides = sorted({aside.kind for asides in graph.asides.values() for aside in asides})
    assert asides == sorted(case.get("asides", []))


# Across a student, first step upstream and second step toward the subject: reach and generation by minimum.
PAIRS = {
    ("generate", "filter"): ("selection", 1),
    ("generate", "judge"): ("signal", 1),
    ("judge", "generate"): ("signal", 1),
    ("filter", "generate"): ("selection", 1),
    ("initialize", "generate"): ("content", 1),
    ("softTargets", "generate"): ("content", 1),
    ("generate", "initialize"): ("content", 1),
    ("filter", "initialize"): ("selection", 1),
    ("initialize", "initialize"): ("weights", 1),
    ("evaluate", "generate"): None,
    ("generate", "evaluate"): None,
}
WRITES = {"generate": ["response"], "judge": ["preference"]}


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_crossing_a_student(first: str, second: str) -> None:
    def taught_by(owner: str, teacher: str, verb: str) -> tuple[dict[str, Any], dict[str, Any]]:
        if verb == "initialize":
            return {"initializedFrom": [{"model": teacher}]}, {"id": f"data-of-{owner}"}
        use = {"model": teacher, "role": verb} | ({"writes": WRITES[verb]} if verb in WRITES else {})
        if verb == "softTargets":
            return {"training": [{"stage": "pretraining", "modelUses": [use]}]}, {"id": f"data-of-{owner}"}
        stage = "preference" if verb == "judge" else "sft"
        training = {"training": [{"stage": stage, "uses": [f"data-of-{owner}"]}]}
        return training, {"id": f"data-of-{owner}", "modelUses": [use]}

    student, first_data = taught_by("student", "teacher", first)
    subject, second_data = taught_by("subject", "student", second)
    tree = {
        "models": [
            {"id": "teacher", "name": "Teacher"},
            {"id": "student", "name": "Student", **student},
            {"id": "subject", "name": "Subject", **subject},
        ],
        "datasets": [first_data, second_data],
    }
    graph, found = answers(tree, "subject")
    ways = {(a.quality.words, a.generation) for a in found if described(graph, a)["teacher"] == "teacher"}
    wanted = PAIRS[first, second]
    assert ways == ({wanted} if wanted else set())
