"""A scan that was stopped goes on where it was, reads nothing twice, and ends with the same."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from lineage.scan import Plan, ScanFault, scan
from lineage.scan.engine.duck import Duck
from lineage.scan.partials import VERSION
from lineage.scan.plan import Progress
from tests.scan.engine import corpus


class Stopped(Exception):
    """Somebody pulled the plug."""


class Counting(Duck):
    """An engine that counts one file at a time, remembers which, and stops before a certain one."""

    group_files = 1

    def __init__(self, stop_before: int | None = None) -> None:
        super().__init__()
        self.stop_before = stop_before
        self.read: list[str] = []

    def count(self, group: Any, plan: Any, folder: Path) -> Any:
        if len(self.read) == self.stop_before:
            (folder / "authorities.parquet").write_bytes(b"half")
            raise Stopped
        self.read += [Path(path).name for path in group.paths]
        return super().count(group, plan, folder)


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    folder = tmp_path / "shards"
    folder.mkdir()
    for number in range(6):
        corpus.jsonl(folder / f"{number}.jsonl", corpus.ROWS[number * 100 : number * 100 + 100])
    return folder


def plan(shards: Path, **options: Any) -> Plan:
    return corpus.plan(shards, partials=shards.parent / "partials", **options)


def test_what_is_finished_is_not_read_again(shards: Path) -> None:
    uninterrupted = scan(corpus.plan(shards))
    for stop in (0, 2, 3):
        with pytest.raises(Stopped):
            scan(plan(shards), Counting(stop))
    assert not list((shards.parent / "partials").glob(".*"))
    last = Counting()
    told: list[Progress] = []
    resumed = scan(plan(shards), last, told.append)
    assert last.read == ["5.jsonl"]
    assert (told[0].files, told[0].of_files, told[0].resumed, told[0].records) == (5, 6, 5, 500)
    assert (told[-1].files, told[-1].bytes, told[-1].records) == (6, told[-1].of_bytes, 600)
    assert resumed == uninterrupted


def test_groups_of_any_size_give_the_same(shards: Path) -> None:
    results = []
    for files in (1, 2, 4, 100):
        engine = Duck()
        engine.group_files = files
        results.append(scan(corpus.plan(shards), engine))
    assert all(one == results[0] for one in results)


def test_a_file_that_changed_is_read_again_and_a_touched_one_is_not(shards: Path) -> None:
    scan(plan(shards), Counting())
    (shards / "1.jsonl").touch()
    os.utime(shards / "2.jsonl", ns=(1, 1))
    corpus.jsonl(shards / "3.jsonl", corpus.ROWS[:3])
    corpus.jsonl(shards / "6.jsonl", corpus.ROWS[:1])
    (shards / "0.jsonl").unlink()
    again = Counting()
    result = scan(plan(shards), again)
    assert again.read == ["3.jsonl", "6.jsonl"]
    assert result == scan(corpus.plan(shards))


def test_another_plan_shares_nothing(shards: Path) -> None:
    scan(plan(shards), Counting())
    other = Counting()
    scan(plan(shards, seed=7), other)
    assert len(other.read) == 6
    again = Counting()
    scan(plan(shards), again)
    assert again.read == []


@pytest.mark.parametrize("damage", ["head", "version", "table", "gone"])
def test_a_damaged_part_is_counted_anew(shards: Path, damage: str) -> None:
    before = scan(plan(shards), Counting())
    folder = sorted((shards.parent / "partials").iterdir())[0]
    if damage == "head":
        (folder / "head.json").write_text('{"version"')
    elif damage == "version":
        head = json.loads((folder / "head.json").read_text())
        (folder / "head.json").write_text(json.dumps({**head, "version": VERSION + 1}))
    elif damage == "table":
        (folder / "values-0.parquet").write_bytes(b"PAR1")
    else:
        (folder / "sample.parquet").unlink()
    again = Counting()
    assert scan(plan(shards), again) == before
    assert len(again.read) == 1


def test_finished_parts_outlive_a_fault(shards: Path) -> None:
    (shards / "4.jsonl").write_text("{nope\n")
    with pytest.raises(ScanFault):
        scan(plan(shards), Counting())
    corpus.jsonl(shards / "4.jsonl", corpus.ROWS[400:500])
    again = Counting()
    result = scan(plan(shards), again)
    assert again.read == ["4.jsonl", "5.jsonl"]
    assert result == scan(corpus.plan(shards))
