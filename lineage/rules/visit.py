"""What rules visit: the objects of some classes, and the edges that may have an id, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, get_args

from pydantic import MISSING
from typing_extensions import TypeAliasType

from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.base import Node, wire_name
from lineage.model.derivation import Derivation
from lineage.model.model_use import ModelUse
from lineage.model.training import Initialization
from lineage.pointer import Pointer
from lineage.rules.context import Context

Edge = ModelUse | Derivation | Initialization

EDGE_WORDS: Final = {ModelUse: "model use", Derivation: "derivation", Initialization: "initialisation"}
"""What each kind of edge is called in messages."""


def with_article(kind: str) -> str:
    """``an agent``, ``a model``, ``terms``: a kind of record in a message."""
    return kind if kind.startswith("terms") else f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def untouched(context: Context, *keys: str) -> bool:
    """Whether nothing was pruned anywhere below these root keys."""
    return not any(place and place[0] in keys for place in (*context.pruning.members, *context.pruning.lists))


def edges(manifest: Manifest) -> Iterator[tuple[Edge, Pointer]]:
    """Every model use, derivation and initialisation."""
    lists = (("initialized_from", "initializedFrom"), ("derived_from", "derivedFrom"), ("model_uses", "modelUses"))
    for key in ("models", "datasets", "measures"):
        for position, node in enumerate(entries(getattr(manifest, key))):
            where: Pointer = (key, position)
            for i, stage in enumerate(entries(getattr(node, "training", MISSING))):
                for j, use in enumerate(entries(stage.model_uses)):
                    yield use, (*where, "training", i, "modelUses", j)
            for name, wire in lists:
                for j, edge in enumerate(entries(getattr(node, name, MISSING))):
                    if not isinstance(edge, str):
                        yield edge, (*where, wire, j)


def of_type(manifest: Manifest, classes: frozenset[type[Node]]) -> Iterator[tuple[Any, Pointer]]:
    """Every object of some classes, in file order of the model's fields.

    Only fields that can lead to one are looked at: a walk over everything takes seconds on a large catalogue.
    """
    stack: list[tuple[Node, Pointer]] = [(manifest, ())]
    while stack:
        node, where = stack.pop()
        if type(node) in classes:
            yield node, where
        values, below = node.__dict__, []
        for name, wire in _ways(type(node), classes):
            value = values[name]
            if isinstance(value, Node):
                below.append((value, (*where, wire)))
            elif isinstance(value, list):
                below += [(item, (*where, wire, i)) for i, item in enumerate(value) if isinstance(item, Node)]
        stack += reversed(below)


@cache
def model_classes() -> frozenset[type[Node]]:
    """Every class that a manifest can hold."""
    found: set[type[Node]] = set()
    pending: list[type[Node]] = [Manifest]
    while pending:
        cls = pending.pop()
        if cls not in found:
            found.add(cls)
            pending += [below for _, _, classes in _fields(cls) for below in classes]
    return frozenset(found)


@cache
def _fields(cls: type[Node]) -> tuple[tuple[str, str, frozenset[type[Node]]], ...]:
    return tuple(
        (name, wire_name(name), frozenset(part for part in mentioned(field.annotation) if _is_node(part)))
        for name, field in cls.model_fields.items()
    )


def _is_node(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Node)


def mentioned(annotation: Any) -> list[Any]:
    """An annotation and everything that it is made of, named types unfolded."""
    inside = (annotation.__value__,) if isinstance(annotation, TypeAliasType) else get_args(annotation)
    return [annotation, *(part for argument in inside for part in mentioned(argument))]


@cache
def _ways(cls: type[Node], classes: frozenset[type[Node]]) -> tuple[tuple[str, str], ...]:
    """The fields of a class, in Python and on the wire, below which an object of these classes can stand."""
    leading = _leading(classes)
    return tuple((name, wire) for name, wire, below in _fields(cls) if not below.isdisjoint(leading))


@cache
def _leading(classes: frozenset[type[Node]]) -> frozenset[type[Node]]:
    leading = set(classes)
    while True:
        more = {
            cls
            for cls in model_classes() - leading
            if any(not below.isdisjoint(leading) for _, _, below in _fields(cls))
        }
        if not more:
            return frozenset(leading)
        leading |= more
