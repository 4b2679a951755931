"""Formats that neither engine reads: files as streams of Arrow batches, with the path of each row's file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lineage.errors import LineageError
from lineage.scan.engine.counts import Group
from lineage.scan.engine.kinds import FILE, outer_columns, plain
from lineage.scan.faults import ScanFault

if TYPE_CHECKING:
    import pyarrow

BATCHED: Final = frozenset({"arrow", "warc", "cdx"})


class Batches:
    """The batches of a group, and the fault that ended them, which the engine would only quote."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.fault: ScanFault | None = None

    def reader(self) -> pyarrow.RecordBatchReader:
        """All batches of the group, with the columns that are wanted and the path."""
        import pyarrow

        names = outer_columns(self.group.fields)
        types = {name: plain(self.group.schema[name]) for name in names}
        schema = pyarrow.schema({**types, FILE: pyarrow.string()})
        return pyarrow.RecordBatchReader.from_batches(schema, self._batches(schema))

    def _batches(self, schema: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
        for shard in self.group.shards:
            try:
                for batch in read(shard.path, shard.format):
                    yield widened(batch, shard.path, schema)
            except (LineageError, OSError, ValueError) as error:
                self.fault = as_fault(error, shard.path)
                raise


def as_fault(error: Exception, path: str) -> ScanFault:
    """The fault of a file for what reading it raised."""
    if isinstance(error, ScanFault):
        return error
    said = " ".join(str(error).split())[:200]
    return ScanFault(path, f"cannot be read: {said}", "fetch or write the file again")


def widened(batch: pyarrow.RecordBatch, path: str, schema: pyarrow.Schema) -> pyarrow.RecordBatch:
    """A batch with the columns of a schema, the path among them."""
    import pyarrow

    arrays = [
        pyarrow.repeat(path, batch.num_rows) if field.name == FILE else batch.column(field.name).cast(field.type)
        for field in schema
    ]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def read(path: str, format_: str) -> Iterator[pyarrow.RecordBatch]:
    """The batches of one file."""
    if format_ == "arrow":
        return _arrow(path)
    found: Iterator[pyarrow.RecordBatch] = _format(format_).batches(path)
    return found


def batched_schema(path: str, format_: str) -> pyarrow.Schema:
    """The schema of the batches of one file."""
    import pyarrow

    if format_ != "arrow":
        return _format(format_).schema()
    with pyarrow.OSFile(path) as file:
        return _open(file).schema


def size_rule(formats: set[str]) -> str | None:
    """What sizes are sizes of in files of these formats, where the format says so."""
    known = {_format(one).SIZE_RULE if one in BATCHED - {"arrow"} else None for one in formats}
    return str(known.pop()) if len(known) == 1 and None not in known else None


def _format(format_: str) -> Any:
    from importlib import import_module

    return import_module(f"lineage.scan.formats.{format_}")


def _arrow(path: str) -> Iterator[pyarrow.RecordBatch]:
    """Arrow IPC as a file (Feather) or as a stream."""
    import pyarrow.ipc

    if Path(path).stat().st_size == 0:
        raise ScanFault(path, "is empty", "write it again")
    with pyarrow.OSFile(path) as file:
        opened = _open(file)
        if isinstance(opened, pyarrow.ipc.RecordBatchFileReader):
            yield from (opened.get_batch(number) for number in range(opened.num_record_batches))
        else:
            yield from opened


def _open(file: Any) -> Any:
    import pyarrow.ipc

    head = file.read(6)
    file.seek(0)
    return pyarrow.ipc.open_file(file) if head == b"ARROW1" else pyarrow.ipc.open_stream(file)
