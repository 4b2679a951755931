"""A file that cannot be counted, or a place that cannot be written: named, with what is wrong and what to do."""

from __future__ import annotations

from lineage.errors import LineageError
from lineage.visible import one_line


class ScanFault(LineageError):
    """``path`` is the file (or the folder, for what is written) that the fault is about."""

    def __init__(self, path: str, message: str, advice: str = "") -> None:
        super().__init__(f'"{one_line(path)}" {message}', advice)
        self.path = path
        self.reason = message


class PlaceFault(ScanFault):
    """A place that could not be written, or memory that ran out: no fault of a file, so nothing goes on without it."""
