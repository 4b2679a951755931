"""Rules on measures that the form asks for: curation, unsuitable sources, biases."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.rules.basis import AI_ACT_ANNEX_XI, AI_ACT_ANNEX_XII, code_form
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


@rule(
    "COP008",
    "curation-not-described",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="code",
    basis=(
        code_form("data curation methodologies"),
        AI_ACT_ANNEX_XII,
    ),
    real="SmolLM3's filing leaves the curation of most of its datasets to the documentation of their compilers.",
)
def curation_not_described(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Nothing says how the data was curated.

    ## Why
    The form asks for methods of curation: cleaning, filtering, normalisation. It is one of the fields that those who
    build on the model get. Measures for quality, safety, memorisation or personal data answer it.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
    measures:
      - id: robots
        kind: robotsTxt
        purposes: [rightsReservation]
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
    measures:
      - id: robots
        kind: robotsTxt
        purposes: [rightsReservation]
      - id: more
        kind: deduplication
        purposes: [quality]
        description: Copies of a page were dropped.
    ```

    ## References
    Regulation (EU) 2024/1689, Annex XII, point 2(c); Code of Practice, Model Documentation Form.
    """
    yield from _without(
        manifest,
        context,
        frozenset({"quality", "safety", "memorization", "personalData"}),
        "nothing says how the data was curated",
        "add a measure with its kind and the purpose quality, safety, memorization or personalData",
    )


@rule(
    "COP009",
    "unsuitable-sources-not-addressed",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="code",
    basis=(
        code_form("measures to detect unsuitability of data sources"),
        AI_ACT_ANNEX_XI,
    ),
    real="SmolLM3's filing counts on classifiers for educational content to keep illegal content out, and names no "
    "measure that looks for it.",
)
def unsuitability_not_addressed(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """No measure detects sources that are unsuitable.

    ## Why
    The form asks for measures against illegal content, intimate images without consent, and personal data without a
    ground for its use.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
    measures:
      - id: robots
        kind: robotsTxt
        purposes: [rightsReservation]
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
    measures:
      - id: robots
        kind: robotsTxt
        purposes: [rightsReservation]
      - id: more
        kind: hashMatching
        purposes: [illegalContent]
        description: Images were matched against lists of known material.
    ```

    ## References
    Regulation (EU) 2024/1689, Annex XI, section 1, point 2(c); Code of Practice, Model Documentation Form.
    """
    yield from _without(
        manifest,
        context,
        frozenset({"illegalContent", "personalData"}),
        "no measure to detect unsuitable sources is stated",
        "add a measure with the purpose illegalContent or personalData, and what it looks for under categories",
    )


@rule(
    "COP010",
    "biases-not-addressed",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="code",
    basis=(
        code_form("measures to detect identifiable biases"),
        AI_ACT_ANNEX_XI,
    ),
    real="Of eight filings for the EU that were encoded, none has a measure against bias.",
)
def biases_not_addressed(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """No measure detects biases.

    ## Why
    The form asks for measures to detect identifiable biases in the data.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
    measures:
      - id: robots
        kind: robotsTxt
        purposes: [rightsReservation]
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
    measures:
      - id: robots
        kind: robotsTxt
        purposes: [rightsReservation]
      - id: more
        kind: manualReview
        purposes: [bias]
        description: A sample was read for stereotypes.
    ```

    ## References
    Regulation (EU) 2024/1689, Annex XI, section 1, point 2(c); Code of Practice, Model Documentation Form.
    """
    yield from _without(
        manifest,
        context,
        frozenset({"bias"}),
        "no measure to detect biases is stated",
        "add a measure with the purpose bias",
    )


def _without(
    manifest: Manifest, context: Context, purposes: frozenset[str], message: str, advice: str
) -> Iterator[Fault]:
    """A fault at each corpus, where no measure has one of some purposes."""
    if not context.untouched("measures"):
        return
    if any(purposes.intersection(measure.purposes) for measure in entries(manifest.measures)):
        return
    for content, where in context.contents:
        yield Fault(where, f'{message} for corpus "{content.corpus.id}"', advice)
