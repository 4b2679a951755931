"""Whether every plain value of a document is accounted for: it is lost by its path, or the result depends on it."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any, Final

from lineage.errors import LineageError
from lineage.interop.draft import Draft
from lineage.interop.formats import Format
from lineage.interop.source import Source
from lineage.pointer import to_text

_DAY: Final = re.compile(r"([0-9]{4})(-[0-9]{2}.*)")
_ALWAYS: Final = "0" * 64


def values(tree: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every plain value of a document that says something, with its place."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else None
    if items is not None:
        for key, value in items:
            yield from values(value, (*here, key))
    elif tree not in (None, ""):
        yield here, tree


def other(value: Any) -> Any:
    """Another value of the same form, so that whoever takes the one takes the other."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if re.fullmatch("[0-9a-f]{64}", value):
        return ("1" if value[0] == "0" else "0") + value[1:]
    if found := _DAY.fullmatch(value):
        return f"{int(found[1]) - 1}{found[2]}"
    if value.isdecimal():
        return str(int(value) + 1)
    return f"x{value}" if "@" in value else f"{value}x"


def changed(tree: Any, place: tuple[Any, ...]) -> Any:
    """The document with another value at a place."""
    new = copy.deepcopy(tree)
    node = new
    for part in place[:-1]:
        node = node[part]
    node[place[-1]] = other(node[place[-1]])
    return new


def source_of(format: Format, tree: Any, text: str = "# Dataset Card for X\n") -> Source:
    """A document as a file, whose digest does not tell what is in it."""
    head = f"---\n{json.dumps(tree)}\n---\n{text}" if format.name == "huggingface" else json.dumps(tree)
    source = Source("README.md" if format.name == "huggingface" else "a.json", head.encode())
    source.__dict__["sha256"] = _ALWAYS
    return source


def read(format: Format, tree: Any) -> tuple[Any, tuple[str, ...]]:
    """What comes of a document, and the paths that are lost."""
    draft = Draft()
    try:
        losses = format.read(source_of(format, tree), draft)
    except LineageError as error:
        return str(error), ()
    return (draft.tree(), losses), tuple(loss.path for loss in losses)


def unaccounted(format: Format, tree: Any, most: int = 10_000) -> list[str]:
    """The paths of values that are not lost and make no difference, of a sample where there are very many."""
    result, lost = read(format, tree)
    assert not isinstance(result, str), result
    places = [place for place, _ in values(tree)]
    kept = [place for place in places if not any(f"{to_text(place)}/".startswith(f"{path}/") for path in lost)]
    if len(kept) > most:
        kept = random.Random(0).sample(kept, most)
    return [to_text(place) for place in kept if read(format, changed(tree, place))[0] == result]
