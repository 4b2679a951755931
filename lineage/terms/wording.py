"""Clauses, duties and coverage in plain sentences. They say what is on record, and never what is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pydantic import MISSING

from lineage.model.dates import DateFact
from lineage.model.terms import Obligation, OutputUse
from lineage.terms.lookup import Coverage, Held, Piece
from lineage.terms.obligations import Distance, PathFacts, bound, open_question
from lineage.terms.registry import TermsRow

NOTICE: Final = "Not legal advice: clauses on record, as read; the reader judges."
"""Stands once in everything that is printed."""

_SCOPES: Final = {
    "none": "restricts no training on outputs",
    "competing": "restricts training of competing models",
    "sameOrSimilar": "restricts training of competing or similar models",
    "anyLlmExceptFamily": "restricts training of any other language model",
    "anyModel": "restricts training of any model",
}


def scope_text(use: OutputUse | MISSING) -> str:
    """What terms say of training on outputs, as the end of a sentence that begins with their name."""
    if use is MISSING:
        return "does not say, in this record, what holds for training on outputs"
    text = _SCOPES[use.scope]
    if use.except_families is not MISSING:
        text += f" outside the family ({', '.join(use.except_families)})"
    return text if use.exceptions is MISSING else f"{text}, with exceptions"


def obligation_text(duty: Obligation) -> str:
    """A duty in one sentence without its full stop."""
    made = f"a model made with its {_triggers(duty)}"
    value = "" if duty.value is MISSING else duty.value
    text = {
        "namePrefix": f'the name of {made} begins with "{value}"',
        "attribution": f'"{value}" is shown with {made}',
        "passThrough": f"{value or 'its restrictions'} are passed on with {made}",
        "licenceCopy": f"a copy of the {value or 'licence'} goes with {made}",
        "nonCommercial": f"no commercial use of its {_triggers(duty)}",
        "thresholdLicence": f"a licence of one's own is needed above {value or 'a threshold'}",
    }[duty.kind]
    return f"{text}; the duty goes on to models that learnt from those" if duty.carries is True else text


def _triggers(duty: Obligation) -> str:
    return "weights or outputs" if duty.triggered_by is MISSING else " or ".join(duty.triggered_by)


def bound_text(row: TermsRow) -> str:
    """Whom a row binds."""
    texts = {"actor": "a contract: it binds whoever accepted it", "artefact": "a licence: it goes with the artefact"}
    return texts.get(bound(row) or "", "not stated whether a contract or a licence")


def distance_text(duty: Obligation, found: Distance | None, path: PathFacts) -> str:
    """How a duty stands to a model, in one sentence without its full stop."""
    clause = obligation_text(duty)
    if question := open_question(path):
        return f"clause on record: {clause}; {question}"
    ends = {
        "direct": "met directly",
        "derivativeChain": "met through models that count as derivatives",
        "carried": "carried along by models in between",
        "upstreamOnly": "met upstream; the clause is silent about what was made from there",
    }
    return f"clause on record: {clause}; {ends[found] if found else 'not met on this path'}"


def coverage_text(found: Coverage, provider: str, access: str | None = None) -> list[str]:
    """What is on record for a period, a line for each piece of it."""
    way = f"{provider} {access}" if access else provider
    if found.status == "undated":
        rows = [f"{row.reference} {scope_text(row.terms.output_use)}" for row in found.rows]
        return [f"clauses on record for {way}, period not stated", *rows]
    if found.status == "none":
        days = [days_text(piece) for piece in found.pieces]
        return [f"no row on record for {way}, {', '.join(days)}" if days else f"no row on record for {way}"]
    lines = [f"{days_text(piece)}: {_piece_text(piece)}" for piece in found.pieces]
    if found.family_open:
        lines.append("the rows are of several families, and the model's is not stated: not all of them can hold")
    return [f"clauses on record for {way}", *lines]


def days_text(piece: Piece) -> str:
    """The days of a piece."""
    if piece.first == piece.last and piece.first:
        return str(piece.first)
    if not piece.last:
        return f"from {piece.first} on" if piece.first else "the whole time"
    return f"{piece.first} to {piece.last}" if piece.first else f"up to {piece.last}"


def _piece_text(piece: Piece) -> str:
    return "; ".join(map(held_text, piece.held)) if piece.held else "no row on record"


def held_text(held: Held) -> str:
    """A row with its scope, and what is known of its being in force."""
    text = f"{held.row.reference} {scope_text(held.row.terms.output_use)}"
    if held.state == "undated":
        return f"{text} (its dates are not stated)"
    return text if held.day is None else f"{text} (last seen in force {held.day})"


def began(row: TermsRow) -> str:
    """The first day of a row, or what is known of it."""
    value = MISSING if row.terms.effective is MISSING else row.terms.effective.from_
    return _spelt(value) or "not stated"


def ended(row: TermsRow) -> str:
    """The last day of a row, or when it was last seen."""
    value = MISSING if row.terms.effective is MISSING else row.terms.effective.to
    if text := _spelt(value):
        return text
    seen = row.terms.seen
    return "no end on record" if seen is MISSING or seen.last is MISSING else f"last seen {seen.last}"


def _spelt(value: Any) -> str:
    if value is MISSING:
        return ""
    if not isinstance(value, DateFact):
        return str(value)
    if value.value is not MISSING:
        return str(value.value)
    if value.at_least is MISSING:
        return f"by {value.at_most}"
    return f"{value.at_least} or later" if value.at_most is MISSING else f"{value.at_least} to {value.at_most}"


def silent_on(row: TermsRow) -> list[str]:
    """What the record of a row does not say, in words."""
    terms = row.terms
    facts: Sequence[tuple[Any, str]] = (
        (terms.title, "a title"),
        (terms.effective, "dates of force"),
        (terms.seen, "when it was seen"),
        (terms.bound_by, "whether contract or licence"),
        (terms.output_use, "what holds for outputs"),
        (terms.obligations, "duties"),
        (terms.source, "a source"),
        (terms.known, "how well it was read"),
    )
    return [name for value, name in facts if value is MISSING]
