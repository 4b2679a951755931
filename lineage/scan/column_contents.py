"""Whether the values of a column are what its name promises."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any, Final

from lineage.scan import column_names as names

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:\S+")
_MOST: Final = 0.8
"""The part of the values that has to be as promised."""
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")


def kind_of_value(value: Any) -> str:
    """The kind of a single value."""
    for kind, types in _KINDS:
        if isinstance(value, types) and not isinstance(value, bool):
            return kind
    return names.OTHER


_KINDS: Final[tuple[tuple[str, tuple[type, ...]], ...]] = (
    (names.TEXT, (str,)),
    (names.WHOLE, (int,)),
    (names.NUMBER, (float,)),
    (names.TIME, (datetime.date,)),
    (names.LIST, (list, tuple)),
    (names.STRUCT, (dict,)),
    (names.BYTES, (bytes,)),
)


def fits(role: str, values: Sequence[Any], *, sure: bool) -> str | None:
    """An empty text where the values suit the role; else why not, or ``None`` where that goes without saying.

    Where there are no values to look at, a name that is ``sure`` is enough.
    """
    if not values:
        return "" if sure or role not in _NEEDS_CONTENT else None
    check = _CHECKS.get(role)
    return "" if check is None else check(values)


def _mostly(values: Sequence[Any], as_promised: int) -> bool:
    return as_promised >= _MOST * len(values)


def _url(values: Sequence[Any]) -> str | None:
    addresses = sum(1 for one in values if isinstance(one, str) and _ADDRESS.fullmatch(one.strip()))
    return "" if _mostly(values, addresses) else None if not addresses else "not all of its values are addresses"


def _text(values: Sequence[Any]) -> str | None:
    plain = sum(1 for one in values if isinstance(one, str) and not _ADDRESS.fullmatch(one.strip()))
    return "" if _mostly(values, plain) else None


def _host(values: Sequence[Any]) -> str | None:
    hosts = sum(1 for one in values if isinstance(one, str) and "." in one and "/" not in one and " " not in one)
    return "" if _mostly(values, hosts) else None


def _messages(values: Sequence[Any]) -> str | None:
    full = [one for one in values if one]
    turns = sum(
        1 for one in full if isinstance(one, list | tuple) and all(isinstance(turn, dict | str) for turn in one)
    )
    return "" if _mostly(full, turns) else "its lists do not hold messages"


def _whole(values: Sequence[Any]) -> str | None:
    return "" if all(str(one).isdecimal() for one in values) else "not all of its values are whole numbers"


def _number(values: Sequence[Any]) -> str | None:
    return "" if all(_NUMBER.fullmatch(str(one)) for one in values) else "not all of its values are numbers"


def _language(values: Sequence[Any]) -> str | None:
    from lineage.scan.rows.languages import parts, read_tag

    said = [part for one in values for part in parts(one)]
    read = sum(1 for one in said if read_tag(one) is not None)
    if said and read * 2 >= len(said):
        return ""
    return "most of its values are no languages that people speak or write" if said else None


def _programming(values: Sequence[Any]) -> str | None:
    from lineage.scan.rows.languages import is_programming

    known = sum(1 for one in values if isinstance(one, str) and is_programming(one))
    return "" if known * 2 >= len(values) else None


def _licence(values: Sequence[Any]) -> str | None:
    flat = [part for one in values for part in (one if isinstance(one, list | tuple) else [one])]
    short = sum(1 for one in flat if isinstance(one, str) and len(one) <= 200)
    return "" if _mostly(flat, short) else "its values are too long for names of licences"


def _date(values: Sequence[Any]) -> str | None:
    from lineage.scan.rows.dates import read_day

    read = sum(1 for one in values if isinstance(one, datetime.date) or read_day(one) is not None)
    return "" if _mostly(values, read) else "not all of its values are dates that can be read"


def _generator(values: Sequence[Any]) -> str | None:
    from lineage.scan.rows.generators import looks_like_model, written_names

    said = [name for one in values for name in written_names(one)]
    if not said:
        return None
    if any(looks_like_model(name) for name in said):
        return ""
    return "none of the values that were looked at is the name of a known family of models"


_CHECKS: Final = {
    "url": _url,
    "host": _host,
    "text": _text,
    "messages": _messages,
    "size": _whole,
    "audio_ms": _number,
    "audio_seconds": _number,
    "video_ms": _number,
    "video_seconds": _number,
    "language": _language,
    "programming_language": _programming,
    "licence": _licence,
    "date": _date,
    "generator": _generator,
}
_NEEDS_CONTENT: Final = frozenset({"url", "host", "size", "date"})
"""Roles that a name of a lower tier is not enough for."""
