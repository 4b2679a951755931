"""A whole scan of the files of a dataset: find them, choose what their columns mean, count, and look beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

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
_OTHERS: Final = 20
"""Files that are looked at, one every so many, for columns that the first one has not."""
_HEAD: Final = 200
"""Rows of the first file that the choice of columns looks at."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants scanned, and how.

    ``told`` are columns by role; ``lists`` files of fingerprints to compare the texts with, besides those that come
    with this library. With ``tokenizer_sample`` the tokenizer is given the sample alone, and tokens are estimated.
    """

    paths: tuple[str, ...]
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sample: int = SAMPLE
    seed: int = SEED
    tokenizer: Path | None = None
    tokenizer_sample: bool = False
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
    from lineage.scan.rows.token_pass import count_all
    from lineage.scan.rows.tokens import open_tokenizer
    from lineage.scan.run import scan
    from lineage.scan.shards import find

    tokenizer = None if wish.tokenizer is None else open_tokenizer(wish.tokenizer)
    shards = find(wish.paths, (wish.partials, wish.spill))
    chosen, fields = _chosen(wish, shards, engine)
    plan = _plan(wish, chosen)
    if tokenizer is not None:
        _can_tokenize(wish, plan)
    result = scan(plan, engine, listener)
    if tokenizer is not None and not wish.tokenizer_sample:
        result = replace(result, tokens=count_all(plan, shards, result, tokenizer, engine, listener))
    told = beside.read(beside.find(shard.path for shard in shards if shard.local))
    name: Literal["duckdb", "spark"] = "spark" if engine.name == "spark" else "duckdb"
    return Scanned(plan, chosen, result, wish.told, told, tokenizer, name, fields)


def _can_tokenize(wish: Wish, plan: Plan) -> None:
    """Said before hours of counting: without texts there are no tokens."""
    if plan.column("text", "messages") is None:
        raise LineageError(
            "no column holds text, so there are no tokens to count", "name it (--text-column), or no tokenizer"
        )
    if wish.tokenizer_sample and not wish.sample:
        raise LineageError("tokens cannot be estimated from no texts", "sample some, or let all of them be counted")


def _chosen(wish: Wish, shards: Sequence[Shard], engine: Engine) -> tuple[Chosen, tuple[str, ...]]:
    """The columns by the first file that can be read, and the names of all that it has."""
    from lineage.scan.columns import Chosen, choose, fields_of
    from lineage.scan.looks import head, look, rows_of

    fault: LineageError | None = None
    empty: tuple[Chosen, tuple[str, ...]] | None = None
    for shard in shards:
        try:
            if shard.fault is not None:
                raise shard.fault
            if shard.local:
                table = head(shard, _HEAD)
                schema, rows = table.schema, rows_of(table)
            else:
                engine.open(_plan(wish, None))
                try:
                    schema, rows = look(shard, engine).schema, []
                finally:
                    engine.close()
            if not schema.names:  # an empty file, or one without a whole record: the others may say more
                empty = empty or (Chosen(()), ())
                continue
            chosen = choose(schema, rows, wish.told)
            return _with_others(chosen, schema.names, shards, wish), tuple(one.name for one in fields_of(schema))
        except ScanFault as error:
            if not wish.keep_going:
                raise
            fault = fault or error
    if empty is not None:
        return empty
    raise fault or LineageError("there is nothing to scan", "name files or folders")


def _with_others(chosen: Chosen, names: Sequence[str], shards: Sequence[Shard], wish: Wish) -> Chosen:
    """With a doubt for each role that a column would have that only other files hold: the first file decides what is
    counted, and what it lacks must not go by in silence."""
    from lineage.scan.column_names import MANY
    from lineage.scan.columns import Doubt, choose, fields_of
    from lineage.scan.looks import look

    given = ({one.role for one in chosen.choices} - MANY) | set(wish.told)
    doubts: dict[tuple[str, str], Doubt] = {}
    rest = [shard for shard in shards if shard.local and shard.fault is None]
    for shard in rest[:: max(1, len(rest) // _OTHERS)]:
        try:
            fields = [one for one in fields_of(look(shard).schema) if one.name.partition(".")[0] not in names]
        except ScanFault:
            continue  # which the scan itself will say
        for one in choose(fields).choices if fields else ():
            if one.role not in given and one.role != "id":
                reason = f'it is in "{shard.path}" and not in what was looked at of the first file; scan them apart'
                doubts.setdefault((one.role, one.column), Doubt(one.role, (one.column,), reason))
    return replace(chosen, doubts=(*chosen.doubts, *doubts.values()))


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
