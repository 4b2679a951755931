"""A scan from its plan to its result: find the files, count them group by group, put the groups together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Final

from lineage.scan import combine
from lineage.scan.engine.counts import Counts, Engine, Group
from lineage.scan.engine.expression import sums_suffice
from lineage.scan.engine.kinds import Field
from lineage.scan.faults import PlaceFault, ScanFault
from lineage.scan.frames import whole
from lineage.scan.looks import look
from lineage.scan.partials import Partial, Partials
from lineage.scan.plan import Listener, Plan, Progress
from lineage.scan.result import Result, ShardResult
from lineage.scan.schemas import Reading, agreed
from lineage.scan.shards import Shard, find, groups

_EVERY: Final = 0.5


def scan(plan: Plan, engine: Engine | None = None, progress: Listener | None = None) -> Result:
    """Count what a plan says. Raises ScanFault for the first file that cannot be counted, unless the plan keeps going.

    Whether a scan runs through or is stopped and goes on, with either engine: the result is the same.
    """
    if engine is None:
        from lineage.scan.engine import engine as make

        engine = make()
    with ExitStack() as stack:
        folder = plan.partials or Path(stack.enter_context(_temporary(plan)))
        engine.open(plan)
        stack.callback(engine.close)
        run = _Run(plan, engine, Partials(folder, plan.digest()), progress)
        run.go(find(plan.paths, (plan.partials, plan.spill)))
        return combine.combine(plan, run.done, run.failed, engine.versions())


def _temporary(plan: Plan) -> TemporaryDirectory[str]:
    try:
        if plan.spill is not None:
            plan.spill.mkdir(parents=True, exist_ok=True)
        return TemporaryDirectory(prefix="lineage-scan-", dir=plan.spill)
    except OSError as error:
        raise PlaceFault(str(plan.spill or "temporary files"), f"cannot be written: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file before it is counted: what the file system says of it, and its digest."""

    stamp: tuple[int, int, int, int] | None
    sha256: str | None


class _Run:
    """The state of one scan."""

    def __init__(self, plan: Plan, engine: Engine, partials: Partials, progress: Listener | None) -> None:
        self.plan, self.engine, self.partials, self.progress = plan, engine, partials, progress
        self.done: list[Partial] = []
        self.failed: list[ShardResult] = []

    def go(self, shards: Sequence[Shard]) -> None:
        """Count every file that is not finished yet."""
        self.done = self.partials.finished(shards)
        finished = {one.path for partial in self.done for one in partial.shards}
        self.of, self.resumed = list(shards), len(finished)
        self._tell("")
        rest = [shard for shard in shards if shard.path not in finished]
        with ThreadPoolExecutor(max_workers=self.plan.threads or 2) as pool:
            # Looking at the files and making the queries takes as long as the digest of half a gigabyte.
            early = {shard.path: pool.submit(_see, shard) for shard in rest[:1] if shard.fault is None}
            waiting = list(self._groups(self._readings(rest)))

            def ahead(groups: Iterable[Group]) -> list[Future[_Seen]]:
                shards = [shard for group in groups for shard in group.shards]
                return [early[one.path] if one.path in early else pool.submit(_see, one) for one in shards]

            following = ahead(waiting[:1])
            for number, group in enumerate(waiting):
                seen, following = following, ahead(waiting[number + 1 : number + 2])
                self._tell(group.paths[0])
                self._group(group, seen)

    def _tell(self, reading: str, read: int = 0) -> None:
        if self.progress is None:
            return
        done = [shard for partial in self.done for shard in partial.shards]
        self.progress(
            Progress(
                len(done) + len(self.failed),
                len(self.of),
                read + sum(shard.bytes for shard in [*done, *self.failed]),
                sum(shard.bytes for shard in self.of),
                sum(shard.records for shard in done),
                self.resumed,
                reading,
            )
        )

    @contextmanager
    def _watched(self, group: Group) -> Iterator[None]:
        """While a group is counted, tell every half second how much of its bytes is read. The listener is called from
        another thread, never from two at once."""
        if self.progress is None:
            yield
            return
        over = Event()

        def watch() -> None:
            most, size = 0, sum(shard.bytes for shard in group.shards)
            while not over.wait(_EVERY):
                most = max(most, int(self.engine.share() * size))
                self._tell(group.paths[0], most)

        thread = Thread(target=watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _fail(self, shard: Shard, fault: ScanFault, sha256: str | None = None) -> None:
        if isinstance(fault, PlaceFault) or not self.plan.keep_going:
            raise fault
        self.failed.append(
            ShardResult(shard.path, shard.format, shard.compression, shard.bytes, sha256, 0, fault.reason)
        )

    def _readings(self, shards: Iterable[Shard]) -> list[Reading]:
        """What is read of each file, where the files agree on it."""
        looks = []
        for shard in shards:
            try:
                if shard.fault is not None:
                    raise shard.fault
                looks.append((shard, look(shard, self.engine)))
            except ScanFault as fault:
                self._fail(shard, fault)
        readings, faults = agreed(self.plan, looks)
        for shard, found in faults:
            self._fail(shard, found)
        return readings

    def _groups(self, readings: Sequence[Reading]) -> Iterator[Group]:
        """Neighbours that are read alike, counted in one go."""
        by_path = {reading.shard.path: reading for reading in readings}
        start = 0
        for end in range(1, len(readings) + 1):
            if end < len(readings) and readings[end].alike(readings[start]):
                continue
            alike = [reading.shard for reading in readings[start:end]]
            # Of lines the narrow table is kept, and where there are several files each of its rows carries its path.
            light = alike[0].format == "parquet" or sums_suffice(self.plan, readings[start].fields)
            target = self.engine.group_bytes if light else self.engine.group_bytes // 8
            for shards in groups(alike, target, self.engine.group_files):
                first = by_path[shards[0].path]
                rows = sum(by_path[shard.path].rows for shard in shards)
                yield Group(shards, first.fields, first.schema, first.columns, rows)
            start = end

    def _group(self, group: Group, seen: Sequence[Future[_Seen]]) -> None:
        """Count a group; where that fails, each of its files by itself, so that the fault is that of one file."""
        try:
            before = [one.result() for one in seen]
            self._count(group, before)
        except PlaceFault:
            raise
        except ScanFault as fault:
            if len(group.shards) == 1:
                self._fail(group.shards[0], fault)
                return
            for shard, one in zip(group.shards, seen, strict=True):
                alone = Group((shard,), group.fields, group.schema, group.columns, group.rows // len(group.shards))
                self._group(alone, [one])

    def _count(self, group: Group, before: Sequence[_Seen]) -> None:
        name = _name(group, before, self.partials.plan_digest)
        with self.partials.unfinished(name) as folder:
            for shard in group.shards:
                whole(shard)
            with self._watched(group):
                counts = self.engine.count(group, self.plan, folder)
            for shard, seen in zip(group.shards, before, strict=True):
                _unchanged(shard, seen)
                _told(shard, group.fields, counts)
            shards = [
                ShardResult(
                    shard.path,
                    shard.format,
                    shard.compression,
                    shard.bytes,
                    seen.sha256,
                    counts.totals[shard.path]["records"],
                )
                for shard, seen in zip(group.shards, before, strict=True)
            ]
            mtimes = {shard.path: shard.mtime_ns for shard in group.shards}
            self.done.append(self.partials.finish(folder, name, shards, mtimes, counts))
        self._tell("")


def _see(shard: Shard) -> _Seen:
    if not shard.local:
        return _Seen(None, None)
    stamp = shard.stamp()
    if stamp[:2] != (shard.bytes, shard.mtime_ns):
        raise _changed(shard)
    return _Seen(stamp, shard.digest())


def _unchanged(shard: Shard, before: _Seen) -> None:
    """A file that was written while it was read has no one content. One that was only touched has."""
    if shard.local and shard.stamp() != before.stamp and shard.digest() != before.sha256:
        raise _changed(shard)


def _changed(shard: Shard) -> ScanFault:
    return ScanFault(shard.path, "changed while it was read", "scan it again when nothing writes to it any more")


def _told(shard: Shard, fields: Sequence[Field], counts: Counts) -> None:
    """Of JSON lines only the rows can say whether a column is there. One that no row has is missing."""
    totals = counts.totals[shard.path]
    if shard.format != "jsonl" or not totals["records"]:
        return
    for field in fields:
        told = {
            "url": "authority_told",
            "host": "authority_told",
            "text": "text_bytes_told",
            "messages": "text_bytes_told",
        }
        if totals.get(told.get(field.role, "size_told" if field.role == "size" else ""), 1) == 0:
            what = "a whole number in " if field.role == "size" else ""
            raise ScanFault(
                shard.path, f'has no record with {what}"{field.column}"', "name another column, or leave the file out"
            )


def _name(group: Group, before: Sequence[_Seen], plan_digest: str) -> str:
    """A name for the folder of a group, made of what it holds."""
    told = [plan_digest, *(f"{shard.path}\n{seen.sha256}" for shard, seen in zip(group.shards, before, strict=True))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]
