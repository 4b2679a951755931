"""Measure what the conformance suite notices, and write ``docs/mutation.md``: ``python -m tools.mutate``.

It takes a few minutes and is no part of the tests. The exit code is 1 where less than 95 % of the mutants are noticed,
or a case notices none.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

import ryaml

from tools.conformance.case import LAYERS, REPOSITORY, suite
from tools.mutate import reader, rules, schema, shape
from tools.mutate.notice import killers

PAGE: Final = REPOSITORY / "docs" / "mutation.md"
_TITLES: Final = {
    "schema": "one constraint of the JSON Schema gone, widened or narrowed",
    "faults": "one decision changed in what tells faults of shape apart",
    "rules": "a rule switched off, or one decision in the rules changed",
    "checks": "one decision changed in waivers and in what faults of shape cut out",
    "grounds": "one decision changed in days, quantities, contents, imports, and comments that waive",
    "reader": "one refusal of the reader taken away, or one decision on it changed",
}
_WORDS: Final = "words"
"""How a reason begins that speaks of what the standard leaves free: messages, hints and related places."""


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
    wrong = killers(suite())
    if wrong:
        raise SystemExit(f"the suite fails without a mutant: {wrong}")
    known = ryaml.loads((Path(__file__).parent / "equivalent.yaml").read_text("utf-8"))
    idle = {layer: {case["id"] for case in suite() if case["layer"] == layer} for layer in LAYERS}
    results = {
        "schema": _schema(idle["shape"]),
        "faults": shape.changed(idle["shape"]),
        "rules": chain(_disabled(), rules.changed(idle["rule"])),
        "checks": rules.around(idle["rule"]),
        "grounds": rules.grounds(idle["rule"]),
        "reader": reader.changed(idle["reader"]),
    }
    scores = {kind: _score(outcomes, known[kind]) for kind, outcomes in results.items()}
    rules.borrowed(idle["rule"])
    page = _page(scores, idle)
    PAGE.write_text(page, "utf-8")
    sys.stdout.write(page)
    killed, total = sum(score.killed for score in scores.values()), sum(score.total for score in scores.values())
    return 0 if killed >= 0.95 * total and not any(idle.values()) else 1


def _schema(idle: set[str]) -> Iterator[rules.Outcome]:
    for mutant, found in schema.kills():
        idle.difference_update(found)
        yield mutant.name, found


def _disabled() -> Iterator[rules.Outcome]:
    """Rules that say nothing. That is noticed by every case with a finding, and makes none of them useful."""
    for code, killed in rules.disabled():
        yield f"{code} is switched off", ["a case"] if killed else []


def _score(outcomes: Iterable[rules.Outcome], known: list[dict[str, Any]]) -> Score:
    score = Score()
    for name, found in outcomes:
        why = "" if found else _reason(name, known)
        if found:
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


def _page(scores: dict[str, Score], idle: dict[str, set[str]]) -> str:
    counts = Counter(case["layer"] for case in suite())
    total = Score(sum(score.killed for score in scores.values()))
    total.survived = [name for score in scores.values() for name in score.survived]
    same, killed = sum(score.equivalent.total() for score in scores.values()), total.killed
    whole = total.total + same
    words = sum(count for score in scores.values() for why, count in score.equivalent.items() if why.startswith(_WORDS))
    rows = [_row(_TITLES[kind], score) for kind, score in scores.items()]
    lines = [
        "<!-- written by `python -m tools.mutate`; do not edit -->",
        "",
        "# What the conformance suite notices",
        "",
        "A mutant is the standard with one thing wrong: a key that need not be there any more, a limit that is off",
        "by one, a rule that is silent, a comparison turned round, a condition negated, a way out that is not taken.",
        "A case kills a mutant where it is judged otherwise than it expects; so does the case on which a mutant raises",
        "an exception or does not end. Equivalent mutants are those that no case can tell from the standard, by the",
        "reasons at the end; they were judged by hand, and are counted apart.",
        "",
        f"The suite has {sum(counts.values())} cases: "
        + ", ".join(f"{counts[layer]} of the {layer}" for layer in LAYERS)
        + ".",
        "",
        "| mutants | killed | of | | equivalent |",
        "|---|---:|---:|---:|---:|",
        *rows,
        _row("all", total).replace("| 0 |", f"| {same} |"),
        _raw("the equivalent ones counted as survivors", killed, whole),
        _raw("the same without those of words, which the standard leaves free", killed, whole - words),
        "",
        "## Idle cases",
        "",
        "Those that kill no mutant. That a rule is switched off does not count here: every case with a finding of that",
        "rule notices it.",
        "",
        "| layer | cases | idle |",
        "|---|---:|---:|",
        *(f"| {layer} | {counts[layer]} | {len(idle[layer])} |" for layer in LAYERS),
        "",
        *(f"- `{name}`" for layer in LAYERS for name in sorted(idle[layer])),
        *([""] if any(idle.values()) else []),
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
    killed, total = score.killed, score.total
    return f"| {title} | {killed} | {total} | {_share(killed, total)} | {score.equivalent.total()} |"


def _raw(what: str, killed: int, of: int) -> str:
    return f"| all, {what} | {killed} | {of} | {_share(killed, of)} | |"


def _share(killed: int, of: int) -> str:
    """Per cent, rounded down: only all of them are 100."""
    return f"{1000 * killed // of / 10 if of else 100:.1f} %"


if __name__ == "__main__":
    sys.exit(main())
