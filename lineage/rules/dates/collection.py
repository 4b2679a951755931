"""Rules on when data was collected, against what a corpus says of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.graph import CorpusContent
from lineage.model import Manifest
from lineage.model.answer import value_of
from lineage.model.dataset import Dataset
from lineage.model.dates import DateFact, Period, earliest, latest
from lineage.pointer import Pointer
from lineage.rules.basis import ab2013, eu
from lineage.rules.context import Context
from lineage.rules.dates.forms import spelt
from lineage.rules.facts import stated
from lineage.rules.registry import Fault, rule


@rule(
    "DTE004",
    "collected-after-latest-date",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(eu("1.3"),),
    real="Domyn states a cut-off of 09/2024 and lists a dataset of September 2025; Bielik gives May and November 2025.",
)
def collected_after(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset was collected or acquired after the latest date that its corpus states.

    ## Why
    Section 1.3 asks for the latest date of data acquisition or collection. A used dataset that is younger shows that
    the date, or the dataset's, is wrong. Only what is certain counts: rough dates and bounds that leave room do not,
    and a corpus with continuous training may grow.

    ## Example
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        collected:
          from: 2024-01
          to: 2025-09
    corpora:
      - id: all
        models: [aurora]
        latestCollection: 2024-09
    ```

    ## Use instead
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        collected:
          from: 2024-01
          to: 2025-09
    corpora:
      - id: all
        models: [aurora]
        latestCollection: 2025-09
    ```

    ## References
    EU template, section 1.3.
    """
    for content, where in context.contents:
        latest_date = content.corpus.latest_collection
        limit = _closing(latest_date)
        if limit is None or _rough(latest_date) or value_of(content.corpus.continuous_training) is True:
            continue
        for owner, value, place in _gathered(context, content):
            first = None if _rough(value) else earliest(value)
            if first and first > limit:
                yield Fault(
                    place,
                    f'{owner}: "{place[-1]}" is {spelt(value)}, after the latest collection of corpus '
                    f'"{content.corpus.id}", {spelt(latest_date)}',
                    "correct this date, or latestCollection of the corpus",
                    related=(Related((*where, "latestCollection"), "the latest date of the corpus"),),
                )


@rule(
    "DTE005",
    "ongoing-collection-with-closed-date",
    severity=Severity.WARNING,
    basis=(eu("1.3"), ab2013(10)),
    real="Bielik's filing gives May 2025, November 2025 and an ongoing collection for the same training content.",
)
def ongoing_and_closed(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A used dataset is still being collected, and its corpus is closed.

    ## Why
    The corpus states a latest date and no continuous training. Then either the part that was used has an end, or
    training goes on with new data. A reader cannot tell which.

    ## Example
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        collected:
          from: 2024-01
          ongoing: true
    corpora:
      - id: all
        models: [aurora]
        latestCollection: 2025-05
    ```

    ## Use instead
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        collected:
          from: 2024-01
          to: 2025-05
    corpora:
      - id: all
        models: [aurora]
        latestCollection: 2025-05
    ```
    If new data is trained on: `continuousTraining: true`.

    ## References
    EU template, section 1.3; California Civil Code 3111(a)(10).
    """
    for content, where in context.contents:
        corpus = content.corpus
        silent = context.silent(corpus, where, "continuous_training")
        if _closing(corpus.latest_collection) is None or not (silent or value_of(corpus.continuous_training) is False):
            continue
        seen: set[Pointer] = set()
        for dataset, pointer in content.datasets:
            period, place = stated(context, dataset, pointer, "collected") or (MISSING, pointer)
            if isinstance(period, Period) and period.ongoing is True and place not in seen:
                seen.add(place)
                yield Fault(
                    (*place, "ongoing"),
                    f'{_owner(dataset, place)}: collection is ongoing; corpus "{corpus.id}" ends at '
                    f"{spelt(corpus.latest_collection)} and states no continuous training",
                    "give the end of what was used as collected.to, or say continuousTraining: true",
                    related=(Related((*where, "latestCollection"), "the latest date of the corpus"),),
                )


def _closing(value: Any) -> date | None:
    """The last day that a corpus's latest date can mean, where it states one."""
    return latest(value) if isinstance(value, str | int | DateFact) else None


def _rough(value: Any) -> bool:
    return isinstance(value, DateFact) and value.approximate is True


def _gathered(context: Context, content: CorpusContent) -> Iterator[tuple[str, Any, Pointer]]:
    """The ends of collection and the days of acquisition of the data used; a default that many share comes once."""
    seen: set[Pointer] = set()
    for dataset, where in content.datasets:
        for name in ("collected", "acquired"):
            value, place = stated(context, dataset, where, name) or (MISSING, where)
            if isinstance(value, Period):
                end = "from" if value.to is MISSING else "to"
                rough = value.approximate is True or (end == "from" and (*place, "to") in context.pruning.members)
                value, place = (value.from_ if end == "from" else value.to), (*place, end)
                if rough:
                    continue
            if isinstance(value, str | int | DateFact) and place not in seen:
                seen.add(place)
                yield _owner(dataset, place), value, place


def _owner(dataset: Dataset, place: Pointer) -> str:
    return f'dataset "{dataset.id}"' if place[0] == "datasets" else f"datasetDefaults for {place[1]}"
