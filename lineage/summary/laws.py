"""The laws whose documents can be written. A law is one folder beside this file with a ``LAW`` in its
``law.py``; that folder is all it takes: the command line finds it here.

The rules of a law are told apart by its ``rules``, which is its word in ``lineage.rules.registry.LAWS``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lineage.summary.blocks import Summary


class Law(NamedTuple):
    """A law: the word that asks for its document, what the document is, and who makes it.

    ``build`` is called like :func:`lineage.summary.eu.eu_summary`. Where the law tells several ``audiences`` apart, it
    also takes an ``audience``, one of them; where ``files`` is set, it takes ``files`` that the manifest names.
    """

    name: str
    help: str
    build: Callable[..., Summary]
    rules: str | None = None
    audiences: tuple[str, ...] = ()
    files: bool = False


def laws() -> dict[str, Law]:
    """Every law by its word, in alphabetical order."""
    paths = importlib.import_module("lineage.summary").__path__
    folders = [(path, entry.name) for path in paths for entry in pkgutil.iter_modules([path]) if entry.ispkg]
    found = [
        importlib.import_module(f"lineage.summary.{folder}.law").LAW
        for path, folder in folders
        if any(module.name == "law" for module in pkgutil.iter_modules([f"{path}/{folder}"]))
    ]
    return {law.name: law for law in sorted(found)}
