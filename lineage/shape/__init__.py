"""Shape: from JSON to a manifest, or to every shape fault at once and a manifest of what is left.

What is faulty is cut out as narrowly as the model allows, so that rules can still speak about the rest. What was cut
out is remembered: no rule may report it as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lineage.finding import Finding
from lineage.model import Manifest
from lineage.pointer import Pointer

__all__ = ["Shaped", "shape"]


class Shaped(NamedTuple):
    """The outcome: the manifest (of what is left), the faults, and what was cut out.

    ``manifest`` is ``None`` where nothing could be saved. ``members``, ``lists`` and ``ids`` are as in
    :class:`lineage.rules.Pruning`.
    """

    manifest: Manifest | None
    findings: tuple[Finding, ...] = ()
    members: frozenset[Pointer] = frozenset()
    lists: Mapping[Pointer, tuple[int, ...]] = MappingProxyType({})
    ids: frozenset[str] = frozenset()


def shape(json: bytes, tree: Any = None) -> Shaped:
    """Validate JSON against the model. ``tree`` is the same data parsed, or a function that gives it; without it, the
    bytes are parsed here. It is never changed."""
    from pydantic import ValidationError

    from lineage.shape.lean import manifest

    parsed = _parsed(json) if tree is None else tree() if callable(tree) else tree
    try:
        return Shaped(manifest(parsed))
    except ValidationError as error:
        from lineage.shape.prune import prune

        return prune(parsed, error)


def _parsed(json: bytes) -> Any:
    import jiter

    return jiter.from_json(json, allow_inf_nan=False)
