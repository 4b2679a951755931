"""What a scan counted: small sorted tables of integers, the same whichever engine counted and in whatever order.

Nothing here is interpreted. Authorities become domain names in :mod:`lineage.scan.domains`, values become facts in
:mod:`lineage.scan.rows`. Columns of the Arrow tables are named by the ``*_COLUMNS`` below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import pyarrow

AUTHORITY_COLUMNS: Final = ("authority", "records", "bytes")
"""string or null, int64, int64. Sorted by authority as bytes, null first."""
VALUE_COLUMNS: Final = ("value", "records", "bytes")
"""string or null, int64, int64. Sorted by records, most first, then by value as bytes, null first."""
DATE_COLUMNS: Final = ("value", "records")
"""string or null, int64. Sorted by value as bytes, null first."""
SAMPLE_COLUMNS: Final = ("shard", "row", "text")
"""string, int64, string. Sorted by shard as bytes, then row."""

MOST_VALUES: Final = 10_000
"""Distinct values that are kept of a tallied column."""
LONGEST_VALUE: Final = 500
"""Characters that are kept of a tallied value."""
LONGEST_TEXT: Final = 2_000
"""Characters that are kept of a sampled text."""
MOST_EXAMPLES: Final = 5
"""Positions that are kept of a sign."""

SignKind = Literal["pattern", "overlap"]


@dataclass(frozen=True, slots=True)
class ShardResult:
    """One file: what it is and how much was read of it. ``error`` says why nothing of it was counted.

    ``path`` is as it was given, with ``/``. Where the engine reads a URL, ``sha256`` is None and ``bytes`` is 0.
    """

    path: str
    format: str
    compression: str | None
    bytes: int
    sha256: str | None
    records: int
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all rows that were read. None: no column has that role, so nothing is known.

    ``bytes`` follows the size rule; ``without_size`` are the rows to which it gives no size. ``text_bytes`` is the
    length of the text in UTF-8, ``words`` are runs of characters between white space, ``characters`` are code points.
    ``images`` are rows with an image.
    """

    records: int
    bytes: int | None = None
    without_size: int | None = None
    text_bytes: int | None = None
    without_text: int | None = None
    words: int | None = None
    characters: int | None = None
    images: int | None = None
    audio_ms: int | None = None
    video_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The values of one column and how often each stands there. Null is a value, too.

    ``table`` has the columns ``value, records, bytes`` and holds the values with the most records. What it does not
    hold is counted: how many ``further`` values there are, and their records and bytes. Lists and objects are JSON
    text.
    """

    role: str
    column: str
    table: pyarrow.Table
    further: int = 0
    further_records: int = 0
    further_bytes: int = 0


@dataclass(frozen=True, slots=True)
class DateTally:
    """The dates of one column, as they are written, and how often each stands there.

    Where the writing is plain, it is cut to the day, so that the table stays small: ``2023-01-31T10:00:00Z`` gives
    ``2023-01-31``, ``20230131100000`` gives ``20230131``, and a count of seconds (or of milliseconds) since 1970 is
    rounded down to the first of its day and stays a count. Any other writing stands as it is, cut at 64 characters.
    """

    column: str
    table: pyarrow.Table


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands: the file, and the row in it, the first of which is 0."""

    shard: str
    row: int


@dataclass(frozen=True, slots=True)
class SignResult:
    """How many records show a sign, and the first few of them in the order of files and rows. Never their text."""

    name: str
    kind: SignKind
    records: int
    examples: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class TokenCount:
    """Tokens by a named tokenizer, counted over ``texts`` texts with ``text_bytes`` bytes: all, or the sample."""

    tokenizer: str
    sha256: str
    tokens: int
    texts: int
    text_bytes: int
    sampled: bool


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that one scan counted, over the shards without an error.

    ``size_rule`` is ``text``, ``column:NAME`` or ``none``. ``authorities`` is None where no column has the role ``url``
    or ``host``; a null authority are rows without a URL, an empty one are URLs that name no host, and one that ends in
    a colon (``data:``) is a scheme that has no hosts. ``sample`` is None where no text was sampled.
    """

    shards: tuple[ShardResult, ...]
    totals: Totals
    size_rule: str
    authorities: pyarrow.Table | None = None
    values: tuple[Tally, ...] = ()
    dates: tuple[DateTally, ...] = ()
    signs: tuple[SignResult, ...] = ()
    sample: pyarrow.Table | None = None
    tokens: TokenCount | None = None
    versions: dict[str, str] = field(default_factory=dict)
    """Libraries whose version may matter, by name. Not part of what is compared between engines."""

    @property
    def faults(self) -> tuple[ShardResult, ...]:
        """The files that could not be counted."""
        return tuple(shard for shard in self.shards if shard.error is not None)
