"""Manifests compared where order means nothing, and without what a conversion says that it lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from lineage.interop import Loss


def unordered(value: Any) -> Any:
    """The same with every list in one order."""
    if isinstance(value, dict):
        return {key: unordered(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return sorted((unordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def without(tree: dict[str, Any], losses: Iterable[Loss]) -> dict[str, Any]:
    """A copy of a manifest without the records that losses name."""
    copy: dict[str, Any] = json.loads(json.dumps(tree))
    places = [loss.path.split("/")[1:] for loss in losses]
    for noun, index in sorted(((noun, int(index)) for noun, index in places), reverse=True):
        del copy[noun][index]
        if not copy[noun]:
            del copy[noun]
    return copy
