"""The rule on the declared number of domain names against the one that a scan counted."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.dataset import Domains
from lineage.rules.basis import eu, spec
from lineage.rules.context import Context
from lineage.rules.measured.pairs import measured
from lineage.rules.registry import Fault, rule


@rule(
    "SCN006",
    "domains-against-measured",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    regulator=Severity.ERROR,
    basis=(eu("2.3, footnote 16"), spec("Measurements")),
    real="None of 8 filed summaries that answer Yes on crawlers counts its domain names, and one names datasets in "
    "their place.",
)
def domains_against_measured(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The declared number of domain names is not the one that a scan counted.

    ## Why
    The list has a tenth of the names, so how many there are decides where it ends. Hosts are not domain names:
    `news.example.co.uk` and `www.example.co.uk` are one. Where files could not be read, there may be more.

    ## Example
    ```yaml
    datasets:
      - id: web
        origin: crawled
        domains:
          tally: {path: tally.csv}
          rankedBy: contentSize
          total: 3
        measurements:
          - report: {path: scan.json}
            domains: {names: 120000}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        origin: crawled
        domains:
          tally: {path: tally.csv}
          rankedBy: contentSize
          total: 120000
        measurements:
          - report: {path: scan.json}
            domains: {names: 120000}
    ```

    ## References
    EU template, section 2.3 and footnote 16; Training Lineage 1.0, Measurements.
    """
    for found in measured(context):
        counted, declared = found.measurement.domains, found.dataset.domains
        if counted is MISSING or not isinstance(declared, Domains) or declared.total is MISSING:
            continue
        if declared.total == counted.names or (not found.whole and declared.total > counted.names):
            continue
        yield Fault(
            (*found.place, "domains", "total"),
            f'dataset "{found.dataset.id}" declares {declared.total:,} domain names, and a scan counted '
            f"{counted.names:,}",
            "correct the number, and cut the list again; count registrable domains, not hosts",
            related=found.counted("domains"),
        )
