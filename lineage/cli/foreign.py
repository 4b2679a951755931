"""Files of other formats that a command line means: which they are, what they look like, and what lies beside them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from lineage.cli import inputs
from lineage.errors import LineageError, Unreadable
from lineage.interop import FORMATS, Format, Source
from lineage.interop.formats import looks
from lineage.visible import one_line

if TYPE_CHECKING:
    from lineage.interop import Draft, Loss
    from lineage.read import Limits

_SUFFIXES: Final = (".json", ".jsonld", ".jsonl", ".ndjson", ".yaml", ".yml", ".md")
_LARGEST_FOUND: Final = 64 * 1024 * 1024
"""Bytes of a file that is only found in a folder: shards of data are not looked into."""
_NAMED: Final = 5
"""Files that a message names."""
_LARGEST_BESIDE: Final = 256 * 1024 * 1024


class Foreign(NamedTuple):
    """A file to import, by the path it was named or found by, and its format."""

    path: str
    source: Source
    format: Format


class FormatName(click.ParamType[Format]):
    """The name of a format, or another name for it."""

    name = "format"

    def __init__(self, direction: str) -> None:
        self._direction = direction

    def _names(self) -> list[str]:
        return [format.name for format in FORMATS.values() if getattr(format, self._direction)]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Format:
        """Find the format; fails with a usage error where there is none, or it does not go in this direction."""
        if isinstance(value, Format):
            return value
        wanted = str(value).casefold()
        for format in FORMATS.values():
            if wanted in (format.name, *format.aliases):
                if getattr(format, self._direction):
                    return format
                self.fail(f"{format.title} is not {'read' if self._direction == 'reads' else 'written'}", param, ctx)
        import difflib

        close = difflib.get_close_matches(wanted, self._names(), n=1)
        hint = f' Did you mean "{close[0]}"?' if close else f" There are: {', '.join(self._names())}."
        return self.fail(f'there is no format "{value}".{hint}', param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The formats that begin like what was typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in self._names() if name.startswith(incomplete)]


def opened(paths: Sequence[str], told: Format | None, limits: Limits) -> Iterator[Foreign]:
    """The files to import, in order, each once; one that was read beside another counts as read. A directory stands for
    the files in and below it that look like a format, or like the one that was told.

    Raises :class:`click.UsageError` for what cannot be read or is of no format, and for a directory without any.
    """
    seen: set[str] = set()
    for path in paths:
        if path != inputs.STDIN and Path(path).is_dir():
            none, passed = True, _Passed()
            for found in _found(Path(path), told, limits, passed):
                none = False
                if _new(found.path, seen):
                    yield found
                    seen |= _read_with(found.source)
            if none:
                what = told.title if told else "any format that is read"
                raise click.UsageError(f'no file in "{path}" looks like {what}{passed.said(" (", ")")}')
            sys.stderr.write(passed.said(f'passed over in "{one_line(path)}": ', "\n"))
        elif _new(path, seen):
            source = _source(path, limits)
            yield Foreign(path, source, _recognised(path, source, told))
            seen |= _read_with(source)


def read(foreign: Foreign, draft: Draft) -> tuple[Loss, ...]:
    """Import a file; the losses. Raises :class:`click.UsageError` where that cannot be done."""
    try:
        return foreign.format.read(foreign.source, draft)
    except LineageError as error:
        raise click.UsageError(f"{foreign.path}: {_said(error)}") from error


def _new(path: str, seen: set[str]) -> bool:
    real = path if path == inputs.STDIN else os.path.realpath(path)
    if real in seen:
        return False
    seen.add(real)
    return True


def _read_with(source: Source) -> set[str]:
    """The files that were read beside one, when its turn was over."""
    beside = source.beside
    return {os.path.realpath(beside.folder / name) for name in beside.read} if isinstance(beside, Beside) else set()


def _source(path: str, limits: Limits) -> Source:
    from lineage.interop import open_source

    if path == inputs.STDIN:
        return Source("<stdin>", sys.stdin.buffer.read(limits.json_bytes + 1), limits)
    try:
        source = open_source(Path(path), limits)
    except LineageError as error:
        raise click.UsageError(f"{path}: {_said(error)}") from error
    return Source(source.name, source.data, limits, Beside(Path(path)))


def _recognised(path: str, source: Source, told: Format | None) -> Format:
    """The format of a file that was named: the one it looks like, which must be the one that was told."""
    try:
        if told and told.looks_like(source):
            return told
        found = looks(source)
        tree = None if found else source.tree
    except LineageError as error:
        raise click.UsageError(f"{path}: {_said(error)}") from error
    if told:
        if found:
            raise click.UsageError(f"{path}: it looks like {_titles(found)}, not like {told.title}")
        return told
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(format.name for format in found)
        raise click.UsageError(f"{path}: it looks like {_titles(found)}; say which with --format ({names})")
    if isinstance(tree, dict) and "lineage" in tree:
        raise click.UsageError(f"{path}: it is a manifest already, or a card that has one")
    known = ", ".join(format.name for format in FORMATS.values() if format.reads)
    raise click.UsageError(f"{path}: it looks like no format that is read ({known}); if it is one, name it: --format")


class _Passed:
    """The files in a folder that could be of a format and were not read, by why."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def over(self, path: Path, why: str) -> None:
        """Remember one."""
        self._files.setdefault(why, []).append(one_line(path.name))

    def said(self, before: str, after: str) -> str:
        """All of them on one line; nothing where there are none."""
        parts = []
        for why, names in self._files.items():
            more = ", …" if len(names) > _NAMED else ""
            files = "1 file" if len(names) == 1 else f"{len(names)} files"
            parts.append(f"{files} {why}: {', '.join(names[:_NAMED])}{more}")
        return f"{before}{'; '.join(parts)}{after}" if parts else ""


def _found(folder: Path, told: Format | None, limits: Limits, passed: _Passed) -> Iterator[Foreign]:
    """The files in and below a folder that look like one format. Links to folders are not followed."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here) / name
            if path.suffix.lower() not in _SUFFIXES or not path.is_file():
                continue
            if path.stat().st_size > _LARGEST_FOUND:
                passed.over(path, "too large to be looked into")
                continue
            try:
                source = _source(str(path), limits)
                found = looks(source)
            except (LineageError, click.UsageError):
                passed.over(path, "that cannot be read")  # a folder of data holds files of all sorts
                continue
            if told in found or (told is None and len(found) == 1):
                yield Foreign(str(path), source, told or found[0])
            elif found and told is None:
                passed.over(path, "that looks like more than one format")


class Beside(Mapping[str, bytes]):
    """The files in the folder of a file, by name, read when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self.read: set[str] = set()
        self._own = path.name

    def __getitem__(self, name: str) -> bytes:
        path = self.folder / name
        if Path(name).name != name or name == self._own or not path.is_file():
            raise KeyError(name)
        if path.stat().st_size > _LARGEST_BESIDE:
            raise KeyError(name)
        self.read.add(name)
        return path.read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(path.name for path in self.folder.iterdir() if path.is_file() and path.name != self._own))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _titles(formats: Sequence[Format]) -> str:
    return " and ".join(format.title for format in formats)


def _said(error: LineageError) -> str:
    """An error on one line. A document of another kind has its place in its advice."""
    words = one_line(error.message)
    if not isinstance(error, Unreadable):
        return f"{words}; {one_line(error.advice)}" if error.advice else words
    span = error.finding.span
    place = f"line {span.line}, column {span.column}: " if span else ""
    advice = one_line(error.advice)
    if "lineage" in advice:  # how to make a manifest of it
        return f"{place}{words}"
    return f"{place}{words}. {advice}"
