"""Text as it can stand in a file for paper, whose formats refuse some characters that a page or JSON takes."""

from __future__ import annotations

import re
from typing import Final

from lineage.visible import one_line

_NO_SIGN: Final = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15))
    + "]"
)
"""Code points that no standard gives a shape: for private use, halves of pairs, and those that are no characters."""


def shown(text: str) -> str:
    """The text on one line, hidden characters and code points that have no shape spelt out, as ``[U+E000]``."""
    return _NO_SIGN.sub(lambda match: f"[U+{ord(match[0]):04X}]", one_line(text))
