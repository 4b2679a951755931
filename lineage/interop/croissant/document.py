"""A Croissant document as objects with resolved keys: its datasets, and what an ``@id`` stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Any, Final

from lineage.interop.croissant.context import Context, local
from lineage.interop.reading import Place, Reading

_GRAPH: Final = "@graph"
_MENTIONED_BY: Final = frozenset("wasDerivedFrom hadPrimarySource wasRevisionOf isBasedOn hasPart".split())
"""Keys under which other datasets stand that the document is not about."""


@cache
def _unprefixed(name: str) -> str:
    return "sc:" + name.partition(":")[2]


class Node:
    """An object of the document. Members are found by what their keys mean."""

    __slots__ = ("_keys", "document", "place")

    def __init__(self, document: Document, place: Place) -> None:
        self.document = document
        self.place = place
        name = document.context.name
        keys: dict[str, str] = {}
        for key, value in place.value.items():
            if value is not None:
                keys.setdefault(name(key), key)
        self._keys = keys

    def get(self, *names: str) -> Place | None:
        """The member under the first of these names that is there. A name of another vocabulary is also found without
        its prefix, as many people write it."""
        keys = self._keys
        for name in names:
            if name in keys or (name := _unprefixed(name)) in keys:
                return self.place.get(keys[name])
        return None

    def each(self, *names: str) -> Iterator[Place]:
        """The entries of all members of these names; a single value counts as a list of one."""
        for name in names:
            if (inside := self.get(name)) is not None:
                yield from inside.each()

    def names(self) -> Iterable[str]:
        """The short names of all members."""
        return self._keys.keys()

    def key(self, name: str) -> str:
        """How the document spells this name."""
        return self._keys[name]

    def pass_over(self, *names: str) -> None:
        """Members that say nothing about the data: neither taken nor lost."""
        for name in names:
            if (inside := self.get(name)) is not None:
                inside.take()

    @property
    def types(self) -> frozenset[str]:
        """The local names of its types."""
        inside = self.get("@type")
        found = [] if inside is None else [place.value for place in inside.each()]
        return frozenset(local(kind) for kind in found if isinstance(kind, str))

    @property
    def id(self) -> str | None:
        """Its ``@id``, or ``id`` as some write."""
        inside = self.get("@id", "sc:id")
        return inside.value if inside is not None and isinstance(inside.value, str) and inside.value else None

    @property
    def is_reference(self) -> bool:
        """Whether it has nothing but an ``@id``, and perhaps a type."""
        return self.id is not None and self._keys.keys() <= {"@id", "sc:id", "@type"}


class Document:
    """The whole document."""

    def __init__(self, reading: Reading) -> None:
        self.root = reading.root
        self.context = Context(self.root.value.get("@context"))
        self.root.pass_over("@context", "conformsTo", "dct:conformsTo")

    @cached_property
    def datasets(self) -> list[Node]:
        """The datasets that it is about: the outermost object, or those of the graph that no other one names."""
        graph = self.root.get(_GRAPH)
        if graph is None:
            node = Node(self, self.root)
            return [node] if "Dataset" in node.types else []
        nodes = [Node(self, place) for place in graph.each() if isinstance(place.value, dict)]
        found = [node for node in nodes if "Dataset" in node.types]
        named = {name for node in found for name in _named(node)}
        return [node for node in found if node.id is None or node.id not in named] or found

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        """Objects that say more than their ``@id``, by it; the first of each."""
        found: dict[str, Node] = {}
        name = self.context.name
        stack = [self.root]
        while stack:
            place = stack.pop()
            if isinstance(place.value, dict):
                if len(place.value) > 1 and any(name(key) in ("@id", "sc:id") for key in place.value):
                    node = Node(self, place)
                    if node.id is not None and not node.is_reference:
                        found.setdefault(node.id, node)
                inside = [below for _, below in place.members() if isinstance(below.value, dict | list)]
            else:
                inside = [below for below in place.each() if isinstance(below.value, dict | list)]
            stack.extend(reversed(inside))
        return found

    def find(self, id: str) -> Node | None:
        """The object that an ``@id`` stands for, if the document says anything about it."""
        return self._by_id.get(id)

    def node(self, place: Place) -> Node | None:
        """The object at a place; for a mere reference, the object that is meant, if there is one."""
        if isinstance(place.value, str):
            return self.find(place.value)
        if not isinstance(place.value, dict):
            return None
        node = Node(self, place)
        if node.is_reference and node.id is not None and (meant := self.find(node.id)) is not None:
            return meant
        return node

    def used(self, place: Place) -> None:
        """Take a place that only names what stands elsewhere, once that was used."""
        if isinstance(place.value, str) or (isinstance(place.value, dict) and Node(self, place).is_reference):
            place.take()


def _named(node: Node) -> Iterator[str]:
    for name in node.names():
        if local(name) in _MENTIONED_BY:
            for place in node.each(name):
                value = place.value.get("@id") if isinstance(place.value, dict) else place.value
                if isinstance(value, str) and value != node.id:
                    yield value


def words(value: Any) -> str | None:
    """The text of a value: plain, with a language, a number as written, or several texts, each a paragraph."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        return words(value.get("@value")) if isinstance(value.get("@value"), str) else None
    if isinstance(value, list):
        parts = [words(part) for part in value if not isinstance(part, list)]
        return "\n\n".join(part for part in parts if part) if parts and all(parts) else None
    return None
