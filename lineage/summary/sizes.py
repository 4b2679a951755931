"""Quantities in words, with the digits that the manifest gives."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pydantic import MISSING

from lineage.model.quantity import MAGNITUDES, Interval, Quantity

_UNITS: Final = {"imageTextPairs": "image-text pairs", "languageScriptPairs": "language-script pairs"}


def number(value: int | float | Decimal) -> str:
    """A number with a space between thousands, as the template writes them."""
    exact = Decimal(str(value))
    if exact and not -9 < exact.adjusted() < 30:
        return str(exact)
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + dot + rest


def size(quantity: Quantity) -> str:
    """``15 trillion tokens``, ``more than 10 trillion tokens``, ``about 1 000 images``."""
    unit = _UNITS.get(quantity.unit, quantity.unit)
    if quantity.unit == "other":
        unit = quantity.unit_name if quantity.unit_name is not MISSING else "units"
    scale = "" if quantity.magnitude is MISSING else f" {quantity.magnitude}"
    about = "about " if quantity.approximate is True else ""
    low = _bound(quantity, ("at_least", "at least"), ("more_than", "more than"))
    high = _bound(quantity, ("at_most", "at most"), ("less_than", "less than"))
    if quantity.value is not MISSING:
        words = number(quantity.value)
    else:
        words = " and ".join(part for part in (low, high) if part) or "an unstated number of"
    return f"{about}{words}{scale} {unit}"


def _bound(quantity: Quantity, *names: tuple[str, str]) -> str:
    for name, words in names:
        value = getattr(quantity, name)
        if value is not MISSING:
            return f"{words} {number(value)}"
    return ""


def interval(value: Interval, unit: str) -> str:
    """A computed size, scaled so that it can be read."""
    top = value.low if value.high is None else value.high
    scale, factor = max(((name, f) for name, f in MAGNITUDES.items() if top >= f), key=lambda x: x[1], default=("", 1))
    words = " ".join(part for part in (scale, unit) if part)
    low = number(value.low / factor)
    if value.high is None:
        return f"{'more than' if value.low_open else 'at least'} {low} {words}"
    if value.low == value.high:
        return f"{low} {words}"
    return f"between {low} and {number(value.high / factor)} {words}"
