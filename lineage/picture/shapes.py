"""The boxes of a graph: one outline for each kind, so that kinds differ without colour, and the words inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lineage.picture.letters import width, wrapped
from lineage.picture.nodes import KINDS, STYLES, Kind, Node, Style
from lineage.picture.svg import element, group, line, number, paint, path, pen, rect, text

SIZE: Final = 12
NOTE: Final = 10.5
_LINE: Final = 14.5
_NOTE_LINE: Final = 12.5
_SIDE: Final = 9
BACK: Final = 4
"""How far the second sheet of a group stands out."""
_MARK: Final = 20
"""Room for the question mark of what is not known."""
_EAR: Final = 8

DASHES: Final[dict[Style, dict[str, str | float]]] = {
    "solid": {},
    "dashed": {"stroke-dasharray": "6 3.5"},
    "dotted": {"stroke-dasharray": "0.1 4", "stroke-linecap": "round"},
}


@dataclass(frozen=True, slots=True)
class Box:
    """A node measured: its words on lines, and the room that they take."""

    node: Node
    label: tuple[str, ...]
    note: tuple[str, ...]
    wide: float
    high: float


def measured(node: Node, room: float, loops: Sequence[str] = ()) -> Box:
    """A box whose words keep to ``room``. ``loops`` are the labels of arrows from the node to itself."""
    bold = node.kind == "subject"
    mark = _MARK if node.kind == "unknown" else 0
    label = wrapped(node.label, room - mark, SIZE, lines=3, bold=bold)
    remarks = [node.note] if node.note else []
    remarks += [f"itself: {', '.join(dict.fromkeys(loops))}" if any(loops) else "itself"] if loops else []
    note = [words for remark in remarks for words in wrapped(remark, room - mark, NOTE, lines=3)]
    inner = max([width(words, SIZE, bold=bold) for words in label] + [width(words, NOTE) for words in note])
    high = len(label) * _LINE + len(note) * _NOTE_LINE + 13
    return Box(node, tuple(label), tuple(note), inner + mark + 2 * _SIDE, max(high, 32))


def drawn(box: Box, x: float, y: float, wide: float, high: float) -> str:
    """The box at a place, as wide as its column."""
    kind = box.node.kind
    parts = outline(kind, x, y, wide, high)
    mark = _MARK if kind == "unknown" else 0
    if mark:
        parts.append(text(x + _SIDE + 5, y + high / 2 + 6, "?", size=17, colour="head", anchor="middle", bold=True))
    block = len(box.label) * _LINE + len(box.note) * _NOTE_LINE
    base = y + (high - block) / 2 + _LINE - 3.5
    for words in box.label:
        parts.append(text(x + _SIDE + mark, base, words, size=SIZE, bold=kind == "subject"))
        base += _LINE
    base -= _LINE - _NOTE_LINE
    for words in box.note:
        parts.append(text(x + _SIDE + mark, base, words, size=NOTE, colour="quiet"))
        base += _NOTE_LINE
    said = f"{box.node.label} ({KINDS[kind][0]})"
    return group(parts, title=f"{said}: {box.node.note}" if box.node.note else said)


def outline(kind: Kind, x: float, y: float, wide: float, high: float) -> list[str]:
    """The outline of a kind: heavy and round for subjects, round for models, dashed for families and for what is not
    known, a sheet with a folded corner for datasets, two sheets for groups."""
    round_ = {"rx": min(9, high / 2)}
    if kind == "subject":
        return [rect(x, y, wide, high, round_, paint("bar"), pen(2.6))]
    if kind == "model":
        return [rect(x, y, wide, high, round_, paint("box"), pen(1.3))]
    if kind == "family":
        return [rect(x, y, wide, high, round_, paint("box"), pen(1.5, "7 3"))]
    if kind == "unknown":
        return [rect(x, y, wide, high, paint("open"), pen(1.5, "2 2.5"))]
    if kind == "group":
        back = rect(x + BACK, y + BACK, wide, high, paint("box"), pen(1.2))
        return [back, rect(x, y, wide, high, paint("box"), pen(1.2))]
    ear = min(_EAR, high / 2)
    d = (
        f"M{number(x)} {number(y)}H{number(x + wide - ear)}L{number(x + wide)} {number(y + ear)}"
        f"V{number(y + high)}H{number(x)}Z"
    )
    fold = f"M{number(x + wide - ear)} {number(y)}V{number(y + ear)}H{number(x + wide)}"
    return [path(d, paint("open"), pen(1.3)), path(fold, paint("edge"), pen(1.3))]


def legend(kinds: Sequence[Kind], styles: Sequence[Style], x: float, y: float, room: float) -> tuple[list[str], float]:
    """What the outlines and lines mean, in as many rows as they need; and where they end."""
    parts: list[str] = []
    at = x
    entries: list[tuple[str, Kind | None, Style | None]] = [(KINDS[kind][0], kind, None) for kind in kinds]
    entries += [(STYLES[style], None, style) for style in styles]
    for words, kind, style in entries:
        long = 34 + width(words, NOTE) + 16
        if at > x and at + long > x + room:
            at, y = x, y + 19
        if kind is not None:
            parts += outline(kind, at, y, 24, 13)
            if kind == "unknown":
                parts.append(text(at + 12, y + 10.5, "?", size=11, colour="head", anchor="middle", bold=True))
        elif style is not None:
            parts.append(line(at, y + 6.5, at + 18, y + 6.5, paint("edge"), pen(1.4), DASHES[style]))
            parts.append(arrow(at + 26, y + 6.5))
        parts.append(text(at + 34, y + 10.5, words, size=NOTE, colour="quiet"))
        at += long
    return parts, y + 15


def arrow(x: float, y: float, way: int = 1) -> str:
    """An arrow head whose tip is at a place; ``way`` is -1 where it points to the left."""
    back = number(x - way * 8)
    d = f"M{number(x)} {number(y)}L{back} {number(y - 4)}L{back} {number(y + 4)}Z"
    return element("path", {"d": d, **paint("head")})
