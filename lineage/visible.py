"""Making hidden characters visible: control, bidirectional and zero-width characters are printed as ``[U+202E]``.

Everything that a manifest says may end up on a terminal, in a log or on a page. None of it may move the cursor, forge a
line of output or reverse the reading order.
"""

from __future__ import annotations

import re
from typing import Final

HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Characters without a shape of their own, apart from tab, newline and the joiners that some scripts need."""


def visible(text: str) -> str:
    """The text with every hidden character spelt out."""
    return HIDDEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def one_line(text: str) -> str:
    """The text on one line, hidden characters spelt out, for logs and terminals."""
    if type(text) is str and text.isprintable():
        return text  # as nearly all are: what is hidden counts as not printable
    return visible(" ".join(text.split("\n")).replace("\t", " "))
