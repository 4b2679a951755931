"""What a scan counted of a dataset beside what is declared of it, and the numbers that a declared number stands for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from pydantic import MISSING

from lineage.finding import Related
from lineage.model.answer import entries
from lineage.model.dataset import Dataset
from lineage.model.measurement import Measurement
from lineage.model.model_use import Share
from lineage.model.quantity import MAGNITUDES, Interval, Quantity
from lineage.pointer import Pointer
from lineage.rules.context import Context

_ROUGH: Final = Decimal("0.1")
"""How much more or less a rough number can mean, and one that was worked out from a sample."""


_FINEST: Final = -6
"""The exponent of the last digit that is compared: a share of a third cannot be written out."""


class Measured(NamedTuple):
    """A dataset with one measurement of it, and where both stand."""

    dataset: Dataset
    place: Pointer
    measurement: Measurement
    where: Pointer

    @property
    def whole(self) -> bool:
        """Whether all files were counted: where some were not, what was not found may still be there."""
        left_out = self.measurement.files_left_out
        return left_out is MISSING or left_out == 0

    def counted(self, *below: str | int) -> tuple[Related, ...]:
        """The measurement, or something in it, as the other place of a finding."""
        return (Related((*self.where, *below), "counted by this scan"),)


def measured(context: Context) -> Iterator[Measured]:
    """Every measurement with its dataset, in file order."""
    if not context.census.by_class.get(Measurement):
        return
    for position, dataset in enumerate(entries(context.index.manifest.datasets)):
        place: Pointer = ("datasets", position)
        for number, measurement in enumerate(entries(dataset.measurements)):
            yield Measured(dataset, place, measurement, (*place, "measurements", number))


def meaning(quantity: Quantity) -> Interval:
    """The numbers that a quantity can stand for: "15 trillion" may be 14.6, and a whole number is itself."""
    span = quantity.interval()
    if quantity.approximate is True or _estimated(quantity):
        return Interval(span.low * (1 - _ROUGH), None if span.high is None else span.high * (1 + _ROUGH))
    if quantity.value is MISSING or quantity.magnitude is MISSING:
        return span
    return _around(Decimal(str(quantity.value)), Decimal(MAGNITUDES[quantity.magnitude]))


def _estimated(quantity: Quantity) -> bool:
    return quantity.known is not MISSING and quantity.known.how == "estimated"


def share_meaning(share: Share) -> Interval | None:
    """The shares that a declared share can stand for; ``None`` where it gives no number."""
    if share.value is not MISSING:
        return _around(Decimal(str(share.value)), Decimal(1), most=-2)
    if share.at_least is MISSING and share.at_most is MISSING:
        return None
    low = Decimal(0) if share.at_least is MISSING else Decimal(str(share.at_least))
    return Interval(low, Decimal(1) if share.at_most is MISSING else Decimal(str(share.at_most)))


def _around(value: Decimal, factor: Decimal, most: int = 0) -> Interval:
    """All numbers that are rounded to this one. ``most`` is the exponent of the coarsest last digit."""
    exponent = value.as_tuple().exponent
    slack = factor.scaleb(min(max(exponent, _FINEST), most) if isinstance(exponent, int) else 0) / 2
    middle = value * factor
    return Interval(max(Decimal(0), middle - slack), middle + slack)
