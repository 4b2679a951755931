"""A trace for programs: one JSON document with the same keys for every entry, and the place of every step.

``unknown`` says what is not known; ``entries`` lists teachers (or, downstream, what was reached) in the order of the
text. Each has a ``section`` (``directly``, ``through``, ``possibly``), a ``form`` (``weights``, ``distribution``,
``content``, ``signal``, ``selection``, ``unknown``), a ``generation`` and ``ways``. A way has its reach as an interval,
its ``path`` from the subject to the teacher, and what is said of its circumstances; each step of a path has the file,
the JSON Pointer and the line of the record that states it. Absent facts are ``null``, never left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lineage.finding import Part
from lineage.graph.answers import Leg
from lineage.graph.entities import Entity, Place
from lineage.graph.reach import REACHES
from lineage.pointer import to_text
from lineage.terms.wording import coverage_text
from lineage.trace.result import Entry, Evaluated, Trace, Way
from lineage.trace.shares import Portion
from lineage.trace.statements import Statement
from lineage.trace.terms import Clause
from lineage.trace.words import conflict_words, first_line
from lineage.version import VERSION

FORMAT = 1
"""Version of this layout: raised when a key changes its meaning or goes."""


def render_json(trace: Trace) -> str:
    """The trace as JSON text, keys in a fixed order."""
    return json.dumps(as_data(trace), indent=2, ensure_ascii=True) + "\n"


def as_data(trace: Trace) -> dict[str, Any]:
    """The trace as plain data."""
    lines = _Lines(trace)
    known = trace.unknowns
    return {
        "tool": {"name": "lineage", "version": VERSION},
        "format": FORMAT,
        "direction": trace.direction,
        "at": trace.at.isoformat() if trace.at else None,
        "subject": {**_entity(trace, trace.subject, lines), "providers": list(trace.provider)},
        "filters": {
            "roles": list(trace.filters.roles),
            "reach": trace.filters.reach,
            "depth": trace.filters.depth,
            "thirdParty": trace.filters.third_party,
        },
        "unknown": {
            "text": first_line(trace),
            "datasets": list(known.datasets),
            "silent": list(known.silent),
            "partial": list(known.partial),
            "ends": list(known.ends),
            "unnamed": known.unnamed,
            "outside": list(known.outside),
            "partsNotStated": known.unstated,
            "ways": known.ways,
        },
        "entries": [_entry(trace, entry, lines) for entry in trace.entries],
        "evaluated": [_evaluated(one, lines) for one in trace.evaluated],
        "itself": [_evaluated(one, lines) for one in trace.selves],
        "describedOtherwise": [
            {
                "claim": conflict.absence.words,
                "by": conflict.absence.by,
                "scope": conflict.absence.scope,
                "writes": list(conflict.absence.writes) or None,
                "place": lines.place(conflict.absence.place),
                "teacher": conflict.teacher,
                "source": conflict.source,
                "partsStated": conflict.stated,
                "path": _path(trace, conflict.path, lines),
                "text": conflict_words(trace.names, conflict),
            }
            for conflict in trace.conflicts
        ],
        "statements": [_statement(one, lines) for one in trace.said],
        "licences": [
            {
                "dataset": _entity(trace, one.entity, lines),
                "licence": one.licence,
                "restrictions": list(one.restrictions),
                "subjectLicence": one.subject,
                "place": lines.place(one.place),
                "path": _path(trace, one.path, lines),
            }
            for one in trace.licences
        ],
    }


class _Lines:
    """Files, pointers and lines of places; positions are looked up in one pass over each file."""

    def __init__(self, trace: Trace) -> None:
        self._sources = trace.network.bundle.sources
        wanted: dict[int, set[Any]] = {}
        for place in _places(trace):
            wanted.setdefault(place.source, set()).add((place.pointer, Part.VALUE))
        self._found: dict[Place, int] = {}
        for number, targets in wanted.items():
            document = self._sources[number].document
            if document is not None:
                for (pointer, _), span in document.locate(targets).items():
                    self._found[Place(number, pointer)] = span.line

    def place(self, place: Place) -> dict[str, Any]:
        """Where something stands."""
        source = self._sources[place.source]
        return {"file": source.name, "pointer": to_text(place.pointer), "line": self._found.get(place)}


def _places(trace: Trace) -> list[Place]:
    paths = [way.path for entry in trace.entries for way in entry.ways]
    paths += [conflict.path for conflict in trace.conflicts] + [one.path for one in trace.licences]
    found = [leg.step.place for path in paths for leg in path]
    found += [conflict.absence.place for conflict in trace.conflicts] + [one.place for one in trace.licences]
    found += [one.place for entry in trace.entries for way in entry.ways for one in way.statements]
    found += [one.place for one in trace.said] + [one.aside.place for one in (*trace.evaluated, *trace.selves)]
    entities = [trace.subject, *(one.entity for one in trace.licences)]
    entities += [entry.party.entity for entry in trace.entries if entry.party.entity]
    entities += [
        entity
        for path in paths
        for leg in path
        for entity in [trace.network.vertices[leg.step.target].entity]
        if entity
    ]
    return found + [described.place for entity in dict.fromkeys(entities) for described in entity.records]


def _entity(trace: Trace, entity: Entity, lines: _Lines) -> dict[str, Any]:
    level = entity.first("level") if entity.kind == "model" else None
    return {
        "kind": entity.kind,
        "id": entity.id,
        "name": entity.name,
        "level": level if isinstance(level, str) else None,
        "records": [lines.place(described.place) for described in entity.records],
    }


def _entry(trace: Trace, entry: Entry, lines: _Lines) -> dict[str, Any]:
    party = entry.party
    return {
        "name": party.name,
        "kind": party.kind,
        "provider": party.provider,
        "own": party.own,
        "record": _entity(trace, party.entity, lines) if party.entity else None,
        "oneOf": [{"name": name, "source": source or None} for name, source in party.candidates] or None,
        "section": entry.section,
        "form": entry.form,
        "generation": entry.generation,
        "through": list(entry.students),
        "labels": list(entry.labels),
        "ways": [_way(trace, way, lines) for way in entry.ways],
    }


def _way(trace: Trace, way: Way, lines: _Lines) -> dict[str, Any]:
    facts = way.facts
    return {
        "label": way.label,
        "byWayOf": way.by_way_of.step.label if way.by_way_of else None,
        "reach": {"least": REACHES[way.quality.least], "most": REACHES[way.quality.most]},
        "generation": way.generation,
        "certain": way.quality.sure,
        "partsStated": way.quality.stated,
        "why": list(way.why),
        "path": _path(trace, way.path, lines),
        "actor": facts.actor,
        "onBehalfOf": facts.on_behalf_of,
        "access": facts.access,
        "servedBy": facts.served_by,
        "account": facts.account,
        "period": facts.days or None,
        "permission": facts.permission or None,
        "termsNamed": list(facts.terms),
        "evidence": {
            "weakest": way.evidence.weakest,
            "by": way.evidence.by or None,
            "contestedBy": list(way.evidence.contested),
        },
        "statements": [_statement(one, lines) for one in way.statements],
        "notSaid": list(way.not_said),
        "share": _share(way.portion),
        "clauses": _clause(way.clause) if way.clause else None,
    }


def _path(trace: Trace, path: Sequence[Leg], lines: _Lines) -> list[dict[str, Any]]:
    vertices = trace.network.vertices
    return [
        {
            "from": trace.names.of(leg.start),
            "fromKind": vertices[leg.start].kind,
            "to": trace.names.of(leg.step.target),
            "toKind": vertices[leg.step.target].kind,
            "relation": leg.step.relation,
            "label": leg.step.label,
            "reach": REACHES[leg.quality.most],
            "certain": leg.quality.sure,
            **lines.place(leg.step.place),
        }
        for leg in path
    ]


def _share(portion: Portion) -> dict[str, Any]:
    part = portion.part
    return {
        "of": portion.of or None,
        "unit": portion.unit or None,
        "atLeast": float(part.low) if part else None,
        "atMost": float(part.high) if part else None,
        "expected": float(part.expected) if part and part.expected is not None else None,
        "reason": portion.reason or None,
        "remarks": list(portion.remarks),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    found = clause.found
    return {
        "status": found.status,
        "rows": [
            {"terms": row.reference, "provider": row.provider, "scope": row.scope, "shipped": row.shipped}
            for row in found.rows
        ],
        "text": coverage_text(found, clause.provider, clause.facts.access),
        "binds": list(clause.bound),
        "duties": [
            {
                "terms": duty.row.reference,
                "kind": duty.obligation.kind,
                "value": duty.obligation.value if isinstance(duty.obligation.value, str) else None,
                "distance": duty.distance,
                "nameFits": duty.name_fits,
            }
            for duty in clause.duties
        ],
    }


def _statement(statement: Statement, lines: _Lines) -> dict[str, Any]:
    return {
        "id": statement.claim.id,
        "kind": statement.claim.kind,
        "by": statement.author,
        "date": statement.date or None,
        "says": statement.says,
        "text": statement.words,
        "source": statement.source or None,
        "contestedBy": list(statement.contested),
        "note": statement.note or None,
        **lines.place(statement.place),
    }


def _evaluated(one: Evaluated, lines: _Lines) -> dict[str, Any]:
    return {"kind": one.aside.kind, "name": one.name, "of": one.owner, **lines.place(one.aside.place)}
