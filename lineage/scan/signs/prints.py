"""Fingerprints of texts: 64 bits that both engines and Python compute alike.

A fingerprint is the first 16 hexadecimal digits of the MD5 of a text. ``exact`` takes the text as it stands. ``folded``
first makes small letters of A to Z and leaves out all else that is ASCII and no letter or digit, and typographic
quotes, dashes and blanks, so that layout and punctuation do not matter. Other scripts stay as they are, since engines
do not agree on their small letters. MD5 is here for speed and for being everywhere, not for safety.
"""

from __future__ import annotations

import hashlib
from typing import Final, Literal

Normalisation = Literal["exact", "folded"]
Dialect = Literal["duckdb", "spark"]

SHORTEST: Final = 64
"""Bytes in UTF-8 of the normalised text below which there is no fingerprint: "Yes." is nobody's in particular."""
DIGITS: Final = 16
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_LEFT_OUT: Final = (
    "".join(chr(code) for code in range(1, 128) if not chr(code).isalnum())
    + "\u2018\u2019\u201c\u201d\u2013\u2014\u00a0\u202f"
)
_TABLE: Final = str.maketrans(_LETTERS.upper(), _LETTERS, _LEFT_OUT)
_NOT_IN_LITERALS: Final = "'\\{}"
"""Signs that the engines, or whoever puts in the column, would not take as they stand between quotes."""


def normalised(text: str, normalisation: Normalisation = "folded") -> str:
    """The text that is fingerprinted."""
    return text if normalisation == "exact" else text.translate(_TABLE)


def fingerprint(text: str, normalisation: Normalisation = "folded") -> str | None:
    """The fingerprint of a text; ``None`` for one that is too short."""
    data = normalised(text, normalisation).encode("utf-8", "surrogatepass")
    if len(data) < SHORTEST:
        return None
    return hashlib.md5(data, usedforsecurity=False).hexdigest()[:DIGITS]


def fingerprint_sql(dialect: Dialect, normalisation: Normalisation = "folded") -> str:
    """The same as an SQL expression, with ``{text}`` for the column: null where the text is too short."""
    made = "{text}" if normalisation == "exact" else _folded()
    size = f"octet_length(encode({made}))" if dialect == "duckdb" else f"octet_length({made})"
    return f"CASE WHEN {size} >= {SHORTEST} THEN substr(md5({made}), 1, {DIGITS}) END"


def _folded() -> str:
    """Both engines leave out what has no counterpart in the second list."""
    plain = "".join(sign for sign in _LEFT_OUT if sign not in _NOT_IN_LITERALS)
    codes = ", ".join(f"chr({ord(sign)})" for sign in _NOT_IN_LITERALS)
    return f"translate({{text}}, concat('{_LETTERS.upper()}{plain}', {codes}), '{_LETTERS}')"
