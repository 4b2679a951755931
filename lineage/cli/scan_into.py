"""Where a scan is written: its report, the lists of domain names, and the manifest that it is merged into."""

from __future__ import annotations

import difflib
import hashlib
import io
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lineage.cli import inputs, output
from lineage.errors import LineageError
from lineage.finding import Finding, Layer
from lineage.read import Document, Limits
from lineage.report.inert import inert
from lineage.visible import one_line, visible

if TYPE_CHECKING:
    from lineage.model import Manifest
    from lineage.scan.beside import Described
    from lineage.scan.domain_files import DomainFile
    from lineage.scan.merge import Merged
    from lineage.scan.report.model import ScanReport


@dataclass(frozen=True)
class Target:
    """A dataset of a manifest that a scan is merged into."""

    path: str
    document: Document
    manifest: Manifest
    dataset: str
    new: bool
    limits: Limits

    @classmethod
    def of(cls, path: str, dataset: str | None, new: bool, limits: Limits, *, shown: bool = False) -> Target:
        """The dataset that the command line means, before anything is counted. ``shown`` means that nothing will be
        written.

        Raises :class:`click.UsageError` for a manifest that cannot be read or written to, and for a dataset that it
        does not have.
        """
        from lineage.checker import check

        if path == inputs.STDIN:
            raise click.UsageError("--into names a file, which is written to")
        outcome = inputs.read(path, limits)
        if isinstance(outcome, Finding):
            raise click.UsageError(f"{one_line(path)}: {outcome.message}; {outcome.advice}")
        if not shown:
            _may_be_written(path)
        report = check(outcome, profile="draft")
        if report.manifest is None or any(finding.layer is Layer.SHAPE for finding in report.findings):
            raise click.UsageError(f"{one_line(path)} has faults of shape; run: lineage check {one_line(path)}")
        datasets = outcome.tree().get("datasets", ())
        ids = [str(record["id"]) for record in datasets]
        if dataset is None:
            dataset = _own(datasets)
        chosen = _chosen(one_line(path), dataset, ids, new)
        _can_be_edited(outcome, ids.index(chosen) if chosen in ids else None)
        return cls(path, outcome, report.manifest, chosen, new, limits)

    def again(self) -> Target:
        """The same dataset of the manifest as it is now: a scan may take hours, and others write, too."""
        try:
            same = Path(self.path).read_bytes() == self.document.source
        except OSError:
            same = False
        return self if same else Target.of(self.path, self.dataset, self.new, self.limits)

    @property
    def folder(self) -> Path:
        """The folder of the manifest, to which paths in it are relative."""
        return Path(self.path).parent


def _own(datasets: Sequence[Mapping[str, Any]]) -> str | None:
    """The one dataset that is not there because a file beside the data names it as a source: an earlier scan may have
    added such records. ``None`` where there are several."""
    from lineage.scan.beside import NAMES

    sources = [str(record.get("known", {}).get("source", "")) for record in datasets]
    own = [one["id"] for one, source in zip(datasets, sources, strict=True) if Path(source).name.lower() not in NAMES]
    return str(own[0]) if len(own) == 1 else None


def _may_be_written(path: str) -> None:
    """Raises where a manifest is not to be written to: its file says so, or its folder, where the new one is made."""
    real = Path(path).resolve()
    if not real.stat().st_mode & 0o222 or not os.access(real, os.W_OK):
        raise click.UsageError(f"{one_line(path)} is read-only; make it writable, or see the changes with --diff")
    if not os.access(real.parent, os.W_OK):
        raise click.UsageError(f'nothing can be written in "{one_line(str(real.parent))}"; see the changes with --diff')


def _can_be_edited(document: Document, position: int | None) -> None:
    """Tries an edit where a scan makes them. Raises :class:`lineage.errors.LineageError` where that cannot be done."""
    from lineage.scan.merge.edit import Add
    from lineage.scan.merge.write import with_edits

    place = () if position is None else ("datasets", position)
    with_edits(document, [Add(place, "x-trial", [{"a": "b"}])])


def _chosen(path: str, dataset: str | None, ids: Sequence[str], new: bool) -> str:
    listed = ", ".join(ids[:20]) + (f" and {len(ids) - 20} more" if len(ids) > 20 else "")
    if dataset is None:
        if len(ids) == 1:
            return ids[0]
        has = f"has the datasets {listed}" if ids else "has no dataset"
        raise click.UsageError(f"{path} {has}; say which with --dataset ID{'' if ids else ' --new'}")
    if dataset in ids:
        return dataset
    if not new:
        close = difflib.get_close_matches(dataset, ids, n=1)
        hint = f'did you mean "{close[0]}"?' if close else f"it has {listed}." if ids else "it has none."
        raise click.UsageError(f'{path} has no dataset "{one_line(dataset)}"; {hint} Add it with --new')
    _check_id(dataset)
    return dataset


def _check_id(dataset: str) -> None:
    import re

    from lineage.model.scalars import ID

    if not re.fullmatch(ID, dataset):
        raise click.UsageError(
            f'"{one_line(dataset)}" is no id: letters, digits, dots, hyphens and underscores, starting with one of the '
            "first two"
        )


def _places(target: Target | None, path: str | None, out: str | None) -> tuple[str | None, str | None]:
    """Where the report goes, and the folder of the lists of domain names; ``None`` where nothing is written."""
    if path is None and target is not None:
        path = str(target.folder / f"{target.dataset}.scan.json")
    out = out or (path.removesuffix(".json") if path is not None else None)
    return path, f"{path}.files" if out is not None and out == path else out


def keep_apart(
    target: Target | None, path: str | None, out: str | None, paths: Sequence[str], apart: Sequence[Path | None]
) -> None:
    """See that nothing is written over what is read, before anything is counted. ``paths`` are scanned, but for what
    is in the folders ``apart``.

    Raises :class:`click.UsageError` where one file would be both.
    """
    from lineage.scan.domain_files import NAMES
    from lineage.scan.shards import find

    if path == output.STDOUT:
        raise click.UsageError("--report names a file; --format json prints the report")
    path, out = _places(target, path, out)
    if path is not None and Path(path).is_dir():
        raise click.UsageError(f'--report names a file, and "{one_line(path)}" is a folder')
    written = [path] if path is not None else []
    written += [str(Path(out, name)) for name in sorted(NAMES)] if out is not None else []
    written = [one for one in written if os.path.lexists(one)]
    if not written:
        return
    read = {os.path.realpath(shard.path): "is scanned" for shard in find(paths, apart) if shard.local}
    if target is not None:
        read[os.path.realpath(target.path)] = "is the manifest"
    for one in written:
        if (use := read.get(os.path.realpath(one))) is not None:
            raise click.UsageError(f'"{one_line(one)}" {use}; write to another file')


class Into:
    """A report on its way to files."""

    def __init__(
        self,
        target: Target | None,
        report: ScanReport,
        files: Sequence[DomainFile],
        path: str | None,
        out: str | None,
        described: Sequence[Described] = (),
    ) -> None:
        from lineage.scan.report.build import as_bytes

        self._target, self._report, self._files, self._described = target, report, files, described
        self._content = as_bytes(report)
        self._path, self._out = _places(target, path, out)

    def merged(self, sme: bool | None) -> Merged:
        """The manifest with the report in it, and what files beside the data say."""
        from dataclasses import replace

        from lineage.scan.merge import Source, merge

        target = self._target
        assert target is not None
        assert self._path is not None
        source = Source(
            _from(target.folder, self._path),
            hashlib.sha256(self._content).hexdigest(),
            _from(target.folder, self._out or "."),
        )
        return merge(
            target.document,
            target.manifest,
            target.dataset,
            self._report,
            source,
            sme=_declared_sme(target.manifest) if sme is None else sme,
            new=target.new,
            described=[replace(one, path=_from(target.folder, one.path)) for one in self._described],
        )

    def difference(self, sme: bool | None) -> str:
        """What would change in the manifest, as a unified diff."""
        target = self._target
        assert target is not None
        merged = self.merged(sme)
        old, made = (_lines(data.decode("utf-8")) for data in (target.document.source, merged.content))
        name = one_line(target.path)
        found = difflib.unified_diff(old, made, name, name)
        _tell(merged)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in found)

    def write(self, sme: bool | None) -> None:
        """Write all files: the manifest last, when all that it names is there."""
        if self._out is not None and self._files:
            try:
                Path(self._out).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise click.UsageError(f'cannot write to "{self._out}": {error.strerror}') from error
            for file in self._files:
                output.write(file.content, str(Path(self._out) / file.name))
            _say(f"wrote {len(self._files)} files of domain names to {self._out}")
        if self._path is not None:
            output.write(self._content, self._path)
            _say(f"wrote the report to {self._path}")
        if self._target is not None:
            try:
                self._target = self._target.again()
                merged = self.merged(sme)
            except (click.UsageError, LineageError):
                _say(f"{self._target.path} is left as it is: it has changed while the files were read")
                raise
            self._write_manifest(merged, self._target)

    def _write_manifest(self, merged: Merged, target: Target) -> None:
        if merged.content == target.document.source:
            _say(f"{target.path} says all of it already")
        else:
            output.write(merged.content, str(Path(target.path).resolve()))  # a link stays one
            _say(f"{target.path}, dataset {target.dataset}: wrote {'; '.join(merged.written)}")
        _tell(merged)
        if merged.kept:
            _say(f"where that disagrees with what was counted, it says so: lineage check {target.path}")


def _tell(merged: Merged) -> None:
    """What was not written, and why."""
    if merged.kept:
        _say(f"kept as declared: {'; '.join(merged.kept)}")
    for one in merged.differs:
        _say(f"not written: {one}")


def _lines(text: str) -> list[str]:
    """The lines of a manifest as they are shown: ends of lines as they are, anything hidden spelt out."""
    made = []
    for line in io.StringIO(text, newline="\n"):
        shown = line.rstrip("\r\n")
        made.append(inert(visible(shown)) + line[len(shown) :])
    return made


def _from(folder: Path, path: str) -> str:
    """A path as it is written in a manifest: relative to its folder, with slashes."""
    return Path(os.path.relpath(path, folder)).as_posix()


def _declared_sme(manifest: Manifest) -> bool:
    """Whether every provider of a model that is trained here declares to be a small or medium-sized enterprise."""
    from lineage.graph import Index
    from lineage.model.answer import entries, value_of

    index = Index(manifest)
    covered: set[Any] = {reference for corpus in entries(manifest.corpora) for reference in corpus.models}
    models = [model for model in entries(manifest.models) if not covered or model.id in covered]
    agents = [index.agent(model.provider) for model in models]
    said = [value_of(getattr(agent, "sme", None)) for agent in agents]
    return bool(said) and all(one is True for one in said)


def _say(text: str) -> None:
    sys.stderr.write(f"{one_line(text)}\n")
