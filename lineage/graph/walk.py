"""Walks over the objects and texts of a manifest, with the place of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lineage.model import Manifest
from lineage.model.base import Node, wire_name
from lineage.model.structure import fields_towards, model_classes
from lineage.pointer import Pointer


def of_type(manifest: Manifest, classes: frozenset[type[Node]]) -> Iterator[tuple[Any, Pointer]]:
    """Every object of some classes, depth first, in the order of the model's fields.

    Only fields that can lead to one are looked at: a walk over everything takes seconds on a large catalogue.
    """
    stack: list[tuple[Node, Pointer]] = [(manifest, ())]
    while stack:
        node, where = stack.pop()
        if type(node) in classes:
            yield node, where
        values = node.__dict__
        below: list[tuple[Node, Pointer]] = []
        for name, wire in fields_towards(type(node), classes):
            value = values.get(name)
            if isinstance(value, Node):
                below.append((value, (*where, wire)))
            elif isinstance(value, list):
                below += [(item, (*where, wire, i)) for i, item in enumerate(value) if isinstance(item, Node)]
        stack += reversed(below)


class Census(NamedTuple):
    """The objects of a manifest without their places: by class, and those that have extension keys.

    Places take most of the time of a walk, and are of use only where something is wrong.
    """

    by_class: dict[type[Node], list[Any]]
    extended: list[Node]


def census(manifest: Manifest) -> Census:
    """Every object of a manifest, in one walk."""
    found = Census({}, [])
    by_class = found.by_class
    stack: list[Any] = [manifest]
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind in by_class:
            by_class[kind].append(node)
        elif isinstance(node, Node):
            by_class[kind] = [node]
        else:
            continue
        if node.__pydantic_extra__:
            found.extended.append(node)
        for value in node.__dict__.values():
            held = type(value)
            if held is list:
                stack += [item for item in value if type(item) is not str]
            elif held is not str:
                stack.append(value)
    return found


def strings(manifest: Manifest) -> Iterator[tuple[str, Pointer]]:
    """Every text value, language maps included, extensions left out."""
    for node, where in of_type(manifest, model_classes()):
        for name, value in node.said().items():
            here = (*where, wire_name(name))
            if isinstance(value, str):
                yield value, here
            elif isinstance(value, list):
                yield from ((item, (*here, position)) for position, item in enumerate(value) if isinstance(item, str))
            elif isinstance(value, dict):
                yield from ((item, (*here, key)) for key, item in value.items() if isinstance(item, str))
