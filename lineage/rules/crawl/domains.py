"""Rules on the list of domain names that were crawled: that there is one, what ranks it, and how long it has to be."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import Withheld, entries
from lineage.model.dataset import Domains
from lineage.model.link import File
from lineage.pointer import Pointer
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.crawl.crawlers import crawled
from lineage.rules.registry import Fault, rule


@rule(
    "CRW001",
    "no-domain-list",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    law="eu",
    basis=(eu("2.3, footnote 16"),),
    real="Of 8 filed summaries that answer Yes on crawlers none gives the list of domain names; all give categories or "
    "a link.",
)
def no_domain_list(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Crawled data comes without the list of domain names.

    ## Why
    Section 2.3 asks for the names in the top 10 % of all domain names by the size of what was scraped; for small and
    medium-sized enterprises the top 5 % or 1 000 names. Categories and suffixes do not stand in for it: nobody finds
    his own site in "community sites". From a `tally` with a `path` the summary cuts the list itself.

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
        domains:
          categories:
            - name: community sites
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
        domains:
          list:
            path: domains-top-10-percent.csv
          rankedBy: contentSize
    ```

    ## References
    EU template, section 2.3 and footnote 16.
    """
    advice = "add domains.list with the file of domain names, largest first by the size of the content scraped"
    for dataset, where in crawled(context):
        what = f'dataset "{dataset.id}" was crawled'
        domains = dataset.domains
        place = (*where, "domains")
        if isinstance(domains, Domains):
            if isinstance(domains.list_, File) or (*place, "list") in context.pruning.members:
                continue
            if domains.list_ is not MISSING:
                how = "withheld" if isinstance(domains.list_, Withheld) else "not given"
                yield Fault((*place, "list"), f"{what}, and its list of domain names is {how}", advice)
            elif domains.tally is not MISSING and domains.tally.path is not MISSING:
                continue  # the summary cuts its list from the file beside the manifest
            elif domains.tally is not MISSING:
                yield Fault(
                    place,
                    f"{what}, and has a tally of domain names from which no list was cut",
                    "keep the tally beside the manifest and name its path, or add the top names as domains.list",
                )
            elif domains.categories is not MISSING or domains.suffixes is not MISSING:
                yield Fault(place, f"{what}, and gives categories or suffixes instead of domain names", advice)
            else:
                yield Fault(place, f"{what}, and gives no list of domain names", advice)
        elif domains is not MISSING:
            how = "are withheld" if isinstance(domains, Withheld) else "are not given"
            yield Fault(place, f"{what}, and its domain names {how}", advice)
        elif context.silent(dataset, where, "domains"):
            yield Fault(where, f"{what}, and gives no list of domain names", advice)


@rule(
    "CRW006",
    "ranked-by-hits",
    severity=Severity.WARNING,
    basis=(eu("2.3, footnote 16"),),
    real="The peer tool lace-client spreads the bytes of a file evenly over the addresses in it, so that its ranking "
    "counts addresses and not content.",
)
def ranked_by_hits(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Domain names are ranked by pages or hits.

    ## Why
    The template ranks them by the size of the content scraped. A site of a few very long pages is at the top of one
    list and at the bottom of the other.

    ## Example
    ```yaml
    datasets:
      - id: web-crawl
        origin: crawled
        domains:
          list: {path: domains.csv}
          rankedBy: hits
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web-crawl
        origin: crawled
        domains:
          list: {path: domains.csv}
          rankedBy: contentSize
    ```

    ## References
    EU template, section 2.3 and footnote 16.
    """
    for position, dataset in enumerate(entries(manifest.datasets)):
        domains = dataset.domains
        if isinstance(domains, Domains) and domains.ranked_by in ("pages", "hits"):
            yield Fault(
                ("datasets", position, "domains", "rankedBy"),
                f'the domain names of dataset "{dataset.id}" are ranked by {domains.ranked_by}',
                "rank them by the size of the content scraped and say rankedBy: contentSize",
            )


@rule(
    "CRW007",
    "domains-ranking-not-stated",
    severity=Severity.NOTE,
    regulator=Severity.WARNING,
    law="eu",
    basis=(eu("2.3, footnote 16"),),
    real='MAI-Image-2\'s filing speaks of the "top 10% of all domains crawled" and does not say by what.',
)
def domains_ranking_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A list of domain names does not say what ranks it.

    ## Why
    The top 10 % is another list by size of content than by pages. Only with the ranking stated can somebody else
    cut the same list from the same crawl.

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
        domains:
          list: {path: domains.csv}
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
        domains:
          list: {path: domains.csv}
          rankedBy: contentSize
    ```

    ## References
    EU template, section 2.3 and footnote 16.
    """
    for dataset, where in crawled(context):
        domains = dataset.domains
        place = (*where, "domains")
        if not isinstance(domains, Domains) or not isinstance(domains.list_, File):
            continue
        if context.silent(domains, place, "ranked_by"):
            yield Fault(
                place,
                f'the list of domain names of dataset "{dataset.id}" does not say what ranks it',
                "say rankedBy: contentSize, which is what the template asks for",
            )


@rule(
    "CRW008",
    "sme-not-stated",
    severity=Severity.NOTE,
    regulator=Severity.WARNING,
    law="eu",
    basis=(eu("2.3, footnote 16"),),
    real="Luciole 1.1's filing declares that its provider is a small or medium-sized enterprise; without that word "
    "nobody can tell which cut a list should have.",
)
def sme_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A provider whose domain names are listed does not say whether it is a small or medium-sized enterprise.

    ## Why
    The list has the top 10 % of all domain names; for enterprises in the sense of Recommendation 2003/361/EC the top
    5 %, or 1 000 names where that is fewer. Which of them holds follows from a declaration, and is never inferred:
    without one the list is cut at 10 %.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        provider: lab
        training:
          - stage: pretraining
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        domains:
          tally: {path: tally.csv}
    agents:
      - id: lab
        name: Example Lab
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        provider: lab
        training:
          - stage: pretraining
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        domains:
          tally: {path: tally.csv}
    agents:
      - id: lab
        name: Example Lab
        sme: true
    ```

    ## References
    EU template, section 2.3 and footnote 16; Recommendation 2003/361/EC.
    """
    seen: set[Pointer] = set()
    for content, _ in context.contents:
        if not any("crawled" in dataset.origins() and _has_names(dataset.domains) for dataset, _ in content.datasets):
            continue
        for model, _ in content.models:
            record = context.index.by_id.get(model.provider) if isinstance(model.provider, str) else None
            if record is None or record.kind != "agent" or record.pointer in seen:
                continue
            if not context.silent(record.node, record.pointer, "sme"):
                continue
            seen.add(record.pointer)
            yield Fault(
                record.pointer,
                f'agent "{record.node.id}" does not say whether it is a small or medium-sized enterprise',
                "say sme: true or false; it decides how many domain names the list has",
            )


def _has_names(domains: object) -> bool:
    return isinstance(domains, Domains) and (isinstance(domains.list_, File) or domains.tally is not MISSING)
