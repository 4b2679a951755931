"""Cutting faulty parts out of a document until what is left has a valid shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from lineage.finding import Finding
from lineage.pointer import Pointer
from lineage.shape import Shaped
from lineage.shape.faults import Error, faults, is_unknown_key, place
from lineage.shape.lean import manifest

_STAND_INS: Final = {"lineage": "1.0-draft", "id": "urn:training-lineage:no-id"}
"""What replaces a faulty head, so that the rules can run on the body. Never printed."""


def prune(tree: Any, error: ValidationError) -> Shaped:
    """Report every fault, and validate what is left after the faulty parts are gone.

    Faults come from the first look alone: what later rounds cut out (a record whose id is gone, a list that has become
    empty) is a consequence of them.
    """
    errors: list[Error] = list(error.errors(include_url=False))
    findings: list[Finding] = [finding for _, finding in faults(tree, errors)]
    if not isinstance(tree, dict):
        return Shaped(None, tuple(findings))
    pruned = _Pruned(tree)
    while True:
        pruned.cut(errors)
        try:
            left = manifest(pruned.tree)
        except ValidationError as again:
            errors = list(again.errors(include_url=False))
            continue
        return Shaped(left, tuple(findings), pruned.members(), pruned.lists(), frozenset(pruned.ids))


class _Pruned:
    """A document that loses parts, and remembers what stood where. Only what leads to a lost part is copied: the rest
    of a large document stays as it is, and is shared with the original."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.tree = dict(tree)
        self.ids: set[str] = set()
        self._above: dict[int, Any] = {id(self.tree): None}  # by identity of a copy, what holds it
        self._original: dict[int, tuple[list[Any], list[int]]] = {}  # lists that lost entries
        self._lost: dict[int, tuple[dict[str, Any], set[str]]] = {}  # objects that lost members
        self._copies: list[Any] = []  # keeps them all, so that no identity is used twice

    def cut(self, errors: list[Error]) -> None:
        """Remove what the errors speak of, deepest and last first, so that the places of the others stay valid."""
        targets: set[Pointer] = set()
        for error in errors:
            where, key = place(self.tree, error)
            targets.add((*where, key) if key is not None and is_unknown_key(error) else where)
        removed = 0
        for target in sorted(targets, key=_deepest_last, reverse=True):
            removed += self._remove(target)
        for key, stand_in in _STAND_INS.items():
            removed += key not in self.tree
            self.tree.setdefault(key, stand_in)
        if not removed:
            # No place of the document explains the error; give up the whole root member that it is in.
            for part in {error["loc"][0] for error in errors}:
                self.tree.pop(part, None)

    def members(self) -> frozenset[Pointer]:
        """Places of removed members, in the document as it is now."""
        places = _Places(self._above)
        return frozenset(
            (*where, key)
            for node, keys in self._lost.values()
            if (where := places.of(node)) is not None
            for key in keys
        )

    def lists(self) -> dict[Pointer, tuple[int, ...]]:
        """Places of lists that lost entries, with the original positions of those that stayed."""
        places = _Places(self._above)
        found = [(places.of(node), tuple(positions)) for node, positions in self._original.values()]
        return {where: positions for where, positions in found if where is not None}

    def _remove(self, target: Pointer) -> bool:
        if not target:
            return False  # only a missing head key points at the root, and a stand-in takes its place
        parent: Any = self.tree
        for part in target[:-1]:
            parent = self._copied(parent, part)
        last: Any = target[-1]
        if isinstance(parent, dict):
            self._forget(parent.pop(last))
            self._lost.setdefault(id(parent), (parent, set()))[1].add(last)
        else:
            self._original.setdefault(id(parent), (parent, list(range(len(parent)))))[1].pop(last)
            self._forget(parent.pop(last))
        return True

    def _copied(self, parent: Any, part: Any) -> Any:
        """What stands somewhere in a copy, itself a copy from now on."""
        node = parent[part]
        if id(node) in self._above:
            return node
        copy = dict(node) if isinstance(node, dict) else list(node)
        parent[part] = copy
        self._above[id(copy)] = parent
        self._copies.append(copy)
        return copy

    def _forget(self, value: Any) -> None:
        objects = (node for node in _values(value) if isinstance(node, dict))
        self.ids |= {node["id"] for node in objects if isinstance(node.get("id"), str)}


class _Places:
    """Where copies stand in the document as it is now."""

    def __init__(self, above: dict[int, Any]) -> None:
        self._above = above
        self._below: dict[int, dict[int, str | int]] = {}  # by identity of what holds: the place of each thing held

    def of(self, node: Any) -> Pointer | None:
        """The place of a copy; ``None`` where it went with something that was cut out later."""
        parts: list[str | int] = []
        while (parent := self._above[id(node)]) is not None:
            if id(parent) not in self._below:
                held = parent.items() if isinstance(parent, dict) else enumerate(parent)
                self._below[id(parent)] = {id(value): part for part, value in held}
            part = self._below[id(parent)].get(id(node))
            if part is None:
                return None
            parts.append(part)
            node = parent
        return tuple(reversed(parts))


def _deepest_last(target: Pointer) -> tuple[int, list[str]]:
    return len(target), [str(part).rjust(12, "0") for part in target]


def _values(value: Any) -> Iterator[Any]:
    stack = [value]
    while stack:
        item = stack.pop()
        yield item
        stack += item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
