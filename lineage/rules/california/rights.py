"""Rules on rights in the data, how it was acquired, and whose information it holds."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import value_of
from lineage.rules.basis import ab2013
from lineage.rules.california.asked import used, without_fact
from lineage.rules.context import Context
from lineage.rules.facts import stated
from lineage.rules.lacking import lacking
from lineage.rules.registry import Fault, rule


@rule(
    "CAL005",
    "rights-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(5),),
    real="Of five filings for the EU that were encoded, one states it, and for one dataset: Apertus, of traces from "
    "books of Project Gutenberg.",
)
def rights_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset does not say whether it holds data under copyright, trademark or patent.

    ## Why
    Item 5 asks whether the datasets include protected data or are entirely in the public domain. A licence does not
    answer it: open licences are given on protected works. Not knowing is an answer too.

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
        patent: false
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
        copyright: publicDomain
        patent: false
    ```

    ## References
    California Civil Code 3111(a)(5).
    """
    every = used(manifest, context)
    silent = []
    for item in every:
        answers = [stated(context, *item, name) for name in ("copyright", "trademark", "patent")]
        protected = any(answer is not None and value_of(answer[0]) is True for answer in answers[1:])
        if answers[0] is None and not protected:
            silent.append(item)
    yield from lacking(
        silent,
        "whether there is data under copyright is not said",
        "add copyright: protected, mixed or publicDomain (and trademark, patent), or say it once in datasetDefaults",
        of=len(every),
    )


@rule(
    "CAL006",
    "acquisition-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(6),),
    real="Forms for the EU ask for licences of rightsholders and for private data of others, and not whether a public "
    "or private dataset was bought: none of five encoded filings says it of a dataset.",
)
def acquisition_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset does not say whether it was purchased or licensed.

    ## Why
    Item 6 asks it of every dataset. Data that is free to download and data of one's own is neither; that is an answer
    as well. Where the origin is `licensed`, nothing more is asked.

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
            uses: [newspapers]
    datasets:
      - id: newspapers
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
            uses: [newspapers]
    datasets:
      - id: newspapers
        origin: thirdPartyPrivate
        acquisition: purchased
    ```

    ## References
    California Civil Code 3111(a)(6).
    """
    yield from without_fact(
        manifest,
        context,
        "acquisition",
        "whether it was purchased or licensed is not said",
        "add acquisition: licensed, purchased, free or own, or say it once in datasetDefaults",
        lambda item: "licensed" in item[0].origins(),
    )


@rule(
    "CAL007",
    "personal-information-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(7),),
    real="SmolLM3's filing tells that personal data was redacted in one dataset; whether there is any in the other "
    "eight it does not say.",
)
def personal_information_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset does not say whether it holds personal information.

    ## Why
    Item 7 asks it, in the sense of Civil Code 1798.140(v). That names were removed does not answer it.

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
            uses: [forums, court-decisions]
    datasets:
      - id: forums
        origin: crawled
      - id: court-decisions
        origin: public
        personalData: true
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
            uses: [forums, court-decisions]
    datasetDefaults:
      crawled:
        personalData: true
    datasets:
      - id: forums
        origin: crawled
      - id: court-decisions
        origin: public
        personalData: true
    ```

    ## References
    California Civil Code 3111(a)(7); 1798.140(v).
    """
    yield from without_fact(
        manifest,
        context,
        "personal_data",
        "whether there is personal information is not said",
        "add personalData: true or false, or say it once in datasetDefaults",
    )


@rule(
    "CAL008",
    "aggregate-information-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="ab2013",
    basis=(ab2013(8),),
    real="The EU's form has no such question: of five encoded filings only Microsoft's, which serves both laws, "
    "answers it.",
)
def aggregate_information_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset does not say whether it holds aggregate consumer information.

    ## Why
    Item 8 asks it, in the sense of Civil Code 1798.140(b): information on groups of consumers that is tied to no single
    one. It is another question than that on personal information.

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
        personalData: true
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
    datasetDefaults:
      all:
        aggregateConsumerInformation: false
    datasets:
      - id: court-decisions
        origin: public
        personalData: true
    ```

    ## References
    California Civil Code 3111(a)(8); 1798.140(b).
    """
    yield from without_fact(
        manifest,
        context,
        "aggregate_consumer_information",
        "whether there is aggregate consumer information is not said",
        "add aggregateConsumerInformation: true or false, or say it once in datasetDefaults",
    )
