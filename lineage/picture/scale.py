"""Axes: round steps, and large numbers in words."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import Final

from lineage.model.quantity import MAGNITUDES

_STEPS: Final = (1, 2, 5, 10)


def ticks(top: Decimal, most: int = 5) -> list[Decimal]:
    """Round values from zero to at least ``top``, in at most ``most`` steps of 1, 2 or 5 times a power of ten."""
    if top <= 0:
        return [Decimal(0), Decimal(1)]
    power = Decimal(1).scaleb((top / most).adjusted())
    step = next(power * factor for factor in _STEPS if power * factor * most >= top)
    count = int((top / step).to_integral_value(ROUND_CEILING))
    return [step * position for position in range(count + 1)]


def in_words(value: Decimal) -> str:
    """``2.5 trillion``, ``300``."""
    name, factor = max(
        ((name, factor) for name, factor in MAGNITUDES.items() if value >= factor),
        key=lambda item: item[1],
        default=("", 1),
    )
    scaled = (value / factor).normalize()
    if abs(scaled.adjusted()) > 12:
        return f"{scaled} {name}".strip()
    return f"{scaled:f} {name}".strip()
