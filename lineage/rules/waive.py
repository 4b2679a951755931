"""What is accepted, wherever it is written: entries of ``waivers``, and comments in YAML that waive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pydantic import MISSING

from lineage.finding import Finding, Layer
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dates import latest
from lineage.model.waiver import Waiver
from lineage.pointer import Pointer
from lineage.read.yaml_remarks import Remark
from lineage.rules.context import Context


class Acceptance(NamedTuple):
    """A waiver, where it is written, and the comment that says it where it is no entry of ``waivers``."""

    waiver: Waiver
    place: Pointer
    remark: Remark | None = None


def words(remark: Remark) -> tuple[str, str]:
    """The code and the reason in a comment; each is empty where the comment does not say it."""
    code, _, reason = remark.text.partition(" ")
    return code, reason.strip()


def place(remark: Remark) -> Pointer:
    """The place of the outermost thing that a comment is about; the whole document where it is about nothing."""
    return min(remark.places, key=len, default=())


def in_force(manifest: Manifest, context: Context) -> Iterator[Acceptance]:
    """The waivers that have not run out, and the comments that give a code and a reason."""
    for position, waiver in enumerate(entries(manifest.waivers)):
        if waiver.until is MISSING or context.at is None or (latest(waiver.until) or date.max) >= context.at:
            yield Acceptance(waiver, ("waivers", position))
    for remark in context.remarks:
        code, reason = words(remark)
        if code and reason:
            yield Acceptance(Waiver.model_construct(code=code, reason=reason), place(remark), remark)


def covers(acceptance: Acceptance, finding: Finding, context: Context) -> bool:
    """Whether a finding, at its place in the file, is accepted. Findings on shape or on waivers never are.

    A comment covers what starts on its line and everything in it, but no root list as a whole.
    """
    waiver = acceptance.waiver
    if waiver.code != finding.code or finding.layer is not Layer.RULE or finding.code.startswith("WVR"):
        return False
    if acceptance.remark:
        return any(
            finding.pointer == where or (len(where) > 1 and finding.pointer[: len(where)] == where)
            for where in acceptance.remark.places
        )
    if waiver.about is MISSING:
        return True
    places = [context.index.by_id[name].pointer for name in waiver.about if name in context.index.by_id]
    return any(finding.pointer[:2] == context.pruning.original(where) for where in places)
