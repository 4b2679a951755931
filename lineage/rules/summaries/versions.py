"""Rules on the versions of a published summary: of the template it follows, and of the summary before it."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.rules.basis import AI_ACT_53_1_D, eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


@rule(
    "SUM017",
    "template-version-not-stated",
    severity=Severity.NOTE,
    regulator=Severity.WARNING,
    law="eu",
    basis=(AI_ACT_53_1_D,),
    real="Domyn's and Fastweb's filings have another layout than the others: as it seems, that of an earlier draft.",
)
def template_version_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A published summary does not say which version of the Commission's template it follows, or follows the draft.

    ## Why
    There are two: C(2025) 5235 of 24 July 2025 and C(2025) 8311 of 5 December 2025, and the notice foresees more.
    Readers and programs have to know which questions were asked. The draft of January 2025 asked others.

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
        templateVersion: "2025-12"
    ```

    ## References
    Explanatory notice and template, C(2025) 5235 and C(2025) 8311; Regulation (EU) 2024/1689, Art. 53(1)(d).
    """
    for position, publication in enumerate(entries(manifest.publications)):
        where = ("publications", position)
        if publication.form != "eu-summary":
            continue
        if context.silent(publication, where, "template_version"):
            yield Fault(
                where,
                "the published summary does not say which version of the template it follows",
                'add templateVersion: "2025-07" (C(2025) 5235) or "2025-12" (C(2025) 8311)',
            )
        elif publication.template_version == "draft-2025-01":
            yield Fault(
                (*where, "templateVersion"),
                "the published summary follows the draft of the template, which was never in force",
                'publish it in the layout of the template, and say templateVersion: "2025-12"',
            )


@rule(
    "SUM018",
    "changes-not-stated",
    severity=Severity.NOTE,
    law="eu",
    basis=(eu("Version of the Summary"),),
    real="Filed summaries commonly lead to no earlier version and give no notice of what changed.",
)
def changes_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A summary that replaces an earlier version does not say what changed.

    ## Why
    The head of a summary names its version and leads to the earlier ones. Whoever read the last one wants to know
    whether to read this one.

    ## Example
    ```yaml
    publications:
      - form: eu-summary
        version: V2
        supersedes: V1
    ```

    ## Use instead
    ```yaml
    publications:
      - form: eu-summary
        version: V2
        supersedes: V1
        changes: Two public datasets were added.
    ```

    ## References
    EU template, head.
    """
    for position, publication in enumerate(entries(manifest.publications)):
        where = ("publications", position)
        replaces = publication.form == "eu-summary" and not context.silent(publication, where, "supersedes")
        if replaces and context.silent(publication, where, "changes"):
            yield Fault(
                where, "the published summary replaces an earlier one and does not say what changed", "add changes"
            )
