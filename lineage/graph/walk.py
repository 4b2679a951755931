"""A walk over every object of a manifest, with the place of each."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.model.base import Node, wire_name
from lineage.pointer import Pointer


def nodes(root: Node, pointer: Pointer = ()) -> Iterator[tuple[Node, Pointer]]:
    """The root and every object below it, depth first, in file order of the model's fields."""
    stack: list[tuple[Node, Pointer]] = [(root, pointer)]
    while stack:
        node, where = stack.pop()
        yield node, where
        below: list[tuple[Node, Pointer]] = []
        for name, value in node.__dict__.items():
            if isinstance(value, Node):
                below.append((value, (*where, wire_name(name))))
            elif isinstance(value, list):
                below += [
                    (item, (*where, wire_name(name), position))
                    for position, item in enumerate(value)
                    if isinstance(item, Node)
                ]
        stack += reversed(below)


def strings(root: Node, pointer: Pointer = ()) -> Iterator[tuple[str, Pointer]]:
    """Every string value below the root, language maps included, extensions left out."""
    for node, where in nodes(root, pointer):
        for name, value in node.__dict__.items():
            here = (*where, wire_name(name))
            if isinstance(value, str):
                yield value, here
            elif isinstance(value, list):
                yield from ((item, (*here, position)) for position, item in enumerate(value) if isinstance(item, str))
            elif isinstance(value, dict):
                yield from ((item, (*here, key)) for key, item in value.items() if isinstance(item, str))
