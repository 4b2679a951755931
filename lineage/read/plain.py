"""A look at parsed data: text keys, safe numbers, bounded depth."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MAX_INTEGER = 2**53 - 1


def is_plain(tree: Any, depth: int) -> bool:
    """Whether all keys are text, all integers within ±(2^53 - 1), all floats finite, and nothing nested too deep.

    It says only whether; where is left to the exact passes, which run on bad documents alone. Level by level rather
    than by recursion, because that is fast and cannot overflow the stack.
    """
    try:
        return _is_plain(tree, depth)
    except TypeError:  # a key that is no text cannot be joined
        return False


def _is_plain(tree: Any, depth: int) -> bool:
    join = "".join  # a look at every key at the speed of C
    level = [tree]
    left = depth
    while level:
        inner: list[Any] = []
        for node in level:
            kind = type(node)
            if kind is str:
                continue
            if kind is dict:
                if not left:
                    return False
                join(node)
                inner += node.values()
            elif kind is list:
                if not left:
                    return False
                inner += node
            elif kind is int:
                if not -MAX_INTEGER <= node <= MAX_INTEGER:
                    return False
            elif kind is float and node - node != 0:  # NaN and the infinities
                return False
        level = inner
        left -= 1
    return True


@contextmanager
def collector_paused() -> Iterator[None]:
    """No cyclic garbage collection meanwhile: parsing makes many objects and no cycles, and is twice as fast so."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
