"""Rules on the declared time of collection against the dates that a scan read in the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dates import Period, earliest, latest
from lineage.model.measurement import CountedDates
from lineage.pointer import Pointer
from lineage.rules.basis import ab2013, eu, spec
from lineage.rules.context import Context
from lineage.rules.facts import stated
from lineage.rules.measured.pairs import Measured, measured
from lineage.rules.registry import Fault, rule


class _Pair(NamedTuple):
    of: Measured
    declared: Period
    place: Pointer
    counted: CountedDates
    where: Pointer

    @property
    def seen(self) -> tuple[Related, ...]:
        return (Related(self.where, "read by this scan"),)


def _pairs(context: Context) -> Iterator[_Pair]:
    for found in measured(context):
        listed = entries(found.measurement.dates)
        fact = stated(context, found.dataset, found.place, "collected") if listed else None
        if fact is None or not isinstance(fact[0], Period) or fact[0].approximate is True:
            continue
        for number, counted in enumerate(listed):
            yield _Pair(found, fact[0], fact[1], counted, (*found.where, "dates", number))


def _first(period: Period) -> date | None:
    return None if period.from_ is MISSING else earliest(period.from_)


def _last(period: Period) -> date | None:
    return None if period.to is MISSING or period.ongoing is True else latest(period.to)


@rule(
    "SCN004",
    "records-outside-period",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    regulator=Severity.ERROR,
    basis=(eu("2.3"), ab2013(10), spec("Measurements")),
    real="Domyn's filing states a cut-off of 09/2024 and lists a dataset of September 2025: dates that are typed drift "
    "away from the data.",
)
def records_outside_period(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Records are dated outside of the time in which the dataset is declared to have been collected.

    ## Why
    Whether a reservation of rights came in time is told from these dates. A column that says when records were
    collected is compared with both ends. Any other column is compared with the end alone: nothing is collected before
    it exists.

    ## Example
    ```yaml
    datasets:
      - id: web
        collected: {from: 2024-01, to: 2024-06}
        measurements:
          - report: {path: scan.json}
            dates:
              - {column: crawled_at, period: {from: 2024-01-03, to: 2025-02-11}, event: collected}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        collected: {from: 2024-01, to: 2025-02}
        measurements:
          - report: {path: scan.json}
            dates:
              - {column: crawled_at, period: {from: 2024-01-03, to: 2025-02-11}, event: collected}
    ```

    ## References
    EU template, section 2.3; California Civil Code 3111(a)(10); Training Lineage 1.0, Measurements.
    """
    for pair in _pairs(context):
        collected = pair.counted.event is not MISSING and pair.counted.event == "collected"
        begin, end = _first(pair.declared), _last(pair.declared)
        first, last = _first(pair.counted.period), _last(pair.counted.period)
        outside = []
        if collected and begin and first and first < begin:
            outside.append(f"begin on {pair.counted.period.from_}")
        if end and last and last > end:
            outside.append(f"end on {pair.counted.period.to}")
        if outside:
            yield Fault(
                pair.place,
                f'the dates{_column(pair.counted)} of dataset "{pair.of.dataset.id}" '
                f"{' and '.join(outside)}, outside of the declared {_spelt(pair.declared)}",
                "correct the time of collection, or measure the files that it speaks of",
                related=pair.seen,
            )


@rule(
    "SCN005",
    "period-without-records",
    severity=Severity.NOTE,
    regulator=Severity.WARNING,
    basis=(eu("2.3"), ab2013(10), spec("Measurements")),
    real='GPT-5.5\'s filing gives its crawl as "2018 - December 2025", a span that says little where most records are '
    "of its last years.",
)
def period_without_records(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The declared time of collection begins or ends in months of which there is no record.

    ## Why
    A span that is drawn too wide covers dates at which nothing was collected, and a reader cannot tell them apart.
    Only columns that say when records were collected are looked at, and only whole months count.

    ## Example
    ```yaml
    datasets:
      - id: web
        collected: {from: 2018-01, to: 2025-12}
        measurements:
          - report: {path: scan.json}
            dates:
              - {column: crawled_at, period: {from: 2023-05-02, to: 2025-12-28}, event: collected}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        collected: {from: 2023-05, to: 2025-12}
        measurements:
          - report: {path: scan.json}
            dates:
              - {column: crawled_at, period: {from: 2023-05-02, to: 2025-12-28}, event: collected}
    ```

    ## References
    EU template, section 2.3; California Civil Code 3111(a)(10); Training Lineage 1.0, Measurements.
    """
    for pair in _pairs(context):
        if pair.counted.event is MISSING or pair.counted.event != "collected" or not pair.of.whole:
            continue
        # A declared year or month begins on any of its days; only what no reading of it allows is reported.
        begin = None if pair.declared.from_ is MISSING else latest(pair.declared.from_)
        end = None if pair.declared.to is MISSING or pair.declared.ongoing is True else earliest(pair.declared.to)
        first, last = _first(pair.counted.period), _last(pair.counted.period)
        empty = []
        if begin and first and _month(begin) < _month(first):
            empty.append(f"the first record is of {pair.counted.period.from_}")
        if end and last and _month(end) > _month(last):
            empty.append(f"the last record is of {pair.counted.period.to}")
        if empty:
            yield Fault(
                pair.place,
                f'dataset "{pair.of.dataset.id}" declares {_spelt(pair.declared)}, and {" and ".join(empty)}',
                "narrow the time of collection, or say in a note why there are no records of the rest",
                related=pair.seen,
            )


def _column(counted: CountedDates) -> str:
    return "" if counted.column is MISSING else f' in column "{counted.column}"'


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _spelt(period: Period) -> str:
    start = "" if period.from_ is MISSING else f"{period.from_} "
    if period.ongoing is True:
        return f"{start}until now"
    return start.strip() if period.to is MISSING else f"{start}to {period.to}"
