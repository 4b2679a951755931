"""Baselines: findings that a project has today and does not want to count, so that only new ones make it fail.

A baseline is a JSON file with sorted keys and entries::

    {
      "findings": [
        {"code": "SYN003", "count": 1, "file": "data/lineage.yaml", "trail": "/datasets/[dialogues]/origin"}
      ],
      "lineageBaseline": 1
    }

``file`` is relative to the folder of the baseline, with ``/`` on every system. ``trail`` names entries by their ids
(``lineage.fingerprint``), so that nothing becomes new when records move; ``count`` is how many findings of a code share
a trail, since entries without a name do.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from lineage.checker import Report
from lineage.errors import LineageError
from lineage.finding import Finding, Layer
from lineage.fingerprint import trail

VERSION: Final = 1
_STDIN: Final = "<stdin>"


class Entry(NamedTuple):
    """What a finding is known by. In memory ``file`` is absolute, so that baselines of several folders meet."""

    file: str
    code: str
    trail: str


Baseline = Counter[Entry]
"""How many findings of each kind are known."""


def read_baseline(text: bytes, name: str) -> Baseline:
    """The baseline in a file of that name.

    Raises :class:`lineage.errors.LineageError` where it is none.
    """
    advice = "write it again with --write-baseline"
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LineageError(f'the baseline "{name}" is not JSON: {error}', advice) from error
    version = content.get("lineageBaseline") if isinstance(content, dict) else None
    if isinstance(version, bool) or not isinstance(version, int):
        raise LineageError(f'"{name}" is no baseline: it has no number under "lineageBaseline"', advice)
    if version != VERSION:
        raise LineageError(
            f'the baseline "{name}" has version {version}; this release reads version {VERSION}',
            "use a release that reads it, or " + advice,
        )
    known: Baseline = Counter()
    entries = content.get("findings")
    for number, entry in enumerate(entries if isinstance(entries, list) else [None]):
        if not _is_entry(entry):
            raise LineageError(
                f'finding {number} of the baseline "{name}" is not {{"file", "code", "trail": texts, "count": number}}',
                advice,
            )
        # Names as the baseline spells them, which pathlib would tidy.
        file = _absolute(os.path.join(os.path.dirname(name), entry["file"]), entry["file"])  # noqa: PTH118, PTH120
        known[Entry(file, entry["code"], entry["trail"])] += entry["count"]
    return known


def write_baseline(known: Baseline, name: str) -> str:
    """The text of a baseline that is to be kept in a file of that name."""
    folder = os.path.dirname(name)  # noqa: PTH120  as the baseline spells it
    findings = sorted(
        ({**entry._asdict(), "file": _relative(entry.file, folder), "count": count} for entry, count in known.items()),
        key=lambda entry: (entry["file"], entry["code"], entry["trail"]),
    )
    return json.dumps({"findings": findings, "lineageBaseline": VERSION}, indent=2, sort_keys=True) + "\n"


def collect(reports: Iterable[Report], before: Baseline | None = None) -> Baseline:
    """The baseline of everything these reports count, except what could not be read. Entries of an earlier baseline are
    taken over for files that the reports do not speak of."""
    known: Baseline = Counter()
    files: set[str] = set()
    for report in reports:
        naming = _Naming(report)
        if report.document:
            files.add(naming.file)
        known.update(naming(finding) for finding in report.findings if finding.layer is not Layer.READER)
    known.update({entry: count for entry, count in (before or Counter()).items() if entry.file not in files})
    return known


def compare(report: Report, baseline: Baseline, asked: Callable[[str], bool]) -> Report:
    """The report with the findings of a baseline moved to ``known``, and a notice for each of its entries on this file
    that nothing matches any more. ``asked`` says which codes this run asks for: others are left alone."""
    naming = _Naming(report)
    if report.document is None:
        return report
    left = Counter({entry: count for entry, count in baseline.items() if entry.file == naming.file})
    kept: list[Finding] = []
    known: list[Finding] = []
    for finding in report.findings:
        entry = naming(finding)
        if left[entry] > 0:
            left[entry] -= 1
            known.append(finding)
        else:
            kept.append(finding)
    stale = (
        f"the baseline knows {f'{count} more ' if count < baseline[entry] else ''}{entry.code} at {entry.trail}, which "
        "is not found any more: write the baseline again"
        for entry, count in sorted(left.items())
        if count > 0 and asked(entry.code)
    )
    return replace(report, findings=tuple(kept), known=tuple(known), notices=(*report.notices, *stale))


class _Naming:
    """What the findings of one report are known by."""

    def __init__(self, report: Report) -> None:
        self._tree = report.document.tree() if report.document and report.findings else None
        self.file = _absolute(report.name, report.name)

    def __call__(self, finding: Finding) -> Entry:
        return Entry(self.file, finding.code, trail(self._tree, finding.pointer))


def _absolute(path: str, name: str) -> str:
    return name if name == _STDIN else os.path.abspath(path)  # noqa: PTH100  links stay as they are


def _relative(file: str, folder: str) -> str:
    if file == _STDIN:
        return file
    with contextlib.suppress(ValueError):  # on another drive
        file = os.path.relpath(file, folder or ".")
    return PurePath(file).as_posix()


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or entry.keys() != {*Entry._fields, "count"}:
        return False
    count = entry["count"]
    texts = all(isinstance(entry[key], str) for key in Entry._fields)
    return texts and isinstance(count, int) and not isinstance(count, bool) and count > 0
