"""A look at a file before it is counted: its columns, and its first rows for whoever chooses what they mean."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
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
_OTHER_SEPARATORS: Final = ";|"
_ONE_EACH: Final = "write one JSON object on each line"
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class Look:
    """The schema of a file, and about how many rows it has at least.

    Of JSON lines the schema is that of the first records, and ``rows`` is a guess.
    """

    schema: pyarrow.Schema
    rows: int = 0


def rows_of(table: pyarrow.Table) -> list[dict[str, Any]]:
    """The rows of a table. Of a column with a value that Python has not, such as a day in year 10000, all are None."""
    import pyarrow

    columns = []
    for column in table.columns:
        try:
            columns.append(column.to_pylist())
        except (OverflowError, ValueError, KeyError, NotImplementedError, pyarrow.ArrowException):
            columns.append([None] * table.num_rows)
    return [dict(zip(table.column_names, row, strict=True)) for row in zip(*columns, strict=True)]


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
            names = _names(lines[0]) if lines else []
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
    names = _names(next(_rows(shard, 1), []))
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ScanFault(shard.path, f'has two columns named "{twice}"', "give every column a name of its own")
    if len(names) == 1 and (sign := next((one for one in _OTHER_SEPARATORS if one in names[0]), None)):
        said = f'has one column, named "{names[0]}", by commas' if shard.format == "csv" else "has one column, by tabs"
        raise ScanFault(shard.path, f'{said}; it seems to be separated by "{sign}"', "write it again with commas")
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


def _text(shard: Shard, encoding: str = "utf-8-sig") -> io.TextIOWrapper:
    stream: Any = opened(shard)
    return io.TextIOWrapper(io.BufferedReader(stream), encoding, errors="replace", newline="")


def _records(shard: Shard, rows: int) -> Iterator[dict[str, Any]]:
    """The first records of JSON lines. Whatever is wrong with them is the engine's to say."""
    with _text(shard, "utf-8") as file:
        read_so_far, first = 0, True
        for _ in range(rows):
            line = file.readline(2 * LONGEST_LINE if first else _HEAD_BYTES)
            read_so_far += len(line)
            if not line or (read_so_far > _HEAD_BYTES and not first):
                return
            beginning = first and bool(line.strip())
            if beginning:
                _check_first(shard, line)
                first = False
            try:
                record = json.loads(line)
                if _SURROGATE.search(line):  # perhaps half a pair, which is no text
                    record = json.loads(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))
            except (ValueError, RecursionError) as error:
                if beginning and isinstance(error, RecursionError):
                    raise ScanFault(shard.path, "has a first record that is nested too deeply", _ONE_EACH) from error
                continue
            if isinstance(record, dict):
                yield record
            elif beginning:
                raise ScanFault(shard.path, "begins with JSON that is no object", _ONE_EACH)


def _check_first(shard: Shard, line: str) -> None:
    """Raises where the first line of a file says that others are not lines of JSON either, or is too long for any."""
    if line.startswith("\ufeff"):
        raise ScanFault(shard.path, "begins with a byte order mark, which JSON has not", "write it again without it")
    if line.lstrip().startswith("["):
        raise ScanFault(shard.path, "is a JSON array, not a JSON object on each line", f"{_ONE_EACH}: jq -c '.[]'")
    if line.strip() == "{":
        raise ScanFault(shard.path, "is JSON over several lines, not a JSON object on each", f"{_ONE_EACH}: jq -c .")
    if len(line) >= 2 * LONGEST_LINE:
        raise ScanFault(
            shard.path, f"has a line longer than {LONGEST_LINE >> 20} MiB", "split the record, or write it as Parquet"
        )


def _names(header: Sequence[str]) -> list[str]:
    """The names of columns. One that has none, as the index that pandas writes, is called by its place."""
    return [name or f"column {number}" for number, name in enumerate(header, 1)]


def _rows(shard: Shard, rows: int) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_LINE)
    with _text(shard) as file:
        reader = csv.reader(file, delimiter="\t" if shard.format == "tsv" else ",", strict=True)
        for _, row in zip(range(rows), reader, strict=False):
            yield row


def rows_of_csv(shard: Shard) -> Iterator[pyarrow.RecordBatch]:
    """The rows of CSV as Arrow reads them, all as text, as strictly as DuckDB."""
    import pyarrow
    from pyarrow import csv as arrow

    names = next(_rows(shard, 1), [])
    if len(list(_rows(shard, 2))) < 2:  # Arrow wants a line end behind a header that is all there is
        return
    reader = arrow.open_csv(
        opened(shard),
        arrow.ReadOptions(block_size=2 * LONGEST_LINE),
        arrow.ParseOptions(
            delimiter="\t" if shard.format == "tsv" else ",",
            newlines_in_values=True,
            ignore_empty_lines=len(names) > 1,  # where there is one column, an empty line is a row
        ),
        arrow.ConvertOptions(
            column_types=dict.fromkeys(names, pyarrow.string()), null_values=[""], strings_can_be_null=True
        ),
    )
    yield from (batch.rename_columns(_names(names)) for batch in reader)
