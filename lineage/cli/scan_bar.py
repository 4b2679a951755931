"""A bar for long scans, on a terminal alone: how much of the bytes is read, how fast, and how long it will take."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TextIO

from lineage.visible import one_line

if TYPE_CHECKING:
    from lineage.scan.plan import Listener, Progress

_WIDTH: Final = 24
_EVERY: Final = 0.1
_BLANK: Final = "\r\x1b[K"


class Bar:
    """Shows how far a scan is on a stream, by a clock; ``end`` takes it away again."""

    def __init__(self, stream: TextIO, clock: Callable[[], float], columns: int) -> None:
        self._stream, self._clock, self._columns = stream, clock, columns
        self._start = clock()
        self._shown = 0.0
        self._first: Progress | None = None
        self._last: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Show a state, unless another one was shown just now."""
        now = self._clock()
        if self._last is not None and progress.bytes < self._last.bytes:  # the files are read again, for their tokens
            self._first, self._start = None, now
        self._first, self._last = self._first or progress, progress  # what was done before costs no time now
        if self._shown and now - self._shown < _EVERY:
            return
        self._shown = now
        line = words(progress, self._first, now - self._start)
        self._stream.write(f"{_BLANK}{line[: max(self._columns - 1, 20)]}")
        self._stream.flush()

    def end(self) -> None:
        """Leave no trace."""
        if self._shown:
            self._stream.write(_BLANK)
            self._stream.flush()


def words(progress: Progress, first: Progress, seconds: float) -> str:
    """One state in words: the bar, files, records a second, and the time that is left."""
    of = progress.of_bytes or 1
    full = _WIDTH * progress.bytes // of
    said = [f"[{'#' * full}{'.' * (_WIDTH - full)}] {100 * progress.bytes // of:3} %"]
    said.append(f"{progress.files:,} of {progress.of_files:,} files")
    done, records = progress.bytes - first.bytes, progress.records - first.records
    if seconds > 0 and records > 0:
        said.append(f"{round(records / seconds):,} records/s")
    if seconds > 1 and done > 0:
        said.append(f"{duration((progress.of_bytes - progress.bytes) * seconds / done)} left")
    if progress.resumed:
        said.append(f"{progress.resumed:,} done before")
    if progress.reading:
        said.append(one_line(progress.reading.rsplit("/", 1)[-1]))
    return "  ".join(said)


def duration(seconds: float) -> str:
    """A length of time in its two largest units: ``42 s``, ``3 min 5 s``, ``2 h 10 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60} min"


def bar() -> tuple[Listener | None, Callable[[], None]]:
    """A listener that shows a bar on standard error, and what ends it; no listener where that is no terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return None, lambda: None
    made = Bar(sys.stderr, time.monotonic, shutil.get_terminal_size().columns)
    return made, made.end
