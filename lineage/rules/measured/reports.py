"""Rules on the measurement itself: that its report is pinned, and that it is of the dataset as it is now."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.dates import earliest, latest
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.measured.pairs import measured
from lineage.rules.registry import Fault, rule


@rule(
    "SCN009",
    "measurement-not-pinned",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Measurements"),),
    real="Filed summaries link pages and files without a digest; what a reader opens a year later may be something "
    "else.",
)
def measurement_not_pinned(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A measurement names a report without its digest.

    ## Why
    A measurement is only as good as the report behind it. Without a digest nobody can tell whether the report at hand
    is the one that these numbers come from.

    ## Example
    ```yaml
    datasets:
      - id: web
        measurements:
          - report: {path: scan.json}
            records: 1000
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        measurements:
          - report:
              path: scan.json
              sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            records: 1000
    ```

    ## References
    Training Lineage 1.0, Measurements.
    """
    for found in measured(context):
        report = found.measurement.report
        where = (*found.where, "report")
        if context.silent(report, where, "sha256"):
            yield Fault(
                where,
                f'the report of a measurement of dataset "{found.dataset.id}" has no digest',
                "add the SHA-256 of the report as sha256, or let lineage scan --into write the measurement",
            )


@rule(
    "SCN010",
    "measurement-older-than-dataset",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(spec("Measurements"),),
    real="The preferences in ultrafeedback_binarized were loaded again after Zephyr 7B beta was trained on them; a "
    "count of the first file says nothing certain about the second.",
)
def measurement_older(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset was changed after it was measured.

    ## Why
    What was counted is true of the files as they were. A later version may have more records, other languages, or
    other models behind it.

    ## Example
    ```yaml
    datasets:
      - id: web
        modified: 2026-03-01
        measurements:
          - report: {path: scan.json}
            date: 2026-02-11
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        modified: 2026-03-01
        measurements:
          - report: {path: scan.json}
            date: 2026-03-02
    ```

    ## References
    Training Lineage 1.0, Measurements.
    """
    for found in measured(context):
        changed, made = found.dataset.modified, found.measurement.date
        if changed is MISSING or made is MISSING:
            continue
        least, most = earliest(changed), latest(made)
        if least and most and most < least:
            yield Fault(
                (*found.where, "date"),
                f'dataset "{found.dataset.id}" was changed on {changed}, after it was measured on {made}',
                "scan it again; a new measurement with the same report file replaces this one",
            )
