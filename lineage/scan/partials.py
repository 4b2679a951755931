"""What is finished, kept so that a scan that was stopped goes on after it: a folder for each group of files.

A folder holds the tables that the engine wrote and ``head.json``: the plan's digest, and of each file its size, time
and digest. It gets its name when it is whole, so nothing half-written is ever taken for finished. A file counts as the
same if its size and time are, without being read; else if its bytes are.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from lineage.scan.engine.counts import Counts
from lineage.scan.faults import PlaceFault
from lineage.scan.result import ShardResult
from lineage.scan.shards import Shard

VERSION: Final = 1
_HEAD: Final = "head.json"


@dataclass(frozen=True, slots=True)
class Partial:
    """A group of files that is finished: where its tables are, and its numbers."""

    folder: Path
    shards: tuple[ShardResult, ...]
    mtimes: dict[str, int]
    counts: Counts

    @property
    def records(self) -> int:
        """The rows of its files."""
        return sum(shard.records for shard in self.shards)


class Partials:
    """The finished groups in a folder."""

    def __init__(self, folder: Path, plan_digest: str) -> None:
        self.folder, self.plan_digest = folder, plan_digest

    @contextmanager
    def unfinished(self, name: str) -> Iterator[Path]:
        """An empty folder to write a group into, which is gone afterwards unless it was finished."""
        folder = self.folder / f".{name}.part"
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        except OSError as error:
            raise _full(self.folder, error) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def finish(
        self, folder: Path, name: str, shards: Sequence[ShardResult], mtimes: dict[str, int], counts: Counts
    ) -> Partial:
        """Give a group its head and its name."""
        head = {
            "version": VERSION,
            "plan": self.plan_digest,
            "shards": [asdict(shard) for shard in shards],
            "mtimes": mtimes,
            "counts": asdict(counts),
            "tables": {path.name: path.stat().st_size for path in sorted(folder.iterdir())},
        }
        final = self.folder / name
        try:
            (folder / _HEAD).write_text(json.dumps(head, ensure_ascii=False), "utf-8", errors="surrogateescape")
            shutil.rmtree(final, ignore_errors=True)
            folder.rename(final)
        except OSError as error:
            raise _full(self.folder, error) from error
        return Partial(final, tuple(shards), mtimes, counts)

    def finished(self, shards: Iterable[Shard]) -> list[Partial]:
        """The finished groups all of whose files are among these, unchanged; each file in one of them at most.

        What does not fit is left where it is: it may belong to another plan, or to files that come back.
        """
        known = {shard.path: shard for shard in shards}
        taken: set[str] = set()
        found: list[Partial] = []
        heads = sorted(self.folder.glob(f"*/{_HEAD}")) if self.folder.is_dir() else []
        for head in heads:
            partial = self._read(head)
            if partial is None or any(one.path in taken for one in partial.shards):
                continue
            if all(one.path in known and _same(one, partial.mtimes, known[one.path]) for one in partial.shards):
                found.append(partial)
                taken |= {one.path for one in partial.shards}
        return found

    def _read(self, path: Path) -> Partial | None:
        """A finished group; None where it is another plan's, or damaged."""
        try:
            head: dict[str, Any] = json.loads(path.read_text("utf-8", errors="surrogateescape"))
            if path.parent.name.startswith(".") or (head["version"], head["plan"]) != (VERSION, self.plan_digest):
                return None
            if any((path.parent / name).stat().st_size != size for name, size in head["tables"].items()):
                return None
            counts = head["counts"]
            examples = {name: [(at[0], at[1]) for at in places] for name, places in counts["examples"].items()}
            return Partial(
                path.parent,
                tuple(ShardResult(**shard) for shard in head["shards"]),
                head["mtimes"],
                Counts(counts["totals"], counts["hits"], examples),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            return None


def _same(was: ShardResult, mtimes: dict[str, int], now: Shard) -> bool:
    if not now.local or (was.format, was.compression) != (now.format, now.compression):
        return not now.local and was.format == now.format
    if was.bytes != now.bytes:
        return False
    return mtimes.get(was.path) == now.mtime_ns or was.sha256 == now.digest()


def _full(folder: Path, error: OSError) -> PlaceFault:
    return PlaceFault(str(folder), f"cannot be written: {error.strerror}", "make room there, or name another folder")
