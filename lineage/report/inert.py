"""Text that no build server takes for a command, wherever in its log it is printed.

GitHub reads a line that starts with ``::`` as a command; it, Azure and TeamCity know ``##[…]``, ``##vso[…]`` and
``##teamcity[…]``, some of them in the middle of a line. A manifest or a file name must not speak to any of them.
"""

from __future__ import annotations

import re
from typing import Final

_BRACKETED: Final = re.compile(r"##(?=[A-Za-z]*\[)")
_LEADING: Final = re.compile(r"^([ \t]*)::", re.MULTILINE)


def inert(text: str) -> str:
    """The text with the mark of each bracketed command broken up."""
    return _BRACKETED.sub("# #", text) if "##" in text else text


def inert_lines(text: str) -> str:
    """Whole lines, of which none starts with ``::`` either."""
    text = inert(text)
    return _LEADING.sub(r"\1\\::", text) if "::" in text else text
