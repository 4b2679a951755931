"""The size bands of section 1.3 of the EU template, and which of them a quantity lies in.

The template does not say to which band a size on an edge belongs. Here the middle band holds both of its edges: exactly
10 trillion tokens is "1billion to 10 trillions tokens", and "More than 10 trillions tokens" begins above it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from lineage.model.quantity import Interval, Quantity


class Bands(NamedTuple):
    """The three bands of one modality, lowest first. ``low`` and ``high`` both belong to the middle one."""

    unit: str
    low: int
    high: int
    labels: tuple[str, str, str]


_HOURS: Final = ("Less than 10 000 hours", "10 000 to1 million hours", "More than 1 million hours")

BANDS: Final[dict[str, Bands]] = {
    "text": Bands(
        "tokens",
        10**9,
        10**13,
        ("Less than 1 billion tokens", "1billion to 10 trillions tokens", "More than 10 trillions tokens"),
    ),
    "image": Bands(
        "images",
        10**6,
        10**9,
        ("Less than 1 million images", "1Million to1 billion images", "More than 1 billion images"),
    ),
    "audio": Bands("hours", 10**4, 10**6, _HOURS),
    "video": Bands("hours", 10**4, 10**6, _HOURS),
}
"""Bands by modality, with the labels as the template prints them, misprints included."""

_PER_BAND_UNIT: Final = {"hours": {"hours": 1, "minutes": 60, "seconds": 3600}}
"""How many of a unit make one of a band's unit. Edges are multiplied instead of sizes divided, so all stays exact."""


def edges(modality: str, unit: str) -> tuple[int, int] | None:
    """The edges of a modality's middle band in a unit; ``None`` where the unit cannot be compared with its bands."""
    bands = BANDS.get(modality)
    if bands is None:
        return None
    factor = _PER_BAND_UNIT.get(bands.unit, {bands.unit: 1}).get(unit)
    return None if factor is None else (bands.low * factor, bands.high * factor)


def band_of(modality: str, quantity: Quantity) -> int | None:
    """The band that a quantity lies in as a whole: 0, 1 or 2, lowest first. ``None`` where it lies in more than one, or
    has another unit than the bands."""
    return band_of_interval(modality, quantity.interval(), quantity.unit)


def band_of_interval(modality: str, size: Interval, unit: str) -> int | None:
    """The band that an interval lies in as a whole; see :func:`band_of`."""
    limits = edges(modality, unit)
    if limits is None or size.empty:
        return None
    low, high = limits
    if size.low > high or (size.low == high and size.low_open):
        return 2
    if size.high is None:
        return None
    if size.high < low or (size.high == low and size.high_open):
        return 0
    return 1 if size.low >= low and size.high <= high else None
