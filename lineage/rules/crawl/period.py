"""Rules on the time of collection of crawled data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.dates import Period
from lineage.pointer import Pointer
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.crawl.crawlers import crawled
from lineage.rules.facts import stated
from lineage.rules.registry import Fault, rule

_YEAR: Final = re.compile(r"[0-9]{4}")


@rule(
    "CRW004",
    "no-collection-period",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    law="eu",
    basis=(eu("2.3"),),
    real='Filed summaries give periods such as "Up to June 2026", without a beginning.',
)
def no_collection_period(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Crawled data does not say from when to when it was collected.

    ## Why
    Section 2.3 asks for the first and the last month. Whether a reservation of rights came in time can be told only
    from these. A crawl that goes on says `ongoing: true` in place of an end.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        collected: {to: 2026-06}
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        collected: {from: 2024-01, to: 2026-06}
    ```

    ## References
    EU template, section 2.3.
    """
    advice = "add collected with from and to as YYYY-MM, or from and ongoing: true"
    for dataset, where in crawled(context):
        fact = stated(context, dataset, where, "collected")
        if fact is None:
            yield Fault(where, f'dataset "{dataset.id}" was crawled and does not say when', advice)
            continue
        period, place = fact
        missing = _missing_ends(period, place, context) if isinstance(period, Period) else []
        if missing:
            yield Fault(
                place,
                f'dataset "{dataset.id}" was crawled, and its time of collection has no {" and no ".join(missing)}',
                advice,
            )


def _missing_ends(period: Period, place: Pointer, context: Context) -> list[str]:
    start = not context.silent(period, place, "from_")
    end = not context.silent(period, place, "to") or period.ongoing is True
    if start != end and period.duration is not MISSING:
        return []  # one end and the length give the other
    return [name for name, known in (("beginning", start), ("end", end)) if not known]


@rule(
    "CRW005",
    "month-missing",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("2.3"),),
    real='GPT-5.5\'s filing gives its crawl as "2018 - December 2025".',
)
def month_missing(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The time of collection of crawled data names a year without a month.

    ## Why
    The template asks for months (MM/YYYY). A bare year can mean any of twelve.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        collected: {from: 2018, to: 2025-12}
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        collected: {from: 2018-03, to: 2025-12}
    ```

    ## References
    EU template, section 2.3.
    """
    seen: set[Pointer] = set()
    for dataset, where in crawled(context):
        fact = stated(context, dataset, where, "collected")
        if fact is None or fact[1] in seen or not isinstance(fact[0], Period):
            continue
        period, place = fact
        seen.add(place)
        for key, value in (("from", period.from_), ("to", period.to)):
            if value is not MISSING and _YEAR.fullmatch(str(value)):
                yield Fault(
                    (*place, key),
                    f'dataset "{dataset.id}" was crawled {key} {value}, and the month is not said',
                    "write the month too, as YYYY-MM",
                )
