"""What changed in the records of a manifest: added, removed, and fact by fact, by id and not by place.

Spellings that mean the same are the same: ``true`` and ``{value: true}``, ``text`` and ``{modality: text}``, a year as
a number or as text, lists in another order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from pydantic import MISSING

from lineage.graph.index import NOUNS
from lineage.pointer import Pointer
from lineage.summary.life.canonical import identity, keeps_order
from lineage.summary.scope import Scope

Status: TypeAlias = Literal["added", "removed", "changed"]
HEAD: Final = "manifest"
"""The kind of what is said outside records with an id."""
_ALONE: Final = ("value", "modality", "dataset")
"""Keys that an object may be left out around, where it has nothing else."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that differs, by the keys and names that lead to it. ``MISSING`` stands for what is not said; a place is
    ``None`` where its manifest does not have it. Where only an ``order`` differs, no values are told."""

    path: str
    old: Any
    new: Any
    old_place: Pointer | None
    new_place: Pointer | None
    order: bool = False


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that one manifest has and the other does not, or that both have and that differs."""

    kind: str
    id: str
    status: Status
    old_place: Pointer | None
    new_place: Pointer | None
    facts: tuple[FactChange, ...] = ()
    unlisted: int = 0


def records(old: Any, old_scope: Scope, new: Any, new_scope: Scope) -> tuple[tuple[RecordChange, ...], int]:
    """The records that differ, and how many changes are not told because of records that are not public in both."""
    found: list[RecordChange] = []
    hidden = 0
    for change in _all(old, new):
        places = [(scope, at) for scope, at in ((old_scope, change.old_place), (new_scope, change.new_place)) if at]
        if any(scope.gives_away(change.id, (at,)) for scope, at in places):
            hidden += 1
            continue
        told = tuple(fact for fact in change.facts if not _gives_away(fact, (old_scope, new_scope)))
        hidden += len(change.facts) - len(told)
        if told or change.status != "changed":
            found.append(RecordChange(change.kind, change.id, change.status, change.old_place, change.new_place, told))
    return tuple(found), hidden


def _gives_away(fact: FactChange, scopes: tuple[Scope, ...]) -> bool:
    words = [fact.path, *(written(value) for value in (fact.old, fact.new) if value is not MISSING)]
    return any(scope.gives_away(word, ()) for scope in scopes for word in words)


def _all(old: Any, new: Any) -> Iterator[RecordChange]:
    head_old, head_new = ({key: value for key, value in tree.items() if key not in NOUNS} for tree in (old, new))
    facts = tuple(_facts(head_old, head_new, (), (), ""))
    if facts:
        yield RecordChange(HEAD, str(new.get("id", "")), "changed", (), (), facts)
    for key, (kind, _) in NOUNS.items():
        before, after = _by_id(old.get(key), kind), _by_id(new.get(key), kind)
        for name, (record, place) in after.items():
            if name not in before:
                yield RecordChange(kind, name, "added", None, (key, place))
                continue
            other, there = before[name]
            facts = tuple(_facts(other, record, (key, there), (key, place), ""))
            if facts:
                yield RecordChange(kind, name, "changed", (key, there), (key, place), facts)
        for name, (_, place) in before.items():
            if name not in after:
                yield RecordChange(kind, name, "removed", (key, place), None)


def _by_id(listing: Any, kind: str) -> dict[str, tuple[Any, int]]:
    found: dict[str, tuple[Any, int]] = {}
    for place, record in enumerate(listing if isinstance(listing, list) else ()):
        name = str(record.get("id", ""))
        if kind == "terms" and isinstance(record.get("version"), str):
            name += f"@{record['version']}"
        while name in found:
            name += "′"  # a second record of this id; a fault, and still a record
        found[name] = (record, place)
    return found


def _facts(old: Any, new: Any, old_at: Pointer, new_at: Pointer, path: str) -> Iterator[FactChange]:
    if meaning(old, old_at) == meaning(new, new_at):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*new, *old)):
            one, other = old.get(key, MISSING), new.get(key, MISSING)
            name = f"{path}.{key}" if path else key
            if one is MISSING or other is MISSING:
                yield _single(name, one, other, (*old_at, key), (*new_at, key))
            else:
                yield from _facts(one, other, (*old_at, key), (*new_at, key), name)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _in_lists(old, new, old_at, new_at, path)
    else:
        yield _single(path, old, new, old_at, new_at)


def _single(path: str, old: Any, new: Any, old_at: Pointer, new_at: Pointer) -> FactChange:
    return FactChange(path, old, new, None if old is MISSING else old_at, None if new is MISSING else new_at)


def _in_lists(old: list[Any], new: list[Any], old_at: Pointer, new_at: Pointer, path: str) -> Iterator[FactChange]:
    """Entries that mean the same belong together, then those of the same name."""
    ones: dict[str, list[int]] = {}
    for place, item in enumerate(old):
        ones.setdefault(meaning(item, (*old_at, place)), []).append(place)
    left = []
    for place, item in enumerate(new):
        same = ones.get(meaning(item, (*new_at, place)))
        if same:
            same.pop(0)
        else:
            left.append(place)
    gone = sorted(place for places in ones.values() for place in places)
    if not (left or gone):
        yield FactChange(path, MISSING, MISSING, old_at, new_at, order=True)
    named: dict[str, list[int]] = {}
    for place in gone:
        name = _name(old[place], place, old_at)
        if name is not None:
            named.setdefault(name, []).append(place)
    for place in left:
        name = _name(new[place], place, new_at)
        same_name = named.get(name) if name is not None else None
        if same_name:
            other = same_name.pop(0)
            gone.remove(other)
            inside = f"{path}[{name}]"
            yield from _facts(old[other], new[place], (*old_at, other), (*new_at, place), inside)
        else:
            yield FactChange(path, MISSING, new[place], None, (*new_at, place))
    for place in gone:
        yield FactChange(path, old[place], MISSING, (*old_at, place), None)


def _name(item: Any, place: int, at: Pointer) -> str | None:
    if keeps_order(at) and isinstance(item, dict):
        return str(item.get("stage", place))
    return identity(item)


def meaning(value: Any, at: Pointer) -> str:
    """A text that two values share which mean the same."""
    if isinstance(value, dict):
        if len(value) == 1 and (key := next(iter(value))) in _ALONE:
            return meaning(value[key], (*at, key))
        inside = sorted(f"{json.dumps(key)}:{meaning(item, (*at, key))}" for key, item in value.items())
        return f"{{{','.join(inside)}}}"
    if isinstance(value, list):
        items = [meaning(item, (*at, place)) for place, item in enumerate(value)]
        return f"[{','.join(items if keeps_order(at) and at[-1] != 'origin' else sorted(items))}]"
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(" ".join(str(value).split()))


def written(value: Any) -> str:
    """A value in one line: text as it is, anything else as JSON."""
    return " ".join(value.split()) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
