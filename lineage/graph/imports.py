"""Manifests and what they import, opened into one bundle. Nothing is ever fetched from the network.

An import is found by its path, relative to the manifest that imports it, or by the id of a manifest in one of the
directories to search. Every path is followed to its end before it is opened: one that leads out of the directories
that were offered is refused, whether by ``..`` or by a symbolic link.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from pydantic import MISSING, ValidationError

from lineage.errors import Unreadable
from lineage.graph.index import Index
from lineage.model import Manifest
from lineage.model.manifest import Import
from lineage.pointer import Pointer
from lineage.read import Document, Limits, read_path

MOST: Final = 10_000
"""How many manifests a bundle holds at most, and how many files a search looks into."""

_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json", ".jsonld", ".md"})

ProblemKind = Literal[
    "notFound", "outside", "unreadable", "faulty", "digest", "wrongId", "self", "loop", "tooMany", "dangling",
    "wrongKind", "aliasTwice", "levels", "versions",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps manifests from becoming one graph, at a place of one of them."""

    kind: ProblemKind
    source: int
    pointer: Pointer
    message: str
    advice: str
    other: tuple[int, Pointer] | None = None


@dataclass
class Source:
    """One manifest of a bundle. ``imports`` leads from alias to the position of another; ``given`` ones were named by
    the caller, the others were imported."""

    number: int
    name: str
    manifest: Manifest
    document: Document | None = None
    path: Path | None = None
    given: bool = True
    imports: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.index = Index(self.manifest)


@dataclass
class Bundle:
    """Manifests that are read together, each once, and what went wrong while they were looked for."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    by_id: dict[str, int] = field(default_factory=dict)
    """The first manifest of each id."""


def of_manifest(manifest: Manifest, name: str = "manifest") -> Bundle:
    """A bundle of one manifest, whose imports are not opened."""
    return Bundle([Source(0, name, manifest)])


def resolve(
    given: Sequence[tuple[Document, Manifest]],
    *,
    search: Sequence[Path] = (),
    limits: Limits | None = None,
) -> Bundle:
    """The bundle of some manifests and of all that they import, breadth first, each file once.

    A document that was read from a file is known by its path; imports of others are looked for in ``search`` only.
    """
    bundle = Bundle()
    opened: dict[Path, int] = {}
    for document, manifest in given:
        path = _file(document.name)
        if path is None or path not in opened:
            bundle.sources.append(Source(len(bundle.sources), document.name, manifest, document, path))
            bundle.by_id.setdefault(manifest.id, len(bundle.sources) - 1)
        if path is not None:
            opened.setdefault(path, len(bundle.sources) - 1)
    roots = [root.resolve() for root in search]
    roots += [source.path.parent for source in bundle.sources if source.path]
    finder = _Finder(roots, search, limits or Limits())
    for source in bundle.sources:  # grows while it is walked over
        for position, entry in _imports(source):
            problem = _open(bundle, source, entry, ("imports", position, "manifest"), finder, opened)
            if problem:
                bundle.problems.append(problem)
    bundle.problems += _loops(bundle)
    return bundle


def _imports(source: Source) -> Iterator[tuple[int, Import]]:
    entries = source.manifest.imports
    return enumerate(()) if entries is MISSING else enumerate(entries)


class _Finder:
    """Where imported manifests may be."""

    def __init__(self, roots: Sequence[Path], search: Sequence[Path], limits: Limits) -> None:
        self.roots = roots
        self.limits = limits
        self._search = search
        self._ids: dict[str, list[Path]] | None = None

    def paths(self, source: Source, wanted: str) -> Iterator[tuple[Path, str]]:
        """Paths that an import may mean, whether or not there is something, each as it is shown to people."""
        if is_iri(wanted):
            for found in self.files_of(wanted)[:1]:
                yield found, str(found)
            return
        if source.path:
            yield source.path.parent / wanted, os.path.normpath(Path(source.name).parent / wanted)
        yield from ((folder / wanted, os.path.normpath(folder / wanted)) for folder in self._search)

    def allowed(self, path: Path) -> bool:
        """Whether a path, followed to its end, lies in one of the directories that were offered."""
        return any(path.is_relative_to(root) for root in self.roots)

    def files_of(self, wanted: str) -> list[Path]:
        """The files in the directories to search whose manifest has an id."""
        if self._ids is None:
            self._ids = {}
            for path in _files(self._search):
                try:
                    head = read_path(path, self.limits).tree() if self.allowed(path.resolve()) else None
                except (Unreadable, OSError, RuntimeError):  # RuntimeError: a loop of links
                    continue
                if isinstance(head, dict) and "lineage" in head and isinstance(head.get("id"), str):
                    self._ids.setdefault(head["id"], []).append(path)
        return self._ids.get(wanted, [])


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    looked_at = 0
    for folder in folders:
        for path in sorted(folder.rglob("*")):  # does not follow links to directories
            if path.suffix.lower() in _SUFFIXES and looked_at < MOST:
                looked_at += 1
                yield path


def _open(
    bundle: Bundle, source: Source, entry: Import, where: Pointer, finder: _Finder, opened: dict[Path, int]
) -> Problem | None:
    def problem(kind: ProblemKind, message: str, advice: str) -> Problem:
        return Problem(kind, source.number, where, message, advice)

    path, shown = None, ""
    for candidate, name in finder.paths(source, entry.manifest):
        try:
            path, shown = candidate.resolve(), name
            if path.is_file():
                break
        except (OSError, RuntimeError, ValueError):  # a loop of links, or no possible name
            path = None
    if path is None or not path.exists():
        advice = "give a path relative to this file, or name its directory with --search"
        return problem("notFound", f'the import "{entry.manifest}" is not found', advice)
    if not finder.allowed(path):
        advice = "move it there, or offer its directory with --search"
        return problem(
            "outside", f'the import "{entry.manifest}" leads out of the directories that are searched', advice
        )
    number = opened.get(path)
    if number is None:
        if len(bundle.sources) >= MOST:
            return problem("tooMany", f"more than {MOST:,} manifests are imported", "trace a part of them")
        try:
            document = read_path(path, finder.limits)
        except Unreadable as error:
            message = f'the import "{entry.manifest}" cannot be read: {error.message}'
            return problem("unreadable", message, error.advice)
        try:
            manifest = Manifest.model_validate_json(document.json)
        except ValidationError as error:
            faults = error.error_count()
            message = f'the import "{entry.manifest}" has {faults} fault{"s" if faults > 1 else ""} of shape'
            return problem("faulty", message, f"run: lineage check {entry.manifest}")
        number = len(bundle.sources)
        bundle.sources.append(Source(number, shown, manifest, document, path, given=False))
        opened[path] = number
    target = bundle.sources[number]
    if number == source.number:
        advice = "leave it out: a manifest refers to its own records by their ids"
        return problem("self", f'the manifest imports itself as "{entry.alias}"', advice)
    source.imports[entry.alias] = number
    if twin := _twin(bundle, target, finder.files_of(entry.manifest) if is_iri(entry.manifest) else []):
        advice = "give each manifest an id of its own, or take the one out that is not meant"
        return problem("wrongId", f"{shown} and {twin} have the same id, {target.manifest.id}", advice)
    if entry.sha256 is not MISSING and target.document and target.document.sha256 != entry.sha256:
        message = (
            f'the import "{entry.manifest}" has the digest {target.document.sha256[:12]}…, not {entry.sha256[:12]}…'
        )
        return Problem(
            "digest", source.number, (*where[:-1], "sha256"), message,
            "review what changed in it, then pin the new digest; until then the pinned state is not what is read",
        )  # fmt: skip
    return None


def _twin(bundle: Bundle, target: Source, found: Sequence[Path]) -> str | None:
    """Another manifest with the id of one: read before it, or beside it where it was looked for by its id."""
    first = bundle.by_id.setdefault(target.manifest.id, target.number)
    if first != target.number:
        return bundle.sources[first].name
    return next((str(path) for path in found if path.resolve() != target.path), None)


def _file(name: str) -> Path | None:
    path = Path(name)
    return path.resolve() if path.is_file() else None


def is_iri(wanted: str) -> bool:
    """Whether a reference, or the name of an import, is an IRI: then it is no path, and no alias begins it."""
    return "://" in wanted or wanted.startswith(("urn:", "pkg:"))


def _loops(bundle: Bundle) -> Iterator[Problem]:
    """Circles among imports, each told once. They do no harm: every file is read once."""
    state = [0] * len(bundle.sources)
    for root in bundle.sources:
        stack = [(root.number, iter(sorted(root.imports.items())))] if not state[root.number] else []
        state[root.number] = state[root.number] or 1
        while stack:
            number, rest = stack[-1]
            alias, target = next(rest, ("", -1))
            if target < 0:
                state[number] = 2
                stack.pop()
            elif not state[target]:
                state[target] = 1
                stack.append((target, iter(sorted(bundle.sources[target].imports.items()))))
            elif state[target] == 1:
                source = bundle.sources[number]
                position = next(i for i, entry in _imports(source) if entry.alias == alias)
                yield Problem(
                    "loop",
                    number,
                    ("imports", position),
                    f'the import "{alias}" leads back to a manifest that imports this one',
                    "nothing is lost by it; to be clear, let one of them describe what both need",
                )
