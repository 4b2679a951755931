"""Web archives (WARC 1.0 and 1.1, ISO 28500): what was crawled, and the texts that were taken from it (WET).

A row is a record that holds content: ``response``, ``resource`` or ``conversion``. Its size is that of the payload as
the standard has it: of a response, what follows the HTTP headers, without the lengths of its chunks, and still
compressed where the server sent it so. A ``revisit`` holds no content and is no row; its content was counted where it
was stored. Texts are those of conversions in ``text/plain``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

from lineage.scan.faults import ScanFault

if TYPE_CHECKING:
    import pyarrow
    from fastwarc.stream_io import WarcReader
    from fastwarc.warc import WarcRecord

COLUMNS: Final = {
    "url": "url",
    "size": "size",
    "text": "text",
    "date": "date",
    "language": "languages",
    "mime": "mime",
}
"""From role to column. ``mime`` is what the server said, or the record where there was no server."""
SIZE_RULE: Final = "warc:payload"

Row: TypeAlias = tuple[str | None, int, str | None, str | None, str | None, str | None]
"""A record, in the order of the columns."""
_ROWS: Final = 8192
_BYTES: Final = 16 << 20
"""A batch has at most so many rows, and is handed on once its texts have so many bytes."""
_LONGEST_TEXT: Final = 512 << 20
_READ: Final = 1 << 20
_LONGEST_HEAD: Final = 1024
"""Bytes of the line that says how long a chunk is."""
_GZIP: Final = b"\x1f\x8b"
_ZSTD: Final = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
"""The first bytes of a frame, and of the dictionary that may stand before the first frame."""
_CUT: Final = "get the file again; it was cut while it was written or copied"
_BROKEN: Final = "get the file again, or make it anew"


def schema() -> pyarrow.Schema:
    """The columns of each batch."""
    import pyarrow

    types = {"size": pyarrow.int64()}
    return pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS.values()])


def batches(path: str) -> Iterator[pyarrow.RecordBatch]:
    """The records of one file, plain, gzip or zstd.

    Raises :class:`lineage.scan.faults.ScanFault` with the place of the record that is cut or broken.
    """
    rows: list[Row] = []
    held = 0
    for row in _rows(path):
        rows.append(row)
        held += len(row[2] or "")
        if len(rows) == _ROWS or held >= _BYTES:
            yield _batch(rows)
            rows.clear()
            held = 0
    if rows:
        yield _batch(rows)


def _batch(rows: list[Row]) -> pyarrow.RecordBatch:
    import pyarrow

    fields = schema()
    columns = [pyarrow.array(column, field.type) for column, field in zip(zip(*rows, strict=True), fields, strict=True)]
    return pyarrow.record_batch(columns, schema=fields)


def _rows(path: str) -> Iterator[Row]:
    from fastwarc.stream_io import GzipReader, ZstdReader
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    try:
        with Path(path).open("rb") as file:
            start = file.read(4)
            file.seek(0)
            packed = GzipReader if start.startswith(_GZIP) else ZstdReader if start.startswith(_ZSTD) else None
            reader = packed(file) if packed else None
            at = _Place(reader)
            # A record that is passed over could be cut unseen in a plain file. Compressed ones show it themselves.
            types = wanted if packed else WarcRecordType.any_type
            try:
                for record in ArchiveIterator(reader or file, types, parse_http=False):
                    at.record, at.length = record.stream_pos, record.content_length
                    if record.record_type & wanted:
                        yield _row(record, path, at)
                    elif record.reader.consume() != record.content_length:
                        raise ScanFault(path, f"is cut in {at}", _CUT)
                if (packed is GzipReader and not _ends_well(file, at.part)) or (not packed and not _ends(file, at)):
                    raise ScanFault(path, f"is cut in {at}", _CUT)
            except OSError as error:
                if error.errno is not None:
                    raise
                raise ScanFault(path, f"cannot be read on in {at}: {_said(error)}", _BROKEN) from error
    except OSError as error:
        raise ScanFault(path, f"cannot be read: {error.strerror or error}", "look at the file") from error


class _Place:
    """Where reading is. A compressed file is told by its parts, which are records if it was written as it should be."""

    def __init__(self, reader: WarcReader | None) -> None:
        self.reader = reader
        self.record = 0
        self.length = 0

    @property
    def part(self) -> int:
        """The byte of the file at which the compressed part begins."""
        return (self.reader.frame_start_position() or 0) if self.reader else self.record

    def __str__(self) -> str:
        if self.reader is None:
            return f"the record at or after byte {self.record}"
        return f"the compressed part that begins at byte {self.part} (about byte {self.reader.tell()} unpacked)"


def _said(error: OSError) -> str:
    words = str(error).rstrip(".")
    return words[:1].lower() + words[1:]


def _row(record: WarcRecord, path: str, at: _Place) -> Row:
    from fastwarc.warc import WarcRecordType

    headers = record.headers
    mime = _mime(headers.get("Content-Type"))
    text: str | None = None
    if record.record_type == WarcRecordType.conversion and mime == "text/plain":
        text, size = _text(record, path, at)
    else:
        size = record.content_length
        if record.is_http and _parsed(record):
            mime, size = _mime(record.http_content_type), _payload(record)
        record.reader.consume()
        if record.reader.tell() != record.content_length:
            raise ScanFault(path, f"is cut in {at}", _CUT)
    url = headers.get("WARC-Target-URI")
    if url is not None and url.startswith("<") and url.endswith(">"):  # as WARC 0.18 and some of its tools wrote it
        url = url[1:-1]
    return url, size, text, headers.get("WARC-Date"), headers.get("WARC-Identified-Content-Language"), mime


def _text(record: WarcRecord, path: str, at: _Place) -> tuple[str, int]:
    if record.content_length > _LONGEST_TEXT:
        raise ScanFault(path, f"has a text of {record.content_length:,} bytes in {at}", "split it, or leave it out")
    content = record.reader.read()
    if len(content) != record.content_length:
        raise ScanFault(path, f"is cut in {at}", _CUT)
    try:
        return content.decode("utf-8"), len(content)
    except UnicodeDecodeError as error:
        said = f"has a text that is not UTF-8, at its byte {error.start}, in {at}"
        raise ScanFault(path, said, "write the texts in UTF-8") from error


def _mime(written: str | None) -> str | None:
    return (written or "").partition(";")[0].strip().lower() or None


def _parsed(record: WarcRecord) -> bool:
    """Reads the HTTP headers. Where there are none, all is payload."""
    try:
        record.parse_http(quirks_mode=True)
    except OSError:  # longer than headers may be; if it is the file, reading on says so again
        return False
    return str(record.http_headers.status_line or "").startswith("HTTP/")


def _payload(record: WarcRecord) -> int:
    """What follows the headers. A payload that says it is chunked and is not counts as it stands."""
    chunked = "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower()
    size = _of_chunks(record.reader) if chunked else None
    return record.content_length if size is None else size


def _of_chunks(reader: Any) -> int | None:
    total = 0
    while True:
        head = reader.readline(_LONGEST_HEAD).partition(b";")[0].strip()
        try:
            size = int(head, 16) if head.isalnum() else -1
        except ValueError:
            return None
        if size == 0:
            return total
        if size < 0 or reader.consume(size) != size or reader.readline(_LONGEST_HEAD).strip():
            return None
        total += size


def _ends_well(file: BinaryIO, start: int) -> bool:
    """Whether the last compressed part of a gzip file is whole; the reader takes what there is of it for all."""
    file.seek(start)
    unpacker = zlib.decompressobj(wbits=31)
    rest = b""
    while not unpacker.eof:
        rest = rest or file.read(_READ)
        if not rest:
            return file.tell() == start
        unpacker.decompress(rest, _READ)
        rest = unpacker.unconsumed_tail
    return True


def _ends(file: BinaryIO, last: _Place) -> bool:
    """Whether nothing but ends of lines follows the last record of a plain file; the reader passes over half a head."""
    file.seek(last.record)
    start = file.read(_READ)
    head = start.find(b"\r\n\r\n")
    file.seek(last.record + head + 4 + last.length)
    return not start or (head >= 0 and not file.read(_READ).strip())
