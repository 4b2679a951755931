"""Measure whole processes against named peers, in turn, and print ratios: ``make bench``.

Never part of the test suite: times depend on the machine, ratios of runs in turn much less so. ``--write`` puts the
tables into ``docs/performance.md``.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench import graph, inputs, interop, peers, summaries
from tests.bench.measure import BIN, CHECK, REPOSITORY, check, exponents, in_turn

ROUNDS = 11
LARGE_ROUNDS = 3
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)


def small(folder: Path) -> Iterator[str]:
    """One small document: where starting up is nearly everything."""
    ours_json, ours_yaml, croissant = inputs.small(folder)
    schema = str(REPOSITORY / "schema/v1.0/manifest.schema.json")
    others = {
        "check-jsonschema 0.39.0, the same file against our schema": ("check-jsonschema", "--schemafile", schema),
        "mlcroissant 1.1.1 `validate`, the same facts as Croissant": ("mlcroissant", "validate", "--jsonld"),
    }
    yield "| small manifest | ours, ms | peer | peer, ms | ours / peer | memory ours / peer, MiB |"
    yield "|---|---|---|---|---|---|"
    for name, file in (("JSON", ours_json), ("YAML", ours_yaml)):
        for peer, (program, *options) in others.items():
            target = croissant if program == "mlcroissant" else file
            pair = in_turn([*CHECK, str(file)], [str(BIN / program), *options, str(target)], ROUNDS)
            yield (
                f"| {name}, {file.stat().st_size} bytes | {pair.ours * 1000:.0f} | {peer} | {pair.theirs * 1000:.0f} | "
                f"**{pair.ratio:.2f}** | {pair.our_mebibytes:.0f} / {pair.their_mebibytes:.0f} |"
            )


def against_corpuscard(folder: Path) -> Iterator[str]:
    """The facts that both can hold, for very many datasets."""
    yield "| 100,000 datasets, minimal fields | ours, s | corpuscard 0.1.0 `check`, s | ours / peer | bound | MiB |"
    yield "|---|---|---|---|---|---|"
    for suffix, bound, rounds in (("json", "6", LARGE_ROUNDS), ("yaml", "0.17", 1)):
        ours = inputs.many(folder, 100_000, suffix, minimal=True)
        theirs = peers.many(folder, 100_000, suffix)
        pair = in_turn([*CHECK, str(ours)], [str(BIN / "corpuscard"), "check", str(theirs)], rounds)
        memory = f"{pair.our_mebibytes:.0f} / {pair.their_mebibytes:.0f}"
        yield (
            f"| {suffix.upper()}, {_megabytes(ours):.0f} MB (corpuscard {_megabytes(theirs):.0f} MB) | "
            f"{pair.ours:.1f} | {pair.theirs:.1f} | **{pair.ratio:.2f}** | {bound} | {memory} |"
        )


def large(folder: Path) -> Iterator[str]:
    """Speed and memory: where reading, validating and rules are everything."""
    yield "| manifest | MB | seconds | MB/s | bound | peak memory / file | bound |"
    yield "|---|---|---|---|---|---|---|"
    shapes: tuple[tuple[str, int, dict[str, str]], ...] = (
        ("full", 20_000, {"json": "12", "yaml": "6"}),
        ("minimal", 100_000, {}),
        ("minimal", 300_000, {}),
    )
    for kind, count, fastest in shapes:
        for suffix, most in (("json", 16), ("yaml", 32)):
            path = inputs.many(folder, count, suffix, minimal=kind == "minimal")
            best, size = check(path, LARGE_ROUNDS), _megabytes(path)
            speed, memory = size / best.seconds, best.peak / size / 1e6
            yield (
                f"| {count:,} datasets, {kind} fields, {suffix.upper()} | {size:.0f} | {best.seconds:.1f} | "
                f"**{speed:.1f}** | {fastest.get(suffix, '')} | **{memory:.1f}** | {most} |"
            )


def growth(folder: Path) -> Iterator[str]:
    """How time grows with size. What every process takes to start flattens the curve, so the last column leaves it out,
    and with it the sizes where hardly anything would be left."""
    sizes = " | ".join(f"{size:,}" for size in SIZES)
    yield f"| datasets, minimal fields | {sizes} | exponent | steepest step without start-up | bound |"
    yield "|---" * (len(SIZES) + 4) + "|"
    for suffix in ("json", "yaml"):
        start = check(inputs.many(folder, 1, suffix, minimal=True), ROUNDS).seconds
        paths = [(size, inputs.many(folder, size, suffix, minimal=True)) for size in SIZES]
        points = [(size, check(path, LARGE_ROUNDS).seconds) for size, path in paths]
        slope, _ = exponents(points)
        _, steepest = exponents([(size, seconds - start) for size, seconds in points if seconds > 1.5 * start])
        times = " | ".join(f"{seconds:.2f}" for _, seconds in points)
        yield f"| {suffix.upper()}, seconds | {times} | **{slope:.2f}** | {steepest:.2f} | 1.1 |"


def explaining(folder: Path) -> Iterator[str]:
    """One fault at the end of a large YAML file, in turn with taking the file without it."""
    path = inputs.many(folder, 20_000, "yaml", minimal=False)
    yield f"| one fault at the end of {_megabytes(path):.0f} MB of YAML | seconds | accepted, s | ratio | bound |"
    yield "|---|---|---|---|---|"
    for name, faulty in inputs.faulty(path):
        pair = in_turn([*CHECK, str(faulty)], [*CHECK, str(path)], LARGE_ROUNDS, (0, 1, 2))
        yield f"| {name} | {pair.ours:.1f} | {pair.theirs:.1f} | **{pair.ratio:.2f}** | 2 |"


def _megabytes(path: Path) -> float:
    return path.stat().st_size / 1e6


_PREAMBLE = """# Performance

Whole processes, from start to exit. Against a peer: in turn (ours, peer, ours, peer …) after one warm-up of each;
medians of {rounds} rounds for small manifests, of {large} for large ones, and one round where the peer takes most of a
minute. Alone: the fastest of {large}. Times are wall time, MB are 10^6 bytes, memory is the peak that the operating
system reports. Bounds are what we hold ourselves to.

Written by `make bench` (`python -m tests.bench.run --write`), which needs `pip install -e ".[bench]"`. The inputs come
from `tests/bench/inputs.py`, those of corpuscard from `tests/bench/peers.py`. Minimal fields of a dataset are `id`,
`name`, `origin`, `url` and `modalities`; corpuscard has its name and its link, and the modality once for all. Full
fields are 1.4 kB of JSON in 20 keys, digests of files, derivations and model uses among them. What is scanned comes
from `tests/bench/scan.py`.

check-jsonschema loads packages that check formats, where they are installed, as those of the tests are. Without them it
takes a third of the time, and a small manifest takes us 0.40 of that.

Machine: {machine}.
"""

LIMITS = """## What limits it

A small manifest takes a fifth of a second, nearly all of it start-up: importing pydantic and click, making the classes
of the model, and building their validator. Reading and rules take a few milliseconds.

Of a large JSON file, reading takes a sixth of the time (the parser, which also looks for keys that stand twice, and a
look at every value for numbers out of range), the model a third, the rules most of the rest. An object holds what was
said and nothing for what was not (`spec/adr/0007-objects-hold-what-was-said.md`), which keeps peak memory at the file,
its data as parsed, and one dictionary for each object. Rules look at objects without their places first; only a fault
makes a walk with places.

Of a large YAML file, the parser takes a third. It is `ryaml`, which builds everything twice; long lists are therefore
read some items at a time (`lineage/read/yaml_parts.py`). Faster parsers exist. `oryaml` 0.1.0 takes two thirds of the
time and gave the same results on all tests of our reader, but had one release when we looked; against reading in parts,
little of its advantage is left. `yaml12` and `xoryaml` end the whole process on an alias bomb. So `ryaml` stays.

What cannot be read is read again by PyYAML, which knows places and is slow. A fault of shape or of a rule is located in
the part where it stands.

One process uses one core. Several files are best checked by several processes.

Of a scan, starting takes 0.7 s (Ibis half of it), and digests of the files 0.8 s a gigabyte beside the counting. JSON
lines are read as text, and a size is taken only where it is written as a whole number, which makes the query itself a
quarter slower than one that trusts the types. Putting names together by domain and writing the lists is two seconds
for a million hosts.
"""


def main(arguments: Sequence[str]) -> int:
    sections = (small, against_corpuscard, large, growth, explaining)
    with tempfile.TemporaryDirectory() as name:
        tables = ["\n".join(section(Path(name))) + "\n" for section in sections]
    tables.append("\n".join(graph.tables()) + "\n")
    tables.append("\n".join(summaries.tables()) + "\n")
    tables.append("\n".join(interop.tables()) + "\n")
    # By a process of its own, which is small: what it starts begins with its peak of memory.
    scan = [sys.executable, "-m", "tests.bench.scan"]
    tables.append(subprocess.run(scan, stdout=subprocess.PIPE, text=True, check=True, cwd=REPOSITORY).stdout)
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    preamble = _PREAMBLE.format(rounds=ROUNDS, large=LARGE_ROUNDS, machine=machine)
    text = "\n".join([preamble, *tables, LIMITS])
    sys.stdout.write(text)
    if "--write" in arguments:
        (REPOSITORY / "docs" / "performance.md").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.exit(main(sys.argv[1:]))
