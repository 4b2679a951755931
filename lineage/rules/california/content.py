"""Rules on what the datasets are: where they come from, how many data points they hold, and of which types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lineage.finding import Severity
from lineage.graph.content import content_modalities
from lineage.model import Manifest
from lineage.rules.basis import ab2013
from lineage.rules.california.asked import contents, used
from lineage.rules.context import Context
from lineage.rules.lacking import described, lacking, of_corpus, uncounted
from lineage.rules.registry import Fault, rule

_SOURCES: Final = ("creators", "publisher", "licensor", "url", "crawlers", "site_types", "services")
"""Fields that tell where a dataset comes from or whose it is."""


@rule(
    "CAL001",
    "source-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(1),),
    real="The first disclosures under AB 2013, as the press read them in January 2026, name no dataset and no source.",
)
def source_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset names neither a source nor an owner.

    ## Why
    Item 1 asks for the sources or owners. A maker, a publisher, a licensor, a page, a crawler, kinds of websites, or
    the service whose users wrote it: each is an answer, and so is a statement in its place.

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
        name: Court decisions
        origin: thirdPartyPrivate
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
        name: Court decisions
        origin: thirdPartyPrivate
        creators: {withheld: contractual}
    ```

    ## References
    California Civil Code 3111(a)(1).
    """
    every = used(manifest, context)
    silent = [item for item in every if all(context.silent(*item, name) for name in _SOURCES)]
    yield from lacking(
        silent,
        "neither a source nor an owner is named",
        "add creators, publisher, licensor or url, or crawlers or services for data from websites or users",
        of=len(every),
    )


@rule(
    "CAL003",
    "data-points-not-counted",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(3),),
    real="Of five filings for the EU that were encoded, none counts the data points of a single dataset.",
)
def data_points_not_counted(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset has no number of data points, and no total is declared.

    ## Why
    Item 3 asks how many data points there are. Ranges will do, and estimates where data is dynamic; a total on the
    corpus answers for all its datasets.

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
        modalities: [text]
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
        modalities:
          - modality: text
            quantity: {atLeast: 2, atMost: 3, magnitude: million, unit: documents}
    ```

    ## References
    California Civil Code 3111(a)(3).
    """
    silent, total = uncounted(contents(manifest, context), context)
    yield from lacking(
        silent,
        "the number of data points is not said",
        "add a quantity to a modality of the dataset, or the total to a modality of the corpus; a range is enough",
        of=total,
    )


@rule(
    "CAL004",
    "types-of-data-points-not-described",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(4),),
    real="The first disclosures under AB 2013, as the press read them in January 2026, keep to broad descriptions of "
    "kinds of data.",
)
def types_notdescribed(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset says nothing of its types of data points but the modality.

    ## Why
    Item 4 asks for the types of labels where there are labels, and for general characteristics where there are none.
    "Text" is no characteristic that tells one dataset from another.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [letters]
    datasets:
      - id: letters
        origin: public
        modalities: [text]
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
          - stage: sft
            uses: [letters]
    datasets:
      - id: letters
        origin: public
        modalities: [text]
        dataPoints:
          - kind: letter
            labelled: true
            labels: [language, century]
    ```

    ## References
    California Civil Code 3111(a)(4).
    """
    every = used(manifest, context)
    told = {
        pointer
        for content, where in contents(manifest, context)
        if any(described(entry, place, context) for entry, place in of_corpus(content.corpus, where))
        for _, pointer in content.datasets
    }
    silent = [
        (dataset, place)
        for dataset, place in every
        if place not in told
        and context.silent(dataset, place, "data_points")
        and context.silent(dataset, place, "description")
        and (*place, "modalities") not in context.pruning.members
        and not any(described(entry, (*place, *path), context) for entry, path in content_modalities(dataset))
    ]
    yield from lacking(
        silent,
        "the types of data points are not described",
        "add dataPoints with their labels, contentTypes on a modality, or a description",
        of=len(every),
    )
