"""The structure of the model, read from its annotations: which classes there are, and what their fields are made of.

For code that has to find every date, every text or every quantity of a manifest without naming the fields one by one.
"""

from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from typing_extensions import TypeAliasType

from lineage.model.base import Node, wire_name
from lineage.model.manifest import Manifest


def named_types(annotation: Any) -> frozenset[Any]:
    """The classes and named types that an annotation is made of, the insides of named types included."""
    if isinstance(annotation, TypeAliasType):
        return _inside(annotation)
    origin = get_origin(annotation)
    if origin is None or origin is Literal:
        return frozenset((annotation,)) if isinstance(annotation, type) else frozenset()
    arguments = get_args(annotation)
    found: set[Any] = set()
    for argument in arguments[:1] if origin is Annotated else arguments:
        found |= named_types(argument)
    return frozenset(found)


@cache
def _inside(alias: TypeAliasType) -> frozenset[Any]:
    return named_types(alias.__value__) | {alias}


def is_node(part: Any) -> bool:
    """Whether a part of an annotation is a class of the model."""
    return isinstance(part, type) and issubclass(part, Node)


@cache
def fields_below(cls: type[Node]) -> tuple[tuple[str, str, frozenset[type[Node]]], ...]:
    """The fields of a class in Python and on the wire, with the classes of the objects that they can hold."""
    return tuple(
        (name, wire_name(name), frozenset(filter(is_node, named_types(field.annotation))))
        for name, field in cls.model_fields.items()
    )


@cache
def model_classes() -> frozenset[type[Node]]:
    """Every class that a manifest can hold."""
    found: set[type[Node]] = set()
    pending: list[type[Node]] = [Manifest]
    while pending:
        cls = pending.pop()
        if cls not in found:
            found.add(cls)
            pending += [below for _, _, classes in fields_below(cls) for below in classes]
    return frozenset(found)


@cache
def fields_towards(cls: type[Node], classes: frozenset[type[Node]]) -> tuple[tuple[str, str], ...]:
    """The fields of a class, in Python and on the wire, below which an object of these classes can stand."""
    leading = _leading(classes)
    return tuple((name, wire) for name, wire, below in fields_below(cls) if not below.isdisjoint(leading))


@cache
def _leading(classes: frozenset[type[Node]]) -> frozenset[type[Node]]:
    leading = set(classes)
    while True:
        more = {
            cls
            for cls in model_classes() - leading
            if any(not below.isdisjoint(leading) for _, _, below in fields_below(cls))
        }
        if not more:
            return frozenset(leading)
        leading |= more
