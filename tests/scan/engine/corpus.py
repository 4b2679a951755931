"""One small corpus with oddities, written in every format; and what plain Python counts in it."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.feather
import pyarrow.parquet

from lineage.scan import Column, Plan
from lineage.scan.plan import PatternSign

URLS = (
    "https://www.example.org/a?b=c",
    "http://user:pw@EXAMPLE.org:8080/x/y",
    "https://münchen.de/straße",
    "//relative.example/x",
    "data:text/plain,hello://no",
    "data:text/plain,hello",
    "urn:isbn:123",
    "no address at all",
    None,
    "https://example.org?q=/1/2",
    "ftp://ftp.example.net/file",
    "https://",
)
TEXTS = (
    "One two  three\n\n\tfour\r\nfive ",
    "Straße, naïve, 東京タワー, 🙂🙂",
    None,
    "x",
    "As an AI language model, I cannot.\nas an ai",
    "nbsp\u00a0is no space here",
    "   ",
    "<think>so</think> \\ backslash \\n and 'quotes' and \"more\"",
)
DATES = (
    "2023-01-31T10:00:00Z",
    "20230131100000",
    "2023-02-01",
    "1675209600",
    "1675209600123",
    "Mon, 02 Jan 2023",
    None,
)


def row(number: int) -> dict[str, Any]:
    text = TEXTS[number % len(TEXTS)]
    return {
        "url": URLS[number % len(URLS)],
        "text": f"{text} {number}" if text and number % 3 else text,
        "date": DATES[number % len(DATES)],
        "model": f"model-{number % 5}" if number % 7 else None,
        "lang": ("en", "de", "fr")[number % 3],
        "length": str(number * 10) if number % 4 else None,
    }


ROWS = [row(number) for number in range(600)]
HALVES = (ROWS[:350], ROWS[350:])
COLUMNS = (
    Column("url", "url"),
    Column("text", "text"),
    Column("generator", "model"),
    Column("language", "lang"),
    Column("date", "date"),
)
PATTERNS = (
    PatternSign("as-an-ai", r"(?i)\bas an ai language model\b"),
    PatternSign("think", r"<think>"),
    PatternSign("never", r"zzzzz"),
)


def parquet(path: Path, rows: list[dict[str, Any]]) -> None:
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=100)


def feather(path: Path, rows: list[dict[str, Any]]) -> None:
    pyarrow.feather.write_feather(pyarrow.Table.from_pylist(rows), str(path))


def jsonl(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_bytes(lines(rows))


def jsonl_gz(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_bytes(gzip.compress(lines(rows), mtime=0))


def jsonl_zst(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_bytes(pyarrow.compress(lines(rows), codec="zstd", asbytes=True))


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows).encode()


def csv_plain(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter="\t" if path.suffix == ".tsv" else ",")
        writer.writeheader()
        writer.writerows(rows)


WRITERS: dict[str, Callable[[Path, list[dict[str, Any]]], None]] = {
    "parquet": parquet,
    "feather": feather,
    "jsonl": jsonl,
    "jsonl.gz": jsonl_gz,
    "jsonl.zst": jsonl_zst,
    "csv": csv_plain,
    "tsv": csv_plain,
}


def shards(folder: Path, suffix: str) -> list[Path]:
    """The corpus in two files, one of them with signs in its name that mean something in patterns."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"part 1 [a].{suffix}", folder / f"part 2.{suffix}"]
    for path, rows in zip(paths, HALVES, strict=True):
        WRITERS[suffix](path, rows)
    return paths


def plan(folder: Path, **options: Any) -> Plan:
    return Plan((str(folder),), **{"columns": COLUMNS, "patterns": PATTERNS, "sample": 20, **options})


def authority(url: str | None) -> str | None:
    if url is None:
        return None
    if "://" in url:
        return ([*url.split("/"), "", ""])[2]
    scheme = re.match("[A-Za-z][A-Za-z0-9+.-]*:", url)
    return scheme[0] if scheme else ""


def words(text: str) -> int:
    return len(re.findall(r"[^ \t\n\f\r]+", text))


def size(text: str | None) -> int:
    return len(text.encode()) if text is not None else 0


def by_authority() -> dict[str | None, tuple[int, int]]:
    records: Counter[str | None] = Counter()
    sizes: Counter[str | None] = Counter()
    for one in ROWS:
        records[authority(one["url"])] += 1
        sizes[authority(one["url"])] += size(one["text"])
    return {name: (records[name], sizes[name]) for name in records}
