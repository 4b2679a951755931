"""Whether a place exists in a manifest: a pointer followed from the root."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import MISSING

from lineage.model import Manifest
from lineage.model.base import Node, wire_name
from lineage.pointer import Pointer


def exists(manifest: Manifest, pointer: Pointer) -> bool:
    """Whether the manifest says something at a place."""
    value: Any = manifest
    for part in pointer:
        if isinstance(value, Node):
            name = _attributes(type(value)).get(str(part))
            value = MISSING if name is None else getattr(value, name)
        elif isinstance(value, list):
            value = value[part] if isinstance(part, int) and part < len(value) else MISSING
        elif isinstance(value, dict):
            value = value.get(part, MISSING)
        else:
            return False
        if value is MISSING:
            return False
    return True


@cache
def _attributes(kind: type[Node]) -> dict[str, str]:
    """Wire names of a class with the Python names that stand for them."""
    return {wire_name(name): name for name in kind.model_fields}
