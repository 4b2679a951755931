"""Horizontal bars for sizes with their bounds.

A size that is not stated has no bar; the words stand in its place. What lies between two bounds is hatched, and a bar
without an upper bound ends in an arrow. Bars of one panel share a scale that begins at zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from lineage.model.quantity import Interval
from lineage.picture.letters import width, wrapped
from lineage.picture.scale import in_words, ticks
from lineage.picture.svg import (
    WIDTH,
    group,
    hatched,
    hatching,
    line,
    number,
    paint,
    path,
    pen,
    picture,
    rect,
    text,
)

PAD: Final = 12
THICK: Final = 17
SIZE: Final = 12.5
SMALL: Final = 11.5
LINE: Final = 15
_LABELS: Final = 230
_WORDS: Final = 215
_OPEN: Final = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``size`` is ``None`` where it is not stated; ``words`` say the size, or that, beside the bar."""

    label: str
    size: Interval | None
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that share a scale, under a heading."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of a picture of bars: labels, bars from ``x`` on, words behind each bar."""

    left: float
    right: float
    prefix: str
    tail: float = 0.0

    @property
    def x(self) -> float:
        """Where bars begin."""
        return PAD + self.left + 10

    @property
    def room(self) -> float:
        """How long the longest bar is."""
        return WIDTH - PAD - self.right - 12 - self.tail - self.x

    def row(self, label: str, words: str) -> tuple[list[str], list[str], float]:
        """The lines of a label, those of its words, and how high the row is."""
        labels, said = wrapped(label, self.left, SIZE, lines=2), wrapped(words, self.right, SMALL, lines=2)
        return labels, said, max(len(labels) * LINE, len(said) * LINE, THICK) + 9


def framed(texts: Iterable[tuple[str, str]], prefix: str, tail: float = 0.0) -> Frame:
    """The frame that fits labels and words; longer ones are broken."""
    pairs = list(texts)
    left = max((width(label, SIZE) for label, _ in pairs), default=0) + 4
    right = max((width(words, SMALL) for _, words in pairs), default=0) + 4
    return Frame(min(_LABELS, left), min(_WORDS, right), prefix, tail)


def draw_bars(panels: Sequence[Panel], *, title: str, description: str, prefix: str) -> str:
    """A picture of panels, one below the other."""
    frame = framed(((bar.label, bar.words) for panel in panels for bar in panel.bars), prefix, _OPEN)
    body = [hatching(prefix)]
    y = float(PAD)
    for panel in panels:
        y = _panel(panel, y, frame, body)
    return picture(body, width=WIDTH, height=y, title=title, description=description, prefix=prefix)


def _panel(panel: Panel, y: float, frame: Frame, body: list[str]) -> float:
    for words in wrapped(panel.heading, WIDTH - 2 * PAD, 13, lines=2, bold=True) if panel.heading else ():
        body.append(text(PAD, y + 14, words, size=13, colour="head", bold=True))
        y += 21
    known = [bar.size for bar in panel.bars if bar.size is not None]
    top = max((size.low if size.high is None else size.high for size in known), default=Decimal(0))
    steps = _ticks(top, frame.room)
    start = y
    rows: list[str] = []
    for bar in panel.bars:
        y = _row(bar, y, frame, steps[-1], rows)
    axis = line(frame.x, start, frame.x, y, paint("edge"))
    if top > 0:
        for step in steps:
            at = frame.x + float(step / steps[-1]) * frame.room
            body.append(line(at, start, at, y + 2, paint("grid"), pen(1)))
            body.append(text(at, y + 15, in_words(step), size=10.5, colour="quiet", anchor="middle"))
        y += 20
    body += [*rows, axis]
    return y + PAD


def _ticks(top: Decimal, room: float) -> list[Decimal]:
    """As many round values as have room for their words."""
    for most in (5, 4, 3):
        steps = ticks(top, most)
        widest = max(width(in_words(step), 10.5) for step in steps)
        if (widest + 12) * (len(steps) - 1) <= room:
            return steps
    return ticks(top, 2)


def _row(bar: Bar, y: float, frame: Frame, top: Decimal, rows: list[str]) -> float:
    labels, words, height = frame.row(bar.label, bar.words)
    middle = y + height / 2
    parts = list(in_lines(labels, frame.x - 10, middle, SIZE, "end"))
    end = frame.x
    if bar.size is not None:
        shapes, end = _shapes(bar.size, middle - THICK / 2, frame, top)
        parts += shapes
    parts += in_lines(words, end + 8, middle, SMALL, "start", quiet=bar.size is None)
    rows.append(group(parts, title=f"{bar.label}: {bar.words}"))
    return y + height


def in_lines(
    lines: list[str], x: float, middle: float, size: float, anchor: str, *, quiet: bool = False
) -> Iterator[str]:
    """Lines of text around a middle."""
    base = middle - (len(lines) - 1) * LINE / 2 + size * 0.35
    for position, words in enumerate(lines):
        colour = "quiet-halo" if quiet else "ink-halo"
        yield text(x, base + position * LINE, words, size=size, anchor=anchor, colour=colour, italic=quiet)


def _shapes(size: Interval, y: float, frame: Frame, top: Decimal) -> tuple[list[str], float]:
    """The bar itself and where it ends."""
    x, room, prefix = frame.x, frame.room, frame.prefix
    low = float(size.low / top) * room if top else 0.0
    sure = rect(x, y, max(low, 1.5), THICK, paint("bar"), pen(1.2))
    if size.high is None:
        start, tip = x + low, x + low + _OPEN
        d = (
            f"M{number(start)} {number(y)}H{number(tip - 9)}L{number(tip)} {number(y + THICK / 2)}"
            f"L{number(tip - 9)} {number(y + THICK)}H{number(start)}Z"
        )
        return [*([sure] if low else []), path(d, hatched(prefix), pen(1.2))], tip
    high = float(size.high / top) * room if top else 0.0
    if high - low < 1:
        return [sure], x + max(low, 1.5)
    between = rect(x + low, y, max(high - low, 4), THICK, hatched(prefix), pen(1.2))
    return [*([sure] if low else []), between], x + max(high, low + 4)
