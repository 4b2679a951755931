"""Tokens of all texts, whole: the files are read once more, for their text alone, after everything else is counted.

The text is the one that the engine measured: the same files are read by the same readers with the same expression, and
the pass must find as many texts with as many bytes as the scan did. Tokenizing costs far more than reading (a core does
some 4 MB of text a second), so it is done in batches, which the library spreads over the processor; what is finished of
a file is kept beside the partials.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lineage.errors import LineageError
from lineage.scan.faults import PlaceFault, ScanFault
from lineage.scan.plan import Column, OverlapSign, Plan, Progress
from lineage.scan.result import TokenCount

if TYPE_CHECKING:
    import duckdb
    import pyarrow

    from lineage.scan.engine.counts import Engine, Group
    from lineage.scan.plan import Listener
    from lineage.scan.result import Result
    from lineage.scan.rows.tokens import Tokenizer
    from lineage.scan.shards import Shard

_VERSION: Final = "1"
_FOLDER: Final = "tokens"
_WHOLE: Final = "print0"
"""The column in which the engine's expression gives what it makes of the whole text."""
_ROWS: Final = 1024
_BATCH_BYTES: Final = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of some texts, and how many texts and bytes these are."""

    tokens: int = 0
    texts: int = 0
    text_bytes: int = 0

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(self.tokens + other.tokens, self.texts + other.texts, self.text_bytes + other.text_bytes)


def count_all(
    plan: Plan,
    shards: Sequence[Shard],
    result: Result,
    tokenizer: Tokenizer,
    engine: Engine,
    listener: Listener | None = None,
) -> TokenCount:
    """The tokens of every text of a scan. ``shards`` are the files as they were found before the scan.

    Raises :class:`lineage.scan.faults.ScanFault` for a file that has changed since, and
    :class:`lineage.errors.LineageError` where the texts are not those that the scan measured.
    """
    counted = {one.path: one.sha256 for one in result.shards if one.error is None}
    mine = [shard for shard in shards if shard.path in counted]
    records = {one.path: one.records for one in result.shards}
    if engine.name != "duckdb" and (far := next((one for one in mine if not one.local), None)) is not None:
        raise ScanFault(far.path, "cannot be tokenized here", "estimate the tokens with --tokenizer-sample")
    kept = _Kept(plan, tokenizer)
    done = {one.path: found for one in mine if (found := kept.read(counted[one.path])) is not None}
    resumed = len(done)
    total, seen = sum(done.values(), Tokens()), sum(one.bytes for one in mine if one.path in done)
    every = sum(one.bytes for one in mine)

    def tell(path: str, texts: int, within: int) -> None:
        if listener is not None:
            at = len(done), len(mine), min(seen + within, every), every
            listener(Progress(*at, total.texts + texts, resumed, f"tokens of {path}"))

    tell("", 0, 0)
    with _Texts(plan, engine) as texts:
        for shard in mine:
            if shard.path in done:
                continue
            found = Tokens()
            _same(shard, counted[shard.path])
            for batch in texts.of(shard):
                found += _tokens(tokenizer, batch)
                tell(shard.path, found.texts, shard.bytes * found.texts // max(records[shard.path], found.texts, 1))
            _same(shard, counted[shard.path])
            kept.write(counted[shard.path], found)
            done[shard.path] = found
            total, seen = total + found, seen + shard.bytes
    totals = result.totals
    if (total.texts, total.text_bytes) != (totals.records - (totals.without_text or 0), totals.text_bytes):
        raise LineageError(
            f"the tokenizer had {total.texts:,} texts of {total.text_bytes:,} bytes, and the scan measured others",
            "scan again when nothing writes to the files any more, or estimate with --tokenizer-sample",
        )
    return TokenCount(tokenizer.name, tokenizer.sha256, total.tokens, total.texts, total.text_bytes, sampled=False)


def _tokens(tokenizer: Tokenizer, texts: Sequence[str]) -> Tokens:
    size = sum(len(text) if text.isascii() else len(text.encode("utf-8", "replace")) for text in texts)
    return Tokens(tokenizer.count(texts), len(texts), size)


def _same(shard: Shard, sha256: str | None) -> None:
    """A file that changed after it was scanned has other texts. One that was only touched has not."""
    if shard.local and shard.stamp()[:2] != (shard.bytes, shard.mtime_ns) and shard.digest() != sha256:
        raise ScanFault(shard.path, "changed after it was counted", "scan it again when nothing writes to it any more")


class _Texts:
    """The texts of files, by DuckDB, whichever engine counted."""

    def __init__(self, plan: Plan, engine: Engine) -> None:
        import pyarrow

        # A sign whose fingerprint is the text itself: so the engine's expression gives the text, and does not cut it.
        whole = OverlapSign("text", {"duckdb": "{text}"}, "", pyarrow.array([], pyarrow.string()))
        columns = tuple(one for one in plan.columns if one.role in ("text", "messages"))
        self._plan, self._engine = plan, engine
        self._asked = replace(plan, columns=columns, sample=0, words=False, patterns=(), overlaps=(whole,))
        self._queries: dict[Any, str] = {}
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> _Texts:
        from lineage.scan.engine.duck import connect
        from lineage.scan.engine.expression import FINGERPRINT

        self._connection = connect(self._plan)
        self._connection.execute(f"CREATE TEMP MACRO {FINGERPRINT}0(t) AS (t)")
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def of(self, shard: Shard) -> Iterator[list[str]]:
        """The texts of a file, in batches."""
        import duckdb

        from lineage.scan.engine import duck_errors
        from lineage.scan.engine.batches import BATCHED, Batches
        from lineage.scan.engine.duck_sources import source

        assert self._connection is not None
        group = self._group(shard)
        batches = Batches(group) if shard.format in BATCHED else None
        try:
            if batches is not None:
                self._connection.register("batches", batches.reader())
            self._connection.execute(f"CREATE OR REPLACE TEMP VIEW source AS {source(group)}")
            asked = f"SELECT {_WHOLE} FROM ({self._query(group)}) WHERE {_WHOLE} IS NOT NULL"
            for batch in self._connection.sql(asked).to_arrow_reader(_ROWS):
                yield from _small(batch)
        except duckdb.Error as error:
            if batches is not None and batches.fault is not None:
                raise batches.fault from error
            raise duck_errors.fault(error, shard.path, self._plan.spill) from error
        finally:
            self._connection.unregister("batches")

    def _group(self, shard: Shard) -> Group:
        from lineage.scan.engine.counts import Group
        from lineage.scan.looks import look
        from lineage.scan.schemas import agreed

        readings, faults = agreed(self._asked, [(shard, self._look(shard) if not shard.local else look(shard))])
        if faults:
            raise faults[0][1]
        (reading,) = readings
        return Group((shard,), reading.fields, reading.schema, reading.columns, reading.rows)

    def _look(self, shard: Shard) -> Any:
        from lineage.scan.looks import look

        self._engine.open(self._plan)
        try:
            return look(shard, self._engine)
        finally:
            self._engine.close()

    def _query(self, group: Group) -> str:
        """The engine's own expression of the text, made once for all files that are alike."""
        from lineage.scan.engine.queries import queries

        types = tuple(str(group.schema[field.outer]) for field in group.fields if field.kind != "json")
        key = group.fields, group.shards[0].format, types
        if key not in self._queries:
            self._queries[key] = queries(self._asked, group, "duckdb", 1).narrow
        return self._queries[key]


def _small(batch: pyarrow.RecordBatch) -> Iterator[list[str]]:
    """Texts few enough to be held with all their tokens: a single one may be long."""
    taken: list[str] = []
    size = 0
    for text in batch.column(0).to_pylist():
        taken.append(text)
        size += len(text)
        if size > _BATCH_BYTES:
            yield taken
            taken, size = [], 0
    if taken:
        yield taken


class _Kept:
    """What is finished, by the digest of the file: kept where the scan keeps its partials, if it does."""

    def __init__(self, plan: Plan, tokenizer: Tokenizer) -> None:
        self._folder = None if plan.partials is None else plan.partials / _FOLDER
        columns: Iterable[Column] = (one for one in plan.columns if one.role in ("text", "messages"))
        self._about = (_VERSION, tokenizer.sha256, tokenizer.version, *(f"{one.role} {one.column}" for one in columns))

    def _path(self, sha256: str | None) -> Path | None:
        if self._folder is None or sha256 is None:
            return None
        name = hashlib.sha256("\n".join([*self._about, sha256]).encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / f"{name[:32]}.json"

    def read(self, sha256: str | None) -> Tokens | None:
        """What is kept of a file; ``None`` where nothing is, or it is damaged."""
        path = self._path(sha256)
        try:
            return None if path is None else Tokens(**json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, sha256: str | None, found: Tokens) -> None:
        """Keep what was counted, whole or not at all."""
        path = self._path(sha256)
        if path is None:
            return
        half = path.with_suffix(".part")
        content = {"tokens": found.tokens, "texts": found.texts, "text_bytes": found.text_bytes}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(json.dumps(content), "utf-8")
            half.replace(path)
        except OSError as error:
            raise PlaceFault(
                str(path.parent), f"cannot be written: {error.strerror}", "make room there, or name another folder"
            ) from error
