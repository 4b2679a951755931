"""Guesses at what was meant, for advice."""

from __future__ import annotations

from collections.abc import Sequence

from lineage.shape.words import meant


def hint(word: str, options: Sequence[str]) -> str:
    """The beginning of an advice, ``did you mean "…"? Otherwise ``, where an option is close; else nothing."""
    likely = meant(word, options)
    return f'did you mean "{likely}"? Otherwise ' if likely else ""
