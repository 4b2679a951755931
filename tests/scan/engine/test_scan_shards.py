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


def made(path: Path, content: str = "{}\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def test_what_tools_write_beside_data_is_none(tmp_path: Path) -> None:
    wanted = made(tmp_path / "data" / "a.jsonl")
    for name in ("dataset_info.json", "data/state.json", "datadreamer.json", "web.scan.json", "web.scan/tally.csv",
                 "_delta_log/0.json", "_temporary/0/b.jsonl", ".cache/c.jsonl", "data/croissant.json"):  # fmt: skip
        made(tmp_path / name)
    assert [shard.path for shard in find([str(tmp_path)])] == [str(wanted)]
    (named,) = find([str(tmp_path / "dataset_info.json")])
    assert named.path == str(tmp_path / "dataset_info.json"), "what is named is meant"


def test_what_a_scan_writes_is_no_data(tmp_path: Path) -> None:
    wanted = made(tmp_path / "a.jsonl")
    made(tmp_path / "done" / "0123" / "b.jsonl")
    made(tmp_path / "web.scan" / "mine.jsonl")
    assert len(find([str(tmp_path / "web.scan")])) == 1
    (tmp_path / "web.scan" / "mine.jsonl").unlink()
    for path in (str(tmp_path), str(tmp_path / "**/*.jsonl")):
        assert [shard.path for shard in find([path], (tmp_path / "done", None))] == [str(wanted)]


def test_one_file_by_several_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "d" / "b.jsonl")
    (tmp_path / "d" / "c.jsonl").symlink_to("b.jsonl")
    monkeypatch.chdir(tmp_path)
    paths = ["d/b.jsonl", "./d/b.jsonl", str(tmp_path / "d" / "b.jsonl"), "d", "d/../d/b.jsonl"]
    assert len(find(paths)) == 1
    assert [shard.path for shard in find(["./d/b.jsonl", "d"])] == ["./d/b.jsonl"]
    assert [shard.path for shard in find(["d/c.jsonl"])] == ["d/c.jsonl"]


def test_links_to_folders_are_followed_and_end(tmp_path: Path) -> None:
    made(tmp_path / "there" / "b.jsonl")
    wanted = made(tmp_path / "here" / "a.jsonl")
    (tmp_path / "here" / "more").symlink_to("../there")
    (tmp_path / "there" / "back").symlink_to("../here")
    (tmp_path / "here" / "self").symlink_to(".")
    assert [shard.path for shard in find([str(tmp_path / "here")])] == [
        str(wanted), str(tmp_path / "here" / "more" / "b.jsonl")
    ]  # fmt: skip


def test_a_link_to_nothing_is_a_fault_of_that_file(tmp_path: Path) -> None:
    made(tmp_path / "a.jsonl")
    (tmp_path / "b.jsonl").symlink_to("annex/b.jsonl")
    faults = [shard.fault and shard.fault.reason for shard in find([str(tmp_path)])]
    assert faults == [None, "is a link to a file that is not there"]


def test_no_path_is_not_this_folder() -> None:
    with pytest.raises(ScanFault, match="is no path"):
        find([""])


def test_a_pattern_in_an_address_is_a_group_of_its_own() -> None:
    shards = find(["s3://b/a.parquet", "s3://b/b-*.parquet", "s3://b/c.parquet", "s3://b/d.parquet"])
    assert [len(group) for group in groups(shards, 100, 100)] == [1, 1, 2]


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
