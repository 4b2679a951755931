"""The places somebody asks for, as a tree that a walk over the text fills with spans."""

from __future__ import annotations

from collections.abc import Iterable

from lineage.finding import Part, Span
from lineage.pointer import Pointer


class Wanted:
    """A place in a document that is asked for, or that lies on the way to one.

    ``key`` and ``value`` are the spans found; the value's is None until the walk has seen the place. A place without
    a key (a list item, the document itself) answers with its value when its key is asked for.
    """

    __slots__ = ("asked", "children", "key", "value")

    def __init__(self) -> None:
        self.children: dict[str | int, Wanted] = {}
        self.asked = False
        self.key: Span | None = None
        self.value: Span | None = None

    @classmethod
    def of(cls, targets: Iterable[tuple[Pointer, Part]]) -> Wanted:
        """The tree of all targets; its root is the document."""
        root = cls()
        for pointer, _ in targets:
            node = root
            for part in pointer:
                node = node.children.setdefault(part, cls())
            node.asked = True
        return root

    def unseen(self) -> int:
        """How many places, this one and those below it, the walk has not seen."""
        count, nodes = 0, [self]
        while nodes:
            node = nodes.pop()
            count += node.value is None
            nodes += node.children.values()
        return count

    def missed(self) -> int:
        """How many places below this one will not be seen any more once the walk has left it.

        Places that were seen have counted what they miss when the walk left them.
        """
        return sum(child.unseen() for child in self.children.values() if child.value is None)

    def span(self, pointer: Pointer, part: Part) -> Span:
        """The span of a target, or of its nearest ancestor that exists in the document."""
        node = self
        for step in pointer:
            child = node.children.get(step)
            if child is None or child.value is None:
                break
            node = child
        if part is Part.KEY and node.key is not None:
            return node.key
        return node.value or Span(1, 1, 1, 1)
