"""New parts of a YAML file, in the style of the examples: block style, and short objects on one line."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_PLAIN: Final = re.compile(r"[A-Za-z_./][A-Za-z0-9_./@+()'-]*(?: [A-Za-z0-9_./@+()'-]+)*")
_DATE: Final = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?")
_WORDS: Final = frozenset("null true false yes no on off y n ~ .inf .nan -.inf + - . .. ...".split())
"""Plain words that some reader of YAML takes for something else than text."""
_WIDTH: Final = 90
_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def member(key: str, value: Any) -> list[str]:
    """The lines of a key with its value."""
    if not isinstance(value, dict | list) or not value:
        return [f"{_key(key)}: {flow(value)}"]
    if isinstance(value, list):
        if _is_short(value):
            return [f"{_key(key)}: {flow(value)}"]
        return [f"{_key(key)}:", *(f"  {line}" for line in _entries(value))]
    if _is_short(value):
        return [f"{_key(key)}: {flow(value)}"]
    return [f"{_key(key)}:", *(f"  {line}" for line in block(value))]


def block(value: Any) -> list[str]:
    """The lines of a value that stands by itself."""
    if isinstance(value, dict) and value and not _is_short(value):
        return [line for key, item in value.items() for line in member(key, item)]
    if isinstance(value, list) and value and not _is_short(value):
        return _entries(value)
    return [flow(value)]


def entry(value: Any) -> list[str]:
    """The lines of an entry of a list, with its dash."""
    return _entries([value])


def _entries(values: list[Any]) -> list[str]:
    lines = []
    for value in values:
        first, *rest = block(value)
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return lines


def _is_short(value: Any) -> bool:
    """Whether an object or list holds plain values alone and fits on a line."""
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict) and len(value) < 2:
        return False
    return not any(isinstance(item, dict | list) for item in inside) and len(flow(value)) <= _WIDTH


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and key.lower() not in _WORDS else json.dumps(key, ensure_ascii=False)


def _text(text: str) -> str:
    if _DATE.fullmatch(text) or (_PLAIN.fullmatch(text) and text.lower() not in _WORDS):
        return text
    if '"' in text and "'" not in text and "\\" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)
