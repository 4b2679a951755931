"""Signs that a model wrote records without anybody having declared it.

Structure first (columns, files, tags), then overlap with sets that models are known to have written, then phrases and
tokens in the text. All of it is *inferred*: a sign shows that something is there, its absence shows nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lineage.scan.signs.overlap import OVERLAP
from lineage.scan.signs.phrases import PATTERNS
from lineage.scan.signs.phrases import SIGNS as _PHRASES
from lineage.scan.signs.prints import fingerprint, fingerprint_sql
from lineage.scan.signs.sign import PRESENCE_ONLY, Found, Sign
from lineage.scan.signs.structure import SIGNS as _STRUCTURE
from lineage.scan.signs.structure import of_columns, of_files, of_tags

if TYPE_CHECKING:
    from lineage.scan.plan import PatternSign

SIGNS: Final[dict[str, Sign]] = {sign.name: sign for sign in (*_STRUCTURE, OVERLAP, *_PHRASES)}
"""All signs by name. That of an overlap is ``overlap``; in a plan and a result, ``overlap:`` and the name of a set."""


def sign_named(name: str) -> Sign:
    """The sign that a result speaks of."""
    return SIGNS[name.partition(":")[0]]


def pattern_signs() -> tuple[PatternSign, ...]:
    """The signs in the text, as a plan takes them."""
    from lineage.scan.plan import PatternSign

    return tuple(PatternSign(name, pattern) for name, pattern in PATTERNS.items())


__all__ = [
    "PATTERNS", "PRESENCE_ONLY", "SIGNS", "Found", "Sign", "fingerprint", "fingerprint_sql", "of_columns",
    "of_files", "of_tags", "pattern_signs", "sign_named",
]  # fmt: skip
