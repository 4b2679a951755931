"""Texts out of the data, made safe to stand in a manifest: on one line, of usual length, with nothing hidden."""

from __future__ import annotations

from typing import Final

_JOINERS: Final = frozenset("\u200c\u200d")
_FIRST_JOINED: Final = "\u0590"
"""Scripts from here on need the joiners; Latin, Greek and Cyrillic do not."""
_BLANKS: Final = frozenset("\t\n\u00a0\u2002\u2003\u2009\u202f\u3000")
_LONGEST: Final = 300


def unicode_of(text: str) -> str:
    """A file name as Unicode: bytes in it that are none are spelt out."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def line(text: str, most: int = _LONGEST) -> str:
    """A text as a line of a manifest: every hidden or odd character spelt out, a long one without its middle."""
    joined = any(sign >= _FIRST_JOINED and sign not in _JOINERS and not "\u2000" <= sign <= "\u206f" for sign in text)
    shown = "".join(_shown(sign, joined) for sign in unicode_of(text))
    shown = " ".join(shown.split(" ")).strip()
    return shortened(shown, most) or "[blank]"


def shortened(text: str, width: int) -> str:
    """A text that is too long without its middle: names that begin alike often end unlike."""
    if len(text) <= width:
        return text
    tail = width // 3
    return f"{text[: width - 1 - tail]}…{text[len(text) - tail :]}"


def _shown(sign: str, joined: bool) -> str:
    if sign.isprintable() or (joined and sign in _JOINERS):
        return sign
    return " " if sign in _BLANKS else f"[U+{ord(sign):04X}]"
