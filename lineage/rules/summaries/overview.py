"""Rules on the rest of section 1.3: languages, the latest date of collection, and training that goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph import CorpusContent
from lineage.graph.content import content_modalities
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.content import LanguageProfile, language_tags, modality_entry
from lineage.model.dates import Period
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.facts import stated
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import whole

_NO_LANGUAGE: Final = frozenset({"mul", "und"})
"""Tags that name no language: several, and undetermined."""


@rule(
    "SUM008",
    "eu-languages-not-listed",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("1.3"),),
    real="Apertus gives a count of 1782 pairs of language and script, and Grok 4.5 speaks of EU languages in general; "
    "neither lists them.",
)
def eu_languages_not_listed(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The languages of the corpus are counted or described, and not listed.

    ## Why
    Section 1.3 asks for the languages, the official languages of the Union above all. From a count nobody can tell
    whether Maltese or Irish is among them.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        languages:
          count: {value: 56, unit: languages}
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        languages:
          main: [en, de, fr]
          also: [ga, mt, is]
          count: {value: 56, unit: languages}
    ```

    ## References
    EU template, section 1.3.
    """
    advice = "list language tags under languages, the official languages of the Union first; main and also hold them"
    for content, where in context.contents:
        languages = content.corpus.languages
        place = (*where, "languages")
        if isinstance(languages, list | LanguageProfile):
            pruned = {(*place, "main"), (*place, "also")} & context.pruning.members
            if set(language_tags(languages)) <= _NO_LANGUAGE and not pruned and place not in context.pruning.lists:
                yield Fault(
                    place,
                    f'corpus "{content.corpus.id}" describes its languages and lists none of them',
                    advice,
                )
        elif context.silent(content.corpus, where, "languages") and _speaks(content) and whole(content, context):
            if any(_named(stated(context, *item, "languages")) for item in content.datasets):
                continue
            yield Fault(
                where,
                f'corpus "{content.corpus.id}" does not say which languages it holds, nor do its datasets',
                advice,
            )


def _speaks(content: CorpusContent) -> bool:
    """Whether the corpus holds text, sound or film, as far as anybody says."""
    listed = [modality_entry(item) for item in entries(content.corpus.modalities)]
    held = [entry for dataset, _ in content.datasets for entry, _ in content_modalities(dataset)]
    return any(entry.modality in ("text", "audio", "video") for entry in (*listed, *held))


def _named(fact: tuple[object, object] | None) -> bool:
    """Whether a dataset's languages are listed, or a statement stands in their place."""
    if fact is None:
        return False
    languages = fact[0]
    if isinstance(languages, list | LanguageProfile):
        return not set(language_tags(languages)) <= _NO_LANGUAGE
    return True


@rule(
    "SUM009",
    "continuous-training-not-stated",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("1.3"),),
    real="Of eight filings encoded, two say whether the model is trained on new data after the latest date.",
)
def continuous_training_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The corpus does not say whether training goes on with new data.

    ## Why
    Section 1.3 asks in one field for the latest date and for whether the model is trained on new or dynamic data after
    it. Without the second half the date means little.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        latestCollection: 2026-02
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        latestCollection: 2026-02
        continuousTraining: false
    ```

    ## References
    EU template, section 1.3.
    """
    for content, where in context.contents:
        if context.silent(content.corpus, where, "continuous_training"):
            yield Fault(
                where,
                f'corpus "{content.corpus.id}" does not say whether training goes on with new data',
                "add continuousTraining: true or false",
            )


@rule(
    "SUM010",
    "latest-collection-missing",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("1.3"),),
    real="Where the latest date of collection is asked for, SmolLM3's filing gives dates of publication and Domyn "
    "Large's a knowledge cutoff.",
)
def latest_collection_missing(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The corpus has no latest date of collection, and no dataset has a date to take it from.

    ## Why
    Section 1.3 asks when data was last obtained or collected. What a dataset speaks of, and when it was published, are
    other dates. Where `collected` or `acquired` is known for the datasets, the latest of them is taken.

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
            uses: [web]
    datasets:
      - id: web
        issued: 2025-02-19
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        latestCollection: 2025-03
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        issued: 2025-02-19
    ```

    ## References
    EU template, section 1.3.
    """
    for content, where in context.contents:
        if not context.silent(content.corpus, where, "latest_collection") or not whole(content, context):
            continue
        dated = any(
            _has_end(stated(context, *item, "collected")) or stated(context, *item, "acquired") is not None
            for item in content.datasets
        )
        if not dated:
            yield Fault(
                where,
                f'corpus "{content.corpus.id}" has no latest date of collection, nor do its datasets have dates',
                "add latestCollection as YYYY-MM, or collected or acquired to the datasets",
            )


def _has_end(fact: tuple[object, object] | None) -> bool:
    return fact is not None and (not isinstance(fact[0], Period) or fact[0].to is not MISSING)
