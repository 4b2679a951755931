"""Positions in YAML text: a walk over the events, without building the data."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from lineage.finding import Span
from lineage.read.lines import Lines
from lineage.read.wanted import Wanted
from lineage.read.yaml_events import events, span_of
from lineage.read.yaml_parts import Part


class _Open:
    """A mapping or sequence on the way to a place: what is wanted in it, and where the walk stands in it."""

    __slots__ = ("index", "key", "key_span", "wanted")

    def __init__(self, wanted: Wanted, is_sequence: bool) -> None:
        self.wanted = wanted
        self.index = 0 if is_sequence else None
        self.key: str | None = None
        self.key_span: Span | None = None

    def enter(self, event: Any, lines: Lines, above: int) -> Wanted | bool:
        """What is wanted of the node that starts with ``event``: a place, False for nothing, True for "it is a key"."""
        if self.index is not None:
            self.index += 1
            return self.wanted.children.get(self.index - 1) or False
        if self.key is None:
            self.key = event.value
            self.key_span = _first_line(event, lines, above) if self.key in self.wanted.children else None
            return True
        place = self.wanted.children.get(self.key)
        self.key = None
        if place is None:
            return False
        place.key = self.key_span
        return place


def locate_in_parts(data: bytes, wanted: Wanted, lines: Lines, parts: Sequence[Part]) -> None:
    """Like ``locate``, for a document that was read in parts: only those parts are walked that hold a place."""
    apart: dict[Part, Wanted] = {}
    kept: list[tuple[Wanted, dict[str | int, Wanted]]] = []
    for key in {part.key for part in parts} & wanted.children.keys():
        here = [part for part in parts if part.key == key]
        starts = [part.first for part in here]
        place = wanted.children[str(key)]
        for position, child in place.children.items():
            if isinstance(position, int):
                part = here[bisect_right(starts, position) - 1]
                apart.setdefault(part, Wanted()).children[position - part.first] = child
        kept.append((place, place.children))
        place.children = {}
    locate(_blanked(data, lines, parts) if parts else data, wanted, lines)
    for place, children in kept:
        place.children = children
    for part in sorted(apart, key=lambda part: part.start):
        locate(data[part.start : part.end], apart[part], lines, lines.place(part.start)[0] - 1)


def _blanked(data: bytes, lines: Lines, parts: Sequence[Part]) -> bytes:
    """The document with one item in place of all in lists that were read in parts, every line where it was."""
    pieces: list[bytes] = []
    at = 0
    for key in dict.fromkeys(part.key for part in parts):
        here = [part for part in parts if part.key == key]
        start, end = here[0].start, here[-1].end
        pieces += data[at : data.index(b"-", start)], b"- x", b"\n" * (lines.place(end)[0] - lines.place(start)[0])
        at = end
    return b"".join([*pieces, data[at:]])


def locate(data: bytes, wanted: Wanted, lines: Lines, above: int = 0) -> None:
    """Fills ``wanted`` with the spans of the places that exist in ``data``, which the guard has accepted.

    It stops as soon as all are found. Spans never leave their first line. ``lines`` are those of the file, ``above`` is
    how many of them come before ``data``.
    """
    from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent, SequenceStartEvent

    left = wanted.unseen()
    stack: list[_Open] = []
    skipped = 0  # how many levels below a node that nobody asks for
    settled_line = -1  # once all is found, the walk goes on to here, for the ends of what is still open
    for event in events(data):
        if left == 0 and event.start_mark.line > settled_line:
            return
        starts = isinstance(event, CollectionStartEvent)
        if skipped:
            skipped += starts - isinstance(event, CollectionEndEvent)
        elif starts or isinstance(event, ScalarEvent):
            place = stack[-1].enter(event, lines, above) if stack else wanted
            if isinstance(place, bool):
                skipped = int(starts)
                continue
            place.value = _first_line(event, lines, above, open_ended=starts)
            settled_line = event.start_mark.line
            left -= 1
            if starts:
                stack.append(_Open(place, isinstance(event, SequenceStartEvent)))
            else:
                left -= place.missed()
        elif isinstance(event, CollectionEndEvent):
            place = stack.pop().wanted
            left -= place.missed()
            end = span_of(event, above)
            if place.value is not None and end.end_line == place.value.line:
                place.value = Span(end.line, place.value.column, end.line, end.end_column)


def _first_line(event: Any, lines: Lines, above: int, open_ended: bool = False) -> Span:
    """The span of an event, cut at the end of its first line; ``open_ended`` when its end is not known yet."""
    span = span_of(event, above)
    if span.end_line == span.line and not open_ended:
        return span
    return Span(span.line, span.column, span.line, max(lines.end_column(span.line), span.column))
