"""Rules on what was done: cleaning and other processing, and synthetic data generation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph import CorpusContent
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.rules.basis import ab2013
from lineage.rules.california.asked import contents
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import creates, section, whole

NO_CHANGE: Final = frozenset(
    {
        "robotsTxt",
        "metaTags",
        "tdmReservationCheck",
        "termsReview",
        "takedownChannel",
        "accessControls",
        "versionRefresh",
        "sourcing",
        "contractual",
        "governance",
        "trainingTechnique",
    }
)
"""Kinds of measures that choose or govern data and do not change it."""


@rule(
    "CAL009",
    "processing-not-stated",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(9),),
    real="SmolLM3's filing describes what the compilers of its datasets did; of cleaning by its provider it says "
    "nothing.",
)
def processing_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Nothing says whether the developer cleaned, processed or modified the data.

    ## Why
    Item 9 asks for cleaning, processing and other modification by the developer, with what it was for. Measures that
    those took who compiled the datasets do not answer it, nor does respect for robots.txt. Which part of a dataset was
    selected does.

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
            uses: [court-decisions]
    datasets:
      - id: court-decisions
        origin: public
    measures:
      - id: upstream
        kind: deduplication
        purposes: [quality]
        by: curators
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
            uses: [court-decisions]
    datasets:
      - id: court-decisions
        origin: public
    measures:
      - id: upstream
        kind: deduplication
        purposes: [quality]
        by: curators
      - id: names
        kind: redaction
        purposes: [personalData]
        description: Names of parties were replaced by initials.
    ```

    ## References
    California Civil Code 3111(a)(9).
    """
    if not context.untouched("measures", "models"):
        return
    changed = any(measure.by != "curators" and measure.kind not in NO_CHANGE for measure in entries(manifest.measures))
    for content, where in contents(manifest, context):
        if content.datasets and not changed and not _selected(content):
            yield Fault(
                where,
                f'nothing says whether the data of corpus "{content.corpus.id}" was cleaned, processed or modified',
                "add a measure with its kind and purposes, or selection to the use of a dataset",
            )


def _selected(content: CorpusContent) -> bool:
    return any(use.edge is not None and use.edge.selection is not MISSING for use in content.uses)


@rule(
    "CAL012",
    "synthetic-generation-not-answered",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(12),),
    real="A tool that writes documents for AB 2013 concludes the answer to item 12 from a flag on another question.",
)
def synthetic_not_answered(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Nothing says whether synthetic data generation was used in development.

    ## Why
    Item 12 asks whether it was, or is continuously. "Yes" follows from a dataset that a model created, or from a model
    that took part in training; "no" is never concluded from silence.

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
            uses: [court-decisions]
    datasets:
      - id: court-decisions
        origin: public
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          synthetic:
            used: false
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [court-decisions]
    datasets:
      - id: court-decisions
        origin: public
    ```

    ## References
    California Civil Code 3111(a)(12).
    """
    for content, where in contents(manifest, context):
        asked = section(content, where, "synthetic")
        if asked.source_answered or asked.used or not whole(content, context):
            continue
        places = ((*where, "sources"), asked.pointer, (*asked.pointer, "used"))
        if any(place in context.pruning.members for place in places):
            continue
        if any(creates(placed.use) for placed in content.model_uses):
            continue
        yield Fault(
            asked.pointer if asked.source else where,
            f'whether synthetic data was generated for corpus "{content.corpus.id}" is not said',
            "answer sources.synthetic.used with true or false, or say that it is unknown or withheld",
        )
