"""Answers that are no value: absent, unknown, withheld, not applicable, none; and what qualifies those that are."""

from __future__ import annotations

from typing import Any, Final

from pydantic import MISSING

from lineage.model.answer import NoneDeclared, NotApplicable, Stated, Unknown, Withheld
from lineage.model.known import Known
from lineage.pointer import Pointer
from lineage.summary.blocks import Block, Kind, Paragraph, Prose, Statement
from lineage.summary.dates import long_date
from lineage.summary.prose import paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say, together

_REASONS: Final = {
    "notRecorded": "not recorded",
    "notStatedBySource": "not stated by the source",
    "notObtainable": "could not be obtained",
    "pending": "pending",
    "contractual": "for contractual reasons",
    "tradeSecret": "as a trade secret",
    "security": "for reasons of security",
    "thirdPartyRights": "for the rights of third parties",
    "personalData": "for the protection of personal data",
}
_HOW: Final = {"declared": "Declared", "measured": "Measured", "estimated": "Estimated", "inferred": "Inferred"}
_SCOPES: Final = {
    "anywhere": "as declared, anywhere upstream",
    "byOrOnBehalf": "as declared, by or on behalf of the publisher",
    "inThisFile": "as declared, in this dataset itself",
}


def nothing(place: Pointer, reason: str = "not stated") -> Statement:
    """The statement for a question that the manifest does not answer at ``place``."""
    return Statement("noInformation", say(reason), (), (place,), missing=True)


def silence(answer: Any, place: Pointer, scope: Scope) -> Statement | None:
    """The statement that stands in place of a value, or ``None`` where there is a value."""
    if answer is MISSING:
        return nothing(place)
    if isinstance(answer, str | list):
        return None  # as nearly all are, of very many
    kind: Kind
    said: str | bool
    if isinstance(answer, Unknown):
        kind, said = "noInformation", answer.unknown
    elif isinstance(answer, Withheld):
        kind, said = "withheld", answer.withheld
    elif isinstance(answer, NotApplicable):
        kind, said = "notApplicable", True
    elif isinstance(answer, NoneDeclared):
        kind, said = "none", True
    else:
        return None
    reason = say(_REASONS[said]) if isinstance(said, str) else None
    if isinstance(answer, NoneDeclared) and answer.scope is not MISSING:
        reason = say(_SCOPES[answer.scope])
    return Statement(kind, reason, remarks(answer, place, scope), (place,))


def remarks(answer: Any, place: Pointer, scope: Scope) -> tuple[Paragraph, ...]:
    """The note on an answer, and how it is known where that differs from the rest."""
    found: tuple[Paragraph, ...] = ()
    note = getattr(answer, "note", MISSING)
    if note is not MISSING and isinstance(note, str | dict):
        found += paragraphs(note, scope.language, (*place, "note"))
    found += how_known(getattr(answer, "known", MISSING), (*place, "known"), scope)
    return found


def how_known(known: Any, place: Pointer, scope: Scope) -> tuple[Paragraph, ...]:
    """A sentence on how a fact is known, unless it is simply declared."""
    if known is MISSING or not isinstance(known, Known) or (known.how == "declared" and known.by is MISSING):
        return ()
    words = say(_HOW[known.how])
    if known.by is not MISSING:
        words = say("{known} by {name}", known=words, name=scope.who(known.by))
    if known.date is not MISSING:
        words = together(f"{words}, {long_date(known.date)}", words)
    if known.method is not MISSING:
        words = say("{known}, method: {method}", known=words, method=known.method)
    note = paragraphs(known.note, scope.language, (*place, "note")) if known.note is not MISSING else ()
    return (sentence(together(f"{words}.", words), place), *note)


def text_answer(answer: Any, place: Pointer, scope: Scope) -> tuple[Block, ...]:
    """An answer in prose: its paragraphs and note, or the statement in their place; nothing where absent."""
    if answer is MISSING:
        return ()
    stated = silence(answer, place, scope)
    if stated:
        return (stated,)
    if isinstance(answer, Stated):
        said = paragraphs(answer.value, scope.language, (*place, "value"))
        return (Prose((*said, *remarks(answer, place, scope))),)
    return (Prose(paragraphs(answer, scope.language, place)),)
