"""Which files a command line means: files, directories that are searched, and ``-`` for standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from lineage.errors import Unreadable
from lineage.finding import Finding
from lineage.read import Document, Limits, read_bytes, read_path

STDIN: Final = "-"
_SUFFIXES: Final = (".yaml", ".yml", ".json")


def is_manifest_name(name: str) -> bool:
    """Whether a file found in a directory is taken for a manifest: ``lineage.yaml`` or ``anything.lineage.yaml``."""
    stem, dot, suffix = name.rpartition(".")
    return f"{dot}{suffix}" in _SUFFIXES and (stem == "lineage" or stem.endswith(".lineage"))


def expand(paths: Sequence[str]) -> list[str]:
    """The files to read, in order, each once. A directory stands for the manifests in and below it, and for the
    README files whose front matter has a ``lineage`` block. Links to directories are not followed.

    Raises :class:`click.UsageError` for a directory without any.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            inside = list(_search(Path(path)))
            if not inside:
                raise click.UsageError(
                    f'no manifest in "{path}": looked for lineage.yaml, *.lineage.yaml (or .yml, .json) and README.md '
                    "with a lineage block"
                )
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def watched(paths: Sequence[str]) -> Iterable[str]:
    """The same paths, under a progress bar where there are several."""
    if len(paths) < 2:
        return paths
    from lineage.cli import progress

    return progress.watched(paths)


def _search(directory: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder) / name
            if is_manifest_name(name) or (name == "README.md" and _has_block(path)):
                yield str(path)


def _has_block(path: Path) -> bool:
    """Whether a README starts with front matter that has a ``lineage`` key; nothing else of it is looked at."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(65_536)
    if not head.startswith(b"---"):
        return False
    front = head.split(b"\n---", 1)[0]
    return any(line.startswith(b"lineage:") for line in front.splitlines())


def read(path: str, limits: Limits) -> Document | Finding:
    """The document, or the one fault for which the reader refuses it."""
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(limits.json_bytes + 1)
            return read_bytes(data, "<stdin>", None, limits)
        return read_path(Path(path), limits)
    except Unreadable as refusal:
        return refusal.finding
