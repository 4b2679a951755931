"""Mutants of this implementation: one thing changed in one function at a time.

The changed function is compiled from the changed source, and its code put in place of the original's: everybody who
imported the function runs the mutant, and putting the old code back undoes it. Nothing is written to disk.
"""

from __future__ import annotations

import ast
import copy
import functools
import importlib
import inspect
import types
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tools.conformance.case import REPOSITORY
from tools.mutate.operators import changes


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


def mutants(
    module: str, *, functions: Sequence[str] = (), decisions: bool = True, refusals: bool = False
) -> Iterator[CodeMutant]:
    """Every mutant of the functions and methods of a module, or of some of them."""
    loaded = importlib.import_module(module)
    path = Path(loaded.__file__ or "")
    tree = ast.parse(path.read_text("utf-8"))
    targets = _functions(loaded)
    for name, node in _definitions(tree, ""):
        target = targets.get(name)
        if target is None or (functions and name not in functions):
            continue
        for changed in changes(node, decisions, refusals):
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
    """The mutant in place of the original."""
    original = mutant.target.__code__
    mutant.target.__code__ = mutant.code
    _forget(mutant.module)
    try:
        yield
    finally:
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
