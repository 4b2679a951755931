"""Positions in JSON text: one pass of a scanner that skips what nobody asks for."""

from __future__ import annotations

import json
import re

from lineage.finding import Span
from lineage.read.lines import Lines
from lineage.read.wanted import Wanted

_TEXT = rb'"(?:[^"\\]++|\\.)*+"'
_SPACE = re.compile(rb"[ \t\r\n]*+")
_KEY = re.compile(rb"[ \t\r\n,]*+(?P<key>" + _TEXT + rb")[ \t\r\n]*+:[ \t\r\n]*+", re.DOTALL)
_SCALAR = re.compile(_TEXT + rb"|[^\s\[\]{},]++", re.DOTALL)
_NEXT_ITEM = re.compile(rb"[ \t\r\n,]*+")
# The inside of an object or list: everything up to the next bracket, then that bracket.
_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|' + _TEXT + rb")*+([\[\]{}])", re.DOTALL)


def locate(data: bytes, wanted: Wanted, lines: Lines) -> None:
    """Fills ``wanted`` with the spans of the places that exist in ``data``, which the guard has accepted.

    It stops as soon as all are found. Spans never leave their first line.
    """
    _Scanner(data, wanted, lines).run()


class _AllFound(Exception):
    """Ends the scan from whatever level it has reached."""


class _Scanner:
    def __init__(self, data: bytes, wanted: Wanted, lines: Lines) -> None:
        self._data = data
        self._lines = lines
        self._root = wanted
        self._left = wanted.unseen()
        self._until = 0  # the scan goes on at least to here, for the ends of open objects and lists

    def run(self) -> None:
        start = _SPACE.match(self._data)
        try:
            self._value(start.end() if start else 0, self._root)
        except _AllFound:
            return

    def _value(self, start: int, place: Wanted) -> int:
        """Records the value that starts at an offset and what is wanted inside; gives the offset after it.

        It calls itself for values within values, which the guard has bounded.
        """
        opening = self._data[start]
        inside = opening in b"{[" and bool(place.children)
        self._left -= 1
        if not inside:
            end = self._skip(start)
            place.value = self._lines.span(start, end)
            self._left -= place.missed()
            return end
        place.value = self._lines.open_span(start)
        if place.asked:
            self._until = max(self._until, self._lines.line_end(start))
        end = self._members(start + 1, place) if opening == 0x7B else self._items(start + 1, place)
        line, column = self._lines.place(end)
        if line == place.value.line:
            place.value = Span(line, place.value.column, line, column)
        self._left -= place.missed()
        return end

    def _members(self, at: int, place: Wanted) -> int:
        data = self._data
        children = place.children
        while member := _KEY.match(data, at):
            raw = member["key"]
            key: str = json.loads(raw) if b"\\" in raw else raw[1:-1].decode()
            child = children.get(key)
            if child is None:
                at = self._skip(member.end())
            else:
                child.key = self._lines.span(member.start("key"), member.end("key"))
                at = self._value(member.end(), child)
                self._stop_if_done(at)
        return self._closed(at)

    def _items(self, at: int, place: Wanted) -> int:
        data = self._data
        children = place.children
        index = 0
        at = self._next(at)
        while data[at] != 0x5D:
            child = children.get(index)
            if child is None:
                at = self._skip(at)
            else:
                at = self._value(at, child)
                self._stop_if_done(at)
            index += 1
            at = self._next(at)
        return at + 1

    def _stop_if_done(self, at: int) -> None:
        if self._left == 0 and at >= self._until:
            raise _AllFound

    def _next(self, at: int) -> int:
        found = _NEXT_ITEM.match(self._data, at)
        return found.end() if found else at

    def _closed(self, at: int) -> int:
        return self._next(at) + 1

    def _skip(self, start: int) -> int:
        """The offset after the value that starts at ``start``."""
        data = self._data
        if data[start] not in b"{[":
            scalar = _SCALAR.match(data, start)
            return scalar.end() if scalar else start + 1
        depth, at = 1, start + 1
        while depth and (found := _BRACKET.match(data, at)):
            depth += 1 if found[1] in b"{[" else -1
            at = found.end()
        return at
