"""Edits of a manifest: what is added, appended or replaced, and where. Plain data, whatever the file's format."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lineage.pointer import Pointer


@dataclass(frozen=True, slots=True)
class Add:
    """A new key of the object at a place."""

    place: Pointer
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class Append:
    """A new last entry of the list at a place."""

    place: Pointer
    value: Any


@dataclass(frozen=True, slots=True)
class Replace:
    """Another value at a place that there is."""

    place: Pointer
    value: Any


Edit = Add | Append | Replace


def edited(tree: Any, edits: Iterable[Edit]) -> Any:
    """The data with the edits made; the data given is not changed."""
    made = copy.deepcopy(tree)
    for edit in edits:
        here = made
        if isinstance(edit, Replace):
            for part in edit.place[:-1]:
                here = here[part]
            here[edit.place[-1]] = edit.value
            continue
        for part in edit.place:
            here = here[part]
        if isinstance(edit, Add):
            here[edit.key] = edit.value
        else:
            here.append(edit.value)
    return made


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters of a text that are replaced by others; an insertion where ``start`` is ``end``."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with every splice made; those at one place in the order given. All else stays as it is."""
    made: list[str] = []
    at = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        made += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*made, text[at:]])
