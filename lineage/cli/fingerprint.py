"""``lineage fingerprint``: make a list of fingerprints of a set that models are known to have written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from lineage.cli import output
from lineage.errors import LineageError

if TYPE_CHECKING:
    from lineage.scan.shards import Shard


@click.command("fingerprint")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", "target", required=True, metavar="FILE", help="The list; NAME.fingerprints by habit.")
@click.option("--name", required=True, help="What the set is called.")
@click.option("--source", required=True, help="Where the set is from: its address.")
@click.option("--revision", required=True, help="Which state of it: a commit, a version, a day.")
@click.option("--licence", required=True, help="Under which licence it is; a list goes where its set may go.")
@click.option("--column", "columns", multiple=True, metavar="NAME", help="The columns of the texts; may be repeated.")
@click.option("--model", "models", multiple=True, metavar="NAME", help="A model that wrote it; may be repeated.")
@click.option(
    "--exact", is_flag=True, help="Compare texts as they are. Default: without regard to case, space and punctuation."
)
def command(
    paths: tuple[str, ...],
    target: str,
    name: str,
    source: str,
    revision: str,
    licence: str,
    columns: tuple[str, ...],
    models: tuple[str, ...],
    exact: bool,
) -> None:
    """Make a list of fingerprints of known texts.

    The list holds no text. lineage scan --fingerprints FILE says how many records of other data equal one of them.

    \b
    Exit codes:
      0  the list was made
      2  wrong usage, or input that cannot be read
    """
    normalisation: Literal["exact", "folded"] = "exact" if exact else "folded"
    try:
        from lineage.scan.shards import find
        from lineage.scan.signs import overlap

        shards = find(paths)
        if os.path.realpath(target) in {os.path.realpath(shard.path) for shard in shards if shard.local}:
            raise LineageError(f'"{target}" holds the texts', "write the list to another file")
        taken = tuple(columns) or _text_column(shards)
        texts = f"the texts in {', '.join(taken)}"
        about = overlap.About(name, source, revision, licence, texts, tuple(models), normalisation)
        data = overlap.build(_texts(shards, taken), about)
        made = overlap.read(data, target)
    except ImportError as error:
        missing = f"{(error.name or 'a library').partition('.')[0]} is not installed"
        raise click.UsageError(f'{missing}; install it with: pip install "training-lineage[scan]"') from error
    except LineageError as error:
        raise click.UsageError(f"{error.message}; {error.advice}" if error.advice else error.message) from error
    output.write(data, target)
    sys.stderr.write(f"wrote {made.count:,} fingerprints of {texts} to {target}\n")


def _text_column(shards: Sequence[Shard]) -> tuple[str, ...]:
    """The column of texts, as a scan would choose it."""
    from lineage.scan.columns import choose
    from lineage.scan.looks import head, rows_of

    table = head(shards[0], 200)
    chosen = choose(table.schema, rows_of(table))
    column = chosen.column("response") or chosen.column("text")
    if column is None:
        raise LineageError("no column is sure to hold the texts", "name it with --column")
    return (column,)


def _texts(shards: Sequence[Shard], columns: Sequence[str]) -> Iterator[str]:
    """The texts of all rows. A column that no row of a file has is a fault, not an empty set."""
    from lineage.scan.faults import ScanFault

    for shard in shards:
        if shard.fault is not None:
            raise shard.fault
        if not shard.local:
            raise ScanFault(shard.path, "is not on this machine", "fetch it first")
        missing = set(columns)
        for row in _rows(shard, columns):
            missing -= row.keys()
            yield from (row[column] for column in columns if isinstance(row.get(column), str))
        if missing:
            raise ScanFault(shard.path, f'lacks the column "{min(missing)}"', "name another one with --column")


def _rows(shard: Shard, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """All rows of a file, with these columns at least."""
    import csv
    import io
    import json

    from lineage.scan.engine.batches import read
    from lineage.scan.faults import ScanFault
    from lineage.scan.looks import LONGEST_LINE, opened

    csv.field_size_limit(LONGEST_LINE)
    try:
        if shard.format == "parquet":
            from pyarrow import parquet

            with parquet.ParquetFile(shard.path) as file:
                known = [column for column in columns if column in file.schema_arrow.names]
                for batch in file.iter_batches(columns=known):
                    yield from batch.to_pylist()
        elif shard.format in ("jsonl", "csv", "tsv"):
            with io.TextIOWrapper(io.BufferedReader(cast("Any", opened(shard))), "utf-8-sig", newline="") as lines:
                if shard.format == "jsonl":
                    yield from (row for line in lines if line.strip() and isinstance(row := json.loads(line), dict))
                else:
                    yield from csv.DictReader(lines, delimiter="\t" if shard.format == "tsv" else ",")
        else:
            for batch in read(shard.path, shard.format):
                yield from batch.select([one for one in columns if one in batch.schema.names]).to_pylist()
    except (OSError, ValueError, csv.Error) as error:
        raise ScanFault(shard.path, f"cannot be read: {' '.join(str(error).split())[:200]}", "look at it") from error
