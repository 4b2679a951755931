"""What does not survive a conversion: found while reading, declared before writing; never dropped in silence.

Reading another format keeps a ledger (:mod:`lineage.interop.reading`): whatever was not taken is a loss. Writing one
has a table, ``LOSSES``, of the places of a manifest that the format cannot hold: they are taken out before the exporter
sees the manifest, and reported. So a round trip must give back exactly the rest, and the table is the documentation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from lineage.pointer import Pointer, to_text
from lineage.visible import one_line

ANY: Final = "*"
"""In a pattern: every entry of a list, or every member of an object."""
_SHOWN: Final = 120
"""Characters of a value that a loss shows."""


class Loss(NamedTuple):
    """One place whose content is not in the result: an RFC 6901 pointer into the source, why, and how it begins."""

    path: str
    why: str
    value: str


class Lost(NamedTuple):
    """A row of a table of losses: places of a manifest by pattern, and why the format does not hold them.

    ``("datasets", "*", "domains")`` is that member of every dataset. ``when`` narrows it to some values; ``words`` then
    says which, for the documentation.
    """

    pattern: tuple[str, ...]
    why: str
    when: Callable[[Any], bool] | None = None
    words: str = ""


def shown(value: Any) -> str:
    """The beginning of a value, on one line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = one_line(text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def prune(tree: Any, table: Sequence[Lost]) -> tuple[Any, list[Loss]]:
    """The manifest without what a table lists, and the losses in the order of the table.

    The tree itself is not changed. An object or a list that had something and has nothing left goes as well: the
    standard knows no empty ones.
    """
    lost: dict[Pointer, str] = {}
    for row in table:
        for place, value in _matching(tree, row.pattern, ()):
            if row.when is None or row.when(value):
                lost.setdefault(place, row.why)
    losses = [Loss(to_text(place), why, shown(_at(tree, place))) for place, why in lost.items()]
    return _without(tree, (), lost) if lost else tree, losses


def _matching(value: Any, pattern: tuple[str, ...], place: Pointer) -> Iterator[tuple[Pointer, Any]]:
    if not pattern:
        yield place, value
        return
    head, rest = pattern[0], pattern[1:]
    if isinstance(value, dict):
        for key in value if head == ANY else ([head] if head in value else ()):
            yield from _matching(value[key], rest, (*place, key))
    elif isinstance(value, list) and head == ANY:
        for index, item in enumerate(value):
            yield from _matching(item, rest, (*place, index))


def _at(tree: Any, place: Pointer) -> Any:
    for part in place:
        tree = tree[part]
    return tree


def _without(value: Any, place: Pointer, lost: dict[Pointer, str]) -> Any:
    if isinstance(value, dict):
        kept = {
            key: (item, _without(item, (*place, key), lost)) for key, item in value.items() if (*place, key) not in lost
        }
        return {key: new for key, (old, new) in kept.items() if new or not _holds(old)}
    if isinstance(value, list):
        items = [(item, _without(item, (*place, i), lost)) for i, item in enumerate(value) if (*place, i) not in lost]
        return [new for old, new in items if new or not _holds(old)]
    return value


def _holds(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def by_reason(losses: Iterable[Loss]) -> dict[tuple[str, str], list[Loss]]:
    """Losses by pattern and reason, in the order of the first of each: ten thousand files that lose the same member
    are one line to read."""
    groups: dict[tuple[str, str], list[Loss]] = {}
    for loss in losses:
        pattern = "/".join(ANY if part.isdecimal() else part for part in loss.path.split("/"))
        groups.setdefault((pattern, loss.why), []).append(loss)
    return groups
