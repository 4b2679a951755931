"""Two versions of the manifest that answers everything, and what differs between them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lineage.read import Document, read_bytes
from lineage.summary.laws import laws
from lineage.summary.life.compare import AnswerChange, Difference, difference
from lineage.summary.life.sides import sides
from tests.summary.build import everything

Edit = Callable[[dict[str, Any]], None]


def document(data: Any, name: str = "manifest.json") -> Document:
    return read_bytes(json.dumps(data).encode(), name)


def between(old: Any, new: Any, law: str = "eu", corpus: str | None = None) -> Difference:
    return difference(*sides(document(old, "old.json"), document(new, "new.json"), [laws()[law]], corpus))


def after(edit: Edit) -> Difference:
    """The difference that an edit of the manifest makes."""
    new = everything()
    edit(new)
    return between(everything(), new)


def answers(found: Difference) -> dict[str, AnswerChange]:
    return {change.question.number: change for change in found.answers}


def went(change: AnswerChange) -> list[str]:
    return [entry.words for entry in change.went]


def appeared(change: AnswerChange) -> list[str]:
    return [entry.words for entry in change.appeared]


def reworded(change: AnswerChange) -> list[tuple[str, str]]:
    return [(pair.old.words, pair.new.words) for pair in change.changed]


def facts(found: Difference) -> dict[str, set[str]]:
    """Records that differ with the facts that do; an added or removed one with that word."""
    assert found.records is not None
    return {
        change.id: {fact.path for fact in change.facts} if change.status == "changed" else {change.status}
        for change in found.records
    }
