"""Rules on dates that lie ahead of the day of the check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.base import wire_name
from lineage.model.claim import DateChoice
from lineage.model.dataset import DatasetDefaults, DatasetFacts
from lineage.model.dates import DateFact, Period, earliest
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.dates.forms import spelt
from lineage.rules.registry import Fault, rule


@rule(
    "DTE003",
    "date-in-the-future",
    severity=Severity.WARNING,
    regulator=Severity.ERROR,
    basis=(spec("Dates"),),
    real='corpuscard accepts a last update of 31/12/2099 with "No issues found", and its status command says ok.',
)
def date_in_the_future(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Something that is told as done has a date in the future.

    ## Why
    A summary that was "last updated" in 2099 never becomes stale. Only facts about the past are looked at; a planned
    `placedOnUnionMarket` may lie ahead. What counts as today is the day that the check was given.

    ## Example
    ```yaml
    publications:
      - form: eu-summary
        updated: 2099-12-31
    ```

    ## Use instead
    ```yaml
    publications:
      - form: eu-summary
        updated: 2026-11-20
    ```

    ## References
    Training Lineage 1.0, Dates.
    """
    if context.at is None:
        return
    today = context.at.isoformat()
    for value, where in _told_as_past(manifest):
        if type(value) is str and value < today:
            continue  # so is its first day
        first = _first_day(value)
        if first and first > context.at:
            yield Fault(
                where,
                f'"{where[-1]}" is {_shown(value)}, after the day of this check, {context.at}',
                "correct the date; leave the key out until it has happened",
            )


_DATED: Final = frozenset({"collected", "acquired", "issued", "modified"})


def _told_as_past(manifest: Manifest) -> Iterator[tuple[Any, Pointer]]:
    yield manifest.issued, ("issued",)
    yield manifest.modified, ("modified",)
    if manifest.transcribed_from is not MISSING:
        yield manifest.transcribed_from.date, ("transcribedFrom", "date")
        yield manifest.transcribed_from.retrieved, ("transcribedFrom", "retrieved")
    for position, dataset in enumerate(entries(manifest.datasets)):
        if _DATED.isdisjoint(dataset.__dict__):
            continue  # most of a large catalogue
        where: Pointer = ("datasets", position)
        yield from _gathering(dataset, where)
        yield dataset.issued, (*where, "issued")
        yield dataset.modified, (*where, "modified")
    if manifest.dataset_defaults is not MISSING:
        for name in DatasetDefaults.model_fields:
            facts = getattr(manifest.dataset_defaults, name)
            if facts is not MISSING:
                yield from _gathering(facts, ("datasetDefaults", wire_name(name)))
    for position, corpus in enumerate(entries(manifest.corpora)):
        yield corpus.latest_collection, ("corpora", position, "latestCollection")
    for position, publication in enumerate(entries(manifest.publications)):
        yield publication.updated, ("publications", position, "updated")
    for position, claim in enumerate(entries(manifest.claims)):
        yield claim.date, ("claims", position, "date")


def _gathering(facts: DatasetFacts, where: Pointer) -> Iterator[tuple[Any, Pointer]]:
    if isinstance(facts.collected, Period):
        # The end decides; a beginning in the future with an earlier end is reported as running backwards.
        end = "from" if facts.collected.to is MISSING else "to"
        yield (facts.collected.from_ if end == "from" else facts.collected.to), (*where, "collected", end)
    yield facts.acquired, (*where, "acquired")


def _first_day(value: Any) -> date | None:
    if isinstance(value, DateChoice):
        days = [earliest(item) for item in value.one_of]
        return min((day for day in days if day), default=None) if all(days) else None
    return earliest(value) if isinstance(value, str | int | DateFact) else None


def _shown(value: Any) -> str:
    return " or ".join(map(str, value.one_of)) if isinstance(value, DateChoice) else spelt(value)
