"""Whether a model is of a family that terms speak of, by its name.

A licence speaks of a release, and releases have near names: Llama 3 is not Llama 3.1, and Gemma 2 is not Gemma. So
names are compared piece by piece, and a version that follows the family's name makes another family of it. A size does
not: ``Llama 3 8B`` is a Llama 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_PIECE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:[bmkt](?![a-z0-9]))?|[^\W\d_]+")
_VERSION: Final = re.compile(r"[0-9.]+")


@lru_cache(maxsize=4096)
def pieces(name: str) -> tuple[str, ...]:
    """The words and numbers of a name, without case and signs: ``Llama-3.1-8B`` is ``llama``, ``3.1``, ``8b``."""
    return tuple(_PIECE.findall(name.casefold()))


def of_family(name: str, family: str) -> bool:
    """Whether the name of a model, or of a family, is of a family. An organisation before a slash is left out."""
    given, asked = pieces(name.rpartition("/")[2]), pieces(family)
    if not asked or given[: len(asked)] != asked:
        return False
    rest = given[len(asked) :]
    return not rest or _VERSION.fullmatch(rest[0]) is None


def of_any(names: Iterable[str], families: Iterable[str]) -> bool:
    """Whether one of the names is of one of the families."""
    return any(of_family(name, family) for name in names for family in families)
