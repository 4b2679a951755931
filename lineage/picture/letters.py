"""How wide a text will be, and how to make it fit: estimated from the widths of Helvetica, which Arial shares.

A picture has no layout engine behind it, so labels are measured here. The estimate must not depend on the machine.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from lineage.visible import one_line

ELLIPSIS: Final = "…"
_BOLD: Final = 1.09
_OTHER: Final = 640
_FULL: Final = 1020

# Thousandths of the font size, as in the published metrics of Helvetica.
_WIDTHS: Final = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft\u00a0",
    333: "()-`r·",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…→",
    1015: "@",
}
_HUMP: Final = re.compile("[a-z](?=[A-Z])")
_ADVANCE: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


@lru_cache(maxsize=4096)
def _advance(letter: str) -> int:
    known = _ADVANCE.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _FULL
    plain = unicodedata.normalize("NFD", letter)[0]
    return _ADVANCE.get(plain, _OTHER)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in user units, a little too large rather than too small."""
    return sum(map(_advance, text)) * size * (_BOLD if bold else 1.02) / 1000


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    if width(text, size, bold=bold) <= room:
        return text
    left = room - width(ELLIPSIS, size, bold=bold)
    kept = 0
    used = 0.0
    for letter in text:
        used += width(letter, size, bold=bold)
        if used > left:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def wrapped(text: str, room: float, size: float, *, lines: int, bold: bool = False) -> list[str]:
    """The text on at most so many lines, the last one cut. It is broken at spaces, else after a hyphen, slash, dot or
    underscore, else before a capital, else anywhere."""
    # More than this can never be shown, and hostile labels are long.
    rest = " ".join(one_line(text)[: 40 * lines + 400].split())
    found: list[str] = []
    while rest and len(found) < lines - 1 and width(rest, size, bold=bold) > room:
        end = _break(rest, room, size, bold)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        found.append(fitted(rest, room, size, bold=bold))
    return found or [""]


def _break(text: str, room: float, size: float, bold: bool) -> int:
    """Where to break a text that is too wide: as late as possible, at a good place if that is not too early."""
    used = 0.0
    fits = 0
    for letter in text:
        used += width(letter, size, bold=bold)
        if used > room:
            break
        fits += 1
    fits = max(fits, 1)
    space = text.rfind(" ", 1, fits + 1)
    if space > 0 and space >= fits // 3:
        return space
    soft = max(text.rfind(mark, 1, fits) for mark in "-/._,") + 1
    hump = max((m.start() + 1 for m in _HUMP.finditer(text, 0, fits + 1)), default=0)
    return next((at for at in (soft, hump, space) if at >= max(fits // 4, 2)), fits)
