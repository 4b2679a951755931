"""Measure whole processes against named peers, in turn, and print ratios: ``make bench``.

Never part of the test suite: times depend on the machine, ratios of runs in turn much less so. ``--write`` puts the
table into ``docs/performance.md``.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import inputs

REPOSITORY = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
ROUNDS = 11


@dataclass(frozen=True)
class Run:
    """One finished process: wall seconds and peak memory in MiB."""

    seconds: float
    mebibytes: float


def run(command: Sequence[str]) -> Run:
    """Run a command and ask the operating system what it took. Exit codes 0 and 1 are both verdicts."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=REPOSITORY) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def in_turn(ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, float, float, float, float]:
    """Median seconds of both and the median of the ratios pair by pair, then peak memory of both."""
    run(ours), run(theirs)
    pairs = [(run(ours), run(theirs)) for _ in range(ROUNDS)]
    ratio = statistics.median(a.seconds / b.seconds for a, b in pairs)
    return (
        statistics.median(a.seconds for a, _ in pairs),
        statistics.median(b.seconds for _, b in pairs),
        ratio,
        max(a.mebibytes for a, _ in pairs),
        max(b.mebibytes for _, b in pairs),
    )


def small(folder: Path) -> list[str]:
    """One small document: where starting up is nearly everything."""
    ours_json, ours_yaml, croissant = inputs.small(folder)
    lineage = [str(BIN / "lineage"), "check"]
    schema = str(REPOSITORY / "schema/v1.0/manifest.schema.json")
    peers = {
        "check-jsonschema 0.39.0, the same file against our schema": [
            str(BIN / "check-jsonschema"),
            "--schemafile",
            schema,
        ],
        "mlcroissant 1.1.1 `validate`, the same facts as Croissant": [str(BIN / "mlcroissant"), "validate", "--jsonld"],
    }
    rows = [
        "| small manifest | ours, ms | peer | peer, ms | ours / peer | memory ours / peer, MiB |",
        "|---|---|---|---|---|---|",
    ]
    for name, file in (("JSON", ours_json), ("YAML", ours_yaml)):
        for peer, command in peers.items():
            target = croissant if "mlcroissant" in peer else file
            a, b, ratio, memory_a, memory_b = in_turn([*lineage, str(file)], [*command, str(target)])
            rows.append(
                f"| {name}, {file.stat().st_size} bytes | {a * 1000:.0f} | {peer} | {b * 1000:.0f} | "
                f"**{ratio:.2f}** | {memory_a:.0f} / {memory_b:.0f} |"
            )
    return rows


def large(folder: Path, count: int) -> list[str]:
    """Many datasets: where reading, validating and rules are everything."""
    rows = ["| manifest | MB | seconds | MB/s | peak memory, MiB |", "|---|---|---|---|---|"]
    for kind, minimal in (("minimal", True), ("full", False)):
        for suffix in ("json", "yaml"):
            path = inputs.many(folder, count, suffix, minimal=minimal)
            best = min((run([str(BIN / "lineage"), "check", str(path)]) for _ in range(3)), key=lambda r: r.seconds)
            size = path.stat().st_size / 1e6
            rows.append(
                f"| {count:,} datasets, {kind} fields, {suffix.upper()} | {size:.0f} | {best.seconds:.1f} | "
                f"{size / best.seconds:.1f} | {best.mebibytes:.0f} |"
            )
    return rows


_PREAMBLE = """# Performance

Whole processes, measured in turn (ours, peer, ours, peer …) after one warm-up of each; medians of {rounds} rounds for
small manifests, best of 3 for large ones. Written by `make bench` (`python -m tests.bench.run --write`); the inputs
come from `tests/bench/inputs.py`.

Machine: {machine}.
"""


def main(arguments: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = [*small(folder), "", *large(folder, 20_000)]
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    text = "\n".join([_PREAMBLE.format(rounds=ROUNDS, machine=machine), *tables, ""])
    sys.stdout.write(text)
    if "--write" in arguments:
        (REPOSITORY / "docs" / "performance.md").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.exit(main(sys.argv[1:]))
