"""Models that were on the Union market before the duty to publish a summary began, and what is not known of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from lineage.finding import Related, Severity
from lineage.graph import CorpusContent
from lineage.graph.walk import of_type
from lineage.model import Manifest
from lineage.model.answer import Unknown, value_of
from lineage.model.dates import latest
from lineage.model.model import Model
from lineage.pointer import Pointer
from lineage.rules.basis import AI_ACT_111_3
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import RELATED_AT_MOST

DUTY_BEGAN: Final = date(2025, 8, 2)
"""From when summaries are due. A model placed on the market before that day has until :data:`LEGACY_DUE`."""

LEGACY_DUE: Final = date(2027, 8, 2)
"""By when the summaries of earlier models are due."""


def is_legacy(model: Model) -> bool:
    """Whether a model was certainly placed on the Union market before the duty began. ``2025`` or ``2025-08`` may mean
    a day on either side."""
    placed = value_of(model.placed_on_union_market)
    day = latest(placed) if isinstance(placed, str | int) and not isinstance(placed, bool) else None
    return day is not None and day < DUTY_BEGAN


@rule(
    "SUM019",
    "legacy-gap-not-justified",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=("Explanatory notice of the EU template, on models placed before 2 August 2025", AI_ACT_111_3),
    real="Filed summaries leave fields blank: nobody can tell whether the information is lost or was not looked for.",
)
def legacy_gap_not_justified(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model from before the duty began, and information that is not known, without a word on why.

    ## Why
    Summaries of models placed on the Union market before 2 August 2025 are due by 2 August 2027. Information on them
    that can no longer be obtained may stay out, if the summary says so and gives a justification. A bare `unknown` is
    no justification.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        latestCollection:
          unknown: notObtainable
    models:
      - id: aurora
        name: Aurora 1
        placedOnUnionMarket: 2025-03-04
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        latestCollection:
          unknown: notObtainable
          note: >-
            The logs of the crawl were deleted in 2024, and neither the team nor the supplier kept a copy.
    models:
      - id: aurora
        name: Aurora 1
        placedOnUnionMarket: 2025-03-04
    ```

    ## References
    Explanatory notice of the EU template; Regulation (EU) 2024/1689, Art. 111(3).
    """
    unjustified: list[tuple[Unknown, Pointer]] | None = None
    for content, where in context.contents:
        old = [model for model, _ in content.models if is_legacy(model)]
        if not old:
            continue
        if unjustified is None:
            found = of_type(manifest, frozenset({Unknown}))
            unjustified = [item for item in found if context.silent(*item, "note")]
        places = _places(content, where)
        own = [(answer, place) for answer, place in unjustified if place[:2] in places]
        if own:
            first = own[0][1]
            more = f", and {len(own) - 1} more answers of its summary" if len(own) > 1 else ""
            yield Fault(
                first,
                f'model "{old[0].id}" was placed on the market before 2 August 2025, and nothing says why this is not '
                f"known{more}",
                "add a note to each: what was tried, and why the information could not be obtained",
                related=tuple(Related(place, "not known either") for _, place in own[1 : RELATED_AT_MOST + 1]),
            )


def _places(content: CorpusContent, where: Pointer) -> set[Pointer]:
    """The records that a summary is made from: the corpus, its models, and the datasets that they use."""
    return {where, *(place for _, place in content.models), *(place for _, place in content.datasets)}
