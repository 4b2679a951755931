"""A tally of domain names: read from CSV, looked at row by row, and cut at the top as the template asks.

Names are taken as they are written. What looks wrong with them is counted and said, never mended.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from unicodedata import category

from lineage.errors import LineageError
from lineage.visible import one_line

_HEADERS: Final = (["domain", "bytes"], ["domain", "bytes", "records"])
_USUAL: Final = re.compile(r"[0-9A-Za-z_-]+(?:\.[0-9A-Za-z_-]+)+\.?")
_LONGEST: Final = 253
"""Characters of the longest domain name."""
_DIGITS: Final = 18
"""Digits of the largest number: an exabyte."""
_PLAIN: Final = re.compile(
    r"domain,bytes\r?\n(?:[0-9A-Za-z_-][0-9A-Za-z_.-]{0,252},[0-9]{1,18}(?:\r?\n|\Z))++"  # the two limits above
)
_LETTERS: Final = frozenset("LMN")
"""Kinds of characters outside ASCII that a name may hold: letters, marks on them, and numbers."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The size of the content of every domain name, in the order of the file; and what was noticed in it.

    Rows of a name that stands in several are added up, and counted as ``repeated``. ``alike`` are names that differ
    from another one in capital letters or a final dot alone, ``addresses`` are those of the Internet Protocol,
    ``undotted`` are names of one part.
    """

    sizes: dict[str, int]
    repeated: int = 0
    alike: int = 0
    addresses: int = 0
    undotted: int = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """The top of a tally, largest first, and what it was cut from."""

    names: list[tuple[str, int]]
    of: int
    bytes: int
    all_bytes: int


def how_many(names: int, sme: bool) -> int:
    """How many names the list has. A tenth, or a twentieth, is rounded up: the list never covers less than it should.

    For small and medium-sized enterprises it is the top 5 %, or 1 000 names where that is fewer.
    """
    return min(-(-names // 20), 1000) if sme else -(-names // 10)


def cut(tally: Tally, sme: bool) -> Cut:
    """The names with the largest content. Names of the same size are taken in the order of their characters."""
    number = how_many(len(tally.sizes), sme)
    sizes = sorted(tally.sizes.values(), reverse=True)
    edge = sizes[number - 1]
    top = sorted(
        ((name, size) for name, size in tally.sizes.items() if size >= edge), key=lambda item: (-item[1], item[0])
    )[:number]
    return Cut(top, len(sizes), sum(size for _, size in top), sum(sizes))


def read_tally(data: bytes, name: str) -> Tally:
    """The tally in a CSV file with the header ``domain,bytes`` or ``domain,bytes,records``.

    Raises :class:`lineage.errors.LineageError` with the line of the first row that cannot be read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _bad(name, line, "is not UTF-8", "save the file in UTF-8") from error
    sizes, repeated = _of_plain_rows(text), 0
    if sizes is None:
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            sizes, repeated = _row_by_row(rows, name)
        except csv.Error as error:
            advice = "quote a field that holds a quotation mark"
            raise _bad(name, rows.line_num, f"is not CSV: {error}", advice) from error
    addresses = sum(1 for domain in sizes if (domain[-1].isdigit() or ":" in domain) and _is_address(domain))
    undotted = sum(1 for domain in sizes if "." not in domain and ":" not in domain)
    return Tally(sizes, repeated, _alike(sizes), addresses, undotted)


def _of_plain_rows(text: str) -> dict[str, int] | None:
    """The sizes in a tally as most are: two columns, nothing quoted, names in ASCII, each once; ``None`` for any other.
    One look at the whole text takes half the time of a look at each of very many rows."""
    if ".." in text or not _PLAIN.fullmatch(text):
        return None
    fields = text.replace("\r", "").replace("\n", ",").split(",")
    sizes = dict(zip(fields[2::2], map(int, fields[3::2]), strict=False))  # an end of line leaves an empty field
    return sizes if len(sizes) == len(fields) // 2 - 1 else None


def _row_by_row(rows: Iterator[list[str]], name: str) -> tuple[dict[str, int], int]:
    """The sizes, and how many rows repeat a name."""
    header = next(rows, [])
    if header not in _HEADERS:
        found = one_line(",".join(header))[:60]
        raise _bad(name, 1, f'has the header "{found}"', "the columns are domain,bytes or domain,bytes,records")
    width = len(header)
    sizes: dict[str, int] = {}
    repeated = 0
    usual = _USUAL.fullmatch
    for row in rows:
        if not row:
            continue
        if len(row) != width:
            raise _bad(name, _line(rows), f"has {len(row)} fields instead of {width}", "give every row all columns")
        domain, size = row[0], row[1]
        if not ((usual(domain) and len(domain) <= _LONGEST) or _is_name(domain)):
            shown = one_line(domain)[:60]
            advice = "write the name without scheme, path or port; a name in another script as xn--…"
            raise _bad(name, _line(rows), f'has "{shown}" where a domain name should be', advice)
        if not (size.isdecimal() and size.isascii() and len(size) <= _DIGITS):
            shown = one_line(size)[:40]
            raise _bad(name, _line(rows), f'has "{shown}" where a number of bytes should be', "write digits alone")
        if domain in sizes:
            repeated += 1
            sizes[domain] += int(size)
        else:
            sizes[domain] = int(size)
    if not sizes:
        raise LineageError(f'the tally "{one_line(name)}" holds no domain name', "add a row for each domain name")
    return sizes, repeated


def _alike(sizes: dict[str, int]) -> int:
    """How many names are those of another but for capital letters or a final dot. Most tallies have neither."""
    if all(map(str.islower, sizes)) and not any(domain[-1] == "." for domain in sizes):
        return 0
    return len(sizes) - len({domain.lower().removesuffix(".") for domain in sizes})


def _is_name(text: str) -> bool:
    """Whether a text that does not look as names usually do may stand for a domain: one part, another script, or an
    address."""
    if not 0 < len(text) <= _LONGEST:
        return False
    if ":" in text:
        return _is_address(text)
    parts = text.removesuffix(".").split(".")
    return all(part and all(_may_stand(sign) for sign in part) for part in parts)


def _may_stand(sign: str) -> bool:
    return sign.isalnum() or sign in "-_" if sign.isascii() else category(sign)[0] in _LETTERS


def _is_address(text: str) -> bool:
    try:
        ip_address(text.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _line(rows: Iterator[list[str]]) -> int:
    number: int = getattr(rows, "line_num", 0)
    return number


def _bad(name: str, line: int, what: str, advice: str) -> LineageError:
    return LineageError(f'line {line} of the tally "{one_line(name)}" {what}', advice)
