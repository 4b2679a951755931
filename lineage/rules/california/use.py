"""Rules on what the data is used for, when it was collected, and since when it is used."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.rules.basis import ab2013
from lineage.rules.california.asked import contents, without_fact
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


@rule(
    "CAL002",
    "purpose-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(2),),
    real="Of five filings for the EU that were encoded, one says what its data is for: Microsoft's, whose form serves "
    "both laws.",
)
def purpose_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset does not say how it serves the purpose of the system.

    ## Why
    Item 2 asks how the datasets further the intended purpose. It can be said of a dataset, of all datasets of an
    origin, or of the whole training content.

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
        purpose: General knowledge, and fluent writing in German and French.
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
    California Civil Code 3111(a)(2).
    """
    said = {
        pointer
        for content, where in contents(manifest, context)
        if not context.silent(content.corpus, where, "purpose")
        for _, pointer in content.datasets
    }
    yield from without_fact(
        manifest,
        context,
        "purpose",
        "how the data serves the purpose of the system is not said",
        "add purpose to the dataset, under datasetDefaults, or to the corpus",
        lambda item: item[1] in said,
    )


@rule(
    "CAL010",
    "collection-period-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(10),),
    real="SmolLM3's filing gives for two of nine datasets when they were published, and for none when its data was "
    "collected.",
)
def collection_period_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset does not say when its data was collected.

    ## Why
    Item 10 asks for the period, and for a notice where collection goes on. When a dataset was published, or obtained,
    is another date.

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
        issued: 2025-03
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
        issued: 2025-03
        collected:
          from: 2019
          ongoing: true
    ```

    ## References
    California Civil Code 3111(a)(10).
    """
    yield from without_fact(
        manifest,
        context,
        "collected",
        "when the data was collected is not said",
        "add collected with from and to, or ongoing: true; {unknown: notStatedBySource} where nobody knows",
    )


@rule(
    "CAL011",
    "first-use-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(11),),
    real="The EU's form has no such question: of five encoded filings only Microsoft's, which serves both laws, "
    "answers it.",
)
def first_use_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset does not say when it was first used.

    ## Why
    Item 11 asks for the dates on which the datasets were first used in development. When a stage of training began is
    not taken for it: an experiment may have come before.

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
            period: {from: 2025-09}
            uses: [court-decisions]
    datasets:
      - id: court-decisions
        origin: public
        acquired: 2025-06
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
            period: {from: 2025-09}
            uses: [court-decisions]
    datasets:
      - id: court-decisions
        origin: public
        acquired: 2025-06
        firstUsed: 2025-07
    ```

    ## References
    California Civil Code 3111(a)(11).
    """
    yield from without_fact(
        manifest,
        context,
        "first_used",
        "when it was first used in development is not said",
        "add firstUsed with a year, month or day, or say it once in datasetDefaults",
    )
