"""What stands below a trace: numbered paths with their circumstances, statements, and licences of data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from lineage.trace.result import Entry, Trace, Way
from lineage.trace.statements import SPOKEN, Statement
from lineage.trace.words import path_words, plural


class Numbers:
    """One number for each path to a recorded use, in the order of the trace."""

    def __init__(self, trace: Trace) -> None:
        groups: dict[Any, list[tuple[Entry, Way]]] = {}
        self.subject = trace.subject.name
        self._keys: dict[int, Any] = {}
        for entry in trace.entries:
            for way in entry.ways:
                key = _key(way)
                self._keys[id(way)] = key
                groups.setdefault(key, []).append((entry, way))
        self._number = {key: number for number, key in enumerate(groups, 1)}
        self.all: list[tuple[int, str, list[Way]]] = []
        """Number, path in words, and the ways that share it."""
        for key, members in groups.items():
            parties = list(dict.fromkeys(entry.party.vertex for entry, _ in members))
            end = plural(len(parties), "model") if len(parties) > 1 and trace.direction == "up" else None
            ways = [way for _, way in members]
            self.all.append((self._number[key], path_words(trace.names, ways[0].path, end), ways))

    def of(self, way: Way) -> int:
        """The number of the path of a way."""
        return self._number[self._keys[id(way)]]


def _key(way: Way) -> Any:
    """Ways share a number where they lead over the same steps to the same record, under the same circumstances."""
    last = way.path[-1]
    legs = tuple([id(leg.step) for leg in way.path[:-1]])  # the graph keeps its steps: each is one object
    facts = way.facts
    return legs, last.start, id(last.step.record), facts.access, facts.account, facts.served_by


def usual(trace: Trace) -> str:
    """How most of the paths are known; empty where there are none."""
    counted = Counter(way.evidence.words for entry in trace.entries for way in entry.ways)
    return counted.most_common(1)[0][0] if counted else ""


def facts_of(ways: Sequence[Way], usually: str = "") -> Iterator[str]:
    """The circumstances of a use, what is not stated of them, and how it is known where that is not as usual."""
    way = ways[0]
    facts = way.facts
    if way.evidence.words != usually:
        yield f"known by: {way.evidence.words}"
    if way.last.step.relation not in ("modelUses", "initializedFrom"):
        return
    reasons = {one.portion.reason for one in ways if one.portion.part is None}
    stated = {
        "access": facts.access
        and (f"{facts.access}, served by {facts.served_by}" if facts.served_by else facts.access),
        "account": facts.whose,
        "for": facts.on_behalf_of,
        "when": facts.days,
        "permission": facts.permission,
        "terms named": ", ".join(facts.terms),
    }
    parts = [f"{key}: {value}" for key, value in stated.items() if value]
    missing = [key for key in ("access", "account", "when", "permission") if not stated[key]]
    if "not stated" in reasons:
        missing.append("share")
    parts += [f"share: {reason}" for reason in sorted(reasons - {"not stated", ""})]
    if missing:
        parts.append(f"not stated: {', '.join(missing)}")
    yield "; ".join(parts)


def said(trace: Trace, numbers: Numbers) -> Iterator[tuple[int, str]]:
    """Every claim that a path rests on, once, then those about the subject. What was printed beside its use is left
    out."""
    cited: dict[Statement, list[int]] = {}
    for entry in trace.entries:
        for way in entry.ways:
            for statement in way.statements:
                if statement.claim.kind not in SPOKEN or entry.section != "possibly":
                    cited.setdefault(statement, []).append(numbers.of(way))
    for statement, found in cited.items():
        shown = sorted(set(found))
        mark = ", ".join(map(str, shown[:6])) + (" …" if len(shown) > 6 else "")
        yield 1, f"[{mark}] {statement_words(statement)}"
    for statement in trace.said:
        yield 1, statement_words(statement)


def statement_words(statement: Statement) -> str:
    """A statement with its source and what the publisher of the manifest adds."""
    source = f" Source: {statement.source}." if statement.source else ""
    return f"{statement.words}{source}" + (f" {statement.note}" if statement.note else "")


def travelling(trace: Trace) -> Iterator[tuple[int, str]]:
    """Datasets upstream whose licence restricts more than the subject's, with the path. Listed, nothing more."""
    for one in trace.licences:
        yield 1, f"{one.entity.name}: {one.licence} ({', '.join(one.restrictions)}), under {one.subject}"
        yield 2, path_words(trace.names, one.path)
    if trace.licences:
        yield 1, "Whether a licence of data reaches what was trained on it is not decided here."
