"""Rules on waivers: each names a rule, and each ends."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dates import latest
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.guess import hint
from lineage.rules.registry import Fault, rule, rules


@rule(
    "WVR001",
    "unknown-code",
    severity=Severity.ERROR,
    basis=(spec("Waivers"),),
    real="corpuscard ignores what it does not know without a word; a waiver with a misspelt code would waive nothing.",
)
def unknown_code(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A waiver names no rule.

    ## Why
    It waives nothing, and its author believes that it does. Only rules can be waived: what a reader cannot read or a
    schema does not allow has to be mended.

    ## Example
    ```yaml
    waivers:
      - code: SYN999
        reason: The vendor does not name its model.
    ```

    ## Use instead
    ```yaml
    waivers:
      - code: SYN003
        reason: The vendor does not name its model.
    ```

    ## References
    Training Lineage 1.0, Waivers.
    """
    known = rules()
    for position, waiver in enumerate(entries(manifest.waivers)):
        if waiver.code not in known:
            yield Fault(
                ("waivers", position, "code"),
                f"{waiver.code} is the code of no rule",
                hint(waiver.code, list(known)) + "take the code from the finding, or remove the waiver",
            )


@rule(
    "WVR002",
    "waiver-expired",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Waivers"),),
    real="corpuscard's status command calls a summary dated 31/12/2099 ok: what has no checked date never runs out.",
)
def waiver_expired(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A waiver has run out.

    ## Why
    A waiver holds up to its last day and then waives nothing. The findings that it covered are reported again.

    ## Example
    ```yaml
    waivers:
      - code: SYN003
        reason: The vendor will name its model by summer.
        until: 2026-06-30
    ```

    ## Use instead
    ```yaml
    waivers:
      - code: SYN003
        reason: The vendor will name its model by next summer.
        until: 2027-06-30
    ```
    or mend what it covered, and remove it.

    ## References
    Training Lineage 1.0, Waivers.
    """
    for position, waiver in enumerate(entries(manifest.waivers)):
        last = None if waiver.until is MISSING else latest(waiver.until)
        if last and context.at and last < context.at:
            yield Fault(
                ("waivers", position, "until"),
                f"the waiver of {waiver.code} ran out: its last day was {last}",
                "it waives nothing any more: mend what it covered and remove it, or decide again and move the date",
            )
