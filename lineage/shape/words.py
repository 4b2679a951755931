"""How values and expectations are put into words in shape faults."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

SHOWN = 60
"""Longest stretch of a value that a message quotes."""


def show(value: Any) -> str:
    """A value as JSON on one line, cut short where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def kind(value: Any) -> str:
    """What a value is, in plain words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f"the text {show(value)}"
    return f"the number {show(value)}"


def either(options: Sequence[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    return " or ".join([", ".join(options[:-1]), options[-1]] if len(options) > 1 else options)


def meant(word: str, options: Sequence[str]) -> str | None:
    """The option that somebody who wrote ``word`` most likely meant, if one is close."""
    folded = {option.casefold(): option for option in options}
    if word.casefold() in folded:
        return folded[word.casefold()]
    import difflib

    close = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else None
