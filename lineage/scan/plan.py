"""What to count: the columns and their roles, the signs, and how. A plan is data; it has a digest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lineage.scan.result import LONGEST_TEXT, LONGEST_VALUE, MOST_EXAMPLES

if TYPE_CHECKING:
    import pyarrow

SINGLE: Final = frozenset({"url", "host", "text", "messages", "size"})
"""Roles that one column at most may have: the address of a record or its host alone; its text, plain or as a list of
messages; its size in bytes."""
COUNTED: Final = frozenset({"image", "audio_seconds", "audio_ms", "video_seconds", "video_ms"})
"""Roles that are summed up: whether there is an image, how long a recording is."""
DATES: Final = "date"
"""The role of columns with dates. All other roles are tallied by value, save ``id``, which is not read."""
IGNORED: Final = "id"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its role: ``url``, ``text``, ``size``, ``language``, ``licence``, ``generator``, …

    A column within another is written with dots: ``metadata.url``.
    """

    role: str
    column: str


@dataclass(frozen=True, slots=True)
class PatternSign:
    """A sign that a regular expression finds in the text. The expression is one that RE2 and Java read alike."""

    name: str
    pattern: str


@dataclass(frozen=True, slots=True)
class OverlapSign:
    """A sign that a list of fingerprints finds in the text.

    ``expression`` has, for ``duckdb`` and for ``spark``, SQL that makes of ``{text}`` the fingerprint as 16 hexadecimal
    digits in lower case. ``prints`` are such fingerprints, as an array of strings; ``digest`` is that of their index.
    """

    name: str
    expression: Mapping[str, str]
    digest: str
    prints: pyarrow.Array


@dataclass(frozen=True, slots=True)
class Plan:
    """What to count and how.

    ``sample`` is the number of texts that are kept for the language detector and the like, chosen by ``seed``.
    ``memory`` is in bytes; ``spill`` is a folder for what memory cannot hold, ``partials`` one for what is finished, so
    that a scan that was stopped goes on with it. With ``keep_going`` a file that cannot be read is reported and left
    out; without, it stops the scan.
    """

    paths: tuple[str, ...]
    columns: tuple[Column, ...]
    sample: int = 0
    seed: int = 0
    words: bool = True
    patterns: tuple[PatternSign, ...] = ()
    overlaps: tuple[OverlapSign, ...] = ()
    memory: int | None = None
    threads: int | None = None
    spill: Path | None = None
    partials: Path | None = None
    keep_going: bool = False

    def column(self, *roles: str) -> str | None:
        """The column that has one of these roles."""
        return next((one.column for one in self.columns if one.role in roles), None)

    @property
    def tallied(self) -> tuple[Column, ...]:
        """The columns whose values are counted one by one."""
        rest = SINGLE | COUNTED | {DATES, IGNORED}
        return tuple(one for one in self.columns if one.role not in rest)

    @property
    def dates(self) -> tuple[str, ...]:
        """The columns with dates."""
        return tuple(one.column for one in self.columns if one.role == DATES)

    @property
    def size_rule(self) -> str:
        """What the size of a record is: its ``text``, a ``column:NAME``, or ``none``."""
        if (size := self.column("size")) is not None:
            return f"column:{size}"
        return "text" if self.column("text", "messages") is not None else "none"

    def with_columns(self, columns: tuple[Column, ...]) -> Plan:
        """The same plan with other columns."""
        return replace(self, columns=columns)

    def digest(self) -> str:
        """A number for what is counted of a file, whichever files they are and however it is done."""
        import hashlib
        import json

        what = {
            "columns": [asdict(one) for one in self.columns],
            "sample": [self.sample, self.seed],
            "words": self.words,
            "patterns": [asdict(one) for one in self.patterns],
            "overlaps": [[one.name, dict(one.expression), one.digest] for one in self.overlaps],
            "limits": [LONGEST_VALUE, LONGEST_TEXT, MOST_EXAMPLES],
        }
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan is: files and bytes of them that are done, of all; rows read so far; and what is read now."""

    files: int
    of_files: int
    bytes: int
    of_bytes: int
    records: int
    resumed: int
    reading: str = ""


Listener = Callable[[Progress], None]
