"""Bytes are UTF-8, strictly, and nothing else."""

from __future__ import annotations

from lineage.finding import Span
from lineage.read.faults import refusal
from lineage.read.lines import Lines

_FIRST = Span(1, 1, 1, 1)
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def check_encoding(data: bytes) -> None:
    """Raises Unreadable: RDR005 for a byte order mark, RDR004 for anything that is not UTF-8."""
    if data.startswith(b"\xef\xbb\xbf"):
        raise refusal("RDR005", "the file starts with a UTF-8 byte order mark", _FIRST)
    wide = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _wide_without_mark(data)
    if wide:
        raise refusal("RDR004", f"the file is text in {wide}, not in UTF-8", _FIRST)
    if data.isascii():
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Only the part before the bad byte is text, and only there are columns defined.
        line, column = Lines(data[: error.start]).place(error.start)
        message = f"byte 0x{data[error.start]:02X} at offset {error.start} is not UTF-8 ({error.reason})"
        raise refusal("RDR004", message, Span(line, column, line, column + 1)) from error


def _wide_without_mark(data: bytes) -> str | None:
    # A document starts with an ASCII character; wide encodings surround it with zero bytes.
    head = [byte == 0 for byte in data[:4]]
    if head in ([True, True, True, False], [False, True, True, True]):
        return "UTF-32"
    if head in ([True, False, True, False], [False, True, False, True]):
        return "UTF-16"
    return None
