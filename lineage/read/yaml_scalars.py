"""What a plain (unquoted) YAML scalar means: the core schema of YAML 1.2.2, section 10.3.2, with two decisions.

An integer with a leading zero, such as ``010``, is text, never a number: YAML 1.1 reads 8 there and YAML 1.2 reads 10.
``0b11`` is 3, beside ``0o17`` and ``0x1F``. ``yes``, ``no``, ``on``, dates, ``1:30`` and ``1_000`` are text.
"""

from __future__ import annotations

import math
import re
from enum import StrEnum

from lineage.read.plain import MAX_INTEGER

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*|0x(?P<x>[0-9a-fA-F]+)|0o(?P<o>[0-7]+)|0b(?P<b>[01]+))")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS = frozenset(("", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"))
_BASES = (("x", 16), ("o", 8), ("b", 2))


class Scalar(StrEnum):
    """What a plain scalar is; the last two are refused wherever they stand."""

    TEXT = "text"
    WORD = "one of null, true and false"
    NUMBER = "a number"
    OUT_OF_RANGE = "a number out of range"
    NOT_FINITE = "a number that is not finite"


def meaning(plain: str) -> Scalar:
    """What a plain scalar with this text is."""
    if plain in _WORDS:
        return Scalar.WORD
    if plain[0] not in "+-.0123456789":
        return Scalar.TEXT
    integer = _INTEGER.fullmatch(plain)
    if integer:
        return Scalar.NUMBER if _in_range(integer) else Scalar.OUT_OF_RANGE
    if _NOT_FINITE.fullmatch(plain):
        return Scalar.NOT_FINITE
    if _FLOAT.fullmatch(plain):
        return Scalar.NOT_FINITE if math.isinf(float(plain)) else Scalar.NUMBER
    return Scalar.TEXT


def _in_range(integer: re.Match[str]) -> bool:
    for group, base in _BASES:
        if digits := integer[group]:
            digits = digits.lstrip("0")
            return len(digits) <= 54 and int(digits or "0", base) <= MAX_INTEGER
    digits = integer[0].lstrip("+-")
    return len(digits) <= 16 and int(digits) <= MAX_INTEGER
