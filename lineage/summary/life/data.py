"""A difference for programs: JSON with the same keys for every change, in a fixed order."""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import MISSING

from lineage.pointer import Pointer, to_text
from lineage.summary.life.compare import AnswerChange, Difference
from lineage.summary.life.facts import RecordChange
from lineage.summary.life.meaning import Entry
from lineage.summary.life.sides import Side

FORMAT: Final = "training-lineage-summary-changes/1"


def write_json(found: Difference) -> str:
    """The difference as JSON text in ASCII, keys in a fixed order, with a line break at the end."""
    content = {
        "format": FORMAT,
        "form": found.new.form,
        "same": found.same,
        "old": _side(found.old),
        "new": _side(found.new),
        "answers": [_answer_as_data(change) for change in found.answers],
        "records": None if found.records is None else [_record_as_data(change) for change in found.records],
        "unlisted": found.unlisted,
    }
    return json.dumps(content, indent=2, ensure_ascii=True) + "\n"


def _side(side: Side) -> dict[str, Any]:
    return {
        "file": side.name,
        "sha256": side.sha256,
        "subject": side.subject,
        "version": side.version,
        "updated": side.updated,
        "manifest": side.scope is not None,
    }


def _answer_as_data(change: AnswerChange) -> dict[str, Any]:
    return {
        "number": change.question.number,
        "label": change.question.label,
        "oldLabel": change.old.label if change.old else None,
        "section": change.question.section,
        "status": change.status,
        "went": [_entry_as_data(entry) for entry in change.went],
        "appeared": [_entry_as_data(entry) for entry in change.appeared],
        "changed": [
            {
                "kind": pair.new.kind,
                "oldWords": pair.old.words,
                "newWords": pair.new.words,
                "within": pair.new.within,
                "parts": [{"name": name, "went": went, "appeared": appeared} for name, went, appeared in pair.parts()],
                "oldPointers": list(pair.old.pointers),
                "newPointers": list(pair.new.pointers),
            }
            for pair in change.changed
        ],
        "oldPointers": list(change.old.pointers) if change.old else [],
        "newPointers": list(change.new.pointers) if change.new else [],
    }


def _entry_as_data(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "words": entry.words,
        "within": entry.within,
        "details": [{"name": name, "words": words} for name, words in entry.details],
        "pointers": list(entry.pointers),
    }


def _record_as_data(change: RecordChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "status": change.status,
        "oldPointer": _text(change.old_place),
        "newPointer": _text(change.new_place),
        "facts": [
            {
                "path": fact.path,
                "old": None if fact.old is MISSING else fact.old,
                "new": None if fact.new is MISSING else fact.new,
                "oldPointer": _text(fact.old_place),
                "newPointer": _text(fact.new_place),
                "order": fact.order,
            }
            for fact in change.facts
        ],
    }


def _text(place: Pointer | None) -> str | None:
    return None if place is None else to_text(place)
