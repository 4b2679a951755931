"""Rules on whether terms cover the time and the access of the use that names them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dates import DateFact, Period, earliest, latest
from lineage.model.model_use import AccessedVia
from lineage.model.terms import Terms
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.dates.forms import spelt
from lineage.rules.registry import Fault, rule
from lineage.rules.terms.cited import Cited, cited


@rule(
    "TRM001",
    "terms-not-in-force-then",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Terms"),),
    real="A sketch of this very format put a use of March and April 2025 under terms that began on 31 May 2025.",
)
def not_in_force(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A use names terms that were not in force when it took place.

    ## Why
    Terms change, and what was agreed is the version of that time. Only certain cases count: the whole period lies
    before the first day of the terms, or after the last.

    ## Example
    ```yaml
    datasets:
      - id: dialogues
        modelUses:
          - model: gpt-4
            role: generate
            period: {from: 2025-03, to: 2025-04}
            terms: [business-terms]
    terms:
      - id: business-terms
        provider: {name: OpenAI}
        effective: {from: 2025-05-31}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: dialogues
        modelUses:
          - model: gpt-4
            role: generate
            period: {from: 2025-06, to: 2025-07}
            terms: [business-terms]
    terms:
      - id: business-terms
        provider: {name: OpenAI}
        effective: {from: 2025-05-31}
    ```
    Where no version of that time is on record: `terms: {unknown: notRecorded}`.

    ## References
    Training Lineage 1.0, Terms.
    """
    for item in cited(manifest):
        period = item.use.period
        if not isinstance(period, Period) or period.approximate is True:
            continue
        # Where a use names no version, it is enough that one of them was in force.
        outside = [_outside(period, terms) for terms, _ in item.versions]
        if all(outside):
            yield Fault(
                item.place,
                f'the terms "{item.reference}" {outside[0]}; the use {_when(period)}',
                "name the version that was in force then, or correct the period",
                related=(Related((*item.versions[0][1], "effective"), "when the terms were in force"),),
            )


def _outside(period: Period, terms: Terms) -> str:
    """How a period lies wholly outside the time of some terms; empty where it does not or may not."""
    if terms.effective is MISSING:
        return ""
    begins, ends = _sure(terms.effective.from_, last=False), _sure(terms.effective.to, last=True)
    used_from, used_to = _sure(period.from_, last=False), _sure(period.to, last=True)
    if begins and used_to and used_to < begins:
        return f"began on {spelt(terms.effective.from_)}"
    if ends and used_from and used_from > ends:
        return f"ended on {spelt(terms.effective.to)}"
    return ""


@rule(
    "TRM005",
    "terms-for-part-of-period",
    severity=Severity.NOTE,
    regulator=Severity.WARNING,
    basis=(spec("Terms"),),
    real="OpenAI's terms of March 2023 for its programming interface were replaced between November 2023 and January "
    "2024, while WildChat, which was collected up to April 2024, was under way.",
)
def for_part_of_period(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A use names terms that were in force for a part of it only.

    ## Why
    What was made before the terms began, or after they ended, came under others, and no record says under which. Only
    certain cases count, and all terms that a use names are taken together: a month or year may lie in them, and dates
    that are rough or open may reach them.

    ## Example
    ```yaml
    datasets:
      - id: dialogues
        modelUses:
          - model: gpt-4
            role: generate
            period: {from: 2025-03, to: 2025-08}
            terms: [business-terms]
    terms:
      - id: business-terms
        provider: {name: OpenAI}
        effective: {from: 2025-05-31}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: dialogues
        modelUses:
          - model: gpt-4
            role: generate
            period: {from: 2025-03, to: 2025-08}
            terms: [older-terms, business-terms]
    terms:
      - id: older-terms
        provider: {name: OpenAI}
        effective: {from: 2023-11-14, to: 2025-05-30}
      - id: business-terms
        provider: {name: OpenAI}
        effective: {from: 2025-05-31}
    ```
    Where no other version is on record, a `note` on the use can say so.

    ## References
    Training Lineage 1.0, Terms.
    """
    named: dict[Pointer, list[Cited]] = {}
    for item in cited(manifest):
        named.setdefault(item.pointer, []).append(item)
    for where, items in named.items():
        use = items[0].use
        period = use.period
        if not isinstance(period, Period) or period.approximate is True or len(items) < len(entries(use.terms)):
            continue  # some of the terms are described elsewhere
        if context.cut_below((*where, "terms")) or context.cut_below((*where, "period")):
            continue
        versions = [version for item in items for version in item.versions]
        if any(context.cut_below(place) or _outside(period, terms) for terms, place in versions):
            continue  # TRM001 speaks of terms that lie wholly outside
        open_part = _open_part(period, [terms for terms, _ in versions], context.at)
        if open_part:
            yield Fault(
                (*where, "terms"),
                f"the terms named {open_part}; the use {_when(period)}",
                "name the terms of the rest too, or correct the period",
                related=tuple(Related((*place, "effective"), "when they were in force") for _, place in versions[:5]),
            )


def _open_part(period: Period, versions: list[Terms], today: date | None) -> str:
    """Which part of a period surely lies outside of the time of all terms together; empty where none does."""
    times = [terms.effective for terms in versions if terms.effective is not MISSING]
    if len(times) < len(versions):
        return ""
    begins = [_sure(time.from_, last=False) for time in times]
    used_from = _sure(period.from_, last=True)
    if used_from and all(begin and used_from < begin for begin in begins):
        return f"began on {spelt(min(times, key=lambda time: _sure(time.from_, last=False) or date.min).from_)}"
    ends = [_sure(time.to, last=True) for time in times]
    used_to = today if period.ongoing is True and period.to is MISSING else _sure(period.to, last=False)
    if used_to and all(end and used_to > end for end in ends):
        return f"ended on {spelt(max(times, key=lambda time: _sure(time.to, last=True) or date.min).to)}"
    return ""


def _sure(value: Any, *, last: bool) -> date | None:
    """The outermost day that a date can mean; ``None`` where it is open or rough."""
    if value is MISSING or (isinstance(value, DateFact) and value.approximate is True):
        return None
    return latest(value) if last else earliest(value)


def _when(period: Period) -> str:
    start = "" if period.from_ is MISSING else f"began in {period.from_}"
    end = "" if period.to is MISSING else f"ended in {period.to}"
    return " and ".join(part for part in (start, end) if part)


@rule(
    "TRM002",
    "terms-do-not-cover-access",
    severity=Severity.WARNING,
    basis=(spec("Terms"),),
    real="Google alone has three sets of terms with different clauses, for its consumer service, its API and its "
    "weights: the model's name does not tell which applies.",
)
def access_not_covered(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A use names terms that do not speak of the way in which the model was reached.

    ## Why
    Terms go with the access, not with the model: an app, a programming interface and downloaded weights of one model
    come under different clauses.

    ## Example
    ```yaml
    datasets:
      - id: dialogues
        modelUses:
          - model: gemini
            role: generate
            accessedVia: {access: api}
            terms: [consumer-terms]
    terms:
      - id: consumer-terms
        provider: {name: Google}
        covers: {access: [app]}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: dialogues
        modelUses:
          - model: gemini
            role: generate
            accessedVia: {access: api}
            terms: [api-terms]
    terms:
      - id: api-terms
        provider: {name: Google}
        covers: {access: [api]}
    ```

    ## References
    Training Lineage 1.0, Terms.
    """
    for item in cited(manifest):
        via = item.use.accessed_via
        if not isinstance(via, AccessedVia):
            continue
        covered = [_access(terms, (*where, "covers"), context) for terms, where in item.versions]
        if all(ways is not None and via.access not in ways for ways in covered):
            yield Fault(
                item.place,
                f'the terms "{item.reference}" cover {", ".join(covered[0] or ())}, and the access was {via.access}',
                "name the terms for this access, or correct accessedVia or covers",
                related=(Related((*item.pointer, "accessedVia", "access"), "how it was reached"),),
            )


def _access(terms: Terms, where: tuple[str | int, ...], context: Context) -> list[str] | None:
    """The ways of access that terms cover; ``None`` where all are, or where some were pruned."""
    if terms.covers is MISSING or terms.covers.access is MISSING or (*where, "access") in context.pruning.lists:
        return None
    return list(terms.covers.access)
