"""What is changed in a function, one thing at a time: a comparison, a connective, a condition, a way out, a refusal.

Each change is made in a tree of the function and says what was there and what is there now, in words that stay the same
when lines move.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

_SWAPPED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}

Change = Callable[[ast.FunctionDef], tuple[str, str]]


def changes(function: ast.FunctionDef, decisions: bool, refusals: bool) -> Iterator[Change]:
    """Every change of what a function decides, and of what it refuses."""
    asked = set(_bare(function))
    for position, node in enumerate(ast.walk(function)):
        if decisions and isinstance(node, ast.Compare):
            for number in range(len(node.ops)):
                yield partial(_swap, position=position, number=number)
        elif decisions and isinstance(node, ast.BoolOp):
            yield partial(_reconnect, position=position)
        elif decisions and (node in asked or _is_not(node)):
            yield partial(_negate, position=position)
        elif decisions and (isinstance(node, ast.Continue) or (isinstance(node, ast.Return) and node.value is None)):
            yield partial(_go_on, position=position)
        elif refusals and isinstance(node, ast.Raise | ast.Return) and _refuses(node):
            yield partial(_allow, position=position)


def _bare(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """The conditions, or parts of one, that compare nothing: ``if entries:`` asks whether there are any."""
    pending: list[ast.expr] = []
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            pending.append(node.test)
        elif isinstance(node, ast.comprehension):
            pending += node.ifs
    while pending:
        test = pending.pop()
        if isinstance(test, ast.BoolOp):
            pending += test.values
        elif not isinstance(test, ast.Compare | ast.Constant) and not _is_not(test):
            yield test


def _is_not(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _swap(function: ast.FunctionDef, *, position: int, number: int) -> tuple[str, str]:
    node = _at(function, position)
    assert isinstance(node, ast.Compare)
    before = ast.unparse(node)
    node.ops[number] = _SWAPPED[type(node.ops[number])]()
    return before, ast.unparse(node)


def _reconnect(function: ast.FunctionDef, *, position: int) -> tuple[str, str]:
    node = _at(function, position)
    assert isinstance(node, ast.BoolOp)
    before = ast.unparse(node)
    node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    return before, ast.unparse(node)


def _negate(function: ast.FunctionDef, *, position: int) -> tuple[str, str]:
    node = _at(function, position)
    assert isinstance(node, ast.expr)
    new = node.operand if isinstance(node, ast.UnaryOp) else ast.UnaryOp(ast.Not(), node)
    around = next(
        (parent for parent in ast.walk(function) if isinstance(parent, ast.BoolOp) and node in parent.values), new
    )
    before = ast.unparse(node if around is new else around)
    _replace(function, node, new)
    return before, ast.unparse(around)


def _go_on(function: ast.FunctionDef, *, position: int) -> tuple[str, str]:
    node = _at(function, position)
    around = next((parent for parent in ast.walk(function) if isinstance(parent, ast.If) and node in parent.body), None)
    before = ast.unparse(node)
    _replace(function, node, ast.Pass())
    return (f"if {ast.unparse(around.test)}: {before}" if around else before), "pass"


def _refuses(node: ast.Raise | ast.Return) -> bool:
    value = node.exc if isinstance(node, ast.Raise) else node.value
    return "refusal(" in ast.unparse(value) if value is not None else False


def _allow(function: ast.FunctionDef, *, position: int) -> tuple[str, str]:
    node = _at(function, position)
    before = ast.unparse(node)
    _replace(function, node, ast.Pass())
    return before, "pass"


def _replace(function: ast.FunctionDef, old: ast.AST, new: ast.AST) -> None:
    new = ast.copy_location(new, old)
    for parent in list(ast.walk(function)):
        for field, value in ast.iter_fields(parent):
            if parent is new:
                continue
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list) and old in value:
                value[value.index(old)] = new


def _at(function: ast.FunctionDef, position: int) -> ast.AST:
    return next(node for number, node in enumerate(ast.walk(function)) if number == position)
