"""A look at a file before it is counted: its columns, and its first rows for whoever chooses what they mean."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from lineage.scan.engine.batches import BATCHED, as_fault, batched_schema, read
from lineage.scan.engine.counts import Engine
from lineage.scan.faults import ScanFault
from lineage.scan.shards import Shard

if TYPE_CHECKING:
    import pyarrow

LONGEST_LINE: Final = 16 * 2**20
"""Bytes of the longest line (the longest record) of JSON or CSV."""
_HEAD_ROWS: Final = 200
_HEAD_BYTES: Final = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Look:
    """The schema of a file, and about how many rows it has at least.

    Of JSON lines the schema is that of the first records, and ``rows`` is a guess.
    """

    schema: pyarrow.Schema
    rows: int = 0


def look(shard: Shard, engine: Engine | None = None) -> Look:
    """The schema of a file. Raises ScanFault where it cannot be read."""
    if not shard.local:
        if engine is None:
            raise ScanFault(shard.path, "can only be reached by an engine", "hand in an engine that is open")
        return Look(engine.schema(shard))
    try:
        return _look(shard)
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise as_fault(error, shard.path) from error


def head(shard: Shard, rows: int = 1000) -> pyarrow.Table:
    """The first rows of a file."""
    import pyarrow

    try:
        if shard.format == "jsonl":
            schema = _look(shard).schema
            return pyarrow.Table.from_pylist(_in_form(_records(shard, rows), schema), schema)
        if shard.format in ("csv", "tsv"):
            lines = list(_rows(shard, rows + 1))
            names = lines[0] if lines else []
            columns = {name: [line[n] if n < len(line) else None for line in lines[1:]] for n, name in enumerate(names)}
            return pyarrow.table(columns, pyarrow.schema([(name, pyarrow.string()) for name in names]))
        return _first(_batches(shard, rows), rows, _look(shard).schema)
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise as_fault(error, shard.path) from error


def _in_form(records: Iterable[dict[str, Any]], schema: pyarrow.Schema) -> list[dict[str, Any]]:
    """Records whose values are texts where their column is taken for one: some rows may hold a list there."""
    import pyarrow

    texts = [field.name for field in schema if field.type == pyarrow.string()]
    return [
        record
        | {
            name: json.dumps(record[name], ensure_ascii=False)
            for name in texts
            if record.get(name) is not None and not isinstance(record[name], str)
        }
        for record in records
    ]


def _look(shard: Shard) -> Look:
    import pyarrow

    if shard.format == "parquet":
        import pyarrow.parquet

        with pyarrow.parquet.ParquetFile(shard.path) as file:
            return Look(file.schema_arrow, file.metadata.num_rows)
    if shard.format in BATCHED:
        return Look(batched_schema(shard.path, shard.format))
    if shard.format == "jsonl":
        records = list(_records(shard, _HEAD_ROWS))
        size = sum(len(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")) for record in records)
        return Look(_loose(records), shard.bytes * len(records) // size if size else 0)
    names = next(_rows(shard, 1), [])
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ScanFault(shard.path, f'has two columns named "{twice}"', "give every column a name of its own")
    return Look(pyarrow.schema([(name, pyarrow.string()) for name in names]))


def _loose(records: list[dict[str, Any]]) -> pyarrow.Schema:
    """A schema that these records have; where they do not agree, the column is a text.

    Told from the values here: to make an array of them, pyarrow would import pandas where it is installed, which takes
    longer than all the rest of a look.
    """
    import pyarrow

    names = dict.fromkeys(name for record in records for name in record)
    types = {name: _type([record.get(name) for record in records]) or pyarrow.string() for name in names}
    return pyarrow.schema(types)


def _type(values: Iterable[Any]) -> pyarrow.DataType | None:
    """The type of values from JSON; None where they have none in common."""
    import pyarrow

    said = [value for value in values if value is not None]
    kinds = {type(value) for value in said}
    if not kinds:
        return pyarrow.null()
    if kinds == {bool}:
        return pyarrow.bool_()
    if kinds == {str}:
        return pyarrow.string()
    if kinds <= {int, float}:
        most = 2**53 if float in kinds else 2**63 - 1
        fits = all(abs(value) <= most for value in said if type(value) is int)
        return (pyarrow.float64() if float in kinds else pyarrow.int64()) if fits else None
    if kinds == {list}:
        inner = _type(item for value in said for item in value)
        return None if inner is None else pyarrow.list_(inner)
    if kinds == {dict}:
        names = dict.fromkeys(name for value in said for name in value)
        fields = {name: _type(value.get(name) for value in said) for name in names}
        return None if None in fields.values() else pyarrow.struct(fields)
    return None


def _batches(shard: Shard, rows: int) -> Iterator[pyarrow.RecordBatch]:
    if shard.format != "parquet":
        yield from read(shard.path, shard.format)
        return
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(shard.path) as file:
        yield from file.iter_batches(batch_size=rows)


def _first(batches: Iterator[pyarrow.RecordBatch], rows: int, schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow

    taken: list[pyarrow.RecordBatch] = []
    for batch in batches:
        taken.append(batch)
        if sum(one.num_rows for one in taken) >= rows:
            break
    return pyarrow.Table.from_batches(taken, taken[0].schema if taken else schema).slice(0, rows)


def opened(shard: Shard) -> IO[bytes]:
    """The bytes of a file, decompressed."""
    import pyarrow

    codec = {"gzip": "gzip", "zstd": "zstd"}.get(shard.compression or "")
    raw = pyarrow.OSFile(shard.path)
    stream: IO[bytes] = pyarrow.CompressedInputStream(raw, codec) if codec else raw
    return stream


def _text(shard: Shard) -> io.TextIOWrapper:
    stream: Any = opened(shard)
    return io.TextIOWrapper(io.BufferedReader(stream), "utf-8-sig", errors="replace", newline="")


def _records(shard: Shard, rows: int) -> Iterator[dict[str, Any]]:
    """The first records of JSON lines. Whatever is wrong with them is the engine's to say."""
    with _text(shard) as file:
        read_so_far = 0
        for _ in range(rows):
            line = file.readline(_HEAD_BYTES)
            read_so_far += len(line)
            if not line or read_so_far > _HEAD_BYTES:
                return
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(record, dict):
                yield record


def _rows(shard: Shard, rows: int) -> Iterator[list[str]]:
    with _text(shard) as file:
        reader = csv.reader(file, delimiter="\t" if shard.format == "tsv" else ",", strict=True)
        for _, row in zip(range(rows), reader, strict=False):
            yield row


def rows_of_csv(shard: Shard) -> Iterator[pyarrow.RecordBatch]:
    """The rows of CSV as Arrow reads them, all as text, as strictly as DuckDB."""
    import pyarrow
    from pyarrow import csv as arrow

    names = next(_rows(shard, 1), [])
    reader = arrow.open_csv(
        opened(shard),
        arrow.ReadOptions(block_size=2 * LONGEST_LINE),
        arrow.ParseOptions(delimiter="\t" if shard.format == "tsv" else ",", newlines_in_values=True),
        arrow.ConvertOptions(
            column_types=dict.fromkeys(names, pyarrow.string()), null_values=[""], strings_can_be_null=True
        ),
    )
    yield from reader
