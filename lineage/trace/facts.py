"""The circumstances of a use: whose account, for whom, by which access, when, on what ground. As stated, no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import MISSING

from lineage.graph.network import Step
from lineage.model.answer import Unknown, Withheld, value_of
from lineage.model.dates import Period
from lineage.model.model_use import AccessedVia, ModelUse, Permission
from lineage.model.training import Initialization
from lineage.trace.people import People


@dataclass(frozen=True)
class Facts:
    """What a record of a use says of its circumstances. ``None`` and empty stand for "not stated"."""

    actor: str | None = None
    on_behalf_of: str | None = None
    access: str | None = None
    served_by: str | None = None
    account: str | None = None
    period: Period | None = None
    permission: str = ""
    terms: tuple[str, ...] = ()

    @property
    def whose(self) -> str | None:
        """Whose account or licence it was: the account, else whoever used the model."""
        return self.account or self.actor

    @property
    def days(self) -> str:
        """The period in words; empty where it is not stated."""
        return "" if self.period is None else period_words(self.period)


def of_step(step: Step, people: People) -> Facts:
    """The circumstances of the use at the end of a path."""
    record, source = step.record, step.place.source
    if not isinstance(record, ModelUse | Initialization):
        return Facts()
    via: Any = value_of(record.accessed_via)
    if isinstance(record, ModelUse) and record.models is not MISSING:
        position = step.place.pointer[-1]
        own = record.models[position].accessed_via if isinstance(position, int) else MISSING
        via = via if own is MISSING else own
    found = via if isinstance(via, AccessedVia) else None
    period = value_of(record.period)
    named = record.terms if isinstance(record.terms, list) else []
    use = record if isinstance(record, ModelUse) else None
    return Facts(
        actor=people.name(source, use.actor) if use else None,
        on_behalf_of=people.name(source, use.on_behalf_of) if use else None,
        # Whoever starts from a model's weights has them.
        access=found.access if found else None if use else "weights",
        served_by=people.name(source, found.served_by) if found else None,
        account=people.name(source, found.account) if found else None,
        period=period if isinstance(period, Period) else None,
        permission=_permission(record.permission, source, people),
        terms=tuple(named),
    )


def _permission(answer: Any, source: int, people: People) -> str:
    if answer is MISSING:
        return ""
    if isinstance(answer, Permission):
        by = people.name(source, answer.by)
        date = "" if answer.date is MISSING else f", {answer.date}"
        return f"{_BASES[answer.basis]}{f', by {by}' if by else ''}{date}"
    if isinstance(answer, Unknown):
        return "not known"
    return "withheld" if isinstance(answer, Withheld) else "none, as declared"


_BASES = {
    "contract": "a contract",
    "licence": "a licence",
    "consent": "consent",
    "ownModel": "its own model",
    "exception": "an exception in law",
    "noRestriction": "no restriction",
}


def period_words(period: Period) -> str:
    """A period as it is printed: ``2023-08 to 2023-09``, ``to 2023-09-26``."""
    first = "" if period.from_ is MISSING else str(period.from_)
    last = "" if period.to is MISSING else str(period.to)
    about = "about " if period.approximate is True else ""
    if first and last:
        return f"{about}{first}" if first == last else f"{about}{first} to {last}"
    if first:
        return f"{about}from {first} on" if period.ongoing is True else f"{about}from {first}"
    return f"{about}to {last}" if last else "for some time" if period.duration is not MISSING else ""
