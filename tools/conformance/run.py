"""Run an implementation against the suite: ``python -m tools.conformance.run -- COMMAND [ARGUMENTS]``.

The command gets one case on each line of its standard input, without the expected outcome, and prints one verdict on
each line of its standard output, in any order; ``spec/conformance/README.md`` describes both. A table per layer is
printed; the exit code is 0 where every answer is right. ``--layer`` runs one layer, ``--list`` shows what went wrong.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tools.conformance.case import LAYERS, Case, suite

_GIVEN: Final = ("id", "layer", "media", "manifest", "files", "options", "codes")
"""What an implementation is told of a case. The rest is what it has to find out."""


@dataclass(frozen=True)
class Outcome:
    """What an implementation said of one case. ``findings`` is ``None`` where it only gives verdicts."""

    case: Case
    answered: bool
    verdict: bool
    findings: bool | None

    @property
    def right(self) -> bool:
        """Nothing that was said is wrong."""
        return self.verdict and self.findings is not False


def judge(case: Case, answer: dict[str, Any] | None) -> Outcome:
    """Compare an answer with what the case expects. Findings are compared as a set with repetitions."""
    if answer is None:
        return Outcome(case, False, False, None)
    said = answer.get("findings")
    same = None if said is None else sorted(map(str, said)) == sorted(map(str, case["findings"]))
    return Outcome(case, True, answer.get("verdict") == case["verdict"], same)


def given(case: Case) -> dict[str, Any]:
    """A case as an implementation gets it."""
    return {key: case[key] for key in _GIVEN if key in case}


def run(command: Sequence[str], cases: Sequence[Case]) -> list[Outcome]:
    """What a command says of the cases. Lines that are no JSON object with an id are ignored."""
    lines = "".join(json.dumps(given(case)) + "\n" for case in cases)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, encoding="utf-8")
    answers: dict[str, dict[str, Any]] = {}
    for line in done.stdout.splitlines():
        try:
            answer = json.loads(line)
        except ValueError:
            continue
        if isinstance(answer, dict) and isinstance(answer.get("id"), str):
            answers[answer["id"]] = answer
    if done.returncode and not answers:
        raise SystemExit(f"the command failed with exit code {done.returncode}:\n{done.stderr[-2000:]}")
    return [judge(case, answers.get(case["id"])) for case in cases]


def table(outcomes: Iterable[Outcome]) -> str:
    """The counts per layer as text."""
    lines = [f"{'layer':<8}{'cases':>7}{'answered':>10}{'verdicts right':>16}{'findings right':>16}"]
    groups: dict[str, list[Outcome]] = {layer: [] for layer in LAYERS}
    for outcome in outcomes:
        groups[outcome.case["layer"]].append(outcome)
    for layer, group in groups.items():
        if group:
            told = [outcome for outcome in group if outcome.findings is not None]
            exact = str(sum(bool(outcome.findings) for outcome in told)) if told else "not given"
            verdicts, answered = sum(outcome.verdict for outcome in group), sum(outcome.answered for outcome in group)
            lines.append(f"{layer:<8}{len(group):>7}{answered:>10}{verdicts:>16}{exact:>16}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Run an implementation against the conformance suite.")
    parser.add_argument("--layer", choices=LAYERS, action="append", help="only this layer (repeatable)")
    parser.add_argument("--list", action="store_true", help="list the cases that were answered wrongly")
    parser.add_argument("command", nargs="+", help="the implementation, after --")
    options = parser.parse_args(arguments)
    cases = [case for case in suite() if not options.layer or case["layer"] in options.layer]
    outcomes = run(options.command, cases)
    wrong = [outcome for outcome in outcomes if not outcome.right]
    sys.stdout.write(table(outcomes) + "\n")
    if options.list:
        for outcome in wrong:
            sys.stdout.write(f"wrong: {outcome.case['id']}: {outcome.case['title']}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
