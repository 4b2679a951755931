"""How fast ``lineage.scan`` counts: fifty million addresses, against the bare query that groups them by host.

``python -m tests.bench.scan FOLDER`` makes the shards in the folder, once (0.6 GB), and prints a table. Everything is a
whole process, ours and its peer in turn, with processor time beside wall time: the ratio of processor times is what a
busy machine distorts least. ``--spark`` also runs Spark and compares the results.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.measure import REPOSITORY

ROWS: Final = 50_000_000
PART: Final = 5_000_000
"""Rows of one shard, for what is too slow for all."""
LINES: Final = 20_000_000
"""Rows as JSON lines."""
HOSTS: Final = 1_000_000
SHARDS: Final = 10
ROUNDS: Final = 3
SUFFIXES: Final = "com org net de fr co.uk com.br co.jp pl it es nl edu gov.uk ru io github.io blogspot.com".split()
_PRIME: Final = 2_147_483_647
"""Numbers below it are mixed without overflow, the same on every version of the engine."""


def shards(folder: Path, rows: int = ROWS, count: int = SHARDS, suffix: str = "parquet") -> list[Path]:
    """Shards of addresses with a size each, hosts by Zipf's law, made where they are not there yet."""
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{rows}-{number:03}-of-{count:03}.{suffix}" for number in range(count)]
    each = rows // count
    for number, path in enumerate(paths):
        if path.exists():
            continue
        unfinished = path.with_suffix(".part")
        duckdb.execute(f"COPY ({_rows(number * each, (number + 1) * each)}) TO '{unfinished}' ({_FORMATS[suffix]})")
        unfinished.rename(path)
    return paths


_FORMATS: Final = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "jsonl.zst": "FORMAT json, COMPRESSION zstd",
    "jsonl.gz": "FORMAT json, COMPRESSION gzip",
}


def _rows(start: int, end: int) -> str:
    """Ranks are drawn by inverse power, which is Zipf's law with exponent 1; one host has one suffix."""
    suffixes = ", ".join(f"'{suffix}'" for suffix in SUFFIXES)
    return f"""
    WITH mixed AS (
        SELECT i, (i * 48271 % {_PRIME}) * (i * 48271 % {_PRIME}) % {_PRIME} AS a, i * 69621 % {_PRIME} AS b
        FROM range({start}, {end}) AS numbers(i)
    ), drawn AS (
        SELECT i, (a + b) * 16807 % {_PRIME} AS c,
            floor(pow({HOSTS}, ((a + b) * 630360016 % {_PRIME}) / {_PRIME}))::BIGINT AS h
        FROM mixed
    )
    SELECT 'https://' || CASE WHEN h % 3 = 0 THEN 'www.' ELSE '' END || 'h' || (h * 7919 % 10000019) || '.'
        || [{suffixes}][1 + h % {len(SUFFIXES)}] || '/a/' || (c % 1000003)
        || CASE WHEN c % 5 = 0 THEN '?id=' || i ELSE '' END AS url, 200 + c % 20000 AS size
    FROM drawn"""


_BARE: Final = """
import sys, duckdb
connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")
read = {"parquet": "read_parquet", "zst": "read_json"}[sys.argv[1].rsplit(".", 1)[1]]
shape = ", columns = {url: 'VARCHAR', size: 'BIGINT'}, format = 'newline_delimited'" if read == "read_json" else ""
connection.execute(
    f"CREATE TEMP TABLE found AS SELECT split_part(url, '/', 3) AS host, count(*), sum(size) "
    f"FROM {read}({sys.argv[1:]}{shape}) GROUP BY 1"
)
"""
_PER_ROW: Final = """
import sys, duckdb
from urllib.parse import urlsplit
from lineage.scan.suffixes import kept
suffixes = kept()
connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")
connection.create_function(
    "name_of", lambda url: suffixes.registrable(urlsplit(url).hostname) or "", ["VARCHAR"], "VARCHAR"
)
connection.execute(
    f"CREATE TEMP TABLE found AS SELECT name_of(url) AS name, count(*), sum(size) "
    f"FROM read_parquet({sys.argv[1:]}) GROUP BY 1"
)
"""
_COUNT: Final = """
import sys
from pathlib import Path
from lineage.scan import Column, Plan, scan
from lineage.scan.engine import engine
name, memory, spill, *paths = sys.argv[1:]
plan = Plan(
    tuple(paths), (Column("url", "url"), Column("size", "size")), memory=int(memory) or None, spill=Path(spill)
)
result = scan(plan, engine(name, "local[2]" if name == "spark" else None))
"""
_OURS: Final = (
    _COUNT
    + """
import hashlib
from lineage.scan.domain_files import domain_files
from lineage.scan.domains import count_domains
domains = count_domains(result.authorities)
digest = hashlib.sha256()
for file in domain_files(domains):
    digest.update(file.content)
print(result.totals.records, result.totals.bytes, result.authorities.num_rows, digest.hexdigest())
"""
)


@dataclass(frozen=True)
class Run:
    """One finished process: wall and processor seconds, peak memory in MiB, and what it printed.

    Of Spark, only the driver's share: Java is a process of its own.
    """

    wall: float
    processor: float
    mebibytes: float
    said: str


def run(program: str, *arguments: str) -> Run:
    """Run a program to its end. One that fails is no measurement."""
    start = time.perf_counter()
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=REPOSITORY
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"a measured process ended with {process.returncode}")
    spent = usage.ru_utime + usage.ru_stime
    return Run(time.perf_counter() - start, spent, usage.ru_maxrss / 1024, said.strip())


def pairs(ours: Sequence[str], theirs: Sequence[str], rounds: int = ROUNDS) -> tuple[list[Run], list[Run]]:
    """Ours, theirs, ours, theirs …"""
    both = [(run(*ours), run(*theirs)) for _ in range(rounds)]
    return [one for one, _ in both], [two for _, two in both]


def _line(name: str, ours: list[Run], theirs: list[Run], bound: str) -> str:
    ratio = statistics.median(a.wall / b.wall for a, b in zip(ours, theirs, strict=True))
    spent = statistics.median(a.processor / b.processor for a, b in zip(ours, theirs, strict=True))
    walls = [statistics.median(one.wall for one in runs) for runs in (ours, theirs)]
    spents = [statistics.median(one.processor for one in runs) for runs in (ours, theirs)]
    peaks = [max(one.mebibytes for one in runs) for runs in (ours, theirs)]
    return (
        f"| {name} | {walls[0]:.1f} / {walls[1]:.1f} | {spents[0]:.1f} / {spents[1]:.1f} | {ratio:.2f} | "
        f"**{spent:.2f}** | {bound} | {peaks[0]:.0f} / {peaks[1]:.0f} |"
    )


def tables(folder: Path, spark: bool = False, rounds: int = ROUNDS) -> Iterator[str]:
    """The lines of the table."""
    spill = str(folder / "spill")
    parquet = [str(path) for path in shards(folder)]
    zst = [str(path) for path in shards(folder, LINES, 4, "jsonl.zst")]
    part = [str(path) for path in shards(folder, PART, 1)]
    duck = (_OURS, "duckdb", "0", spill)
    yield "| counted | wall, s, ours / peer | processor, s | ratio of wall | ratio of processor | bound | peak, MiB |"
    yield "|---|---|---|---|---|---|---|"
    ours, bare = pairs([*duck, *parquet], [_BARE, *parquet], rounds)
    yield _line("50,000,000 rows, Parquet, down to registrable domains; bare DuckDB query by host", ours, bare, "1.5")
    limited = [run(_OURS, "duckdb", str(512 * 2**20), spill, *parquet)]
    yield _line("the same with 512 MB; without a limit", limited, ours[:1], "")
    same, bare = pairs([_COUNT, *duck[1:], *zst], [_BARE, *zst], rounds)
    yield _line(
        "20,000,000 rows, JSONL.zst, counted by authority; DuckDB's own read, grouped by host", same, bare, "1.5"
    )
    slow = [run(_PER_ROW, *part)]
    tenth = [Run(one.wall / SHARDS, one.processor / SHARDS, one.mebibytes, "") for one in ours[:1]]
    yield _line("a tenth of the first line; a Python function for each of 5,000,000 rows", tenth, slow, "0.1")
    said = {one.said for one in (*ours, *limited)}
    if spark:
        other = run(_OURS, "spark", "0", spill, *parquet)
        yield _line("50,000,000 rows by Spark, local[2]; by DuckDB", [other], ours[:1], "")
        said.add(other.said)
    verdict = "the same bytes" if len(said) == 1 else f"different results: {said}"
    yield f"\nAll runs over 50,000,000 rows gave {verdict}."


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    folder, *options = arguments
    for line in tables(Path(folder), "--spark" in options):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
