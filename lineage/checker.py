"""The check: a document's shape faults and what the rules say about the rest, all at once.

>>> from lineage import check, load
>>> report = check(load("examples/apertus/lineage.yaml"), law="eu")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lineage.finding import Finding, Layer, Severity
from lineage.model import Manifest
from lineage.model.waiver import Waiver
from lineage.pointer import Pointer
from lineage.read import Document
from lineage.rules import Context, Pruning, context_for, rules_for
from lineage.shape import shape

if TYPE_CHECKING:
    from pathlib import Path

    from lineage.read import Limits
    from lineage.rules.policy.model import Policy
    from lineage.rules.registry import Need

FAIL_ON: Final = (*(severity.value for severity in Severity), "never")
"""The lightest severity that makes a check fail."""


@dataclass(frozen=True)
class Waived:
    """A finding that the manifest accepts, with the waiver that says why, and the line of the comment that says it
    where it is no entry of ``waivers``."""

    finding: Finding
    waiver: Waiver
    line: int | None = None


@dataclass(frozen=True)
class Report:
    """What a check found in one document, in the order of the file.

    ``document`` is ``None`` where the reader refused it; then ``findings`` holds the one reader fault. ``manifest`` is
    what is left after faulty parts were cut out, or ``None`` where nothing is. ``at`` is the day that staleness was
    measured by.

    What somebody chose not to count (``lineage.gate``) is kept and printed: ``known`` findings are in a baseline,
    ``ignored`` ones were not asked for, ``notices`` are remarks on the baseline, ``settings`` is the file they come
    from. ``fail_on`` is the lightest severity that makes the check fail, or ``never``.
    """

    name: str
    document: Document | None
    manifest: Manifest | None
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    profile: str = "lab"
    law: str | None = None
    at: date | None = None
    context: Context | None = field(default=None, repr=False)
    known: tuple[Finding, ...] = ()
    ignored: tuple[Finding, ...] = ()
    notices: tuple[str, ...] = ()
    settings: str | None = None
    fail_on: str = "warning"

    @property
    def having(self) -> frozenset[Need]:
        """What there was besides the manifest, for rules that need it."""
        return self.context.having if self.context else frozenset()

    def count(self, severity: Severity) -> int:
        """How many findings weigh this much."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def failed(self) -> bool:
        """Whether there is a finding of the weight that fails: by default an error or a warning; notes inform only."""
        return any(self.fails(finding) for finding in self.findings)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding has the weight that fails. What cannot be read always fails."""
        if finding.layer is Layer.READER:
            return True
        order = list(Severity)  # the heaviest first
        return self.fail_on != "never" and order.index(finding.severity) <= order.index(Severity(self.fail_on))


def check(
    document: Document,
    *,
    profile: str = "lab",
    law: str | None = None,
    at: date | None = None,
    preview: bool = False,
    search: Sequence[Path] | None = None,
    policy: Policy | None = None,
    limits: Limits | None = None,
) -> Report:
    """Check a document: its shape, then every rule on what is sound.

    ``profile`` is ``draft``, ``lab`` or ``regulator`` and decides severities; ``law`` adds what a law requires
    (``"eu"``); ``at`` is the day to measure staleness by, and rules that need one are silent without it; ``preview``
    runs rules that are still in preview too. ``search`` opens what the manifest imports, beside its file and in these
    directories, as a ``policy`` does; ``limits`` hold for the files that are opened.
    """
    shaped = shape(document.json, document.tree)
    document.release()
    if shaped.manifest is None:
        return Report(document.name, document, None, shaped.findings, (), profile, law, at)
    pruning = Pruning(shaped.members, shaped.lists, shaped.ids)
    context = context_for(shaped.manifest, at, law, pruning, document.json)
    context.remarks = document.remarks()
    context.policy = policy
    if search is not None or policy is not None:
        context.open(document, search or (), limits)
    found = [*shaped.findings, *_from_rules(shaped.manifest, context, profile, preview)]
    kept, waived = _apply_waivers(found, shaped.manifest, context)
    if len(kept) > 1:
        order = _FileOrder(document.tree())
        kept.sort(key=lambda finding: order.key(finding.pointer))
    return Report(document.name, document, shaped.manifest, tuple(kept), tuple(waived), profile, law, at, context)


def refused(
    name: str, finding: Finding, *, profile: str = "lab", law: str | None = None, at: date | None = None
) -> Report:
    """The report on a file that the reader refused."""
    return Report(name, None, None, (finding,), (), profile, law, at)


def _from_rules(manifest: Manifest, context: Context, profile: str, preview: bool) -> Iterator[Finding]:
    from dataclasses import replace

    for rule in rules_for(context.law, preview=preview, having=context.having):
        for finding in rule.run(manifest, context, profile):
            if context.pruning.lists and finding.span is None:
                original = context.pruning.original
                finding = replace(
                    finding,
                    pointer=original(finding.pointer),
                    related=tuple(replace(other, pointer=original(other.pointer)) for other in finding.related),
                )
            yield finding


def _apply_waivers(
    findings: Sequence[Finding], manifest: Manifest, context: Context
) -> tuple[list[Finding], list[Waived]]:
    from pydantic import MISSING

    if manifest.waivers is MISSING and not context.remarks:
        return list(findings), []
    from lineage.rules.waive import Accepted

    accepted = Accepted(manifest, context)
    kept: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        match = next(accepted.covering(finding), None)
        if match:
            waived.append(Waived(finding, match.waiver, match.remark.span.line if match.remark else None))
        else:
            kept.append(finding)
    return kept, waived


class _FileOrder:
    """Sort keys that put pointers in the order of the file, without looking up positions."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._ranks: dict[int, dict[str, int]] = {}

    def key(self, pointer: Pointer) -> tuple[int, ...]:
        node, ranks = self._tree, []
        for part in pointer:
            if isinstance(node, dict) and part in node:
                order = self._ranks.setdefault(id(node), {key: rank for rank, key in enumerate(node)})
                ranks.append(order[str(part)])
            elif isinstance(node, list) and isinstance(part, int) and part < len(node):
                ranks.append(part)
            else:
                break  # the place of something that is missing is its parent's
            node = node[part]
        return tuple(ranks)
