"""Large YAML in parts: a long list at the top of a document is read some items at a time.

The parser builds everything twice, and each key anew: on thirty megabytes that takes 800. In parts it takes a sixth of
that, and less time, since memory that is used again need not be asked for.

Why the parts say the same as the whole: a part starts with an item of a block list, at the indentation of that list.
If it can be read alone, no quote and no bracket is open at its end, where the next one starts; and a line at that
indentation ends every text and block inside an item. So the parser would have been between two items there. The first
part starts where the key of the list was read; the rest of the document is read with one item in place of all. Whatever
cannot be read so, is read as a whole, which finds the fault if there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from lineage.read.limits import LARGE
from lineage.read.plain import is_plain

_PART: Final = 1 << 17
_DEEPEST: Final = 100
"""The parser's own limit of nesting counts from where it starts, so documents that may come near it are whole."""

_MARK: Final = b"the items of this list are read apart"
_TOP: Final = re.compile(rb"\n[^ \-#\r\n]")
_LIST: Final = re.compile(rb"([A-Za-z]++): *\r?\n( *)- ")


class Part(NamedTuple):
    """Some items of the list under a key at the top: the position of the first one, and the bytes where they stand."""

    key: str
    first: int
    start: int
    end: int


class _List(NamedTuple):
    """A long list at the top of a document: its key, its bytes, and how far it is indented."""

    key: str
    start: int
    end: int
    pad: bytes


def load_in_parts(data: bytes, depth: int) -> tuple[dict[str, Any], tuple[Part, ...]] | None:
    """The data in ``data`` and its parts; ``None`` where it has no long list or has to be read as a whole."""
    lists = _long_lists(data) if len(data) >= LARGE and depth <= _DEEPEST else []
    if not lists or _MARK in data:
        return None
    import ryaml

    try:
        tree: Any = ryaml.loads(_without(data, lists).decode())
        if type(tree) is not dict or not is_plain(tree, depth):
            return None
        parts: list[Part] = []
        for block in lists:
            if tree.get(block.key) != [_MARK.decode()]:
                return None
            items: list[Any] = []
            for start, end in _spans(data, block):
                parts.append(Part(block.key, len(items), start, end))
                items += _items(data[start:end], depth - 1)
            tree[block.key] = items
    except Exception:  # errors of several kinds, among them bare ValueError; the whole is read next
        return None
    return tree, tuple(parts)


def _long_lists(data: bytes) -> list[_List]:
    tops = [0, *(found.start() + 1 for found in _TOP.finditer(data))]
    found: list[_List] = []
    for start, end in zip(tops, [*tops[1:], len(data)], strict=True):
        if end - start >= LARGE and (opening := _LIST.match(data, start)):
            found.append(_List(opening[1].decode(), opening.start(2), end, opening[2]))
    return found


def _without(data: bytes, lists: list[_List]) -> bytes:
    """The document with one item in place of all in each of some lists."""
    pieces: list[bytes] = []
    at = 0
    for block in lists:
        pieces += data[at : block.start], block.pad, b'- "', _MARK, b'"\n'
        at = block.end
    return b"".join([*pieces, data[at:]])


def _spans(data: bytes, block: _List) -> Iterator[tuple[int, int]]:
    start = block.start
    while start < block.end:
        after = data.find(b"\n" + block.pad + b"- ", start + _PART, block.end)
        end = block.end if after < 0 else after + 1
        yield start, end
        start = end


def _items(part: bytes, depth: int) -> list[Any]:
    """The items of a part. Keys and short texts that are the same are one object: JSON is read that way."""
    import jiter
    import ryaml
    from pydantic_core import to_json

    items: Any = ryaml.loads(part.decode())
    if type(items) is not list or not is_plain(items, depth):
        raise ValueError("no plain list")
    shared: list[Any] = jiter.from_json(to_json(items))
    return shared
