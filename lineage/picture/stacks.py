"""Horizontal bars of counts that divide into up to three kinds: filled, hatched, and empty with a dashed border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lineage.picture.bars import PAD, SIZE, SMALL, THICK, framed, in_lines
from lineage.picture.letters import width
from lineage.picture.svg import WIDTH, Attributes, group, hatched, hatching, line, paint, pen, picture, rect, text


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar of counts, one for each kind of a legend."""

    label: str
    counts: tuple[int, ...]
    words: str


_FILLS: Final = ("bar", "hatch", "open")


def draw_stacks(stacks: Sequence[Stack], kinds: Sequence[str], *, title: str, description: str, prefix: str) -> str:
    """A picture of counts. At most three kinds: filled, hatched, empty with a dashed border."""
    shown = [position for position in range(len(kinds)) if any(stack.counts[position] for stack in stacks)]
    frame = framed(((stack.label, stack.words) for stack in stacks), prefix)
    top = max((sum(stack.counts) for stack in stacks), default=0) or 1
    body = [hatching(prefix)]
    y = _legend([kinds[position] for position in shown], shown, prefix, body)
    start = y
    for stack in stacks:
        labels, words, height = frame.row(stack.label, stack.words)
        middle = y + height / 2
        parts = list(in_lines(labels, frame.x - 10, middle, SIZE, "end"))
        at = frame.x
        for position, count in enumerate(stack.counts):
            long = count / top * frame.room
            if count:
                parts.append(rect(at, middle - THICK / 2, long, THICK, _fill(position, prefix)))
            if len(shown) > 1 and long > width(str(count), SMALL) + 12:
                parts += _count(count, at + long / 2, middle, plain=position == 0)
            at += long
        parts += in_lines(words, at + 8, middle, SMALL, "start", quiet=at == frame.x)
        body.append(group(parts, title=f"{stack.label}: {stack.words}"))
        y += height
    body.append(line(frame.x, start, frame.x, y, paint("edge")))
    return picture(body, width=WIDTH, height=y + PAD, title=title, description=description, prefix=prefix)


def _count(count: int, x: float, middle: float, *, plain: bool) -> list[str]:
    """A number on its part of a bar, on a slip of paper where the part is hatched."""
    words = str(count)
    slip = width(words, SMALL) + 6
    back = [] if plain else [rect(x - slip / 2, middle - 7, slip, 14, paint("paper"))]
    return [*back, text(x, middle + SMALL * 0.35, words, size=SMALL, anchor="middle")]


def _fill(position: int, prefix: str) -> Attributes:
    kind = _FILLS[position % len(_FILLS)]
    if kind == "hatch":
        return {**hatched(prefix), **pen(1.2)}
    return {**paint(kind), **pen(1.2, "4 2" if kind == "open" else "")}


def _legend(names: Sequence[str], positions: Sequence[int], prefix: str, body: list[str]) -> float:
    """The kinds with their fills, in as many lines as they need; where they end. Nothing where all is filled."""
    if list(positions) in ([], [0]):
        return float(PAD)
    x, y = float(PAD), float(PAD)
    for name, position in zip(names, positions, strict=True):
        long = 24 + width(name, SMALL) + 18
        if x > PAD and x + long > WIDTH - PAD:
            x, y = float(PAD), y + 20
        body.append(rect(x, y, 18, 12, _fill(position, prefix)))
        body.append(text(x + 24, y + 10, name, size=SMALL))
        x += long
    return y + 26
