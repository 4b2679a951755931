"""Whole processes, measured by what the operating system says of them."""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

REPOSITORY = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
CHECK = (str(BIN / "lineage"), "check")


@dataclass(frozen=True)
class Run:
    """One finished process: wall seconds, processor seconds, and peak memory in bytes."""

    seconds: float
    processor: float
    peak: int

    @property
    def mebibytes(self) -> float:
        return self.peak / 2**20


_SPAWNER: Final = subprocess.Popen(
    [sys.executable, "-S", str(Path(__file__).with_name("spawner.py"))],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
    text=True,
)
"""Started with this module, while this process is still small."""


def run(command: Sequence[str], verdicts: Sequence[int] = (0, 1)) -> Run:
    """Run a command to its end. Any other exit code than these is no measurement."""
    assert _SPAWNER.stdin
    assert _SPAWNER.stdout
    request = {"command": list(command), "folder": str(REPOSITORY), "environment": dict(os.environ)}
    _SPAWNER.stdin.write(json.dumps(request) + "\n")
    _SPAWNER.stdin.flush()
    seconds, processor, peak, code = json.loads(_SPAWNER.stdout.readline())
    if code not in verdicts:
        raise SystemExit(f"{command} ended with {code}")
    return Run(seconds, processor, peak * 1024)


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


def in_turn(ours: Sequence[str], theirs: Sequence[str], rounds: int, verdicts: Sequence[int] = (0, 1)) -> Pair:
    """Ours, theirs, ours, theirs …, after one of each that does not count."""
    run(ours, verdicts), run(theirs, verdicts)
    pairs = [(run(ours, verdicts), run(theirs, verdicts)) for _ in range(rounds)]
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
