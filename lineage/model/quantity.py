"""Quantities are intervals: filings say "15 trillion tokens", "more than 10T", "up to 19.2 billion", "5 to 6 trillion".

A quantity is a point (``value``) or bounds (``atLeast``, ``moreThan``, ``atMost``, ``lessThan``), times a
``magnitude``, in a ``unit``. ``moreThan`` and ``atLeast`` differ: "more than 10 trillion" does not fit in a band that
ends at 10 trillion.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import MISSING, Field, WithJsonSchema
from typing_extensions import TypeAliasType

from lineage.model.base import Node
from lineage.model.known import Known
from lineage.model.scalars import Line, Text

Number = TypeAliasType(
    "Number",
    Annotated[
        Annotated[int, Field(ge=0, le=9_007_199_254_740_991)] | Annotated[float, Field(ge=0, le=1e300)],
        WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1e300}),
    ],
)
"""A number that is not negative. Use ``magnitude`` for large ones: it keeps the digits that are meant."""

Magnitude = TypeAliasType("Magnitude", Literal["thousand", "million", "billion", "trillion", "quadrillion"])

MAGNITUDES: Final[dict[str, int]] = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}

Unit = TypeAliasType(
    "Unit",
    Literal[
        "tokens",
        "words",
        "characters",
        "bytes",
        "documents",
        "records",
        "images",
        "imageTextPairs",
        "hours",
        "minutes",
        "seconds",
        "frames",
        "clips",
        "conversations",
        "pages",
        "files",
        "datasets",
        "languages",
        "languageScriptPairs",
        "other",
    ],
)


class Quantity(Node):
    """How much, as an interval with a unit."""

    value: Number | MISSING = MISSING
    """The number. Not together with a bound."""
    at_least: Number | MISSING = MISSING
    """This number or more."""
    more_than: Number | MISSING = MISSING
    """More than this number."""
    at_most: Number | MISSING = MISSING
    """This number or less."""
    less_than: Number | MISSING = MISSING
    """Less than this number."""
    magnitude: Magnitude | MISSING = MISSING
    """What every number here is multiplied by (short scale: a billion is 10^9, a trillion 10^12)."""
    unit: Unit
    """What is counted."""
    unit_name: Line | MISSING = MISSING
    """The name of the unit where ``unit`` is ``other``."""
    tokenizer: Line | MISSING = MISSING
    """Which tokenizer counted the tokens."""
    approximate: bool | MISSING = MISSING
    """The number is a rough one."""
    method: Line | MISSING = MISSING
    """How it was counted or estimated."""
    known: Known | MISSING = MISSING
    """How this is known, where it differs from the rest of the manifest."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""

    def interval(self) -> "Interval":
        """The numbers this quantity can mean, in its unit, exact."""
        factor = MAGNITUDES[self.magnitude] if self.magnitude is not MISSING else 1

        def exact(number: int | float) -> Decimal:
            return Decimal(str(number)) * factor

        if self.value is not MISSING:
            return Interval(exact(self.value), exact(self.value))
        low, low_open, high, high_open = Decimal(0), False, None, False
        if self.at_least is not MISSING:
            low = exact(self.at_least)
        if self.more_than is not MISSING:
            low, low_open = exact(self.more_than), True
        if self.at_most is not MISSING:
            high = exact(self.at_most)
        if self.less_than is not MISSING:
            high, high_open = exact(self.less_than), True
        return Interval(low, high, low_open, high_open)


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of non-negative numbers; ``high`` is ``None`` where there is no upper end."""

    low: Decimal
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        """No number fits: the bounds cross."""
        if self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def __add__(self, other: "Interval") -> "Interval":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            self.low + other.low,
            high,
            self.low_open or other.low_open,
            high is not None and (self.high_open or other.high_open),
        )

    def meets(self, other: "Interval") -> bool:
        """Some number lies in both."""
        return not (self._below(other) or other._below(self))

    def _below(self, other: "Interval") -> bool:
        if self.high is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))
