"""Rules on the published summary: that there is one, where it is, and how old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dates import earliest, latest
from lineage.model.publication import Publication
from lineage.pointer import Pointer
from lineage.rules.basis import AI_ACT_53_1_D, eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.summaries.due import due_after


def _summaries(manifest: Manifest) -> Iterator[tuple[Publication, Pointer]]:
    """The published EU summaries with their places."""
    for position, publication in enumerate(entries(manifest.publications)):
        if publication.form == "eu-summary":
            yield publication, ("publications", position)


@rule(
    "SUM011",
    "summary-stale",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=("Explanatory notice of the EU template, point 29",),
    real='The peer tool corpuscard read an update of 2099 as "-26703d ago" and printed "ok".',
)
def summary_stale(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The published summary was last updated more than six months ago.

    ## Why
    A summary is updated every six months where a model is trained on further data, and sooner where the change is
    significant. Months are those of the calendar: six months after 1 September end on 1 March. Of several versions for
    one corpus the newest counts; one that is dated after the day of the check makes nothing newer.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    publications:
      - form: eu-summary
        corpus: training
        version: "1"
        updated: 2025-09-01
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    publications:
      - form: eu-summary
        corpus: training
        version: "2"
        updated: 2026-10-01
    ```

    ## References
    Explanatory notice of the EU template, point 29.
    """
    if context.at is None:
        return
    newest: dict[str, tuple[date, Publication, Pointer]] = {}
    for publication, where in _summaries(manifest):
        if publication.updated is MISSING or (earliest(publication.updated) or context.at) > context.at:
            continue
        day = latest(publication.updated)
        corpus = publication.corpus if publication.corpus is not MISSING else ""
        if day and (corpus not in newest or newest[corpus][0] < day):
            newest[corpus] = (day, publication, where)
    for day, publication, where in newest.values():
        due = due_after(day)
        if context.at > due:
            yield Fault(
                (*where, "updated"),
                f"the summary was last updated on {publication.updated}, {(context.at - day).days} days before "
                f"{context.at}; six months ended on {due}",
                "update and republish it if training went on; a summary is due for it every six months",
            )


@rule(
    "SUM012",
    "no-authoritative-url",
    severity=Severity.NOTE,
    regulator=Severity.WARNING,
    law="eu",
    basis=(AI_ACT_53_1_D,),
    real="Filed summaries commonly name no address of their own and no history of versions; Apertus V1 has neither.",
)
def no_authoritative_url(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A published summary has no address.

    ## Why
    Copies of summaries go around as files. Only the address at the provider tells which one holds, and another
    provider can link only what has one.

    ## Example
    ```yaml
    publications:
      - form: eu-summary
        version: V1
    ```

    ## Use instead
    ```yaml
    publications:
      - form: eu-summary
        version: V1
        url: https://example.org/aurora-1/training-content
    ```

    ## References
    Regulation (EU) 2024/1689, Art. 53(1)(d).
    """
    for publication, where in _summaries(manifest):
        if context.silent(publication, where, "url"):
            yield Fault(
                where,
                "the published summary has no address",
                "add the url at which the provider publishes it",
            )


@rule(
    "SUM013",
    "no-publication",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("Version of the Summary"), AI_ACT_53_1_D),
    real="For GPT-5.6, gpt-oss and Sora 2 no summary was found in July 2026.",
)
def no_publication(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A corpus has no published summary on record.

    ## Why
    The head of a summary gives its version and the date of its last update. Both come from the record of its
    publication; a first one is recorded before it is printed.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    publications:
      - form: eu-summary
        corpus: training
        version: "1"
        updated: 2026-11-20
    ```

    ## References
    EU template, head; Regulation (EU) 2024/1689, Art. 53(1)(d).
    """
    if not context.untouched("publications"):
        return
    published = {publication.corpus for publication, _ in _summaries(manifest)}
    if MISSING in published:
        return  # it may be meant for any of them
    for content, where in context.contents:
        if content.corpus.id not in published:
            yield Fault(
                where,
                f'corpus "{content.corpus.id}" has no published summary on record',
                "add a publication with form: eu-summary, its version and the date of its last update",
            )
