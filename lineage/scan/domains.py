"""From bytes by authority to bytes by registrable domain, which is what the tally of a summary holds.

All that is counted stays counted: what is no domain name that a registry gave is counted apart, by the class of why.
Those classes are not in the tally and not among the names of which the top tenth is taken. They are in the totals, and
so in what shares are shares of: a domain's share is its part of all bytes that were counted.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from lineage.scan.hosts import KINDS, read_hosts
from lineage.scan.suffixes import Suffixes, SuffixSource, kept

if TYPE_CHECKING:
    import pyarrow

PUBLIC_SUFFIX: Final = "publicSuffix"
"""A host that is itself a suffix below which names are registered, such as ``co.uk``."""
UNREGISTRABLE: Final = "unregistrable"
"""The name below the suffix is none that a registry gives: it has an underscore, or a hyphen at an end."""
CLASSES: Final = (*KINDS[1:], PUBLIC_SUFFIX, UNREGISTRABLE)
"""The classes of what is counted apart, in the order of their table."""
SHARES_OF: Final = "all bytes counted, including those of URLs without a registrable domain"
_LARGEST: Final = 2**63 - 1
_AT_ONCE: Final = 250_000
_SIDE_BY_SIDE: Final = 2
"""Authorities that are read at one time, and how often side by side: both bound the memory that this takes."""
_PART: Final = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_REGISTRABLE: Final = rf"^{_PART}(?:\.{_PART})+$"


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Names under a top-level domain that the list does not know: newer than the list, private, or made up.

    They are names like the others, as the list's own rule ``*`` has it.
    """

    names: int
    bytes: int
    records: int


@dataclass(frozen=True, slots=True)
class Domains:
    """What was counted by registrable domain.

    ``names`` has the columns ``domain, bytes, records, share``, sorted by bytes, most first, then by domain. ``apart``
    has ``class, authorities, bytes, records`` for the classes that occur, in the order of :data:`CLASSES`; there, each
    way of writing an authority counts. ``bytes`` and ``records`` are the totals of both. ``share`` is null where there
    are no bytes at all.
    """

    names: pyarrow.Table
    apart: pyarrow.Table
    bytes: int
    records: int
    unlisted: Unlisted
    suffixes: SuffixSource


def count_domains(authorities: pyarrow.Table, suffixes: Suffixes | None = None) -> Domains:
    """Domains from the table ``authority, records, bytes`` of a scan. A null in ``bytes`` is a size that is not known,
    and adds nothing.

    Raises :class:`OverflowError` where the total is more than can be counted: 9.2 exabytes.
    """
    import pyarrow
    import pyarrow.compute as compute

    suffixes = suffixes or kept()
    given = authorities.select(["authority", "records", "bytes"]).combine_chunks()
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        batches = given.to_batches(max_chunksize=_AT_ONCE)
        table = pyarrow.Table.from_batches(pool.map(partial(_batch, suffixes), batches), _sorted_schema())
    size, records = _total(table["bytes"]), _total(table["records"])
    named = compute.is_valid(table["domain"])
    apart = _apart(table.filter(compute.invert(named)))
    table = table.drop_columns("class").filter(named)
    names = table.group_by("domain", use_threads=False).aggregate([("bytes", "sum"), ("records", "sum")])
    names = names.rename_columns(["domain", "bytes", "records"]).combine_chunks()  # which is sorted twice as fast
    names = names.sort_by([("bytes", "descending"), ("domain", "ascending")])
    names = names.append_column("share", _shares(names["bytes"], size))
    return Domains(names, apart, size, records, _unlisted(names, suffixes), suffixes.source)


def _batch(suffixes: Suffixes, batch: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
    import pyarrow
    import pyarrow.compute as compute

    domain, why = _sorted_out(batch["authority"].cast(pyarrow.string()), suffixes)
    sizes = [compute.fill_null(batch[name].cast(pyarrow.int64()), 0) for name in ("bytes", "records")]
    return pyarrow.record_batch([domain, why, *sizes], schema=_sorted_schema())


def _sorted_schema() -> Any:
    import pyarrow

    text, whole = pyarrow.string(), pyarrow.int64()
    return pyarrow.schema([("domain", text), ("class", text), ("bytes", whole), ("records", whole)])


def _sorted_out(authorities: Any, suffixes: Suffixes) -> tuple[Any, Any]:
    """Row by row: the registrable domain; or null, and the class of why there is none."""
    import pyarrow
    import pyarrow.compute as compute

    hosts = read_hosts(authorities)
    kind, host = hosts["kind"].combine_chunks(), hosts["host"].combine_chunks()
    is_name = compute.equal(kind, KINDS[0])
    found = suffixes.registrable_all(host.filter(is_name))
    fit = compute.match_substring_regex(found, _REGISTRABLE)
    unfit = compute.if_else(compute.is_valid(found), UNREGISTRABLE, PUBLIC_SUFFIX)
    is_top = compute.and_(compute.equal(kind, "undotted"), compute.is_in(host, suffixes.top))
    why = compute.if_else(is_top, PUBLIC_SUFFIX, kind.cast(pyarrow.string()))
    why = compute.replace_with_mask(why, is_name, unfit)
    nothing = pyarrow.nulls(len(host), pyarrow.string())
    fitting = compute.if_else(fit, found, pyarrow.scalar(None, pyarrow.string()))
    return compute.replace_with_mask(nothing, is_name, fitting), why


def _apart(table: pyarrow.Table) -> pyarrow.Table:
    import pyarrow

    sums = table.group_by("class").aggregate([("class", "count"), ("bytes", "sum"), ("records", "sum")])
    rows = sorted(sums.to_pylist(), key=lambda row: CLASSES.index(row["class"]))
    whole = pyarrow.int64()
    return pyarrow.table(
        {
            "class": pyarrow.array([row["class"] for row in rows], pyarrow.string()),
            "authorities": pyarrow.array([row["class_count"] for row in rows], whole),
            "bytes": pyarrow.array([row["bytes_sum"] for row in rows], whole),
            "records": pyarrow.array([row["records_sum"] for row in rows], whole),
        }
    )


def _unlisted(names: Any, suffixes: Suffixes) -> Unlisted:
    import pyarrow
    import pyarrow.compute as compute

    known = pyarrow.chunked_array(
        [
            compute.is_in(
                compute.list_element(compute.split_pattern(chunk, ".", max_splits=1, reverse=True), 1), suffixes.top
            )
            for chunk in names["domain"].chunks
        ],
        pyarrow.bool_(),
    )
    unknown = names.filter(compute.invert(known))
    return Unlisted(unknown.num_rows, _total(unknown["bytes"]), _total(unknown["records"]))


def _shares(sizes: Any, total: int) -> Any:
    """Quotients of whole numbers: the same on every machine."""
    import pyarrow
    import pyarrow.compute as compute

    if not total:
        return pyarrow.nulls(len(sizes), pyarrow.float64())
    return compute.divide(compute.cast(sizes, pyarrow.float64(), safe=False), float(total))


def _total(column: Any) -> int:
    """The sum, which Arrow alone would let run over without a word."""
    import pyarrow
    import pyarrow.compute as compute

    total = int(compute.sum(compute.cast(column, pyarrow.decimal128(38))).as_py() or 0)
    if total > _LARGEST:
        raise OverflowError(f"{total:,} is more than can be counted")
    return total
