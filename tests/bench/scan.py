"""How fast ``lineage.scan`` counts: fifty million addresses, against the bare query that groups them by host.

``python -m tests.bench.scan [FOLDER]`` makes what is counted (2.3 GB; in the folder only once) and prints a table.
Everything is a whole process, ours and its peers in turn, with processor time beside wall time: the ratio of processor
times is what a busy machine distorts least. Spark runs where it and Java are installed.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import Final

from tests.bench.measure import REPOSITORY

ROWS: Final = 50_000_000
PART: Final = 5_000_000
"""Rows of one shard, for what is too slow for all."""
HOSTS: Final = 1_000_000
SHARDS: Final = 10
TEXT: Final = 2_000_000_000
"""Bytes of addresses and texts as JSON lines."""
ROUNDS: Final = 2
SUFFIXES: Final = "com org net de fr co.uk com.br co.jp pl it es nl edu gov.uk ru io github.io blogspot.com".split()
_PRIME: Final = 2_147_483_647
"""Numbers below it are mixed without overflow, the same on every version of the engine."""


def shards(folder: Path, rows: int = ROWS, count: int = SHARDS, suffix: str = "parquet") -> list[Path]:
    """Shards of addresses with a size each, hosts by Zipf's law, made where they are not there yet."""
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{rows}-{number:03}-of-{count:03}.{suffix}" for number in range(count)]
    each = rows // count
    duckdb.execute("SET enable_progress_bar = false")
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


def texts(folder: Path, size: int = TEXT) -> Path:
    """One file of addresses and texts: pieces of random words, as far apart as Zstandard does not look back."""
    import numpy
    import pyarrow

    path = folder / f"{size}.jsonl.zst"
    if path.exists():
        return path
    drawn = numpy.random.Generator(numpy.random.PCG64(0))
    letters = [chr(code) for code in (*range(97, 123), 228, 233, 1078, 26085)]
    known = ["".join(letters[n] for n in drawn.integers(0, 30, 1 + number % 11)) for number in range(50_000)]
    picked = numpy.floor(50_000 ** drawn.random(4_000_000)).astype(int) - 1
    story = " ".join(known[n] + (".\n" if n % 17 == 0 else "") for n in picked)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished, written, number = path.with_suffix(".part"), 0, 0
    with pyarrow.CompressedOutputStream(str(unfinished), "zstd") as file:
        while written < size:
            start = int(drawn.integers(0, len(story) - 6000))
            row = {"url": f"https://h{number * number % 50_021}.com/{number}"}
            row["text"] = story[start : start + 500 + number * 37 % 5000]
            line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
            file.write(line)
            written, number = written + len(line), number + 1
    unfinished.rename(path)
    return path


_MAKE: Final = """
import sys
from pathlib import Path
from tests.bench.scan import PART, ROWS, SHARDS, shards, texts
folder = Path(sys.argv[1])
shards(folder), shards(folder, ROWS, SHARDS, "jsonl.zst"), shards(folder, PART, 1), texts(folder)
"""
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
_BARE_TEXT: Final = """
import sys, duckdb
connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")
connection.execute(
    f"CREATE TEMP TABLE found AS SELECT split_part(url, '/', 3) AS host, count(*), sum(strlen(text)) "
    f"FROM read_json({sys.argv[1:]}, columns = {{url: 'VARCHAR', text: 'VARCHAR'}}, format = 'newline_delimited') "
    f"GROUP BY 1"
)
"""
_TEXT: Final = """
import sys
from lineage.scan import Column, Plan, scan
from lineage.scan.domain_files import domain_files
from lineage.scan.domains import count_domains
from lineage.scan.signs import pattern_signs
path, told = sys.argv[1:]
patterns = pattern_signs() if "signs" in told else ()
result = scan(Plan((path,), (Column("url", "url"), Column("text", "text")), words="words" in told, patterns=patterns))
if "domains" in told:
    list(domain_files(count_domains(result.authorities)))
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
    """One finished process: wall and processor seconds, peak memory and what it spilled in MiB, and what it printed.

    Of Spark, processor and memory are the driver's share: Java is a process of its own.
    """

    wall: float
    processor: float
    mebibytes: float
    spilled: float
    said: str


def run(program: str, *arguments: str, spill: Path | None = None) -> Run:
    """Run a program to its end. One that fails is no measurement."""
    start = time.perf_counter()
    command = [sys.executable, "-c", program, *arguments]
    with (
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=REPOSITORY) as process,
        _spilled(spill) as most,
    ):
        said = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"a measured process ended with {process.returncode}: {errors.read()[-2000:]}")
    spent = usage.ru_utime + usage.ru_stime
    return Run(time.perf_counter() - start, spent, usage.ru_maxrss / 1024, max(most) / 2**20, said.strip())


@contextmanager
def _spilled(folder: Path | None) -> Iterator[list[int]]:
    """The bytes of DuckDB's temporary files in a folder, looked at all the time: the list grows."""
    sizes, over = [0], Event()

    def watch() -> None:
        while folder is not None and not over.wait(0.1):
            sizes.append(sum(_size(file) for file in folder.rglob("duckdb_temp*")))

    thread = Thread(target=watch)
    thread.start()
    try:
        yield sizes
    finally:
        over.set()
        thread.join()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def in_turn(rounds: int, *programs: Sequence[str]) -> list[list[Run]]:
    """The first, the second …, the first, the second …: the runs of each."""
    return [list(runs) for runs in zip(*([run(*one) for one in programs] for _ in range(rounds)), strict=True)]


def _line(name: str, ours: list[Run], peer: str, theirs: list[Run], bound: str = "") -> str:
    """Medians of seconds, and medians of the ratios of runs in turn."""
    walls = [statistics.median(one.wall for one in runs) for runs in (ours, theirs)]
    spents = [statistics.median(one.processor for one in runs) for runs in (ours, theirs)]
    peaks = [max(one.mebibytes for one in runs) for runs in (ours, theirs)]
    wall = statistics.median(a.wall / b.wall for a, b in zip(ours, theirs, strict=True))
    spent = statistics.median(a.processor / b.processor for a, b in zip(ours, theirs, strict=True))
    return (
        f"| {name} | {peer} | {walls[0]:.1f} / {walls[1]:.1f} | {wall:.2f} | {spents[0]:.1f} / {spents[1]:.1f} | "
        f"**{spent:.2f}** | {bound} | {peaks[0]:.0f} / {peaks[1]:.0f} |"
    )


def tables(folder: Path, rounds: int = ROUNDS) -> Iterator[str]:
    """The lines of the table."""
    import duckdb

    spill = folder / "spill"
    # In a process of its own: whoever starts another gives it its own peak of memory to begin with.
    subprocess.run([sys.executable, "-c", _MAKE, str(folder)], check=True, cwd=REPOSITORY)
    parquet = [str(path) for path in shards(folder)]
    zst = [str(path) for path in shards(folder, ROWS, SHARDS, "jsonl.zst")]
    part = [str(path) for path in shards(folder, PART, 1)]
    prose = str(texts(folder))
    duck = f"DuckDB {duckdb.__version__}"
    yield (
        "| counted | peer | wall, s, ours / peer | ratio | processor, s, ours / peer | ratio | bound | "
        "peak, MiB, ours / peer |"
    )
    yield "|---|---|---|---|---|---|---|---|"

    def ours(program: str, memory: int = 0, name: str = "duckdb") -> list[str]:
        return [program, name, str(memory * 2**20), str(spill)]

    whole, counted, bare = in_turn(rounds, [*ours(_OURS), *parquet], [*ours(_COUNT), *parquet], [_BARE, *parquet])
    grouped = f"{duck}, bare query by host"
    yield _line("50,000,000 addresses, Parquet, by authority", counted, grouped, bare, "1.5")
    yield _line("the same down to registrable domains, with all files", whole, grouped, bare, "1.5")
    limited = [run(*ours(_OURS, memory), *parquet, spill=spill) for memory in (512, 128)]
    for memory, one in zip((512, 128), limited, strict=True):
        name = f"the same within {memory} MiB: {one.spilled:.0f} MiB spilled"
        yield _line(name, [one], "without a limit", whole[:1])
    slow = [run(_PER_ROW, *part)]
    quick = [run(*ours(_OURS), *part)]
    per_row = f"{duck}, a Python function for each of 5,000,000 rows"
    tenth = [replace(one, wall=one.wall / SHARDS, processor=one.processor / SHARDS) for one in whole[:1]]
    yield _line("a tenth of the 50,000,000 down to registrable domains, with all files", tenth, per_row, slow, "0.1")
    yield _line("5,000,000 addresses by themselves, start and all hosts included", quick, per_row, slow)
    lines, read = in_turn(rounds, [*ours(_COUNT), *zst], [_BARE, *zst])
    yield _line("50,000,000 addresses, JSONL.zst, by authority", lines, f"{duck}, its own read, by host", read, "1.5")
    kinds = {"bytes and characters": "", "words, too": "words", "domains, too": "words domains"}
    kinds["signs, too"] = "words domains signs"
    *texted, read = in_turn(rounds, *([_TEXT, prose, told] for told in kinds.values()), [_BARE_TEXT, prose])
    for name, runs in zip(kinds, texted, strict=True):
        bound = "1.5" if name == "bytes and characters" else ""
        yield _line(
            f"2 GB of text, JSONL.zst, by authority; {name}", runs, f"{duck}, its own read, by host", read, bound
        )
    said = {one.said for one in (*whole, *limited)}
    if shutil.which("java") is not None and find_spec("pyspark") is not None:
        other = run(*ours(_OURS, name="spark"), *parquet)
        said.add(other.said)
        ratio = other.wall / whole[-1].wall
        name = "50,000,000 addresses, Parquet, by Spark, local[2], down to registrable domains"
        yield f"| {name} | the same by DuckDB | {other.wall:.1f} / {whole[-1].wall:.1f} | {ratio:.2f} | | | | |"
    verdict = "the same bytes" if len(said) == 1 else f"different results: {said}"
    yield f"\nAll runs over 50,000,000 addresses down to domains gave {verdict}."


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        for line in tables(Path(arguments[0] if arguments else name)):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
