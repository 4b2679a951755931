"""A whole scan of the files of a dataset: find them, choose what their columns mean, count, and look beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lineage.errors import LineageError
from lineage.scan.faults import ScanFault
from lineage.scan.report.build import Scanned

if TYPE_CHECKING:
    from lineage.scan.columns import Chosen
    from lineage.scan.engine.counts import Engine
    from lineage.scan.plan import Listener, Plan
    from lineage.scan.shards import Shard

SAMPLE: Final = 10_000
"""Texts that the detector of languages looks at unless told otherwise."""
SEED: Final = 0
_HEAD: Final = 200
"""Rows of the first file that the choice of columns looks at."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants scanned, and how.

    ``told`` are columns by role; ``lists`` files of fingerprints to compare the texts with, besides those that come
    with this library.
    """

    paths: tuple[str, ...]
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sample: int = SAMPLE
    seed: int = SEED
    tokenizer: Path | None = None
    signs: bool = True
    lists: tuple[Path, ...] = ()
    memory: int | None = None
    threads: int | None = None
    spill: Path | None = None
    partials: Path | None = None
    keep_going: bool = False


def survey(wish: Wish, engine: Engine, listener: Listener | None = None) -> Scanned:
    """Scan what is wished for.

    Raises :class:`lineage.errors.LineageError` for what cannot be read, or a column that does not exist; faults of
    single files are in the result where the wish keeps going.
    """
    from lineage.scan import beside
    from lineage.scan.rows.tokens import open_tokenizer
    from lineage.scan.run import scan
    from lineage.scan.shards import find

    tokenizer = None if wish.tokenizer is None else open_tokenizer(wish.tokenizer)
    shards = find(wish.paths)
    chosen = _chosen(wish, shards, engine)
    plan = _plan(wish, chosen)
    result = scan(plan, engine, listener)
    told = beside.read(beside.find(shard.path for shard in shards if shard.local))
    return Scanned(plan, chosen, result, wish.told, told, tokenizer, "spark" if engine.name == "spark" else "duckdb")


def _chosen(wish: Wish, shards: Sequence[Shard], engine: Engine) -> Chosen:
    """The columns by the first file that can be read."""
    from lineage.scan.columns import choose
    from lineage.scan.looks import head, look

    fault: LineageError | None = None
    for shard in shards:
        try:
            if shard.fault is not None:
                raise shard.fault
            if shard.local:
                table = head(shard, _HEAD)
                return choose(table.schema, table.to_pylist(), wish.told)
            engine.open(_plan(wish, None))
            try:
                return choose(look(shard, engine).schema, (), wish.told)
            finally:
                engine.close()
        except ScanFault as error:
            if not wish.keep_going:
                raise
            fault = fault or error
    raise fault or LineageError("there is nothing to scan", "name files or folders")


def _plan(wish: Wish, chosen: Chosen | None) -> Plan:
    from lineage.scan import signs
    from lineage.scan.plan import Plan
    from lineage.scan.signs import overlap

    more: dict[str, Any] = {}
    if wish.signs:
        indexes = [*overlap.shipped(), *(overlap.read(_bytes(path), path.name) for path in wish.lists)]
        more = {"patterns": signs.pattern_signs(), "overlaps": tuple(one.sign() for one in indexes)}
    return Plan(
        paths=wish.paths,
        columns=() if chosen is None else chosen.measured(),
        sample=wish.sample,
        seed=wish.seed,
        memory=wish.memory,
        threads=wish.threads,
        spill=wish.spill,
        partials=wish.partials,
        keep_going=wish.keep_going,
        **more,
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LineageError(f'"{path}" cannot be read: {error.strerror}', "look at the path") from error
