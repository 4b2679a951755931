"""Files that lie beside a manifest: opened for it by their relative paths, and never from outside its folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from lineage.cli import inputs
from lineage.errors import LineageError
from lineage.visible import one_line

if TYPE_CHECKING:
    from lineage.summary.opened import Files

MOST_BYTES: Final = 256 * 1024 * 1024
"""The largest file that is read: a tally of some six million domain names."""


def beside(manifest: str) -> Files | None:
    """What opens the files that a manifest names; ``None`` for one from standard input, which lies in no folder."""
    if manifest == inputs.STDIN:
        return None
    folder = Path(manifest).resolve().parent

    def opened(path: str) -> bytes:
        from lineage.read.source import read_file

        target = _inside(folder, path)
        if not os.path.lexists(target):
            raise FileNotFoundError(path)
        try:
            return read_file(target, MOST_BYTES)
        except LineageError as error:
            raise LineageError(f'the file "{one_line(path)}": {error.message}', error.advice) from error

    return opened


def _inside(folder: Path, path: str) -> Path:
    """The file that a path means, followed to its end. Raises :class:`LineageError` for one that leaves the folder."""
    refusal = LineageError(
        f'the manifest names the file "{one_line(path)}", which is not in its folder',
        "put the file beside the manifest, or below it, and name it by a relative path",
    )
    parts = (*PurePosixPath(path).parts, *PureWindowsPath(path).parts)
    if ".." in parts or PurePosixPath(path).is_absolute() or PureWindowsPath(path).anchor or "\0" in path:
        raise refusal
    try:
        target = (folder / path).resolve()
    except (OSError, RuntimeError) as error:  # links that lead in a circle, or a name that no file can have
        raise refusal from error
    if not target.is_relative_to(folder):
        raise refusal
    return target
