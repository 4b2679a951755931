"""Mutants of this implementation: one comparison, connective or refusal changed in one function at a time.

The changed function is compiled from the changed source, and its code put in place of the original's: everybody who
imported the function runs the mutant, and putting the old code back undoes it. Nothing is written to disk.
"""

from __future__ import annotations

import ast
import copy
import functools
import importlib
import inspect
import signal
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from tools.conformance.case import REPOSITORY

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
_SECONDS: Final = 10
"""Of processor time. A mutant that takes longer has been noticed: it does not end."""


class CodeMutant(NamedTuple):
    """A changed function: its module and name, what was there and what is there now, and the code to run."""

    module: str
    function: str
    before: str
    after: str
    target: Any
    code: types.CodeType

    @property
    def name(self) -> str:
        """Where it is and what was changed, in words that stay the same when lines move."""
        return f"{self.module}.{self.function}: {self.before} -> {self.after}"


def mutants(module: str, *, comparisons: bool = True, refusals: bool = False) -> Iterator[CodeMutant]:
    """Every mutant of the functions and methods of a module."""
    loaded = importlib.import_module(module)
    path = Path(loaded.__file__ or "")
    tree = ast.parse(path.read_text("utf-8"))
    functions = _functions(loaded)
    for name, node in _definitions(tree, ""):
        target = functions.get(name)
        if target is None:
            continue
        for changed in _changes(node, comparisons, refusals):
            mutated = copy.deepcopy(tree)
            for inner_name, inner in _definitions(mutated, ""):
                if inner_name == name:
                    before, after = changed(inner)
            code = _code(compile(ast.fix_missing_locations(mutated), str(path), "exec"), name)
            if code is not None:
                yield CodeMutant(module, name, before, after, target, code)


def _definitions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _definitions(node, f"{prefix}{node.name}.")


def _functions(module: types.ModuleType) -> dict[str, types.FunctionType]:
    found: dict[str, types.FunctionType] = {}
    holders: list[Any] = [module, *(item for item in vars(module).values() if inspect.isclass(item))]
    for holder in holders:
        for item in vars(holder).values():
            item = item.func if isinstance(item, functools.cached_property) else item
            item = item.fget if isinstance(item, property) else item
            item = inspect.unwrap(item) if callable(item) else item
            if isinstance(item, types.FunctionType) and item.__module__ == module.__name__:
                found[item.__qualname__] = item
    return found


Change = Callable[[ast.FunctionDef], tuple[str, str]]


def _changes(function: ast.FunctionDef, comparisons: bool, refusals: bool) -> Iterator[Change]:
    for position, node in enumerate(ast.walk(function)):
        if comparisons and isinstance(node, ast.Compare):
            for number in range(len(node.ops)):
                yield functools.partial(_swap, position=position, number=number)
        elif comparisons and isinstance(node, ast.BoolOp):
            yield functools.partial(_reconnect, position=position)
        elif refusals and isinstance(node, ast.Raise | ast.Return) and _refuses(node):
            yield functools.partial(_allow, position=position)


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


def _refuses(node: ast.Raise | ast.Return) -> bool:
    value = node.exc if isinstance(node, ast.Raise) else node.value
    return "refusal(" in ast.unparse(value) if value is not None else False


def _allow(function: ast.FunctionDef, *, position: int) -> tuple[str, str]:
    node = _at(function, position)
    before = ast.unparse(node)
    for parent in ast.walk(function):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list) and node in value:
                getattr(parent, field)[value.index(node)] = ast.copy_location(ast.Pass(), node)
    return before, "pass"


def _at(function: ast.FunctionDef, position: int) -> ast.AST:
    return next(node for number, node in enumerate(ast.walk(function)) if number == position)


def _code(compiled: types.CodeType, name: str) -> types.CodeType | None:
    """The code of a function in a compiled module, by its qualified name."""
    pending = [compiled]
    while pending:
        code = pending.pop()
        if code.co_qualname == name:
            return code
        pending += [item for item in code.co_consts if isinstance(item, types.CodeType)]
    return None


@contextmanager
def installed(mutant: CodeMutant) -> Iterator[None]:
    """The mutant in place of the original, with a bound on time."""
    original = mutant.target.__code__

    def stop(number: int, frame: Any) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    mutant.target.__code__ = mutant.code
    _forget(mutant.module)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
        mutant.target.__code__ = original
        _forget(mutant.module)


def _forget(module: str) -> None:
    """Clear what the functions of a module remember, so that the code in place is the one that answers."""
    for item in vars(importlib.import_module(module)).values():
        clear = getattr(item, "cache_clear", None)
        if clear is not None and getattr(item, "__module__", "") == module:
            clear()


def modules_of(folder: str) -> list[str]:
    """The modules of a room, by dotted name."""
    paths = sorted((REPOSITORY / "lineage" / folder).rglob("*.py"))
    return [".".join(path.relative_to(REPOSITORY).with_suffix("").parts) for path in paths if path.stem != "__init__"]
