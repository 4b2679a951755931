"""Rules on crawlers: their names, and what they do about barriers and signals."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries, value_of
from lineage.model.crawler import Crawler
from lineage.pointer import Pointer
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import PlacedDataset, related, section, used_datasets, whole

_ASKED = {"robots_txt": "robotsTxt", "captchas": "captchas", "passwords": "passwords", "paywalls": "paywalls"}
"""The barriers and signals that section 2.3 names: Python name and name on the wire."""


def crawled(context: Context) -> Iterator[PlacedDataset]:
    """The datasets used that were crawled, each once."""
    yield from (item for item in used_datasets(context) if "crawled" in item[0].origins())


def _crawlers(context: Context) -> Iterator[tuple[Crawler, Pointer]]:
    """The crawlers behind the data used, each once, in the order of first use."""
    seen: set[str] = set()
    for dataset, _ in crawled(context):
        for reference in entries(dataset.crawlers):
            record = context.index.by_id.get(reference)
            if record and record.kind == "crawler" and reference not in seen:
                seen.add(reference)
                yield record.node, record.pointer


@rule(
    "CRW002",
    "crawler-not-named",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    law="eu",
    basis=(eu("2.3"),),
    real='Inkling\'s filing says that crawlers were used and gives "N/A" as their name.',
)
def crawler_not_named(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Crawlers were used, and one or all of them are not named.

    ## Why
    Section 2.3 asks for the name or identifier of each crawler. Website owners address a crawler by it when they
    reserve their rights.

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
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        crawlers: [bot]
    crawlers:
      - id: bot
        name: {withheld: true}
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
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        crawlers: [bot]
    crawlers:
      - id: bot
        name: AuroraBot
        userAgent: AuroraBot/1.0
    ```

    ## References
    EU template, section 2.3.
    """
    for crawler, where in _crawlers(context):
        if value_of(crawler.name) is None and value_of(crawler.user_agent) is None:
            yield Fault(
                (*where, "name"),
                f'crawler "{crawler.id}" has neither a name nor a user agent',
                "give the name it is known by, or the product token it announces itself with under userAgent",
            )
    for content, corpus in context.contents:
        asked = section(content, corpus, "crawled")
        if not asked.used or any(entries(dataset.crawlers) for dataset, _ in asked.datasets):
            continue
        if not whole(content, context) or not context.untouched("crawlers"):
            continue
        yield Fault(
            (*asked.pointer, "used") if asked.declared else corpus,
            f'corpus "{content.corpus.id}" uses crawled data, and no crawler is named',
            "describe each crawler under crawlers and list it on the datasets that it collected",
            related=related(asked.datasets, "was crawled"),
        )


@rule(
    "CRW003",
    "behaviour-not-described",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("2.3"),),
    real="Grok 4.5's filing says under crawler behaviour only that public pages are scanned.",
)
def behaviour_not_described(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """What a crawler does about robots.txt, captchas, passwords or paywalls is not said.

    ## Why
    Section 2.3 asks how the crawler deals with each of them. Silence on one reads as an oversight at best; not
    knowing is an answer too.

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
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        crawlers: [bot]
    crawlers:
      - id: bot
        name: AuroraBot
        behaviour:
          robotsTxt: honoured
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
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        crawlers: [bot]
    crawlers:
      - id: bot
        name: AuroraBot
        behaviour:
          robotsTxt: honoured
          captchas: notCircumvented
          passwords: notCircumvented
          paywalls: {unknown: true}
    ```

    ## References
    EU template, section 2.3.
    """
    for crawler, where in _crawlers(context):
        behaviour = crawler.behaviour
        place = (*where, "behaviour")
        if behaviour is MISSING:
            missing = list(_ASKED.values()) if context.silent(crawler, where, "behaviour") else []
            place = where
        else:
            missing = [wire for name, wire in _ASKED.items() if context.silent(behaviour, place, name)]
        if missing:
            yield Fault(
                place,
                f'crawler "{crawler.id}" does not say what it does about {", ".join(missing)}',
                "say honoured, notHonoured, notCircumvented or circumvented for each under behaviour",
            )
