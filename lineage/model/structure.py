"""The structure of the model, read from its annotations: which classes there are, and what their fields are made of.

For code that has to find every date, every text or every quantity of a manifest without naming the fields one by one.
It runs at every start of the command, so it looks at each field once.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from typing_extensions import TypeAliasType

from lineage.model.base import Node, wire_name
from lineage.model.manifest import Manifest


def named_types(annotation: Any) -> frozenset[Any]:
    """The classes and named types that an annotation is made of, the insides of named types included."""
    if isinstance(annotation, TypeAliasType):
        return _inside(annotation)
    if hasattr(annotation, "__metadata__"):  # Annotated: what it holds, not what is said about it
        return named_types(annotation.__origin__)
    arguments = getattr(annotation, "__args__", None)
    if arguments is None:
        return frozenset((annotation,)) if isinstance(annotation, type) else frozenset()
    return frozenset().union(*(named_types(argument) for argument in arguments))


@cache
def _inside(alias: TypeAliasType) -> frozenset[Any]:
    return named_types(alias.__value__) | {alias}


@cache
def field_types(cls: type[Node]) -> tuple[tuple[str, str, frozenset[Any]], ...]:
    """The fields of a class in Python and on the wire, with the named types that each is made of."""
    return tuple((name, wire_name(name), named_types(field.annotation)) for name, field in cls.model_fields.items())


def fields_where(wanted: Callable[[frozenset[Any]], bool]) -> dict[type[Node], tuple[str, ...]]:
    """The fields, by class and Python name, whose named types are as wanted; classes without any are left out."""
    found = {cls: tuple(name for name, _, types in field_types(cls) if wanted(types)) for cls in model_classes()}
    return {cls: names for cls, names in found.items() if names}


@cache
def model_classes() -> frozenset[type[Node]]:
    """Every class that a manifest can hold."""
    return frozenset(_holders())


@cache
def _holders() -> dict[type[Node], set[type[Node]]]:
    """Every class that a manifest can hold, with the classes that have a field for it."""
    found: dict[type[Node], set[type[Node]]] = {Manifest: set()}
    pending: list[type[Node]] = [Manifest]
    while pending:
        cls = pending.pop()
        for _, _, types in field_types(cls):
            for below in types:
                if isinstance(below, type) and issubclass(below, Node):
                    if below not in found:
                        found[below] = set()
                        pending.append(below)
                    found[below].add(cls)
    return found


@cache
def fields_towards(cls: type[Node], classes: frozenset[type[Node]]) -> tuple[tuple[str, str], ...]:
    """The fields of a class, in Python and on the wire, below which an object of these classes can stand."""
    leading = _leading(classes)
    return tuple((name, wire) for name, wire, types in field_types(cls) if not types.isdisjoint(leading))


@cache
def _leading(classes: frozenset[type[Node]]) -> frozenset[type[Node]]:
    """These classes and all that can hold one of them, at any depth."""
    leading = set(classes)
    pending = list(classes)
    while pending:
        for holder in _holders().get(pending.pop(), ()):
            if holder not in leading:
                leading.add(holder)
                pending.append(holder)
    return frozenset(leading)
