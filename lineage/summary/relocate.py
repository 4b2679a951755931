"""Moving places: the same summary with every pointer replaced or dropped.

Places differ from those of the file where faulty parts were cut out; those of hidden records are not for print.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from lineage.pointer import Pointer

T = TypeVar("T")


def relocated(value: T, move: Callable[[Pointer], Pointer | None]) -> T:
    """A copy of a block, a section or a summary whose places went through ``move``; ``None`` drops one."""
    moved: Any = value
    if isinstance(value, tuple):
        moved = tuple(relocated(item, move) for item in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: tuple(place for place in map(move, getattr(value, field.name)) if place is not None)
            if field.name == "pointers"
            else relocated(getattr(value, field.name), move)
            for field in dataclasses.fields(value)
        }
        moved = dataclasses.replace(value, **changes)
    result: T = moved
    return result
