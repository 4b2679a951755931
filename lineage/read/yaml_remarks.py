"""Remarks: comments in YAML that are addressed to this tool, ``# lineage: waive SYN003 reason``.

A comment is no data, and two programs never read it in two ways, since only this one reads it at all. What stands in
quotes or in a block of text is data, however much it looks like a comment.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from lineage.finding import Span
from lineage.pointer import Pointer
from lineage.read.lines import Lines
from lineage.read.yaml_events import events, span_of

MARK: Final = b"lineage: waive"
_REMARK: Final = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*lineage: waive(?=[ \t]|$)(?P<text>.*)")
_COMMENT_LINE: Final = re.compile(r"[ \t]*(?:#|$)")


class Remark(NamedTuple):
    """A comment that waives: its words after ``waive``, where it stands, and the places of what it is about.

    It is about what starts on its own line, or, where it has a line to itself, on the next line that is not a comment.
    """

    text: str
    span: Span
    places: tuple[Pointer, ...]


def remarks(data: bytes, lines: Lines) -> list[Remark]:
    """The remarks in YAML that the guard has accepted, in the order of the file."""
    found = _suspects(data, lines)
    if not found:
        return []
    walk = _Walk({suspect.about for suspect in found}, {suspect.line for suspect in found})
    for event in events(data):
        walk.step(event)
    return [
        Remark(
            suspect.text,
            Span(suspect.line, suspect.column, suspect.line, suspect.end),
            tuple(walk.places.get(suspect.about, ())),
        )
        for suspect in found
        if not walk.is_data(suspect.line, suspect.column)
    ]


class _Suspect(NamedTuple):
    """What looks like a remark on its line; ``about`` is the line that it is about."""

    line: int
    column: int
    end: int
    text: str
    about: int


def _suspects(data: bytes, lines: Lines) -> list[_Suspect]:
    found: list[_Suspect] = []
    following = 0  # the next line below that is more than a comment; from the last line up, each is looked at once
    for number in range(data.count(b"\n") + data.count(b"\r") + 1, 0, -1):
        text = lines.text(number)
        alone = _COMMENT_LINE.match(text) is not None
        match = _REMARK.search(text)
        if match:
            about = following or number if alone else number
            end = match.start() + 1 + len(match[0].rstrip())
            found.append(_Suspect(number, match.start() + 1, end, match["text"].strip(), about))
        if not alone:
            following = number
    found.reverse()
    return found


class _Walk:
    """Keeps what starts on some lines, and the scalars that touch some lines."""

    def __init__(self, wanted: set[int], suspected: set[int]) -> None:
        self.places: dict[int, list[Pointer]] = {}
        self._wanted = wanted
        self._suspected = suspected
        self._scalars: dict[int, list[Span]] = {}
        self._path: list[str | int] = []
        self._stack: list[bool] = []  # for each open collection, whether it is a mapping that waits for a key

    def step(self, event: Any) -> None:
        """One more event of the parser."""
        from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent, SequenceStartEvent

        if isinstance(event, CollectionEndEvent):
            self._stack.pop()
            self._path.pop()
            self._after_value()
        elif isinstance(event, ScalarEvent):
            self._remember(event)
            is_key = bool(self._stack) and self._stack[-1]
            if is_key:
                self._path[-1] = event.value
                self._stack[-1] = False
            self._starts(event)
            if not is_key:
                self._after_value()
        elif isinstance(event, CollectionStartEvent):
            # A block that is the value of a key starts where its first entry does, and is not what a remark there
            # is about: its own line is that of its key.
            if self._path and isinstance(self._path[-1], int):
                self._starts(event)
            is_list = isinstance(event, SequenceStartEvent)
            self._stack.append(not is_list)
            self._path.append(0 if is_list else "")

    def is_data(self, line: int, column: int) -> bool:
        """Whether a place lies inside a scalar, so that a ``#`` there begins no comment."""
        return any(
            (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)
            for span in self._scalars.get(line, ())
        )

    def _starts(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if line in self._wanted:
            here = self.places.setdefault(line, [])
            place = tuple(self._path)
            if place not in here:
                here.append(place)

    def _after_value(self) -> None:
        last = self._path[-1] if self._path else None
        if isinstance(last, int):
            self._path[-1] = last + 1
        elif self._stack:
            self._stack[-1] = True

    def _remember(self, event: Any) -> None:
        span = span_of(event)
        # A comment may follow the | or > that opens a block of text.
        first = span.line + (event.style in ("|", ">"))
        for line in range(first, span.end_line + 1):
            if line in self._suspected:
                self._scalars.setdefault(line, []).append(span)
