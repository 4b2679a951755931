"""Cutting faulty parts out of a document until what is left has a valid shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import to_json

from lineage.finding import Finding
from lineage.model import Manifest
from lineage.pointer import Pointer
from lineage.shape import Shaped
from lineage.shape.faults import Error, faults, is_unknown_key, place

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
            manifest = Manifest.model_validate_json(to_json(pruned.tree))
        except ValidationError as again:
            errors = list(again.errors(include_url=False))
            continue
        return Shaped(manifest, tuple(findings), pruned.members(), pruned.lists(), frozenset(pruned.ids))


class _Pruned:
    """A document that loses parts, and remembers what stood where."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.tree = _copy(tree)
        self.ids: set[str] = set()
        self._original: dict[int, list[int]] = {}  # by identity of a list that lost entries
        self._lost: dict[int, set[str]] = {}  # by identity of an object that lost members

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
        return frozenset(
            (*where, key) for where, node in _containers(self.tree) for key in self._lost.get(id(node), ())
        )

    def lists(self) -> dict[Pointer, tuple[int, ...]]:
        """Places of lists that lost entries, with the original positions of those that stayed."""
        return {
            where: tuple(self._original[id(node)])
            for where, node in _containers(self.tree)
            if id(node) in self._original
        }

    def _remove(self, target: Pointer) -> bool:
        if not target:
            return False  # only a missing head key points at the root, and a stand-in takes its place
        parent: Any = self.tree
        for part in target[:-1]:
            parent = parent[part]
        last: Any = target[-1]
        if isinstance(parent, dict):
            self._forget(parent.pop(last))
            self._lost.setdefault(id(parent), set()).add(last)
        else:
            self._original.setdefault(id(parent), list(range(len(parent)))).pop(last)
            self._forget(parent.pop(last))
        return True

    def _forget(self, value: Any) -> None:
        objects = (node for node in _values(value) if isinstance(node, dict))
        self.ids |= {node["id"] for node in objects if isinstance(node.get("id"), str)}


def _deepest_last(target: Pointer) -> tuple[int, list[str]]:
    return len(target), [str(part).rjust(12, "0") for part in target]


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value


def _values(value: Any) -> Iterator[Any]:
    stack = [value]
    while stack:
        item = stack.pop()
        yield item
        stack += item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()


def _containers(value: Any) -> Iterator[tuple[Pointer, Any]]:
    stack: list[tuple[Pointer, Any]] = [((), value)]
    while stack:
        where, item = stack.pop()
        if isinstance(item, dict):
            yield where, item
            stack += [((*where, key), child) for key, child in item.items()]
        elif isinstance(item, list):
            yield where, item
            stack += [((*where, position), child) for position, child in enumerate(item)]
