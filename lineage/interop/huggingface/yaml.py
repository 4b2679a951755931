"""Front matter as text that every reader of YAML takes alike.

The Hub reads YAML 1.1, where ``no`` is false and ``1:30`` a number; this project reads 1.2, where ``0o17`` is one. So
a text stands in quotes unless it looks like a word in both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_WORD: Final = re.compile(r"[A-Za-z/][A-Za-z0-9_./+<>()-]*(?: [A-Za-z0-9(][A-Za-z0-9_./+()-]*)*")
_MEANS_MORE: Final = frozenset("y yes n no on off true false null nan inf".split())
_PRINTED: Final = r"[ -~\u00a1-\u1fff\u2030-\ud7ff]*"
_BEGINS: Final = r"[!-~\u00a1-\u1fff\u2030-\ud7ff]"
_LINES: Final = re.compile(rf"{_BEGINS}{_PRINTED}(?:\n\n?{_BEGINS}{_PRINTED})+")


def front_matter(members: Mapping[str, Any]) -> str:
    """The members between two lines ``---``."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=_style(value))

    Dumper.add_representer(str, text)
    body: str = yaml.dump(
        dict(members), Dumper=Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=10**9
    )
    return f"---\n{body}---\n"


def _style(value: str) -> str | None:
    if _WORD.fullmatch(value) and value.lower() not in _MEANS_MORE and len(value) < 200:
        return None
    if "\n" in value and _LINES.fullmatch(value) and " \n" not in value and not value.endswith(" "):
        return "|"
    return '"'
