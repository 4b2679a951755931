"""The number of data points, for the AI Office as stated, for national authorities with one significant figure."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from pydantic import MISSING

from lineage.model.quantity import Interval, Quantity
from lineage.pointer import Pointer
from lineage.summary.blocks import Block, Lines, Paragraph
from lineage.summary.counts import in_all
from lineage.summary.prose import capital, counted, sentence
from lineage.summary.scope import Scope
from lineage.summary.sizes import UNITS, interval
from lineage.summary.statements import nothing

Blocks = tuple[Block, ...]

_SPLITS: Final = ("training", "testing", "validation")


def exact(scope: Scope) -> Blocks:
    """The sizes with the digits that are stated."""
    return _sizes(scope, rough=False)


def rough(scope: Scope) -> Blocks:
    """The same with one significant figure; a bound is rounded so that it stays true."""
    return _sizes(scope, rough=True)


def _sizes(scope: Scope, *, rough: bool) -> Blocks:
    lines = in_all(scope, _rough_quantity, _rough_interval) if rough else in_all(scope)
    if rough:
        lines = [line for line in lines if not line.pointers or line.pointers[0][-1] not in ("note", "known")]
    lines += _by_split(scope, rough=rough)
    return (Lines(tuple(lines)),) if lines else (nothing(scope.at("modalities"), "no size is stated"),)


def _by_split(scope: Scope, *, rough: bool) -> list[Paragraph]:
    """What was used for training, testing and validation, summed by unit, where there is more than training."""
    found: dict[str, list[tuple[Quantity | None, Pointer]]] = {}
    for use in scope.content.uses:
        if use.edge is not None:
            split = "training" if use.edge.split is MISSING else use.edge.split
            amount = None if use.edge.amount is MISSING else use.edge.amount
            found.setdefault(split, []).append((amount, use.edge_pointer))
    if set(found) <= {"training"}:
        return []
    lines = []
    for split in _SPLITS:
        sums: dict[str, Interval] = {}
        for amount, _ in found.get(split, []):
            if amount is not None:
                unit = amount.unit_name if amount.unit_name is not MISSING else amount.unit
                sums[unit] = sums[unit] + amount.interval() if unit in sums else amount.interval()
        write = _rough_interval if rough else interval
        words = ", ".join(write(total, UNITS.get(unit, unit)) for unit, total in sums.items())
        silent = sum(amount is None for amount, _ in found.get(split, []))
        if silent:
            words += f"{'; ' if words else ''}not stated for {counted(silent, 'use of a dataset', 'uses of datasets')}"
        places = (place for _, place in found.get(split, []))
        lines.append(sentence(f"{capital(split)}: {words or 'no data is recorded'}.", *places))
    return lines


def _rough_quantity(quantity: Quantity) -> str:
    unit = quantity.unit_name if quantity.unit_name is not MISSING else UNITS.get(quantity.unit, quantity.unit)
    return _rough_interval(quantity.interval(), unit)


def _rough_interval(value: Interval, unit: str) -> str:
    if value.low == value.high:
        one = _one_figure(value.low, ROUND_HALF_UP)
        about = "" if one == value.low else "about "
        return about + interval(Interval(one, one), unit)
    high = None if value.high is None else _one_figure(value.high, ROUND_CEILING)
    return interval(Interval(_one_figure(value.low, ROUND_FLOOR), high, value.low_open, value.high_open), unit)


def _one_figure(number: Decimal, rounding: str) -> Decimal:
    return number.quantize(Decimal(1).scaleb(number.adjusted()), rounding) if number else number


ANSWERS = {"2.d": exact, "2.e": rough}
"""Field by field, what this file answers."""
