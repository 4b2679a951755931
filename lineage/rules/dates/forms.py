"""Rules on single dates, bounds and periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.graph.walk import of_type
from lineage.model import Manifest
from lineage.model.base import Node, wire_name
from lineage.model.dates import DateFact, DateText, Period, bounds, earliest, latest
from lineage.model.link import LicenceTerm
from lineage.model.model import Served
from lineage.model.scalars import DATE
from lineage.model.structure import fields_where
from lineage.model.terms import Effective, Seen
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule

_DATE: Final = re.compile(DATE)
_LATE_DAY: Final = re.compile(rb"-02-(29|30|31)|-(04|06|09|11)-31")
"""The only days that not every year or month has."""

_ENDS: Final[dict[type[Node], tuple[str, str]]] = {
    Period: ("from_", "to"),
    LicenceTerm: ("from_", "to"),
    Served: ("from_", "to"),
    Effective: ("from_", "to"),
    Seen: ("first", "last"),
}
"""Everything that has a beginning and an end, with the names of both."""


@cache
def _date_fields() -> dict[type[Node], tuple[str, ...]]:
    """The fields that hold dates, read from the model so that a new one is not forgotten."""
    return fields_where(lambda types: DateText in types)


@rule(
    "DTE001",
    "no-such-day",
    severity=Severity.ERROR,
    basis=(spec("Dates"),),
    real="corpuscard takes any text as a date: yesterday, not-a-date and 31/12/2099 pass its check.",
)
def no_such_day(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A date names a day that does not exist.

    ## Why
    The form of a date is right and the day is not: February has no 30th. Every comparison with such a date would be a
    guess, so none is made.

    ## Example
    ```yaml
    datasets:
      - id: wikipedia
        issued: 2025-02-30
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: wikipedia
        issued: 2025-02-28
    ```
    or only the month: `issued: 2025-02`.

    ## References
    Training Lineage 1.0, Dates; RFC 3339, section 5.7.
    """
    if not context.may_hold(_LATE_DAY):
        return
    fields = _date_fields()
    for node, where in of_type(manifest, frozenset(fields)):
        for name in fields[type(node)]:
            value = getattr(node, name)
            here = (*where, wire_name(name))
            places = [(value, here)] if isinstance(value, str) else []
            if isinstance(value, list):
                places = [(item, (*here, i)) for i, item in enumerate(value) if isinstance(item, str)]
            for text, place in places:
                if len(text) == 10 and _DATE.match(text) and bounds(text) is None:
                    yield Fault(place, f"there is no day {text}", "correct the day, or write only the month as YYYY-MM")


@rule(
    "DTE002",
    "period-runs-backwards",
    severity=Severity.ERROR,
    basis=(spec("Dates"),),
    real="corpuscard keeps the start and end of a collection as unchecked text: not-a-date passes as a start.",
)
def period_backwards(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A period ends before it begins.

    ## Why
    One of the two dates is wrong, and nobody else can say which. A year or a month counts as the whole of it, so
    `from: 2025-06` with `to: 2025` is no fault.

    ## Example
    ```yaml
    datasets:
      - id: web
        collected:
          from: 2025-06
          to: 2024-11
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        collected:
          from: 2024-06
          to: 2024-11
    ```

    ## References
    Training Lineage 1.0, Dates.
    """
    for node, where in context.suspects(frozenset(_ENDS), _backwards):
        first, last = _ENDS[type(node)]
        start, end = getattr(node, first), getattr(node, last)
        yield Fault(
            (*where, wire_name(last)),
            f'"{wire_name(last)}" is {spelt(end)}, before "{wire_name(first)}", which is {spelt(start)}',
            "correct one of the two dates",
            related=(Related((*where, wire_name(first)), "the beginning"),),
        )


def _backwards(node: Any) -> bool:
    first, last = _ENDS[type(node)]
    start, end = getattr(node, first), getattr(node, last)
    if start is MISSING or end is MISSING:
        return False
    begins, ends = earliest(start), latest(end)
    return bool(begins and ends and ends < begins)


@rule(
    "DTE006",
    "date-fact-without-date",
    severity=Severity.ERROR,
    basis=(spec("Dates"),),
    real="The filings for Grok 4.5, GPT-5.5 and MAI-Image-2 bound their latest date in words; Apertus gives a month "
    "and adds that some data came later.",
)
def date_fact(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A date with details gives no date, or more than one.

    ## Why
    A date is one `value`, or bounds: `atLeast`, `atMost` or both, in that order. A note alone is no date, and a value
    beside a bound leaves open which of them holds.

    ## Example
    ```yaml
    corpora:
      - id: all
        models: [aurora]
        latestCollection:
          note: some time in spring
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: all
        models: [aurora]
        latestCollection:
          atLeast: 2025-03
          atMost: 2025-05
    ```
    Where it is not known: `latestCollection: {unknown: true}`, with a note if you like.

    ## References
    Training Lineage 1.0, Dates; EU template, section 1.3.
    """
    for node, where in context.suspects(frozenset({DateFact}), lambda _: True):
        bounded = [wire_name(name) for name in ("at_least", "at_most") if not context.silent(node, where, name)]
        if context.silent(node, where, "value") and not bounded:
            yield Fault(
                where,
                "this date has neither a value nor a bound",
                "give value, atLeast or atMost; where the date is not known, say {unknown: true} or leave the key out",
            )
        elif node.value is not MISSING and bounded:
            yield Fault(
                where,
                f"this date has the value {node.value} and also {' and '.join(bounded)}",
                "keep the value, or keep the bounds",
            )
        elif node.value is MISSING and node.at_least is not MISSING and node.at_most is not MISSING:
            low, high = earliest(node.at_least), latest(node.at_most)
            if low and high and high < low:
                yield Fault(
                    where,
                    f"no date is at least {node.at_least} and at most {node.at_most}",
                    "swap the bounds if they were confused, or correct one of them",
                )


def spelt(value: Any) -> str:
    """A date for a message, bounds included."""
    if not isinstance(value, DateFact):
        return str(value)
    if value.value is not MISSING:
        return str(value.value)
    low = "" if value.at_least is MISSING else f"{value.at_least} at the earliest"
    high = "" if value.at_most is MISSING else f"{value.at_most} at the latest"
    return " and ".join(part for part in (low, high) if part)
