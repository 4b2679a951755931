"""The suite for tracers: manifests with the teachers that must come out of them, and those that must not.

``python -m tools.conformance.trace -- COMMAND`` runs an implementation; without a command, this project's own. One case
goes in on each line of standard input, one answer comes out on each line of standard output, as JSON objects;
``spec/conformance/README.md`` describes both. The cases are those in ``tests/graph/counter_examples``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import yaml

from lineage.graph.answers import upstream
from lineage.graph.imports import of_manifest
from lineage.graph.network import Network
from lineage.model import Manifest
from tools.conformance.case import REPOSITORY, SUITE, in_json, slug

SOURCES: Final = REPOSITORY / "tests" / "graph" / "counter_examples"
FILE: Final = "spec/conformance/trace/composition.json"
_GIVEN: Final = ("id", "manifest", "subject")

Case = dict[str, Any]
Answer = dict[str, Any]


def files() -> Iterator[tuple[str, str]]:
    """The file of the suite for tracers: its path in the repository, and its text."""
    lines = ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in _made())
    yield FILE, f'{{"layer": "trace", "theme": "composition", "cases": [\n{lines}\n]}}\n'


def _made() -> Iterator[Case]:
    # PyYAML, since two cases share one manifest through an anchor, which manifests themselves may not have.
    for case in (case for path in sorted(SOURCES.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))):
        yield {
            "id": f"trace/composition/{slug(case['name'])}",
            "title": case["name"],
            "layer": "trace",
            "manifest": in_json(case["manifest"]),
            "subject": case["subject"],
            "must": case["must"],
            "mustNot": case["mustNot"],
            "shows": case.get("shows", []),
        }


def suite() -> list[Case]:
    """The cases as they are committed."""
    cases: list[Case] = json.loads((SUITE / "trace" / "composition.json").read_text("utf-8"))["cases"]
    return cases


def answer(case: Case) -> Answer:
    """What this project's implementation says of a case."""
    network = Network(of_manifest(Manifest.model_validate_json(case["manifest"]["text"])))
    (subject,) = network.entities.find(case["subject"])
    teachers = []
    for found in upstream(network, subject):
        _, entity, name, _ = network.vertices[found.teacher]
        teachers.append(
            {
                "teacher": entity.id if entity else name,
                "reach": found.quality.words,
                "generation": found.generation,
                "label": found.label,
                "by": found.by_way_of.step.label if found.by_way_of else None,
                "sure": found.quality.sure,
                "stated": found.quality.stated,
            }
        )
    return {"id": case["id"], "teachers": teachers}


def right(case: Case, said: Answer | None) -> bool:
    """Whether an answer has everything that it must and nothing that it must not."""
    if said is None or not isinstance(said.get("teachers"), list):
        return False

    def holds(entry: Answer) -> bool:
        return any(all(teacher.get(key) == value for key, value in entry.items()) for teacher in said["teachers"])

    return all(map(holds, case["must"])) and not any(map(holds, case["mustNot"]))


def run(command: Sequence[str], cases: Sequence[Case]) -> dict[str, bool]:
    """What a command gets right, by id. A case without an answer is wrong."""
    lines = "".join(json.dumps({key: case[key] for key in _GIVEN}) + "\n" for case in cases)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, encoding="utf-8")
    answers = {}
    for line in done.stdout.splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict):
            answers[said.get("id")] = said
    return {case["id"]: right(case, answers.get(case["id"])) for case in cases}


def main(arguments: Sequence[str]) -> int:
    if arguments == ["--answer"]:
        for line in sys.stdin:
            sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        return 0
    command = [argument for argument in arguments if argument != "--"]
    outcomes = run(command or [sys.executable, "-m", "tools.conformance.trace", "--answer"], suite())
    for name in (name for name, holds in outcomes.items() if not holds):
        sys.stdout.write(f"wrong: {name}\n")
    sys.stdout.write(f"{sum(outcomes.values())} of {len(outcomes)} right\n")
    return 0 if all(outcomes.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
