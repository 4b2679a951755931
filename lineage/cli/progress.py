"""A progress bar for long runs, on a terminal alone: on standard error, so that reports stay what they are."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TextIO

_AFTER: Final = 2.0
_EVERY: Final = 0.1
_WIDTH: Final = 30


def watched(paths: Sequence[str]) -> Iterable[str]:
    """The same paths; on a terminal, a run over several that takes more than two seconds shows how far it is."""
    if len(paths) < 2 or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return paths
    return with_bar(paths, sys.stderr, time.monotonic)


def with_bar(paths: Sequence[str], stream: TextIO, clock: Callable[[], float]) -> Iterator[str]:
    """The same paths, with a bar on a stream once two seconds of a clock have gone by. It leaves no trace."""
    start = clock()
    shown = 0.0
    try:
        for done, path in enumerate(paths):
            now = clock()
            if now - start > _AFTER and now - shown > _EVERY:
                full = _WIDTH * done // len(paths)
                stream.write(f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {done} of {len(paths)} files")
                stream.flush()
                shown = now
            yield path
    finally:
        if shown:
            stream.write("\r\x1b[K")
            stream.flush()
