"""Indexes of web archives: CDX with 9, 11 or other fields, and CDXJ, as Common Crawl, OpenWayback and pywb write them.

A row is a capture. Its size is the length of its record in the archive: compressed, and with its headers. That is not
the size of the content, and is all that an index knows of it; the scan of the archives themselves knows better. A
``warc/revisit`` is no row, as it is none in an archive: its content is that of an earlier capture.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lineage.scan.faults import ScanFault
from lineage.scan.formats.blocks import Block, blocks

if TYPE_CHECKING:
    import pyarrow

COLUMNS: Final = {
    "url": "url",
    "size": "length",
    "date": "timestamp",
    "language": "languages",
    "mime": "mime",
    "status": "status",
}
"""From role to column."""
SIZE_RULE: Final = "cdx:length"

_LETTERS: Final = {"a": "url", "b": "timestamp", "m": "mime", "s": "status", "S": "length", "N": "key"}
"""What the letters in the head of a CDX file stand for, as far as it is read."""
_WITHOUT_HEAD: Final = {11: tuple("NbamskrMSVg"), 9: tuple("NbamskrVg")}
_READ: Final = ("url", "length", "languages", "mime", "status")
"""What is read of the object in a line of CDXJ."""
_TEXTS: Final = ("url", "timestamp", "languages", "mime", "status")
_HEAD: Final = re.compile(r"(?P<separator>[^\w]?)CDX[^\w](?P<fields>.*?)\s*")
_NO_CAPTURE: Final = r"^(?:[^\w]?CDX[^\w]|[!@]|\s*$)"
"""Heads, which are also found within files that were put together, and remarks."""
_REVISIT: Final = "warc/revisit"
_ADVICE: Final = (
    "a CDX file has 9 or 11 fields, or a head that names them; CDXJ a key, a time and an object in each line"
)


def schema() -> pyarrow.Schema:
    """The columns of each batch."""
    import pyarrow

    types = {"length": pyarrow.int64()}
    return pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS.values()])


def batches(path: str) -> Iterator[pyarrow.RecordBatch]:
    """The captures of one file, plain, gzip or zstd.

    Raises :class:`lineage.scan.faults.ScanFault` with the first line that is not what the others are.
    """
    import pyarrow
    import pyarrow.compute as compute

    form: _Form | None = None
    for block in blocks(path):
        form = form or _form(block, path)
        if form is None:
            continue
        lines = compute.utf8_rtrim(pyarrow.array(block.lines, pyarrow.string()), "\r")
        lines = lines.filter(compute.invert(compute.match_substring_regex(lines, _NO_CAPTURE)))
        parts = compute.split_pattern(lines, form.separator, max_splits=2 if form.fields is None else None)
        wanted = 3 if form.fields is None else len(form.fields)
        odd = lines.filter(compute.not_equal(compute.list_value_length(parts), wanted))
        if len(odd):
            raise _fault(path, f"does not have {wanted} fields", odd[0].as_py(), block)
        if form.fields is None:
            columns = _of_objects(parts, lines, block, path)
        else:
            places = {_LETTERS[letter]: at for at, letter in enumerate(form.fields) if letter in _LETTERS}
            columns = {name: compute.list_element(parts, at) for name, at in places.items()}
        batch = _batch(columns, len(lines))
        if batch.num_rows:
            yield batch


@dataclass(frozen=True, slots=True)
class _Form:
    """What the lines of a file are: a key, a time and an object, or so many ``fields``."""

    separator: str
    fields: tuple[str, ...] | None


def _form(block: Block, path: str) -> _Form | None:
    """Told by the head of the file, or by its first line; None where there is neither yet."""
    for index, line in enumerate(block.lines):
        if head := _HEAD.fullmatch(line):
            separator = head["separator"] or " "
            return _Form(separator, tuple(head["fields"].split(separator)))
        if line.strip() and line[0] not in "!@":
            parts = line.split(" ")
            if len(parts) > 2 and parts[2].startswith("{"):
                return _Form(" ", None)
            if len(parts) in _WITHOUT_HEAD:
                return _Form(" ", _WITHOUT_HEAD[len(parts)])
            raise ScanFault(path, f"is no index of a web archive in {block.place(index)}", _ADVICE)
    return None


def _fault(path: str, what: str, line: str, block: Block) -> ScanFault:
    index = next(at for at, other in enumerate(block.lines) if other.rstrip("\r") == line)
    return ScanFault(path, f"{what} in {block.place(index)}", _ADVICE)


def _of_objects(parts: Any, lines: Any, block: Block, path: str) -> dict[str, Any]:
    """The columns of CDXJ. Arrow reads the objects where all values are texts, as in most files."""
    import pyarrow
    import pyarrow.compute as compute
    import pyarrow.json

    columns = {"key": compute.list_element(parts, 0), "timestamp": compute.list_element(parts, 1)}
    objects = compute.list_element(parts, 2)
    fields = pyarrow.schema([(name, pyarrow.string()) for name in _READ])
    if not len(objects):
        return columns
    data = compute.binary_join(pyarrow.ListArray.from_arrays([0, len(objects)], objects), "\n")[0].as_buffer()
    try:
        table = pyarrow.json.read_json(
            pyarrow.BufferReader(data),
            pyarrow.json.ReadOptions(use_threads=False, block_size=data.size + 1),
            pyarrow.json.ParseOptions(explicit_schema=fields, unexpected_field_behavior="ignore"),
        ).combine_chunks()
    except pyarrow.ArrowInvalid:
        table = None
    if table is None or table.num_rows != len(objects):
        table = _one_by_one(objects, lines, block, path).cast(fields)
    return columns | {name: _one(table[name]) for name in _READ}


def _one_by_one(objects: Any, lines: Any, block: Block, path: str) -> Any:
    """The same of any object. Numbers are taken as they are written."""
    import pyarrow

    rows: list[dict[str, str | None]] = []
    for at, text in enumerate(objects.to_pylist()):
        try:
            found = json.loads(text, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise _fault(path, "has no JSON object", lines[at].as_py(), block)
        values = {name: found.get(name) for name in _READ}  # half a surrogate is JSON, and is no text
        rows.append(
            {
                name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else None
                for name, value in values.items()
            }
        )
    return pyarrow.Table.from_pylist(rows, pyarrow.schema([(name, pyarrow.string()) for name in _READ]))


def _batch(columns: dict[str, Any], rows: int) -> pyarrow.RecordBatch:
    import pyarrow
    import pyarrow.compute as compute

    missing = pyarrow.nulls(rows, pyarrow.string())
    found = {name: columns.get(name, missing) for name in (*_TEXTS, "length", "key")}
    found = {name: compute.if_else(compute.equal(column, "-"), missing, column) for name, column in found.items()}
    addressless = compute.and_(compute.is_null(found["url"]), compute.is_valid(found["key"]))
    addresses = [address(key) for key in found["key"].filter(addressless).to_pylist()]
    found["url"] = compute.replace_with_mask(found["url"], addressless, pyarrow.array(addresses, pyarrow.string()))
    number = compute.match_substring_regex(found["length"], "^[0-9]{1,18}$")
    found["length"] = compute.if_else(number, found["length"], missing).cast(pyarrow.int64())
    batch = pyarrow.record_batch([found[name] for name in COLUMNS.values()], schema=schema())
    return batch.filter(compute.fill_null(compute.not_equal(found["mime"], _REVISIT), True))


def address(key: str) -> str:
    """The address that a key stands for, as far as the host: keys turn it round, ``org,example)/a``."""
    host, closed, path = key.removeprefix("http://(").removeprefix("https://(").partition(")")
    if not closed:
        return key if ":" in key.partition("/")[0] else f"http://{key}"
    name, colon, port = host.partition(":")
    return f"http://{'.'.join(reversed(name.strip(',').split(',')))}{colon}{port}{path}"


def _one(column: Any) -> Any:
    import pyarrow

    return column.combine_chunks() if isinstance(column, pyarrow.ChunkedArray) else column
