"""From byte offsets to the lines and columns that people see."""

from __future__ import annotations

import re
from array import array
from functools import cached_property

from lineage.finding import Span

_BREAK = re.compile(rb"\r\n?|\n")
_END = re.compile(rb"[\r\n]|\Z")
_CONTINUATION = bytes(range(0x80, 0xC0))


class Lines:
    """The lines of a UTF-8 text. A line ends with LF, CR LF or CR; columns count code points, both from 1.

    Offsets are best asked for in ascending order: each answer then costs only the way from the one before, which
    keeps many findings in one very long line cheap.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ascii = data.isascii()
        self._cursor = (0, 1, 1)  # offset, line, column
        self._last_text = (0, "", 0)  # a line, its text, the column after its last visible character
        self._last_line = (0, -1)  # an offset and the end of its line

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a byte offset; an offset past the end means the end."""
        data = self._data
        offset = min(offset, len(data))
        if data[offset - 1 : offset + 1] == b"\r\n":
            offset -= 1
        at, line, column = self._cursor
        if offset < at:
            at, line, column = 0, 1, 1
        breaks = data.count(b"\n", at, offset)
        if data.find(b"\r", at, offset) >= 0:
            breaks += data.count(b"\r", at, offset) - data.count(b"\r\n", at, offset)
        if breaks:
            line += breaks
            at = max(data.rfind(b"\n", at, offset), data.rfind(b"\r", at, offset)) + 1
            column = 1
        column += self._width(at, offset)
        self._cursor = (offset, line, column)
        return line, column

    def span(self, start: int, end: int) -> Span:
        """The span between two byte offsets, cut at the end of the line it starts in."""
        line_end = self.line_end(start)
        if end > line_end:
            end = start + len(self._data[start:line_end].rstrip())
        return Span(*self.place(start), *self.place(max(start, end)))

    def open_span(self, start: int) -> Span:
        """The span from a byte offset to the end of its line, of which it looks at no more than 1000 bytes.

        Looking further, in a file of one line, would cost the length of the file for each question.
        """
        line, column = self.place(start)
        rest = self._data[start : min(self.line_end(start), start + 1000)].rstrip()
        return Span(line, column, line, column + len(rest.translate(None, _CONTINUATION)))

    def point(self, offset: int) -> Span:
        """The span of the one character at a byte offset; empty at the end of a line or of the text."""
        width = 1 if offset < self.line_end(offset) else 0
        line, column = self.place(offset)
        return Span(line, column, line, column + width)

    def line_end(self, offset: int) -> int:
        """Byte offset of the line break, or end of text, that follows an offset."""
        start, end = self._last_line
        if not start <= offset <= end:
            found = _END.search(self._data, min(offset, len(self._data)))
            end = found.start() if found else len(self._data)
            self._last_line = (offset, end)
        return end

    def text(self, number: int) -> str:
        """The text of a line without its line break; empty for a line that is not there."""
        return self._remembered(number)[1]

    def end_column(self, number: int) -> int:
        """The column after the last visible character of a line."""
        return self._remembered(number)[2]

    def _remembered(self, number: int) -> tuple[int, str, int]:
        if self._last_text[0] != number:
            text = self._text(number)
            self._last_text = (number, text, len(text.rstrip()) + 1)
        return self._last_text

    def _text(self, number: int) -> str:
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        return self._data[start : self.line_end(start)].decode("utf-8", "replace")

    def _width(self, start: int, end: int) -> int:
        if self._ascii:
            return end - start
        return len(self._data[start:end].translate(None, _CONTINUATION))

    @cached_property
    def _starts(self) -> array[int]:
        starts = array("q", [0])
        starts.extend(found.end() for found in _BREAK.finditer(self._data))
        return starts
