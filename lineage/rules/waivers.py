"""Rules on waivers: each names a rule, says why, covers something, and ends."""

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
from lineage.rules.registry import Fault, rule, rules, rules_for


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
    if manifest.waivers is MISSING and not context.remarks:
        return
    from lineage.rules.waive import place, words

    known = rules()
    for position, waiver in enumerate(entries(manifest.waivers)):
        if waiver.code not in known:
            yield Fault(
                ("waivers", position, "code"),
                f"{waiver.code} is the code of no rule",
                hint(waiver.code, list(known)) + "take the code from the finding, or remove the waiver",
            )
    for remark in context.remarks:
        code, _ = words(remark)
        if code not in known:
            yield Fault(
                place(remark),
                f"{code} is the code of no rule" if code else "the comment names no rule to waive",
                hint(code, list(known)) + "write # lineage: waive CODE and the reason, or remove the comment",
                span=remark.span,
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


@rule(
    "WVR003",
    "waiver-without-reason",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Waivers"),),
    real="A bare noqa comment silences a linter and says nothing more; a regulator who reads a waiver asks why.",
)
def waiver_without_reason(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A comment waives a finding and does not say why.

    ## Why
    Every report prints what was accepted with the reason for it. A comment without one waives nothing, and the finding
    is reported beside it. (An entry of `waivers` always has a reason: the schema asks for it.)

    ## Example
    ```yaml
    datasets:
      - id: dialogues
        # lineage: waive SYN003
        origin: synthetic
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: dialogues
        # lineage: waive SYN003 The vendor names its model in January.
        origin: synthetic
    ```

    ## References
    Training Lineage 1.0, Waivers.
    """
    if not context.remarks:
        return
    from lineage.rules.waive import place, words

    for remark in context.remarks:
        code, reason = words(remark)
        if code and not reason:
            yield Fault(
                place(remark),
                f"the comment waives {code} and gives no reason",
                "write the reason after the code; without one the comment waives nothing",
                span=remark.span,
            )


@rule(
    "WVR004",
    "unused-waiver",
    severity=Severity.NOTE,
    basis=(spec("Waivers"),),
    real="mypy has warn_unused_ignores and ruff has RUF100 for the same trap: a comment that silences nothing any more "
    "stays behind and silences the next fault in its place.",
)
def unused_waiver(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A waiver waives nothing.

    ## Why
    What it accepted was mended, or it stands in the wrong place. Left alone, it would silently accept the next finding
    of its kind. A comment is about what starts on its own line, or, on a line to itself, on the next line. Waivers of
    rules that this check does not ask for are left alone, and so is everything while parts of the manifest are faulty
    in shape, or where no day is given.

    ## Example
    ```yaml
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: unknown
            role: generate
    waivers:
      - code: DTE001
        reason: The month was never recorded.
    ```

    ## Use instead
    Remove it.
    ```yaml
    datasets:
      - id: dialogues
        origin: synthetic
        modelUses:
          - model: unknown
            role: generate
    ```

    ## References
    Training Lineage 1.0, Waivers.
    """
    if (manifest.waivers is MISSING and not context.remarks) or context.at is None:
        return
    if context.pruning.members or context.pruning.lists:
        return  # what it waives may be in a part that was cut out
    from lineage.rules.waive import Accepted

    accepted = Accepted(manifest, context)
    named = {acceptance.waiver.code for acceptance in accepted.all}
    asked = [entry for entry in rules_for(context.law, having=context.having) if entry.code in named]
    used = {
        id(acceptance)
        for entry in asked
        if entry.theme != "waivers"  # they cannot be waived, and this rule must not ask itself
        for finding in entry.run(manifest, context, "lab")
        for acceptance in accepted.covering(finding)
    }
    codes = {entry.code for entry in asked}
    for acceptance in accepted.all:
        if acceptance.waiver.code in codes and id(acceptance) not in used:
            yield Fault(
                acceptance.place,
                f"the waiver of {acceptance.waiver.code} waives nothing",
                "remove it, or move it to the record or key that the finding points to",
                span=acceptance.remark.span if acceptance.remark else None,
            )
