"""The elements of an SPDX document, in whatever order and however nested, by their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from lineage.interop.cyclonedx.properties import PREFIX, deep
from lineage.interop.reading import Place
from lineage.interop.spdx.words import ENTRY_NAME, ENTRY_VALUE, EXTENSION, LIST

_ABOUT_THE_ELEMENT: Final = ("type", "spdxId", "@id", "creationInfo", "@context")


def named(value: Any) -> str | None:
    """The name that a reference gives: a text, or an element in place."""
    if isinstance(value, dict):
        value = value.get("spdxId", value.get("@id"))
    return value if isinstance(value, str) else None


def names(place: Place, key: str) -> list[str]:
    """The names in a list of references."""
    return [name for entry in place.each(key) if (name := named(entry.value)) is not None]


def text(place: Place, key: str) -> str | None:
    """A text, not taken."""
    inside = place.get(key)
    return inside.value if inside is not None and isinstance(inside.value, str) else None


def facts_of(place: Place) -> dict[str, Any]:
    """Facts of ours in the extension of an element, taken."""
    found = []
    for extension in place.each("extension"):
        if text(extension, "type") == EXTENSION:
            for entry in extension.each(LIST):
                name, value = text(entry, ENTRY_NAME), text(entry, ENTRY_VALUE)
                if name is not None and value is not None and name.startswith(PREFIX):
                    found.append((name, value, entry))
            extension.pass_over("type", "@id")
    tree, taken = deep((name, value) for name, value, _ in found)
    for (_, _, entry), used in zip(found, taken, strict=True):
        if used:
            entry.take()
    return tree


def begin(place: Place) -> None:
    """An element is read: what it is and who wrote it down when is no loss."""
    place.pass_over(*_ABOUT_THE_ELEMENT)


def settle(place: Place, used: Collection[str], why: str) -> None:
    """Take a relationship, but for those of its targets of which nothing was used."""
    targets = list(place.each("to"))
    left = [entry for entry in targets if named(entry.value) not in used]
    if not left:
        place.take()
    elif len(left) == len(targets):
        place.because(why)
    else:
        begin(place)
        place.pass_over("from", "relationshipType", "completeness")
        for entry in targets:
            if entry in left:
                entry.because(why)
            else:
                entry.take()


class Elements:
    """All elements with their places. What stands inside another element is one of its own."""

    def __init__(self, root: Place) -> None:
        self.all: list[Place] = []
        self.by_name: dict[str, Place] = {}
        graph = root.get("@graph")
        for place in graph.each() if graph else [root]:
            self._collect(place)

    def _collect(self, top: Place) -> None:
        pending = [top]
        while pending:
            place = pending.pop()
            if isinstance(place.value, list):
                pending += reversed(list(place.each()))
                continue
            if not isinstance(place.value, dict):
                continue
            if text(place, "type") is not None and (place is top or named(place.value) is not None):
                self.all.append(place)
                if name := named(place.value):
                    self.by_name.setdefault(name, place)
            inside = [below for _, below in place.members() if isinstance(below.value, dict | list)]
            pending += reversed(inside)

    def of_type(self, *types: str) -> Iterator[Place]:
        """Elements of these types, in the order of the document."""
        for place in self.all:
            if text(place, "type") in types:
                yield place
