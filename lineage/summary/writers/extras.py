"""Libraries that only some formats need: they are installed as extras, and asked for by name where they are missing."""

from __future__ import annotations

import importlib
from typing import Any

from lineage.errors import LineageError


class MissingLibrary(LineageError):
    """A format was asked for whose library is not installed."""


def load(module: str, extra: str, purpose: str) -> Any:
    """A module of an extra.

    Raises :class:`MissingLibrary` with what to install.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        advice = f'install it with: pip install "training-lineage[{extra}]"'
        raise MissingLibrary(f"{purpose} needs the library {module.partition('.')[0]}", advice) from error
