"""What a finding is about, in words that stay the same when other entries come, go or move.

A trail is a pointer whose list positions are replaced by what the entries are called: ``/datasets/[dialogues]/origin``
instead of ``/datasets/3/origin``. Baselines and code quality reports know findings again by it.
"""

from __future__ import annotations

from typing import Any, Final

from lineage.pointer import Pointer, to_text

_NAMING: Final = ("id", "model", "dataset", "alias", "code", "name")
"""The keys that say what an entry of a list is, the surest first."""
_LONGEST: Final = 80


def trail(tree: Any, pointer: Pointer) -> str:
    """The trail of a place in a tree of JSON data. An entry without a name is ``[*]``, so several may share a trail."""
    node, parts = tree, list[str | int]()
    for part in pointer:
        child = _child(node, part)
        parts.append(f"[{_name(child)}]" if isinstance(part, int) else part)
        node = child
    return to_text(tuple(parts))


def fingerprint(*words: str) -> str:
    """One hexadecimal number for some words: the file, the code, the trail, and which of several it is."""
    import hashlib

    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _child(node: Any, part: str | int) -> Any:
    if isinstance(node, dict):
        return node.get(part)
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return node[part]
    return None


def _name(entry: Any) -> str:
    if isinstance(entry, dict):
        names = (entry.get(key) for key in _NAMING)
        entry = next((name for name in names if isinstance(name, str)), None)
    if not isinstance(entry, str) or not entry:
        return "*"
    return entry if len(entry) <= _LONGEST else f"sha256:{fingerprint(entry)[:16]}"
