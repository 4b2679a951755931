"""Clauses on record in words: for which uses, since when, whom they bind, and how far their duties reach.

Short where much is the same: uses under the same clauses stand together, rows of the same scope on one line, and what
has no row on record in one list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lineage.terms.obligations import NAME_CHECK, open_question
from lineage.terms.wording import NOTICE, coverage_text, distance_text, obligation_text, scope_text
from lineage.trace.appendix import Numbers
from lineage.trace.result import Trace, Way
from lineage.trace.terms import Clause, Duty

_BOUND: Final = {
    "actor": "a contract: it binds whoever accepted it",
    "artefact": "a licence: it goes with the artefact",
}


def clauses(trace: Trace, numbers: Numbers) -> Iterator[tuple[int, str]]:
    """Each clause once, with the teachers and the paths that it is on record for, after the notice."""
    found: dict[tuple[str, ...], list[tuple[str, Way]]] = {}
    without: dict[str, list[tuple[str, Way]]] = {}
    for entry in trace.entries:
        for way in entry.ways:
            if way.clause is None:
                continue
            if way.clause.found.rows or way.clause.named:
                rows = (_head(way.clause), *clause_words(trace, way.clause))
                found.setdefault(rows, []).append((entry.party.name, way))
            else:
                without.setdefault(_head(way.clause), []).append((entry.party.name, way))
    if found or without:
        yield 1, NOTICE
    for rows, members in found.items():
        yield 1, f"{rows[0]}: {_cited(members, numbers)}"
        for row in rows[1:]:
            yield 2, row
    if without:
        yield 1, "No row on record for these:"
        for head, members in without.items():
            yield 2, f"{head}: {_cited(members, numbers)}"
    if (found or without) and any(entry.party.own for entry in trace.entries):
        yield 1, "Models of the same provider: terms are left out."


def _cited(members: list[tuple[str, Way]], numbers: Numbers) -> str:
    names = ", ".join(dict.fromkeys(name for name, _ in members))
    return f"{names} [{', '.join(map(str, sorted({numbers.of(way) for _, way in members})))}]"


def _head(clause: Clause) -> str:
    """Whose terms, on which access and over which time."""
    access = clause.facts.access or "access not stated"
    return f"{clause.provider} ({access}), {clause.facts.days or 'period not stated'}"


def clause_words(trace: Trace, clause: Clause) -> Iterator[str]:
    """What is on record for a use, whom it binds, what is stated of account and permission, and the duties met."""
    yield from _covered(clause)
    if clause.found.family_open:
        yield "the rows are of several families, and the model's is not stated: not all of them can hold"
    if question := open_question(clause.path):
        yield question
    if clause.named:
        yield f"terms named by the record: {', '.join(clause.named)}"
    circumstances = [_BOUND[who] for who in clause.bound] or ["whether a contract or a licence is not stated"]
    circumstances.append(f"permission: {clause.facts.permission or 'not stated'}")
    if "actor" in clause.bound:
        circumstances.insert(1, f"account: {clause.facts.whose or 'not stated'}")
        if clause.facts.whose not in trace.provider:
            owner = " and ".join(trace.provider) or trace.subject.name
            circumstances.append(f"whether the clause reaches {owner} is not decided here")
    yield "; ".join(circumstances)
    yield from dict.fromkeys(line for duty in clause.duties for line in _duty(trace, clause, duty))


def _covered(clause: Clause) -> Iterator[str]:
    found = clause.found
    if found.status != "undated":
        head, *rest = coverage_text(found, clause.provider, clause.facts.access)
        yield from rest[: len(found.pieces)] or [head]
        return
    by_scope: dict[str, list[str]] = {}
    for row in found.rows:
        by_scope.setdefault(scope_text(row.terms.output_use), []).append(row.reference)
    for scope, references in by_scope.items():
        yield f"{scope}: {', '.join(references)}"


def _duty(trace: Trace, clause: Clause, duty: Duty) -> Iterator[str]:
    if duty.distance is None:
        yield f"{duty.row.reference}: {obligation_text(duty.obligation)}; for whoever trains on {trace.subject.name}"
        return
    yield f"{duty.row.reference}: {distance_text(duty.obligation, duty.distance, clause.path)}"
    if duty.name_fits is not None:
        begins = "begins" if duty.name_fits else "does not begin"
        yield f'the name "{trace.subject.name}" {begins} with "{duty.obligation.value}". {NAME_CHECK}'
