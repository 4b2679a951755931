"""Counts by domain: nothing is lost, nothing depends on order, and a summary cuts the same list from the tally."""

from __future__ import annotations

import csv
import hashlib
import io
import random
from collections.abc import Sequence

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.errors import LineageError
from lineage.scan import domains as domains_module
from lineage.scan.domain_files import APART as APART_FILE
from lineage.scan.domain_files import NAMES as FILES
from lineage.scan.domain_files import (
    TALLY,
    TALLY_PARQUET,
    TOP,
    TOP_OF_AN_SME,
    TOP_OF_AN_SME_PARQUET,
    TOP_PARQUET,
    domain_files,
    top_names,
)
from lineage.scan.domains import CLASSES, Domains, Unlisted, count_domains
from lineage.summary.attachments import harmless
from lineage.summary.eu.tally import cut, how_many, read_tally
from tests.scan.domains.authorities import APART, NAMES
from tests.scan.domains.test_scan_hosts import ASTRAY

Row = tuple[str | None, int, int]


def counted(rows: Sequence[Row], at_once: int = 500_000) -> Domains:
    authorities, records, sizes = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {
        "authority": pyarrow.array(authorities, pyarrow.string()),
        "records": pyarrow.array(records, pyarrow.int64()),
        "bytes": pyarrow.array(sizes, pyarrow.int64()),
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(domains_module, "_AT_ONCE", at_once)
        return count_domains(pyarrow.table(columns))


def files(domains: Domains) -> dict[str, bytes]:
    return {file.name: file.content for file in domain_files(domains)}


def classes(domains: Domains) -> dict[str, tuple[int, int, int]]:
    return {row["class"]: (row["authorities"], row["bytes"], row["records"]) for row in domains.apart.to_pylist()}


@pytest.mark.parametrize(("authority", "host", "domain"), NAMES)
def test_each_name_is_counted_for_its_domain(authority: str, host: str, domain: str) -> None:
    (row,) = counted([(authority, 3, 7)]).names.to_pylist()
    assert row == {"domain": domain, "bytes": 7, "records": 3, "share": 1.0}


@pytest.mark.parametrize(("authority", "why"), APART)
def test_what_is_no_name_is_counted_apart(authority: str | None, why: str) -> None:
    found = counted([(authority, 3, 7)])
    assert found.names.num_rows == 0
    assert classes(found) == {why: (1, 7, 3)}
    assert why in CLASSES


def test_every_class_has_a_case() -> None:
    assert {why for _, why in APART} == set(CLASSES)


ALL: list[Row] = [(row[0], 1 + at % 7, at * at) for at, row in enumerate([*NAMES, *APART])]


def test_the_whole_table_adds_up() -> None:
    found = counted(ALL)
    assert found.bytes == sum(size for *_, size in ALL)
    assert found.records == sum(records for _, records, _ in ALL)
    expected: dict[str, int] = {}
    for (_, _, domain), (_, _, size) in zip(NAMES, ALL, strict=False):
        expected[domain] = expected.get(domain, 0) + size
    assert [(row["domain"], row["bytes"]) for row in found.names.to_pylist()] == sorted(
        expected.items(), key=lambda item: (-item[1], item[0])
    )
    assert found.names["share"].to_pylist() == [row["bytes"] / found.bytes for row in found.names.to_pylist()]
    assert list(classes(found)) == [name for name in CLASSES if name in classes(found)]


def test_names_that_the_list_does_not_know_are_told() -> None:
    found = counted([("a.lan", 1, 10), ("b.a.lan", 2, 20), ("b.lan", 3, 30), ("a.com", 4, 40), ("lan", 5, 50)])
    assert found.unlisted == Unlisted(2, 60, 6)
    assert found.names.num_rows == 3


AMOUNTS = st.integers(0, 10**12)
ROWS = st.lists(
    st.tuples(st.none() | ASTRAY | st.sampled_from([row[0] for row in [*NAMES, *APART]]), AMOUNTS, AMOUNTS),
    max_size=40,
)


@given(ROWS, st.integers(1, 50), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_nothing_is_lost_and_order_does_not_matter(rows: list[Row], at_once: int, chance: random.Random) -> None:
    found = counted(rows)
    sums = {"bytes": sum(row[2] for row in rows), "records": sum(row[1] for row in rows)}
    for column, total in (("bytes", found.bytes), ("records", found.records)):
        assert total == sums[column]
        assert total == sum(found.names[column].to_pylist()) + sum(found.apart[column].to_pylist())
    assert sum(found.apart["authorities"].to_pylist()) <= len(rows)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert files(counted(shuffled, at_once)) == files(found)


@given(ROWS)
@settings(deadline=None)
def test_a_domain_is_the_domain_of_itself(rows: list[Row]) -> None:
    once = counted(rows)
    again = count_domains(once.names.rename_columns(["authority", "bytes", "records", "share"]))
    assert again.apart.num_rows == 0
    assert again.names.select(["domain", "bytes", "records"]).equals(once.names.select(["domain", "bytes", "records"]))


def many(number: int) -> Domains:
    chance = random.Random(number)
    return counted([(f"www.site-{at}.example", 1, chance.randrange(number // 3 + 1)) for at in range(number)])


@pytest.mark.parametrize("number", [1, 9, 10, 11, 20, 21, 1000, 20_001])
@pytest.mark.parametrize("sme", [False, True])
def test_a_summary_cuts_the_same_list(number: int, sme: bool) -> None:
    found = many(number)
    content = files(found)
    tally = read_tally(content[TALLY], "tally.csv")
    assert (tally.repeated, tally.alike, tally.addresses, tally.undotted) == (0, 0, 0, 0)
    top = cut(tally, sme)
    rows = list(csv.reader(io.StringIO(content[TOP_OF_AN_SME if sme else TOP].decode())))
    assert rows[0] == ["domain", "bytes", "records", "share"]
    assert [(name, int(size)) for name, size, *_ in rows[1:]] == top.names
    assert len(rows) - 1 == how_many(number, sme) == top_names(found, sme).num_rows
    assert (top.of, top.all_bytes) == (number, found.bytes)


def test_the_tally_of_all_that_crawls_bring_up_can_be_read() -> None:
    found = counted(ALL)
    tally = read_tally(files(found)[TALLY], "tally.csv")
    assert tally.sizes == dict(zip(found.names["domain"].to_pylist(), found.names["bytes"].to_pylist(), strict=True))
    assert (tally.repeated, tally.alike, tally.addresses, tally.undotted) == (0, 0, 0, 0)


@given(ROWS)
@settings(deadline=None)
def test_no_cell_is_a_formula(rows: list[Row]) -> None:
    for name, content in files(counted(rows)).items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode("ascii"))):
                assert all(harmless(cell) == cell for cell in row)


def test_the_bytes_of_the_files() -> None:
    found = counted([("b.com", 1, 2), ("www.a.com", 1, 1), ("a.com", 1, 1), ("127.0.0.1", 5, 2), (None, 1, 0)])
    content = files(found)
    assert content[TALLY] == b"domain,bytes,records\na.com,2,2\nb.com,2,1\n"
    assert content[TOP] == b"domain,bytes,records,share\na.com,2,2,0.333333333\n"
    assert content[TOP_OF_AN_SME] == content[TOP]
    assert content[APART_FILE] == b"class,authorities,bytes,records\nipv4,1,2,5\nnoUrl,1,0,1\n"
    table = pyarrow.parquet.read_table(pyarrow.BufferReader(content[TALLY_PARQUET]))
    assert table.to_pylist() == found.names.to_pylist()
    assert table.schema.metadata[b"publicSuffixList"].endswith(b", section icann")
    assert b"without a registrable domain" in table.schema.metadata[b"sharesOf"]
    for file in domain_files(found):
        assert file.sha256 == hashlib.sha256(file.content).hexdigest()
    assert {file.name: file.rows for file in domain_files(found)} == {
        TALLY: 2, TALLY_PARQUET: 2, TOP: 1, TOP_PARQUET: 1, TOP_OF_AN_SME: 1, TOP_OF_AN_SME_PARQUET: 1, APART_FILE: 2
    }  # fmt: skip
    assert set(content) == FILES
    for name in (TOP_PARQUET, TOP_OF_AN_SME_PARQUET):
        top = pyarrow.parquet.read_table(pyarrow.BufferReader(content[name]))
        assert top.to_pylist() == found.names.to_pylist()[:1]
        assert top.schema.metadata == table.schema.metadata


def test_nothing_at_all() -> None:
    for rows in ([], [("127.0.0.1", 1, 1)]):
        content = files(counted(rows))
        assert content[TALLY] == b"domain,bytes,records\n"
        assert content[TOP] == b"domain,bytes,records,share\n"
        with pytest.raises(LineageError, match="holds no domain name"):
            read_tally(content[TALLY], "tally.csv")


def test_without_sizes_there_are_no_shares() -> None:
    found = counted([("a.com", 2, 0), ("b.com", 1, 0)])
    assert found.names["share"].to_pylist() == [None, None]
    assert files(found)[TOP] == b"domain,bytes,records,share\na.com,0,2,\n"
    table = pyarrow.table({"authority": ["a.com"], "records": [2], "bytes": pyarrow.nulls(1, pyarrow.int64())})
    assert count_domains(table).bytes == 0


def test_more_than_can_be_counted_is_refused() -> None:
    half = 2**62
    assert counted([("a.com", 1, half), ("b.com", 1, half - 1)]).bytes == 2**63 - 1
    with pytest.raises(OverflowError):
        counted([("a.com", 1, half), ("b.com", 1, half)])


def test_texts_of_any_arrow_type() -> None:
    for kind in (pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()):
        authorities = pyarrow.chunked_array([pyarrow.array(["a.com"], kind), pyarrow.array(["b.a.com", None], kind)])
        found = count_domains(pyarrow.table({"authority": authorities, "records": [1, 2, 3], "bytes": [4, 5, 6]}))
        assert found.names.to_pylist() == [{"domain": "a.com", "bytes": 9, "records": 3, "share": 0.6}]
        assert classes(found) == {"noUrl": (1, 6, 3)}
