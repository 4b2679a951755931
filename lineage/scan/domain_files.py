"""The files in which counts by domain are handed on: the whole tally, the lists that the law asks for, and the rest.

The same counts give the same bytes. A cell that a spreadsheet would take for a formula cannot occur: names begin with a
letter or a digit, and classes are words of ours. A list has a column more than the tally, so that neither is taken for
the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lineage.scan.domains import SHARES_OF, Domains

if TYPE_CHECKING:
    import pyarrow

TALLY: Final = "tally.csv"
"""``domain,bytes,records`` of all names: what a summary cuts its list from."""
TALLY_PARQUET: Final = "tally.parquet"
"""The same, with the share."""
TOP: Final = "domains-top.csv"
"""``domain,bytes,records,share`` of the top tenth of the names."""
TOP_OF_AN_SME: Final = "domains-top-sme.csv"
"""The same of the top twentieth or 1,000 names, for small and medium-sized enterprises."""
TOP_PARQUET: Final = "domains-top.parquet"
TOP_OF_AN_SME_PARQUET: Final = "domains-top-sme.parquet"
"""The same lists in the columns of the tally, where a share is a number."""
APART: Final = "domains-apart.csv"
"""``class,authorities,bytes,records`` of what is counted apart."""
NAMES: Final = frozenset({TALLY, TALLY_PARQUET, TOP, TOP_PARQUET, TOP_OF_AN_SME, TOP_OF_AN_SME_PARQUET, APART})
"""The names of all files with lists of domain names."""
_DIGITS: Final = 9
"""Digits of a share after the point."""


@dataclass(frozen=True, slots=True)
class DomainFile:
    """A file to be written beside the report."""

    name: str
    content: bytes
    sha256: str
    rows: int


def domain_files(domains: Domains) -> Iterator[DomainFile]:
    """All files, one at a time, so that only one is held."""
    names = domains.names
    tally = names.select(["domain", "bytes", "records"])
    yield _file(TALLY, _csv(tally), names.num_rows)
    yield _file(TALLY_PARQUET, _parquet(domains, names), names.num_rows)
    for name, parquet, sme in ((TOP, TOP_PARQUET, False), (TOP_OF_AN_SME, TOP_OF_AN_SME_PARQUET, True)):
        top = top_names(domains, sme)
        yield _file(name, _csv(_with_written_share(top, domains.bytes)), top.num_rows)
        yield _file(parquet, _parquet(domains, top), top.num_rows)
    yield _file(APART, _csv(domains.apart), domains.apart.num_rows)


def top_names(domains: Domains, sme: bool) -> pyarrow.Table:
    """The names of the list that the law asks for, largest first: as many as the summary would cut from the tally."""
    from lineage.summary.eu.tally import how_many

    return domains.names.slice(0, how_many(domains.names.num_rows, sme))


def _file(name: str, content: bytes, rows: int) -> DomainFile:
    return DomainFile(name, content, hashlib.sha256(content).hexdigest(), rows)


def _csv(table: pyarrow.Table) -> bytes:
    import pyarrow
    from pyarrow import csv

    buffer = pyarrow.BufferOutputStream()
    buffer.write((",".join(table.column_names) + "\n").encode())
    csv.write_csv(table, buffer, csv.WriteOptions(include_header=False, quoting_style="none"))
    content: bytes = buffer.getvalue().to_pybytes()
    return content


def _with_written_share(table: pyarrow.Table, total: int) -> pyarrow.Table:
    """Shares as decimals of whole numbers, rounded half up; empty where there is nothing to share."""
    import pyarrow

    one = 10**_DIGITS
    parts = [(2 * size * one + total) // (2 * total) if total else None for size in table["bytes"].to_pylist()]
    written = [None if part is None else f"{part // one}.{part % one:0{_DIGITS}d}" for part in parts]
    place = table.schema.get_field_index("share")
    return table.set_column(place, "share", pyarrow.array(written, pyarrow.string()))


def _parquet(domains: Domains, names: pyarrow.Table) -> bytes:
    """With what the shares are shares of, and which list of suffixes it was, in the schema."""
    import pyarrow
    import pyarrow.parquet as parquet

    source = domains.suffixes
    about = {
        "sharesOf": SHARES_OF,
        "publicSuffixList": f"{source.version or source.sha256}, section {source.section}",
    }
    buffer = pyarrow.BufferOutputStream()
    parquet.write_table(names.replace_schema_metadata(about), buffer, compression="zstd")
    content: bytes = buffer.getvalue().to_pybytes()
    return content
