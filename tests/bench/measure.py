"""Whole processes, measured by what the operating system says of them."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
CHECK = (str(BIN / "lineage"), "check")


@dataclass(frozen=True)
class Run:
    """One finished process: wall seconds and peak memory in bytes."""

    seconds: float
    peak: int

    @property
    def mebibytes(self) -> float:
        return self.peak / 2**20


def run(command: Sequence[str], verdicts: Sequence[int] = (0, 1)) -> Run:
    """Run a command to its end. Any other exit code than these is no measurement."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=REPOSITORY) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in verdicts:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_maxrss * 1024)


def check(path: Path, rounds: int = 3, verdicts: Sequence[int] = (0,)) -> Run:
    """The fastest of several checks of one file."""
    return min((run([*CHECK, str(path)], verdicts) for _ in range(rounds)), key=lambda one: one.seconds)


@dataclass(frozen=True)
class Pair:
    """Two commands run in turn: medians of their seconds, the median of their ratios, and their peaks."""

    ours: float
    theirs: float
    ratio: float
    our_mebibytes: float
    their_mebibytes: float


def in_turn(ours: Sequence[str], theirs: Sequence[str], rounds: int) -> Pair:
    """Ours, theirs, ours, theirs …, after one of each that does not count."""
    run(ours), run(theirs)
    pairs = [(run(ours), run(theirs)) for _ in range(rounds)]
    return Pair(
        statistics.median(a.seconds for a, _ in pairs),
        statistics.median(b.seconds for _, b in pairs),
        statistics.median(a.seconds / b.seconds for a, b in pairs),
        max(a.mebibytes for a, _ in pairs),
        max(b.mebibytes for _, b in pairs),
    )


def exponents(points: Sequence[tuple[int, float]]) -> tuple[float, float]:
    """Of times that grow with a size: the slope of the line through all, in logarithms, and the steepest step."""
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    slope = statistics.linear_regression([x for x, _ in logs], [y for _, y in logs]).slope
    steps = [(y - before) / (x - at) for (at, before), (x, y) in pairwise(logs)]
    return slope, max(steps)
