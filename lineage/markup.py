"""Markdown in which nothing that a manifest says can become markup."""

from __future__ import annotations

import re
from typing import Final

from lineage.visible import one_line

_ALWAYS: Final = re.compile(r"[\\`*\[\]<>|~$]")
_ENTITY: Final = re.compile(r"&(?=#|[A-Za-z])")
_UNDERSCORE: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_SCHEME: Final = re.compile(r"\b(https?|ftp|mailto|xmpp):", re.IGNORECASE)
_WWW: Final = re.compile(r"\b(www)\.", re.IGNORECASE)
_LINE_START: Final = re.compile(r"^(?:([#+=-])|(\d+)([.)])(?=\s|$))")


def escape(text: str) -> str:
    """A text on one line in which nothing is markup, wherever it is put."""
    clean = " ".join(one_line(text).split(" ")).strip()
    clean = _ALWAYS.sub(lambda match: "\\" + match[0], clean)
    clean = _ENTITY.sub("\\&", clean)
    clean = _UNDERSCORE.sub(r"\_", clean)
    clean = _SCHEME.sub(r"\1\\:", clean)
    clean = _WWW.sub(r"\1\\.", clean)
    return _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", clean)
