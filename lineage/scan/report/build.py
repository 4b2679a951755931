"""From what an engine counted to a report: the small tables are read, and what they say is put into its form."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import MISSING

from lineage.scan.report import read
from lineage.scan.report.found import Totals
from lineage.scan.report.model import ScanReport
from lineage.scan.report.parts import Column, Doubt, MadeWith, Options, Shard, Software
from lineage.scan.report.safe import unicode_of
from lineage.version import VERSION
from lineage.visible import HIDDEN

if TYPE_CHECKING:
    from lineage.scan.beside import Told
    from lineage.scan.columns import Chosen
    from lineage.scan.domain_files import DomainFile
    from lineage.scan.plan import Plan
    from lineage.scan.result import Result
    from lineage.scan.rows.tokens import Tokenizer

TOOL: Final = "lineage scan"
_APART: Final = frozenset({"tool", "date", "madeWith", "digest"})
"""Keys that the digest leaves out: the same files give the same digest on another day and by another engine."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scan that is done: what was asked for, how columns were chosen, what was counted, and what lay beside.
    ``fields`` are the names of all columns, chosen or not."""

    plan: Plan
    chosen: Chosen
    result: Result
    told: Mapping[str, Sequence[str]]
    beside: Told | None = None
    tokenizer: Tokenizer | None = None
    engine: Literal["duckdb", "spark"] = "duckdb"
    fields: tuple[str, ...] = ()


def report_of(scanned: Scanned, at: date) -> tuple[ScanReport, tuple[DomainFile, ...]]:
    """The report, and the files of domain names that go with it.

    Raises :class:`lineage.errors.LineageError` where a detector that is needed is not installed.
    """
    plan, result, chosen = scanned.plan, scanned.result, scanned.chosen
    domains, files = read.domains(result)
    language = chosen.column("language")
    names = sorted({*scanned.fields, *(one.column for one in chosen.choices)})
    content: dict[str, Any] = {
        "options": Options(
            sample=plan.sample,
            seed=plan.seed,
            told={role: list(columns) for role, columns in sorted(scanned.told.items())},
            signs=[*(sign.name for sign in plan.patterns), *(sign.name for sign in plan.overlaps)],
        ),
        "totals": _totals(result),
        "files_left_out": len(result.faults),
        "columns": [_column(one.role, one.column, one.why, one.note) for one in chosen.choices],
        "doubts": [Doubt(role=one.role, columns=list(one.columns), reason=one.reason) for one in chosen.doubts],
        "tokens": read.tokens(result, scanned.tokenizer),
        "domains": domains,
        "languages": read.languages(result, language),
        "dates": read.dates(result, at),
        "licences": read.licences(result),
        "generators": read.generators(result),
        "named_after": read.named_after(names) or MISSING,
        "signs": read.signs(result, names, scanned.beside),
        "beside": read.beside(scanned.beside),
        "shards": [_shard(one) for one in result.shards],
    }
    report = ScanReport(
        tool=Software(name=TOOL, version=VERSION),
        date=at.isoformat(),
        made_with=MadeWith(engine=scanned.engine, libraries=dict(sorted(result.versions.items()))),
        digest="0" * 64,
        **content,
    )
    return report.model_copy(update={"digest": digest_of(report)}), files


def as_bytes(report: ScanReport) -> bytes:
    """The report as JSON: the same report gives the same bytes."""
    import json

    text = json.dumps(report.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"
    # What the data says may be printed: hidden characters are escaped, and read again as what they are.
    return HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text).encode()


def digest_of(report: ScanReport) -> str:
    """The digest of what was found and read, whenever and by whichever engine."""
    import rfc8785

    tree = report.model_dump(mode="json")
    return hashlib.sha256(rfc8785.dumps({key: value for key, value in tree.items() if key not in _APART})).hexdigest()


def _column(role: str, column: str, why: str, note: str) -> Column:
    return Column(role=role, column=column, why=why, note=note or MISSING)


def _totals(result: Result) -> Totals:
    counted = result.totals
    names = (
        "bytes", "without_size", "text_bytes", "without_text", "words", "characters", "images", "audio_ms", "video_ms",
    )  # fmt: skip
    known = {name: getattr(counted, name) for name in names if getattr(counted, name) is not None}
    return Totals(records=counted.records, size_rule=result.size_rule, **known)


def _shard(shard: Any) -> Shard:
    return Shard(
        path=unicode_of(shard.path),
        format=shard.format,
        compression=shard.compression or MISSING,
        bytes=shard.bytes,
        sha256=shard.sha256 or MISSING,
        records=shard.records,
        error=unicode_of(shard.error) if shard.error else MISSING,
    )
