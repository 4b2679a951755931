"""What another document says, made sound: whatever would be a fault in a manifest is taken out and reported.

A document may state, in properties of ours or in its own relations, what no manifest can: a share of 7, a record that
nothing describes, a dataset that comes from itself. Each fault names its place; that place goes, and the rest stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from lineage.errors import LineageError
from lineage.finding import Finding, Severity
from lineage.interop.losses import shown
from lineage.model import Manifest
from lineage.pointer import Pointer

_ROUNDS: Final = 60
"""What is taken out can leave something else at fault, but not for ever."""


class Removed(NamedTuple):
    """A place of the manifest that is gone, what was wrong with it, and how it began."""

    pointer: Pointer
    why: str
    value: str


def sound(tree: dict[str, Any]) -> tuple[dict[str, Any], Manifest, list[Removed]]:
    """A manifest without faults of shape and without errors of meaning, the same as an object, and what was removed.

    Raises :class:`lineage.errors.LineageError` where nothing helps.
    """
    from lineage.checker import check
    from lineage.finding import Layer
    from lineage.read import read_bytes

    removed: list[Removed] = []
    for _ in range(_ROUNDS):
        report = check(read_bytes(json.dumps(tree).encode(), "imported.json"), profile="draft")
        wrong = [finding for finding in report.findings if finding.layer is Layer.SHAPE]
        wrong = wrong or [finding for finding in report.findings if finding.severity is Severity.ERROR]
        if not wrong and report.manifest is not None:
            return tree, report.manifest, removed
        places = [finding for finding in wrong if len(finding.pointer) > 0 and finding.pointer not in _NEEDED]
        if not places:
            raise _hopeless(wrong)
        removed += [_removed(tree, finding) for finding in places]
        tree = _without(tree, {finding.pointer for finding in places}) or {}
    raise _hopeless(wrong)


_NEEDED: Final = {("lineage",), ("id",)}


def _hopeless(wrong: list[Finding]) -> LineageError:
    said = f": {wrong[0].message}" if wrong else ""
    return LineageError(
        f"what the document says contradicts itself{said}", "correct it where it was made, and write it again"
    )


def _removed(tree: Any, finding: Finding) -> Removed:
    value = tree
    for part in finding.pointer:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            value = None
            break
    return Removed(finding.pointer, f"it is at fault in a manifest: {finding.message}", shown(value))


def _without(tree: Any, places: Iterable[Pointer]) -> Any:
    """The same without some places, and without what needs them: a record without its id, an empty list."""
    gone: dict[str | int, set[Pointer]] = {}
    for place in places:
        gone.setdefault(place[0], set()).add(place[1:])
    if isinstance(tree, dict):
        lost = {key for key, below in gone.items() if () in below}
        rest = {key: value for key, value in tree.items() if key not in lost}
        changed = {key: _without(value, gone[key]) for key, value in rest.items() if key in gone}
        return _full({**rest, **changed}, changed)
    if isinstance(tree, list):
        kept = []
        for index, value in enumerate(tree):
            below = gone.get(index, set())
            new = None if () in below else _without(value, below) if below else value
            if new is not None:
                kept.append(new)
        return kept or None
    return None  # the place is inside a scalar: the scalar goes


def _full(tree: dict[str, Any], changed: dict[str | int, Any]) -> dict[str, Any] | None:
    full = {key: value for key, value in tree.items() if key not in changed or value is not None}
    return full or None
