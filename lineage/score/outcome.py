"""What became of one metric: points, or why there are none to give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from lineage.score.page import Line

State: TypeAlias = Literal["scored", "notApplicable", "open"]

_LONGEST: Final = 90


@dataclass(frozen=True, slots=True)
class Outcome:
    """Points from 0 to 1 where ``scored``. ``open`` is left to a person: the summary alone cannot decide it."""

    state: State
    points: float
    found: str
    places: tuple[str, ...] = ()


def met(lines: Sequence[Line] | str, points: float = 1) -> Outcome:
    """It is there: the lines that say it, or words."""
    if isinstance(lines, str):
        return Outcome("scored", points, lines)
    text = lines[0].text if lines else ""
    more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
    return Outcome("scored", points, _short(text) + more, _places(lines))


def half(lines: Sequence[Line] | str) -> Outcome:
    """Half of it is there."""
    return met(lines, 0.5)


def unmet(found: str = "not told", places: Iterable[str] = ()) -> Outcome:
    """It is not there."""
    return Outcome("scored", 0, found, tuple(places))


def not_applicable(found: str) -> Outcome:
    """The question does not arise, so that it counts neither way."""
    return Outcome("notApplicable", 0, found)


def left_open(found: str) -> Outcome:
    """A person has to look."""
    return Outcome("open", 0, found)


def part(good: Sequence[Line], whole: int, what: str) -> Outcome:
    """All, some or none of several: 1, a half, 0."""
    count = len(good)
    words = f"{count} of {whole} {what}"
    if not count:
        return unmet(words)
    return Outcome("scored", 1 if count >= whole else 0.5, words, _places(good))


def _places(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for line in lines for place in line.places))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
