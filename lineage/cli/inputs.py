"""Which files a command line means: files, directories that are searched, and ``-`` for standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn

import click

from lineage.errors import Unreadable
from lineage.finding import Finding
from lineage.read import Document, Limits, read_bytes, read_path
from lineage.visible import one_line

STDIN: Final = "-"
_SUFFIXES: Final = (".yaml", ".yml", ".json")
_MARK: Final = b"\xef\xbb\xbf"
_LINE: Final = 1 << 20
"""How much is read at a time. Front matter may be long, and a file that has none may be one line."""


def is_manifest_name(name: str) -> bool:
    """Whether a file found in a directory is taken for a manifest: ``lineage.yaml`` or ``anything.lineage.yaml``."""
    stem, dot, suffix = name.rpartition(".")
    return f"{dot}{suffix}" in _SUFFIXES and (stem == "lineage" or stem.endswith(".lineage"))


def expand(paths: Sequence[str]) -> list[str]:
    """The files to read, in order, each once, however often and in however many ways it is named. A directory stands
    for the manifests in and below it, and for the README files whose front matter has a ``lineage`` block. Links to
    directories are not followed.

    Raises :class:`click.UsageError` for a directory without any, and for one that cannot be looked into.
    """
    found: dict[str, str] = {}
    for path in paths:
        if path != STDIN and os.path.isdir(path):  # noqa: PTH112  pathlib raises for names that no file can have
            inside = list(_search(Path(path)))
            if not inside:
                raise click.UsageError(
                    f'no manifest in "{path}": looked for lineage.yaml, *.lineage.yaml (or .yml, .json) and README.md '
                    "with a lineage block"
                )
            for name in inside:
                found.setdefault(place(name), name)
        else:
            found.setdefault(place(path), path)
    return list(found.values())


def place(path: str) -> str:
    """Where a path leads, the same for every way to write it. Links stay as they are."""
    return path if path in (STDIN, "") else os.path.abspath(path)  # noqa: PTH100  pathlib keeps ".."


def watched(paths: Sequence[str]) -> Iterable[str]:
    """The same paths, under a progress bar where there are several."""
    if len(paths) < 2:
        return paths
    from lineage.cli import progress

    return progress.watched(paths)


def _search(directory: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(directory, onerror=_cannot_look):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder) / name
            if is_manifest_name(name) or (name == "README.md" and _has_block(path)):
                yield str(path)


def _cannot_look(error: OSError) -> NoReturn:
    raise click.UsageError(f'cannot look into "{one_line(str(error.filename))}": {error.strerror}') from error


def _has_block(path: Path) -> bool:
    """Whether a README starts with front matter that has a ``lineage`` key; nothing else of it is looked at. One that
    cannot be opened may have one: the reader says what is wrong with it."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            first = file.readline(_LINE)
            if first.removeprefix(_MARK).rstrip() != b"---":
                return False
            for line in iter(lambda: file.readline(_LINE), b""):
                if line.startswith(b"---"):
                    return False
                if line.startswith(b"lineage:"):
                    return True
    except OSError:
        return True
    return False


def read(path: str, limits: Limits) -> Document | Finding:
    """The document, or the one fault for which the reader refuses it.

    Raises :class:`click.UsageError` where there is no standard input to read.
    """
    try:
        if path == STDIN:
            return read_bytes(_standard_input(limits), "<stdin>", None, limits)
        return read_path(Path(path), limits)
    except Unreadable as refusal:
        return refusal.finding


def _standard_input(limits: Limits) -> bytes:
    if sys.stdin is None:  # a process may be started without one
        raise click.UsageError("cannot read standard input: there is none")
    pieces: list[bytes] = []
    left = limits.json_bytes + 1
    try:
        # In pieces: a limit may be more than one read can ask for.
        while left > 0 and (piece := sys.stdin.buffer.read(min(left, _LINE))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    except OSError as error:
        raise click.UsageError(f"cannot read standard input: {error.strerror}") from error
