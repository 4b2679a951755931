"""Files as DuckDB reads them, with the path of each row's file beside its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lineage.scan.engine.counts import Group
from lineage.scan.engine.kinds import FILE, ROW, outer_columns
from lineage.scan.looks import LONGEST_LINE


def name(text: str) -> str:
    """A name as SQL writes it."""
    return '"' + text.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def files(paths: Iterable[str], local: bool = True) -> str:
    """Paths as a list, with what DuckDB would take for a pattern held off, save in addresses."""
    return "[" + ", ".join(literal(re.sub(r"([*?\[])", r"[\1]", path) if local else path) for path in paths) + "]"


def source(group: Group) -> str:
    """The query that reads a group: the columns that are wanted, the path, and a place for the number of the row.

    What DuckDB cannot read itself is registered under the name ``batches``, with the path in it.
    """
    columns = ", ".join(_column(group, column) for column in outer_columns(group.fields))
    one = len(group.shards) == 1
    path = f"{literal(group.paths[0])} AS {FILE}" if one else FILE
    listed = f"{columns}, " if columns else ""
    return f"SELECT {listed}{path}, CAST(0 AS BIGINT) AS {ROW} FROM {_relation(group)}"


def _column(group: Group, column: str) -> str:
    """A column as it is read. Those of CSV are read by their place: names may be empty, or differ in case alone."""
    if group.shards[0].format in ("csv", "tsv"):
        return f"{name(_placed(group.columns.index(column)))} AS {name(column)}"
    return name(column)


def _placed(number: int) -> str:
    return f"column{number}__"


def _relation(group: Group) -> str:
    shard = group.shards[0]
    paths = files(group.paths, shard.local)
    squeezed = literal(shard.compression or ("uncompressed" if shard.format == "jsonl" else "none"))
    told = "" if len(group.shards) == 1 else f", filename = '{FILE}'"
    if shard.format == "parquet":
        return f"read_parquet({paths}, union_by_name = {str(len(group.shards) > 1).lower()}{told})"
    if shard.format == "jsonl":
        columns = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in outer_columns(group.fields) or [FILE])
        return (
            # Else, where keys are many or a line is no object, DuckDB gives a column that is alone whole lines.
            f"read_json({paths}, format = 'newline_delimited', records = true, columns = {{{columns}}}, "
            f"compression = {squeezed}, maximum_object_size = {LONGEST_LINE}{told})"
        )
    if shard.format in ("csv", "tsv"):
        columns = ", ".join(f"{_placed(number)}: 'VARCHAR'" for number in range(len(group.columns)))
        separator = literal("," if shard.format == "csv" else "\t")
        return (
            f"read_csv({paths}, auto_detect = false, header = true, columns = {{{columns}}}, delim = {separator}, "
            f"quote = '\"', escape = '\"', nullstr = '', strict_mode = true, compression = {squeezed}, "
            f"max_line_size = {LONGEST_LINE}{told})"
        )
    return "batches"
