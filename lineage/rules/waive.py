"""What is accepted, wherever it is written: entries of ``waivers``, and comments in YAML that waive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
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
from lineage.rules.visit import edges


class Acceptance(NamedTuple):
    """A waiver, where it is written, what it is about (``None``: everything), and the comment that says it where it is
    no entry of ``waivers``."""

    waiver: Waiver
    place: Pointer
    about: tuple[Pointer, ...] | None
    remark: Remark | None = None


def words(remark: Remark) -> tuple[str, str]:
    """The code and the reason in a comment; each is empty where the comment does not say it."""
    code, _, reason = remark.text.partition(" ")
    return code, reason.strip()


def place(remark: Remark) -> Pointer:
    """The place of the outermost thing that a comment is about; the whole document where it is about nothing."""
    return min(remark.places, key=len, default=())


class Accepted:
    """All waivers that hold: entries that have not run out, and comments that give a code and a reason."""

    def __init__(self, manifest: Manifest, context: Context) -> None:
        self.all = list(_in_force(manifest, context))
        self._anywhere: dict[str, list[Acceptance]] = {}
        self._there: dict[tuple[str, Pointer], list[Acceptance]] = {}
        for acceptance in self.all:
            code = acceptance.waiver.code
            if acceptance.about is None:
                self._anywhere.setdefault(code, []).append(acceptance)
            for place in acceptance.about or ():
                self._there.setdefault((code, place), []).append(acceptance)

    def covering(self, finding: Finding) -> Iterator[Acceptance]:
        """The waivers that cover a finding, at its place in the file. Findings on shape or on waivers never are.

        What is about a place covers everything in it; but a comment on a root list covers none of its entries.
        """
        if finding.layer is not Layer.RULE or finding.code.startswith("WVR"):
            return
        yield from self._anywhere.get(finding.code, ())
        depth = len(finding.pointer)
        for length in (*range(2, depth), depth):
            yield from self._there.get((finding.code, finding.pointer[:length]), ())


def _in_force(manifest: Manifest, context: Context) -> Iterator[Acceptance]:
    waivers = entries(manifest.waivers)
    places = _places(context, {name for waiver in waivers if waiver.about is not MISSING for name in waiver.about})
    for position, waiver in enumerate(waivers):
        if waiver.until is MISSING or context.at is None or (latest(waiver.until) or date.max) >= context.at:
            about = None
            if waiver.about is not MISSING:
                about = tuple(place for name in waiver.about for place in places.get(name, ()))
            yield Acceptance(waiver, ("waivers", position), about)
    for remark in context.remarks:
        code, reason = words(remark)
        if code and reason:
            waiver = Waiver.model_construct(code=code, reason=reason)
            yield Acceptance(waiver, place(remark), remark.places, remark)


def _places(context: Context, names: set[str]) -> dict[str, list[Pointer]]:
    """Where the records and edges of some ids stand in the file. An id of terms stands for all their versions."""
    found: dict[str, list[Pointer]] = {}
    if not names:
        return found
    records = ((record.node.id, record.pointer) for record in context.index.records())
    uses = ((edge.id, where) for edge, where in edges(context.index.manifest) if edge.id is not MISSING)
    for name, where in chain(records, uses):
        if name in names:
            found.setdefault(name, []).append(context.pruning.original(where))
    return found
