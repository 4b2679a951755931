"""The docstrings below the fields of the model, read from its source: they are the published descriptions.

pydantic can read them too, but only when classes are made, which would slow down every start of the command.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from functools import cache
from itertools import pairwise

import lineage.model
from lineage.model.base import Node


@cache
def field_descriptions(node: type[Node]) -> dict[str, str]:
    """The description of each field that a class itself declares, by Python name, on one line."""
    try:
        source = inspect.getsource(node)
    except (OSError, TypeError):
        return {}  # made at run time from a class that has the descriptions
    tree = ast.parse(inspect.cleandoc("\n" + source))
    body = tree.body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, following in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
            and isinstance(following.value.value, str)
        ):
            found[field.target.id] = _one_line(following.value.value)
    return found


def alias_description(name: str) -> str | None:
    """The description of a named type, which stands below its definition; ``None`` where it has none."""
    return _alias_descriptions().get(name)


@cache
def _alias_descriptions() -> dict[str, str]:
    found = {}
    for module in pkgutil.iter_modules(lineage.model.__path__, "lineage.model."):
        body = ast.parse(inspect.getsource(importlib.import_module(module.name))).body
        for definition, following in pairwise(body):
            if (
                isinstance(definition, ast.Assign)
                and isinstance(definition.targets[0], ast.Name)
                and isinstance(following, ast.Expr)
                and isinstance(following.value, ast.Constant)
                and isinstance(following.value.value, str)
            ):
                found[definition.targets[0].id] = _one_line(following.value.value)
    return found


def _one_line(text: str) -> str:
    return " ".join(inspect.cleandoc(text).replace("``", "`").split())


def describe(node: type[Node], name: str) -> str:
    """The description of a field, wherever in the class's ancestry it is declared.

    Raises ``LookupError`` for a field without one: every published property has a description.
    """
    for ancestor in node.__mro__:
        if issubclass(ancestor, Node) and ancestor is not Node:
            found = field_descriptions(ancestor).get(name)
            if found:
                return found
    raise LookupError(f"{node.__name__}.{name} has no description")
