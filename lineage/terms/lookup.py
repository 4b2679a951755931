"""Which clauses are on record for a provider, a way of access and a time.

The answer covers the whole time asked about, in pieces: each piece names the rows that hold for it, or says that no row
is on record. Several terms can hold at once, such as commercial terms beside a usage policy; they are all named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from pydantic import MISSING

from lineage.model.dates import DateText, Period, earliest, latest
from lineage.terms.families import of_any
from lineage.terms.providers import same_provider
from lineage.terms.registry import TermsRow, all_terms
from lineage.terms.spans import DAY, Span, span

State = Literal["inForce", "lastKnown", "undated"]


class Held(NamedTuple):
    """A row that holds for a piece of time."""

    row: TermsRow
    """The row."""
    state: State
    """Surely in force; last known to be in force on ``day``; or its record has no dates at all."""
    day: date | None
    """The last day on which it is known to have been in force, where that is before the piece."""


class Piece(NamedTuple):
    """A stretch of days on which the same rows hold."""

    first: date | None
    """First day; ``None`` where the time asked about has no beginning."""
    last: date | None
    """Last day; ``None`` where it has no end."""
    held: tuple[Held, ...]
    """The rows; none where no row is on record."""

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes of its rows."""
        return frozenset(held.row.scope for held in self.held if held.row.scope)


class Coverage(NamedTuple):
    """What is on record for a provider and an access over a time."""

    status: Literal["covered", "differs", "partly", "none", "undated"]
    """The same scopes throughout; scopes that change within the time, or depend on a family that is not stated; days
    without a row; no row at all; or the time is not stated, and ``rows`` lists all that could hold."""
    pieces: tuple[Piece, ...]
    """The pieces in the order of their days. Without gaps: together they are exactly the time asked about."""
    rows: tuple[TermsRow, ...]
    """The rows that hold for some of the time, in the order of their days."""
    family_open: bool
    """The rows speak of several families and the model's is not stated: not all of them can hold."""

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes that occur, each once, in the order of their days."""
        return tuple(dict.fromkeys(row.scope for row in self.rows if row.scope))


def rows_for(
    provider: str, access: str | None, families: Sequence[str] = (), also: Iterable[TermsRow] = ()
) -> tuple[TermsRow, ...]:
    """The rows that speak of a provider, an access and a family, whatever the time.

    ``access`` and ``families`` may be unknown (``None``, empty): then they exclude nothing. A row of ``also`` that has
    the id and version of one of the data set stands in its place.
    """
    own = tuple(also)
    replaced = {row.reference for row in own}
    return tuple(
        row
        for row in (*own, *(row for row in all_terms() if row.reference not in replaced))
        if same_provider(row.provider, provider)
        and (access is None or not row.access or access in row.access)
        and (not families or not row.families or of_any(families, row.families))
    )


def in_force(provider: str, access: str | None, at: date, family: str | None = None) -> tuple[Held, ...]:
    """The rows of the data set that hold on a day: surely, or as last known."""
    return on_day(rows_for(provider, access, (family,) if family else ()), at)


def on_day(rows: Sequence[TermsRow], at: date) -> tuple[Held, ...]:
    """Those of some rows that hold on a day. All versions of the same terms must be among them."""
    return tuple(held for row, days in _spans(rows) if (held := _held(row, days, at)))


def coverage(
    provider: str,
    families: Sequence[str] = (),
    access: str | None = None,
    period: Period | None = None,
    also: Iterable[TermsRow] = (),
) -> Coverage:
    """What is on record for a provider's models and a way of access, over a whole period.

    ``provider`` is a name or alias, ``families`` the names of the model and its families, ``also`` the terms that a
    manifest brings (:func:`lineage.terms.registry.rows_of`). Days are counted as the period's dates can mean: a month
    is all its days.
    """
    rows = rows_for(provider, access, families, also)
    spans = _spans(rows)
    family_open = not families and len({row.families for row in rows if row.families}) > 1
    first, last = _days(period)
    if first is None and last is None:
        ordered = tuple(row for row, _ in sorted(spans, key=lambda entry: entry[1].first))
        return Coverage("undated" if rows else "none", (), ordered, family_open)
    pieces = _pieces(spans, first or date.min, last or date.max)
    held = tuple(dict.fromkeys(entry.row.reference for piece in pieces for entry in piece.held))
    found = {row.reference: row for row in rows}
    return Coverage(_status(pieces, family_open), pieces, tuple(found[reference] for reference in held), family_open)


def _status(pieces: Sequence[Piece], family_open: bool) -> Literal["covered", "differs", "partly", "none"]:
    if not any(piece.held for piece in pieces):
        return "none"
    if not all(piece.held for piece in pieces):
        return "partly"
    # Where the family is open, rows of one day are alternatives, and their scopes must agree as well.
    several = family_open and any(len(piece.scopes) > 1 for piece in pieces)
    return "differs" if several or len({piece.scopes for piece in pieces}) > 1 else "covered"


def _days(period: Period | None) -> tuple[date | None, date | None]:
    """First and last day that a period can mean; ``None`` on a side that is open, on both where it says nothing."""
    if period is None:
        return None, None
    first, last = _side(period.from_, first=True), _side(period.to, first=False)
    if first and last and last < first:
        return None, None
    return first, last


def _side(value: DateText | MISSING, *, first: bool) -> date | None:
    if value is MISSING:
        return None
    return earliest(value) if first else latest(value)


def _spans(rows: Sequence[TermsRow]) -> list[tuple[TermsRow, Span]]:
    versions: dict[str, list[TermsRow]] = {}
    for row in rows:
        versions.setdefault(row.terms.id, []).append(row)
    return [(row, span(row, versions[row.terms.id])) for row in rows]


def _held(row: TermsRow, days: Span, at: date) -> Held | None:
    if not days.first <= at <= days.last:
        return None
    if days.known is None:
        return Held(row, "undated", None)
    return Held(row, "inForce", None) if at <= days.known else Held(row, "lastKnown", days.known)


def _pieces(spans: Sequence[tuple[TermsRow, Span]], first: date, last: date) -> tuple[Piece, ...]:
    """The time from first to last, cut wherever a row begins, ends, or was last known."""
    starts = {first}
    for _, days in spans:
        starts |= {day for day in (days.first, _next(days.known), _next(days.last)) if day and first < day <= last}
    cuts = sorted(starts)
    pieces: list[Piece] = []
    for begins, following in zip(cuts, [*cuts[1:], None], strict=True):
        ends = following - DAY if following else last
        held = tuple(entry for row, days in spans if (entry := _held(row, days, begins)))
        if pieces and pieces[-1].held == held:
            pieces[-1] = pieces[-1]._replace(last=_open(ends, date.max))
        else:
            pieces.append(Piece(_open(begins, date.min), _open(ends, date.max), held))
    return tuple(pieces)


def _next(day: date | None) -> date | None:
    return day + DAY if day and day < date.max else None


def _open(day: date, limit: date) -> date | None:
    return None if day == limit else day
