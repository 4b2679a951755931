"""Stretches of time, one row for each dataset or group: where a date is not stated, the end is hatched and pointed.

A date is as exact as it is written: a year runs from its first day to its last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lineage.picture.letters import fitted, width, wrapped
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
from lineage.visible import one_line

LIMIT: Final = 40
"""How many rows can be read. More are put together by group."""
_PAD: Final = 12
_SIZE: Final = 12.5
_SMALL: Final = 11
_THICK: Final = 15
_LABELS: Final = 215
_OPEN: Final = 30


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time. An end that is ``None`` is not stated, unless it is ``ongoing``."""

    start: date | None
    end: date | None
    ongoing: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, its stretches, the words for them, and the group it falls under where there are many."""

    label: str
    spans: tuple[Span, ...]
    words: str
    group: str = ""


def grouped(rows: Sequence[Row], limit: int = LIMIT) -> list[Row]:
    """The rows as they are, or, if there are more than ``limit``, one for each group with all its stretches; beyond
    that, the groups that hold least in one row."""
    if len(rows) <= limit:
        return list(rows)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    largest = sorted(groups, key=lambda name: (-len(groups[name]), name))
    kept, rest = largest[: limit - 1], largest[limit - 1 :]
    found = [_together(name or "no group", groups[name]) for name in groups if name in set(kept)]
    if rest:
        found.append(_together("other groups", [row for name in rest for row in groups[name]]))
    return found


def _together(name: str, rows: Sequence[Row]) -> Row:
    if len(rows) == 1:
        return rows[0]
    return Row(name, union([span for row in rows for span in row.spans]), f"{len(rows)} together", name)


def union(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Stretches that meet put together; open ones stay by themselves, each once."""
    closed = sorted({(s.start, s.end) for s in spans if s.start and s.end and not s.ongoing})
    found: list[Span] = []
    for start, end in closed:
        last = found[-1] if found else None
        if last is not None and last.end is not None and start <= last.end:
            found[-1] = Span(last.start, max(last.end, end))
        else:
            found.append(Span(start, end))
    opened = {s for s in spans if s.ongoing or s.start is None or s.end is None}
    return (*found, *sorted(opened, key=lambda s: (s.start or date.min, s.end or date.max, s.ongoing, s.approximate)))


def draw_timeline(rows: Sequence[Row], *, title: str, description: str, prefix: str) -> str:
    """A picture of rows below an axis of years."""
    rows = grouped(rows)
    dates = [day for row in rows for span in row.spans for day in (span.start, span.end) if day is not None]
    first, last = (min(dates).year, max(dates).year + 1) if dates else (2000, 2001)
    left = min(_LABELS, max((width(row.label, _SIZE) for row in rows), default=0) + 4)
    axis = _Axis(_PAD + left + 10 + _OPEN, WIDTH - _PAD - _OPEN, first, last)
    body = [hatching(prefix)]
    top = _PAD + 16.0
    y = top + 6
    drawn: list[str] = []
    for row in rows:
        labels = wrapped(row.label, left, _SIZE, lines=2)
        height = max(len(labels) * 14.5, _THICK) + 9
        middle = y + height / 2
        base = middle - (len(labels) - 1) * 7.25 + _SIZE * 0.35
        parts = [
            text(_PAD + left, base + position * 14.5, words, size=_SIZE, anchor="end")
            for position, words in enumerate(labels)
        ]
        parts += [_bar(span, axis, middle - _THICK / 2, prefix) for span in row.spans]
        parts += _said(row, axis, middle + _SMALL * 0.35)
        drawn.append(group(parts, title=f"{row.label}: {row.words}"))
        y += height
    for year in axis.years():
        at = axis.at(date(year, 1, 1))
        body.append(line(at, top, at, y + 2, paint("grid"), pen(1)))
        body.append(text(at, top - 5, str(year), size=10.5, colour="quiet", anchor="middle"))
    return picture([*body, *drawn], width=WIDTH, height=y + _PAD, title=title, description=description, prefix=prefix)


@dataclass(frozen=True, slots=True)
class _Axis:
    left: float
    right: float
    first: int
    last: int

    def at(self, day: date) -> float:
        start = date(self.first, 1, 1).toordinal()
        whole = date(self.last, 1, 1).toordinal() - start
        return self.left + (day.toordinal() - start) / whole * (self.right - self.left)

    def years(self) -> list[int]:
        """The years that are marked: as many as there is room for, and the end of the last one."""
        span = self.last - self.first
        step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200) if span / step <= 12)
        start = self.first if step == 1 else -(-self.first // step) * step
        return list(range(start, self.last + 1, step))


def _ends(span: Span, axis: _Axis) -> tuple[float, float, bool, bool]:
    """Where a stretch begins and ends, and which of the ends are open."""
    if span.start is None and span.end is None:
        return axis.left, axis.right, True, True
    end = axis.right if span.ongoing else axis.at(span.end) if span.end is not None else None
    start = axis.at(span.start) if span.start is not None else None
    if start is None:
        end = axis.right if end is None else end
        return end - 6, end, True, span.ongoing
    return start, max(start if end is None else end, start + 3), False, end is None or span.ongoing


def _bar(span: Span, axis: _Axis, y: float, prefix: str) -> str:
    start, end, open_left, open_right = _ends(span, axis)
    parts = [rect(start, y, end - start, _THICK, paint("bar"), pen(1.2, "4 2" if span.approximate else ""))]
    for is_open, at, way in ((open_left, start, -1), (open_right, end, 1)):
        if is_open:
            neck, tip = number(at + way * (_OPEN - 10)), number(at + way * (_OPEN - 2))
            low, middle = number(y + _THICK), number(y + _THICK / 2)
            d = f"M{number(at)} {number(y)}H{neck}L{tip} {middle}L{neck} {low}H{number(at)}Z"
            parts.append(path(d, hatched(prefix), pen(1.2)))
    return "".join(parts)


def _said(row: Row, axis: _Axis, base: float) -> list[str]:
    """The words of a row: right of its bars, else left, else on the longest of them."""
    said = one_line(row.words)
    if not said or not row.spans:
        return []
    ends = [_ends(span, axis) for span in row.spans]
    left = min(start - (_OPEN if is_open else 0) for start, _, is_open, _ in ends) - 6
    right = max(end + (_OPEN if is_open else 0) for _, end, _, is_open in ends) + 6
    long = width(said, _SMALL)
    if right + long <= WIDTH - _PAD:
        return [text(right, base, said, size=_SMALL, colour="ink-halo")]
    if left - long >= axis.left - _OPEN:
        return [text(left, base, said, size=_SMALL, anchor="end", colour="ink-halo")]
    start, end, *_ = max(ends, key=lambda item: item[1] - item[0])
    words = fitted(said, end - start - 8, _SMALL)
    if len(words) < 6 and words != said:
        return []
    return [text(start + 5, base, words, size=_SMALL)]
