"""Rules on the training data of the form: how it was obtained, how much there is, and its scope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph import CorpusContent
from lineage.graph.content import content_modalities
from lineage.model import Manifest
from lineage.pointer import Pointer
from lineage.rules.basis import AI_ACT_ANNEX_XI, code_form
from lineage.rules.context import Context
from lineage.rules.facts import stated
from lineage.rules.lacking import described, lacking, of_corpus, uncounted
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import PlacedDataset, sections, whole

_OBTAINED: Final = ("accessed_via", "permission", "crawlers", "services", "licensor", "url")
"""Fields of a dataset that tell how it was obtained, besides ``acquisition``."""


@rule(
    "COP005",
    "how-obtained-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="code",
    basis=(
        code_form("how data was obtained and selected"),
        AI_ACT_ANNEX_XI,
    ),
    real="GPT-5.5's filing describes its private datasets from third parties in little more than one sentence.",
)
def how_obtained_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Nothing says how a dataset was obtained.

    ## Why
    The form asks how data was obtained and selected. A page to load it from, a crawler, a licensor, a service, an
    acquisition, a ground for training on it, the description of its origin on the corpus: each answers it.

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
        origin: thirdPartyPrivate
        acquisition: purchased
    ```

    ## References
    Regulation (EU) 2024/1689, Annex XI, section 1, point 2(c); Code of Practice, Model Documentation Form.
    """
    told: set[Pointer] = set()
    every: dict[Pointer, PlacedDataset] = {}
    for content, where in context.contents:
        every |= {place: (dataset, place) for dataset, place in content.datasets}
        for asked in sections(content, where):
            if asked.source is not None and not context.silent(asked.source, asked.pointer, "description"):
                told |= {place for _, place in asked.datasets}
        told |= {use.pointer for use in content.uses if use.edge is not None and _selects(use.edge)}
    silent = [
        (dataset, place)
        for place, (dataset, _) in sorted(every.items(), key=lambda item: item[0][1])
        if place not in told
        and not isinstance(dataset.has_part, list)
        and all(context.silent(dataset, place, name) for name in _OBTAINED)
        and stated(context, dataset, place, "acquisition") is None
    ]
    yield from lacking(
        silent,
        "how the data was obtained is not said",
        "add acquisition, permission, accessedVia or url, or describe the origin under sources of the corpus",
        of=len(every),
    )


def _selects(edge: object) -> bool:
    return getattr(edge, "selection", MISSING) is not MISSING


@rule(
    "COP006",
    "amount-of-data-not-stated",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="code",
    basis=(
        code_form("number of data points"),
        AI_ACT_ANNEX_XI,
    ),
    real="Of eight filings encoded, one has a size that can be worked out from its datasets.",
)
def amount_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset has no number of data points, and no total is declared.

    ## Why
    The form asks for the number of data points with its unit, apart for training, testing and validation. A total on
    the corpus answers for all its datasets; bounds will do.

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
            quantity: {value: 2.1, magnitude: million, unit: documents}
    ```

    ## References
    Regulation (EU) 2024/1689, Annex XI, section 1, point 2(c); Code of Practice, Model Documentation Form.
    """
    silent, total = uncounted(context.contents, context)
    yield from lacking(
        silent,
        "the number of data points is not said",
        "add a quantity to a modality of the dataset, or the total to a modality of the corpus; a bound is enough",
        of=total,
    )


@rule(
    "COP007",
    "scope-not-described",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="code",
    basis=(
        code_form("scope and main characteristics"),
        AI_ACT_ANNEX_XI,
    ),
    real="Grok 4.5's filing says of its other sources that they span many domains, and not what they are.",
)
def scope_not_described(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Nothing describes the scope of the training data.

    ## Why
    The form asks for scope and main characteristics: domains, languages, places. Types of content, languages, geography
    or demographics answer it, on the corpus or on a dataset; a word in `otherCharacteristics` does too.

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
        languages: [de, fr]
        geography: {countries: [CH]}
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

    ## References
    Regulation (EU) 2024/1689, Annex XI, section 1, point 2(c); Code of Practice, Model Documentation Form.
    """
    for content, where in context.contents:
        if content.datasets and whole(content, context) and not _scoped(content, where, context):
            yield Fault(
                where,
                f'nothing describes the scope of the data of corpus "{content.corpus.id}"',
                "add languages, geography, demographics, otherCharacteristics, or contentTypes of its modalities",
            )


def _scoped(content: CorpusContent, where: Pointer, context: Context) -> bool:
    names = ("languages", "geography", "demographics", "other_characteristics")
    if any(not context.silent(content.corpus, where, name) for name in names):
        return True
    if any(described(entry, place, context) for entry, place in of_corpus(content.corpus, where)):
        return True
    return any(
        stated(context, dataset, place, "languages") is not None
        or not context.silent(dataset, place, "geography")
        or not context.silent(dataset, place, "demographics")
        or any(described(entry, (*place, *path), context) for entry, path in content_modalities(dataset))
        for dataset, place in content.datasets
    )
