"""The same manifest with its lists in an order that does not depend on how they were written.

Sentences list things in the order of the file. Two manifests that differ in order alone give the same sentences once
both are arranged.
"""

from __future__ import annotations

import json
from typing import Any, Final

from lineage.pointer import Pointer

_ROOT_LISTS_IN_ORDER: Final = frozenset({"corpora", "publications"})
"""The first corpus is the one that is meant where none is named; of equal publications the last one counts."""
_IN_ORDER: Final = frozenset({"training", "origin"})
"""Keys of lists whose order says something: stages follow one another, and of two origins the first one's defaults
count."""
IDENTITY: Final = ("id", "model", "dataset", "alias", "code", "name", "modality", "form", "by", "title")
"""The keys that say what an entry of a list is, the surest first."""


def arranged(tree: Any, place: Pointer = ()) -> Any:
    """A copy of a tree of JSON data with every list sorted whose order says nothing."""
    if isinstance(tree, dict):
        return {key: arranged(value, (*place, key)) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    items = [arranged(item, (*place, position)) for position, item in enumerate(tree)]
    return items if keeps_order(place) else sorted(items, key=_key)


def keeps_order(place: Pointer) -> bool:
    """Whether the order of the list at a place says something."""
    key = place[-1] if place else ""
    return key in _IN_ORDER or (len(place) == 1 and key in _ROOT_LISTS_IN_ORDER)


def identity(item: Any) -> str | None:
    """What an entry of a list is called; ``None`` for one that has no name."""
    if not isinstance(item, dict):
        return None
    return next((value for key in IDENTITY if isinstance(value := item.get(key), str)), None)


def _key(item: Any) -> tuple[str, str]:
    written = json.dumps(item, sort_keys=True, ensure_ascii=True)
    return identity(item) or (item if isinstance(item, str) else ""), written
