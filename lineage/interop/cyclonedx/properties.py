"""Facts as properties: names with values, the only room that CycloneDX and SPDX leave for what they do not know.

A fact is named by its place in the record, as in a JSON Pointer: ``training-lineage:modalities/0/quantity/unit``. A
text is its own value; a number, a truth value, or a text that reads like one is written as JSON. What stands under an
extension key is JSON as a whole: nothing is known about its insides.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from lineage.model.base import EXTENSION_KEY

PREFIX: Final = "training-lineage:"
"""What the names of our properties begin with: the prefix of our namespace, ``https://w3id.org/training-lineage/``."""
_DEEPEST: Final = 40
_EXTENSION: Final = re.compile(EXTENSION_KEY)


def flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The facts of a record, each with its full name."""
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            below = f"{path}/{_escaped(key)}" if path else _escaped(key)
            if _EXTENSION.match(key):
                yield PREFIX + below, json.dumps(item, ensure_ascii=False)
            else:
                yield from flat(item, below)
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from flat(item, f"{path}/{index}" if path else str(index))
    else:
        yield PREFIX + path, _written(value)


def deep(facts: Iterable[tuple[str, str]]) -> tuple[dict[str, Any], list[bool]]:
    """The record that such facts are of, and for each of them whether it was taken. Of two facts that contradict each
    other, the first one is."""
    tree: dict[str, Any] = {}
    taken = [_put(tree, name, text) for name, text in facts]
    return {key: _listed(value) for key, value in tree.items()}, taken


def _put(tree: dict[str, Any], name: str, text: str) -> bool:
    parts = [_unescaped(part) for part in name.removeprefix(PREFIX).split("/")]
    if not name.startswith(PREFIX) or len(parts) > _DEEPEST:
        return False
    node = tree
    for part in parts[:-1]:
        below = node.setdefault(part, {})
        if isinstance(below, _Leaf):
            return False
        node = below
    if parts[-1] in node:
        return False
    node[parts[-1]] = _Leaf(value=_read(text))
    return True


class _Leaf(dict[str, Any]):
    """A value, told apart from a branch; what it holds may be an object itself."""


def _listed(node: Any) -> Any:
    if isinstance(node, _Leaf):
        return node["value"]
    if node and all(str(index) in node for index in range(len(node))):
        return [_listed(node[str(index)]) for index in range(len(node))]
    return {key: _listed(value) for key, value in node.items()}


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _unescaped(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")


def _written(value: Any) -> str:
    if isinstance(value, str) and _read(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def _read(text: str) -> Any:
    """The value that a text stands for: itself, where it is no JSON, or JSON that no file may hold."""
    try:
        value = json.loads(text, parse_constant=_finite, parse_float=_finite)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # half a surrogate pair is a ValueError too
        return text
    return value


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number of JSON")
    return number
