"""What is wrong with a file is said with its name; the rest is counted if it shall be; nothing is half-written."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from lineage.scan import Column, Plan, ScanFault, find, scan
from lineage.scan.engine.counts import Counts, Group
from lineage.scan.engine.duck import Duck
from lineage.scan.faults import PlaceFault
from tests.scan.engine import corpus

URL_TEXT = (Column("url", "url"), Column("text", "text"))
MANY = [{"url": f"https://h{n}.example/", "text": "some words " * (n % 50)} for n in range(3000)]


def truncated_gzip(path: Path) -> None:
    path.write_bytes(gzip.compress(corpus.lines(MANY), mtime=0)[:-500])


def gzip_without_its_trailer(path: Path) -> None:
    path.write_bytes(gzip.compress(corpus.lines(MANY), mtime=0)[:-8])


def zstd_cut_at_the_end_of_a_line(path: Path) -> None:
    """What can be decompressed is whole lines: only the frame says that something is missing."""
    data = pyarrow.compress(corpus.lines(MANY), codec="zstd", asbytes=True)
    path.write_bytes(data[:-3])


def truncated_parquet(path: Path) -> None:
    corpus.parquet(path, MANY)
    path.write_bytes(path.read_bytes()[:-100])


def corrupt_page(path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(MANY), path, compression="zstd", use_dictionary=False)
    data = bytearray(path.read_bytes())
    for place in range(2000, 2200):
        data[place] ^= 0x5A
    path.write_bytes(data)


def corrupt_footer(path: Path) -> None:
    corpus.parquet(path, MANY)
    data = bytearray(path.read_bytes())
    for place in range(len(data) - 200, len(data) - 20):
        data[place] ^= 0x5A
    path.write_bytes(data)


def text_not_utf8_in_parquet(path: Path) -> None:
    bad = pyarrow.array([b"ok", b"caf\xe9"], pyarrow.binary()).view(pyarrow.string())
    pyarrow.parquet.write_table(pyarrow.table({"url": ["a", "b"], "text": bad}), path)


def lines_not_utf8(path: Path) -> None:
    path.write_bytes(corpus.lines(MANY[:10]) + b'{"url": "x", "text": "caf\xe9"}\n')


def lines_not_json(path: Path) -> None:
    path.write_bytes(corpus.lines(MANY[:10]) + b'{"url": nope}\n')


def line_too_long(path: Path) -> None:
    path.write_bytes(corpus.lines([*MANY[:10], {"url": "x", "text": "y" * 40_000_000}]))


def csv_not_utf8(path: Path) -> None:
    path.write_bytes(b"url,text\n" + b"https://a.example/,x\n" * 30_000 + b"https://b.example/,caf\xe9\n")


def csv_ragged(path: Path) -> None:
    path.write_bytes(b"url,text\na,b\nc\n")


def csv_two_names_alike(path: Path) -> None:
    path.write_bytes(b"url,text,url\na,b,c\n")


def csv_empty(path: Path) -> None:
    path.write_bytes(b"")


def csv_with_semicolons(path: Path) -> None:
    path.write_bytes(b"url;text\na;b\n")


def json_array(path: Path) -> None:
    path.write_text(json.dumps(MANY[:3]), "utf-8")


def json_over_lines(path: Path) -> None:
    path.write_text(json.dumps(MANY[0], indent=1), "utf-8")


def json_with_a_byte_order_mark(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + corpus.lines(MANY))


def json_key_twice(path: Path) -> None:
    path.write_text('{"url": "a", "text": "b", "text": "c"}\n', "utf-8")


def json_nested_too_deeply(path: Path) -> None:
    path.write_text('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}\n", "utf-8")


def json_that_begins_with_a_number(path: Path) -> None:
    path.write_text('5\n{"text": "a"}\n', "utf-8")


def json_first_line_too_long(path: Path) -> None:
    path.write_bytes(b'{"text": "' + b"y" * 33 * 2**20 + b'"}\n')


def lacks_a_column(path: Path) -> None:
    corpus.parquet(path, [{"url": "a", "body": "b"}])


def no_record_has_the_column(path: Path) -> None:
    corpus.jsonl(path, [{"url": "a", "body": "b"}])


def truncated_arrow(path: Path) -> None:
    corpus.feather(path, MANY)
    path.write_bytes(path.read_bytes()[:-300])


def named_wrongly(path: Path) -> None:
    corpus.parquet(path, MANY)


def gzip_that_is_none(path: Path) -> None:
    corpus.jsonl(path, MANY)


DAMAGED: list[tuple[str, Callable[[Path], None], str]] = [
    ("jsonl.gz", truncated_gzip, "ends in the middle of its gzip stream"),
    ("jsonl.gz", gzip_without_its_trailer, "ends in the middle of its gzip stream"),
    ("jsonl.zst", zstd_cut_at_the_end_of_a_line, "ends in the middle of its zstd stream"),
    ("parquet", truncated_parquet, "cannot be read"),
    ("parquet", corrupt_page, "holds data that cannot be decompressed"),
    ("parquet", corrupt_footer, "cannot be read"),
    ("parquet", text_not_utf8_in_parquet, "holds text that is not UTF-8"),
    ("jsonl", lines_not_utf8, "is not UTF-8 in line 11"),
    ("jsonl", lines_not_json, "is not JSON in line 11"),
    ("jsonl", line_too_long, "has a line longer than 16 MiB"),
    ("csv", csv_not_utf8, "is not UTF-8 in line 30002"),
    ("csv", csv_ragged, "has 1 fields instead of 2 in line 3"),
    ("csv", csv_two_names_alike, 'has two columns named "url"'),
    ("csv", csv_empty, "has no columns at all"),
    ("csv", csv_with_semicolons, 'seems to be separated by ";"'),
    ("jsonl", json_array, "is a JSON array, not a JSON object on each line"),
    ("jsonl", json_over_lines, "is JSON over several lines"),
    ("jsonl", json_with_a_byte_order_mark, "begins with a byte order mark"),
    ("jsonl", json_key_twice, "has a key twice in line 1"),
    ("jsonl", json_nested_too_deeply, "nested too deeply"),
    ("jsonl", json_that_begins_with_a_number, "begins with JSON that is no object"),
    ("jsonl", json_first_line_too_long, "has a line longer than 16 MiB"),
    ("parquet", lacks_a_column, 'lacks the column "text"; it has "url", "body"'),
    ("jsonl", no_record_has_the_column, 'has no record with "text"'),
    ("arrow", truncated_arrow, "cannot be read"),
    ("jsonl", named_wrongly, "is named as jsonl and begins as parquet"),
    ("jsonl.gz", gzip_that_is_none, "is named as gzip and begins as one without compression"),
]


@pytest.mark.parametrize(("suffix", "damage", "message"), DAMAGED, ids=[one[1].__name__ for one in DAMAGED])
def test_a_damaged_file(tmp_path: Path, suffix: str, damage: Callable[[Path], None], message: str) -> None:
    folder = tmp_path / "shards"
    folder.mkdir()
    bad = folder / f"b.{suffix}"
    damage(bad)
    with pytest.raises(ScanFault) as caught:
        scan(Plan((str(bad),), URL_TEXT, partials=tmp_path / "partials"))
    assert str(bad) in caught.value.message
    assert message in caught.value.message
    assert caught.value.advice
    assert not list((tmp_path / "partials").glob("*"))
    # Beside files that are sound, of the same kind or another, only the bad one is left out.
    for name in ("a.parquet", "c.parquet"):
        corpus.parquet(folder / name, MANY[:7])
    for name in ("a.jsonl", "c.jsonl"):
        corpus.jsonl(folder / name, MANY[:7])
    result = scan(Plan((str(folder),), URL_TEXT, keep_going=True, sample=3))
    assert [one.path for one in result.faults] == [str(bad)]
    assert message in (result.faults[0].error or "")
    assert result.totals.records == 28
    sound = scan(Plan((f"{folder}/[ac].*",), URL_TEXT, sample=3))
    assert replace(result, shards=()) == replace(sound, shards=())


def test_a_line_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    row = {"url": "https://big.example/", "text": "y" * 10_000_000}
    corpus.jsonl(tmp_path / "a.jsonl", [*MANY[:3], row])
    corpus.csv_plain(tmp_path / "a.csv", [*MANY[:3], row])
    for name in ("a.jsonl", "a.csv"):
        assert scan(Plan((str(tmp_path / name),), URL_TEXT)).totals.records == 4


def test_files_that_hold_different_things(tmp_path: Path) -> None:
    corpus.parquet(tmp_path / "a.parquet", [{"url": "a", "n": 1}])
    corpus.parquet(tmp_path / "b.parquet", [{"url": "a", "n": 2.5}])
    corpus.parquet(tmp_path / "c.parquet", [{"url": "a", "n": ["x"]}])
    plan = Plan((str(tmp_path),), (Column("url", "url"), Column("size", "n")))
    with pytest.raises(ScanFault) as caught:
        scan(plan)
    assert caught.value.message == (
        f'"{tmp_path}/c.parquet" holds lists or objects in "n", and "{tmp_path}/a.parquet" holds whole numbers'
    )


class _Writes(Duck):
    """An engine during whose count somebody writes to the file."""

    def __init__(self, write: Callable[[Path], None]) -> None:
        super().__init__()
        self.write = write

    def count(self, group: Group, plan: Plan, folder: Path) -> Counts:
        counts = super().count(group, plan, folder)
        self.write(Path(group.paths[-1]))
        return counts


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"url": "https://late.example/", "text": "x"}\n')


def _same_size_same_time(path: Path) -> None:
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"h1.", b"h9."))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("write", [_append, _same_size_same_time, Path.unlink])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, write: Callable[[Path], None]) -> None:
    corpus.jsonl(tmp_path / "a.jsonl", MANY)
    corpus.jsonl(tmp_path / "b.jsonl", MANY)
    plan = Plan((str(tmp_path),), URL_TEXT, keep_going=True)
    result = scan(plan, _Once(write))
    assert [Path(one.path).name for one in result.faults] == ["b.jsonl"]
    assert result.totals.records == len(MANY)


class _Once(_Writes):
    """It writes to the last file once; afterwards the file is read by itself, and has changed."""

    def count(self, group: Group, plan: Plan, folder: Path) -> Counts:
        counts = Duck.count(self, group, plan, folder)
        if Path(group.paths[-1]).name == "b.jsonl" and self.write is not None:
            self.write(Path(group.paths[-1]))
            if len(group.shards) == 1:
                self.write = lambda path: None
        return counts


def test_a_file_that_was_only_touched_is_the_same(tmp_path: Path) -> None:
    corpus.jsonl(tmp_path / "a.jsonl", MANY)
    assert scan(Plan((str(tmp_path),), URL_TEXT), _Writes(Path.touch)).totals.records == len(MANY)


def test_a_file_that_changed_between_finding_and_reading(tmp_path: Path) -> None:
    corpus.jsonl(tmp_path / "a.jsonl", MANY)
    with pytest.raises(ScanFault, match="changed while it was read"):
        scan(
            Plan((str(tmp_path),), URL_TEXT),
            progress=lambda progress: _append(tmp_path / "a.jsonl") if not progress.reading else None,
        )


def test_the_place_for_finished_parts_is_full(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk: the write fails in the same place."""
    corpus.parquet(tmp_path / "a.parquet", MANY)
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from lineage.scan import Column, Plan, ScanFault, scan\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    scan(Plan((sys.argv[1],), (Column('url', 'url'),), partials=Path(sys.argv[2]), keep_going=True))\n"
        "except ScanFault as fault:\n"
        "    print(type(fault).__name__, fault.message)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "a.parquet"), str(tmp_path / "partials")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("PlaceFault")
    assert not [path for path in (tmp_path / "partials").rglob("*") if path.is_file()]


def test_the_place_to_spill_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"url": f"https://{n}.{'h' * 300}.example/", "text": "x"} for n in range(400_000)]
    corpus.jsonl(tmp_path / "a.jsonl", rows)
    plan = Plan((str(tmp_path),), URL_TEXT, memory=200 * 2**20, threads=1, spill=tmp_path / "spill")
    original = Duck.open

    def small(self: Duck, plan: Plan) -> None:
        original(self, plan)
        self._run("SET max_temp_directory_size = '1MB'")

    monkeypatch.setattr(Duck, "open", small)
    with pytest.raises(PlaceFault) as caught:
        scan(plan)
    assert str(tmp_path / "spill") in caught.value.message
    monkeypatch.undo()
    assert scan(plan).totals.records == len(rows)


def test_nothing_to_scan(tmp_path: Path) -> None:
    (tmp_path / "read.me").write_text("x")
    for path in (tmp_path, tmp_path / "read.me", tmp_path / "nothing", tmp_path / "*.parquet"):
        with pytest.raises(ScanFault) as caught:
            find([str(path)])
        assert str(path) in caught.value.message


def test_json_that_is_no_object(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps([1, 2]) + "\n")
    with pytest.raises(ScanFault, match=r"a\.jsonl"):
        scan(Plan((str(tmp_path),), URL_TEXT))
