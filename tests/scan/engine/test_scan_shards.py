"""Files are found once, in one order, and told apart by name and by their first bytes."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from lineage.scan import ScanFault, find
from lineage.scan.shards import Shard, groups


@pytest.mark.parametrize(
    ("name", "format_", "compression"),
    [
        ("a.parquet", "parquet", None),
        ("a.jsonl", "jsonl", None),
        ("a.ndjson.gz", "jsonl", "gzip"),
        ("a.JSON.ZST", "jsonl", "zstd"),
        ("a.csv.gz", "csv", "gzip"),
        ("a.tsv", "tsv", None),
        ("a.feather", "arrow", None),
        ("x.warc.gz", "warc", "gzip"),
        ("x.warc.wet.gz", "warc", "gzip"),
        ("cdx-00001.gz", "cdx", "gzip"),
        ("x.cdxj", "cdx", None),
    ],
)
def test_names(name: str, format_: str, compression: str | None) -> None:
    (shard,) = find([f"s3://bucket/{name}"])
    assert (shard.format, shard.compression, shard.local) == (format_, compression, False)


def test_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"PAR1....")
    (tmp_path / "crawl").write_bytes(b"WARC/1.0\r\n")
    assert [find([str(tmp_path / name)])[0].format for name in ("data", "crawl")] == ["parquet", "warc"]


def test_folders_patterns_and_files_each_once_in_order(tmp_path: Path) -> None:
    for name in ("b/2.jsonl", "b/1.jsonl", "a.jsonl", "README.md", "_SUCCESS", ".hidden.jsonl", "c[1].jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}\n")
    wanted = [str(tmp_path / name) for name in ("a.jsonl", "b/1.jsonl", "b/2.jsonl", "c[1].jsonl")]
    assert [shard.path for shard in find([str(tmp_path)])] == wanted
    paths = [str(tmp_path / "**/*.jsonl"), str(tmp_path / "a.jsonl"), str(tmp_path / "c[1].jsonl"), str(tmp_path / "b")]
    assert [shard.path for shard in find(paths)] == wanted


def test_a_fault_is_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(gzip.compress(b"{}\n", mtime=0))
    (shard,) = find([str(tmp_path)])
    assert shard.fault is not None
    assert shard.fault.path == str(tmp_path / "a.jsonl")


def test_a_url_must_say_what_it_is() -> None:
    with pytest.raises(ScanFault, match="s3://bucket/data"):
        find(["s3://bucket/data"])


def test_groups_are_neighbours_of_one_kind() -> None:
    shards = [Shard(str(n), "jsonl" if n < 7 else "csv", None, 10) for n in range(9)]
    assert [len(group) for group in groups(shards, 30, 100)] == [3, 3, 1, 2]
    assert [len(group) for group in groups(shards, 1000, 4)] == [4, 3, 2]
    assert [len(group) for group in groups(shards, 5, 4)] == [1] * 9
    assert groups([], 1, 1) == []
