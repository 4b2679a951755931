"""Reading a document of another format while keeping a ledger of what was taken from it.

An importer moves through the document by :class:`Place` and takes values. What it never took is reported as lost, by
its path: there is no list of ignored keys to keep up to date, and a key that nobody thought of cannot vanish.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lineage.interop.losses import Loss, shown
from lineage.pointer import Pointer, to_text

NO_FIELD: Final = "no field of a manifest holds it"
"""The reason where an importer gives no other."""


class Reading:
    """A document, and which of its places were taken."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._taken: set[Pointer] = set()
        self._reasons: dict[Pointer, str] = {}

    @property
    def root(self) -> Place:
        """The whole document."""
        return Place(self, self._tree, ())

    def mark(self, pointer: Pointer) -> None:
        """Remember that a place was taken, with all that is in it."""
        self._taken.add(pointer)

    def explain(self, pointer: Pointer, why: str) -> None:
        """Say why a place is not taken, where the usual reason is not the right one."""
        self._reasons[pointer] = why

    def losses(self, *, empty: bool = True) -> tuple[Loss, ...]:
        """Whatever was not taken, in the order of the document. A part of which nothing was taken is one loss.

        Without ``empty``, what holds nothing (a null, an empty list, object or text) is none.
        """
        above: set[Pointer] = set()
        for pointer in (*self._taken, *self._reasons):
            for end in range(len(pointer)):
                above.add(pointer[:end])
        return tuple(self._lost(self._tree, (), above, empty))

    def _lost(self, value: Any, pointer: Pointer, above: set[Pointer], empty: bool) -> Iterator[Loss]:
        stack = [(value, pointer)]
        while stack:
            value, pointer = stack.pop()
            if pointer in self._taken:
                continue
            if pointer in above and isinstance(value, dict | list):
                inside = value.items() if isinstance(value, dict) else enumerate(value)
                stack.extend(reversed([(item, (*pointer, key)) for key, item in inside]))
            elif empty or value not in (None, "", [], {}):
                yield Loss(to_text(pointer), self._reasons.get(pointer, NO_FIELD), shown(value))


class Place:
    """A value of the document with its pointer. Looking at it takes nothing; the methods that take say so."""

    __slots__ = ("_reading", "pointer", "value")

    def __init__(self, reading: Reading, value: Any, pointer: Pointer) -> None:
        self._reading = reading
        self.value = value
        self.pointer = pointer

    def get(self, *keys: str) -> Place | None:
        """The member under the first of these keys that is there and not null; ``None`` where this is no object."""
        if isinstance(self.value, dict):
            for key in keys:
                if self.value.get(key) is not None:
                    return Place(self._reading, self.value[key], (*self.pointer, key))
        return None

    def at(self, *path: str) -> Place | None:
        """The value that this path of keys leads to; ``None`` where one of them is not there."""
        found: Place | None = self
        for key in path:
            found = found.get(key) if found is not None else None
        return found

    def members(self) -> Iterator[tuple[str, Place]]:
        """All members of an object; nothing for anything else."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, Place(self._reading, value, (*self.pointer, key))

    def each(self, *keys: str) -> Iterator[Place]:
        """The entries of a list; a single value counts as a list of one. With keys: those of that member."""
        if keys:
            inside = self.get(*keys)
            if inside is not None:
                yield from inside.each()
        elif isinstance(self.value, list):
            for index, value in enumerate(self.value):
                if value is not None:
                    yield Place(self._reading, value, (*self.pointer, index))
        else:
            yield self

    def take(self) -> Any:
        """The whole value, taken."""
        self._reading.mark(self.pointer)
        return self.value

    def pass_over(self, *keys: str) -> None:
        """Members that say nothing about the data, such as ``@context``: neither taken nor lost."""
        for key in keys:
            self._reading.mark((*self.pointer, key))

    def because(self, why: str) -> None:
        """Leave it, for a reason of its own."""
        self._reading.explain(self.pointer, why)

    def text(self, *keys: str) -> str | None:
        """The text of a member, taken; ``None`` where it is absent, blank or no text: then nothing is taken."""
        inside = self.get(*keys) if keys else self
        if inside is None or not isinstance(inside.value, str) or not inside.value.strip():
            return None
        return str(inside.take())
