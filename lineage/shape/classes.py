"""Which classes of the model can stand at a place of a document: needed to say which keys were possible there.

Works on the annotations of the model alone, so it can never disagree with what pydantic validates.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from lineage.model.base import Node, wire_name
from lineage.model.scalars import FORMS
from lineage.pointer import Pointer


def possible(root: type[Node], pointer: Pointer) -> list[Any]:
    """The annotations that can hold at a place: classes, literals, scalars; unions and wrappers are taken apart."""
    here: list[Any] = [root]
    for part in pointer:
        here = [option for candidate in here for option in _step(candidate, part)]
    return here


def keys_at(root: type[Node], pointer: Pointer) -> list[str]:
    """The keys that an object at this place may have, in the order of the model."""
    found: dict[str, None] = {}
    for candidate in possible(root, pointer):
        if _is_node(candidate):
            found.update(dict.fromkeys(wire_name(name) for name in candidate.model_fields))
    return list(found)


def options_at(root: type[Node], pointer: Pointer) -> list[str]:
    """The words that may stand at this place, where it takes one of a fixed set."""
    return [
        str(value)
        for candidate in possible(root, pointer)
        if get_origin(candidate) is Literal
        for value in get_args(candidate)
        if isinstance(value, str)
    ]


def form_at(root: type[Node], pointer: Pointer) -> str | None:
    """The pattern that text at this place must match, where it is one that has a name in words."""
    return next((candidate.pattern for candidate in possible(root, pointer) if isinstance(candidate, Form)), None)


def kinds_at(root: type[Node], pointer: Pointer) -> list[str]:
    """What may stand at this place, in plain words: ``text``, ``a list``, ``an object`` …"""
    names: dict[str, None] = {}
    for candidate in possible(root, pointer):
        origin = get_origin(candidate)
        if _is_node(candidate) or origin is dict:
            names["an object"] = None
        elif origin is list:
            names["a list"] = None
        elif origin is Literal:
            names["true" if get_args(candidate) == (True,) else "a word from a fixed set"] = None
        elif isinstance(candidate, Form):
            names[FORMS[candidate.pattern][0]] = None
        else:
            names[_SCALARS.get(candidate, "text")] = None
    return list(names)


@dataclass(frozen=True, slots=True)
class Form:
    """Text of a certain form, such as a date."""

    pattern: str


_SCALARS = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}


def _is_node(candidate: Any) -> bool:
    return isinstance(candidate, type) and issubclass(candidate, Node)


def _step(candidate: Any, part: str | int) -> Iterator[Any]:
    if isinstance(part, int):
        if get_origin(candidate) is list:
            yield from _flat(get_args(candidate)[0])
    elif _is_node(candidate):
        for name, field in candidate.model_fields.items():
            if wire_name(name) == part:
                # A pattern on a required field is in its metadata; pydantic keeps only the bare type as annotation.
                form = next((item.pattern for item in field.metadata if getattr(item, "pattern", None) in FORMS), None)
                yield from (Form(form),) if form else _flat(field.annotation)
    elif get_origin(candidate) is dict:
        yield from _flat(get_args(candidate)[1])


def _pattern(metadata: Any) -> str | None:
    constraints = metadata.metadata if isinstance(metadata, FieldInfo) else []
    return next((item.pattern for item in constraints if hasattr(item, "pattern")), None)


def _flat(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if isinstance(annotation, TypeAliasType):
        yield from _flat(annotation.__value__)
    elif origin is Annotated:
        inner, *metadata = get_args(annotation)
        pattern = next((found for item in metadata if (found := _pattern(item)) in FORMS), None)
        yield from (Form(pattern),) if pattern else _flat(inner)
    elif origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _flat(option)
    elif isinstance(annotation, type) or origin is not None:
        yield annotation
