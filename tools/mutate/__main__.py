"""Measure what the conformance suite notices, and write ``docs/mutation.md``: ``python -m tools.mutate``.

It takes a few minutes and is no part of the tests. The exit code is 1 where less than 95 % of the mutants are noticed.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import ryaml

from tools.conformance.case import LAYERS, REPOSITORY, suite
from tools.mutate import reader, rules, schema

PAGE: Final = REPOSITORY / "docs" / "mutation.md"
_TITLES: Final = {
    "schema": "one constraint of the JSON Schema gone, widened or narrowed",
    "rules": "a rule switched off, or one comparison or connective in the rules changed",
    "checks": "one comparison changed in waivers and in what faults of shape cut out",
    "reader": "one refusal of the reader taken away, or one comparison that decides on it changed",
}


@dataclass
class Score:
    """What became of the mutants of one kind."""

    killed: int = 0
    equivalent: Counter[str] = field(default_factory=Counter)
    survived: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All mutants but the equivalent ones."""
        return self.killed + len(self.survived)


def main() -> int:
    known = ryaml.loads((Path(__file__).parent / "equivalent.yaml").read_text("utf-8"))
    useful: set[str] = set()
    results = {
        "schema": _schema(useful),
        "rules": _rules(),
        "checks": ((mutant.name, killed) for mutant, killed in rules.around()),
        "reader": ((mutant.name, killed) for mutant, killed in reader.changed()),
    }
    scores = {kind: _score(outcomes, known[kind]) for kind, outcomes in results.items()}
    idle = [case["id"] for case in suite() if case["layer"] == "shape" and case["id"] not in useful]
    page = _page(scores, idle)
    PAGE.write_text(page, "utf-8")
    sys.stdout.write(page)
    killed, total = sum(score.killed for score in scores.values()), sum(score.total for score in scores.values())
    return 0 if killed >= 0.95 * total else 1


def _schema(useful: set[str]) -> Iterator[tuple[str, bool]]:
    for mutant, killers in schema.kills():
        useful.update(killers)
        yield mutant.name, bool(killers)


def _rules() -> Iterator[tuple[str, bool]]:
    for code, killed in rules.disabled():
        yield f"{code} is switched off", killed
    for mutant, killed in rules.changed():
        yield mutant.name, killed


def _score(outcomes: Iterable[tuple[str, bool]], known: list[dict[str, Any]]) -> Score:
    score = Score()
    for name, killed in outcomes:
        why = "" if killed else _reason(name, known)
        if killed:
            score.killed += 1
        elif why:
            score.equivalent[why] += 1
        else:
            score.survived.append(name)
    return score


def _reason(name: str, known: list[dict[str, Any]]) -> str:
    for entry in known:
        unless = entry.get("unless")
        if any(re.match(pattern, name) for pattern in entry["names"]) and not (unless and re.search(unless, name)):
            return str(entry["why"])
    return ""


def _page(scores: dict[str, Score], idle: list[str]) -> str:
    counts = Counter(case["layer"] for case in suite())
    total = Score(sum(score.killed for score in scores.values()))
    total.survived = [name for score in scores.values() for name in score.survived]
    same, killed = sum(score.equivalent.total() for score in scores.values()), total.killed
    whole = total.total + same
    rows = [_row(_TITLES[kind], score) for kind, score in scores.items()]
    lines = [
        "<!-- written by `python -m tools.mutate`; do not edit -->",
        "",
        "# What the conformance suite notices",
        "",
        "A mutant is the standard with one thing wrong: a key that need not be there any more, a limit that is off",
        "by one, a rule that is silent, a comparison turned round. A case kills a mutant where it is judged otherwise",
        "than it expects; a mutant that raises an exception is killed too. Equivalent mutants are those that no case",
        "can tell from the standard, by the reasons at the end; they were judged by hand, and are counted apart.",
        "",
        f"The suite has {sum(counts.values())} cases: "
        + ", ".join(f"{counts[layer]} of the {layer}" for layer in LAYERS)
        + ".",
        "",
        "| mutants | killed | of | | equivalent |",
        "|---|---:|---:|---:|---:|",
        *rows,
        _row("all", total).replace("| 0 |", f"| {same} |"),
        f"| all, the equivalent ones counted as survivors | {killed} | {whole} | {100 * killed / whole:.1f} % | |",
        "",
        f"Cases of shape that kill no mutant: {len(idle)}.",
        *(f"- `{name}`" for name in idle),
        "",
        "## Survivors",
        "",
        *([f"- `{name}`" for name in total.survived] or ["None."]),
        "",
        "## Equivalent mutants",
        "",
        "| kind | mutants | why |",
        "|---|---:|---|",
        *(f"| {kind} | {count} | {why} |" for kind, score in scores.items() for why, count in score.equivalent.items()),
        "",
    ]
    return "\n".join(lines)


def _row(title: str, score: Score) -> str:
    share = 100 * score.killed / score.total if score.total else 100
    return f"| {title} | {score.killed} | {score.total} | {share:.1f} % | {score.equivalent.total()} |"


if __name__ == "__main__":
    sys.exit(main())
