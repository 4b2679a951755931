"""The small tables of a scan, each read by those who know what is in them, as parts of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import MISSING

from lineage.scan.column_names import spelt
from lineage.scan.report import found
from lineage.scan.report.parts import Software
from lineage.scan.report.safe import unicode_of

if TYPE_CHECKING:
    from lineage.scan.beside import Told
    from lineage.scan.domain_files import DomainFile
    from lineage.scan.result import Result, Tally
    from lineage.scan.rows.counted import Value
    from lineage.scan.rows.tokens import Tokenizer
    from lineage.scan.signs import Sign

_LARGEST: Final = 20
"""Domain names that the report itself has; the files have all."""
_LISTED: Final = 200
"""Values of one kind that the report lists."""
_COLLECTED: Final = frozenset(
    "crawl_date crawl_time crawled crawled_at crawl_timestamp fetch_time fetched fetched_at fetch_date warc_date "
    "date_download downloaded downloaded_at download_date retrieved retrieved_at scraped scraped_at collected "
    "collected_at capture_date captured_at accessed accessed_at".split()
)
"""Columns of dates that say when records were collected."""
_PUBLISHED: Final = frozenset(
    "created created_at created_utc publish_date published published_at date_published publication_date pub_date "
    "posted posted_at written_at issued".split()
)
"""Columns of dates that say when records were written or published."""
_CAPTURES: Final = frozenset({"warc", "cdx"})
"""Formats whose dates are those of captures."""
_NO_MODEL: Final = frozenset(
    "human humans user users person people crowd crowdworker crowdworkers annotator annotators author authors expert "
    "experts gold none null unknown other n/a na - manual original source real web reference".split()
)
"""What columns of models say where no model is meant."""


def domains(result: Result) -> tuple[Any, tuple[DomainFile, ...]]:
    """The domain names, and the files with all of them. ``MISSING`` and none where no column holds addresses."""
    if result.authorities is None:
        return MISSING, ()
    from lineage.scan.domain_files import domain_files
    from lineage.scan.domains import count_domains
    from lineage.summary.eu.tally import how_many

    counted = count_domains(result.authorities)
    number = counted.names.num_rows
    files = tuple(domain_files(counted)) if number else ()
    source = counted.suffixes
    rows = counted.names.slice(0, _LARGEST).select(["domain", "bytes", "records"]).to_pylist()
    part = found.Domains(
        names=number,
        top_tenth=how_many(number, False),
        top_of_an_sme=how_many(number, True),
        bytes=counted.bytes,
        records=counted.records,
        largest=[found.Domain(name=row["domain"], bytes=row["bytes"], records=row["records"]) for row in rows],
        apart=[
            found.Apart(
                kind=row["class"], authorities=row["authorities"], bytes=row["bytes"] or 0, records=row["records"]
            )
            for row in counted.apart.to_pylist()
        ],
        unlisted=counted.unlisted.names,
        suffixes=found.Suffixes(
            version=source.version or MISSING,
            commit=source.commit or MISSING,
            sha256=source.sha256,
            section=source.section,
        ),
        files=[found.File(name=one.name, sha256=one.sha256, rows=one.rows) for one in files],
    )
    return part, files


def tokens(result: Result, tokenizer: Tokenizer | None) -> Any:
    """Tokens of all texts where they were counted, else an estimate from those of the sample, which are cut;
    ``MISSING`` where no tokenizer was named."""
    counted = result.tokens
    if counted is not None:
        made = (counted.tokenizer, counted.sha256, counted.tokens, counted.texts, counted.text_bytes, counted.sampled)
    elif tokenizer is not None and result.sample is not None and result.sample.num_rows:
        texts = [str(text) for text in result.sample["text"].to_pylist()]
        size = sum(len(text.encode("utf-8", "replace")) for text in texts)
        made = (tokenizer.name, tokenizer.sha256, tokenizer.count(texts), len(texts), size, True)
    else:
        return MISSING
    name, sha256, number, of, size, sampled = made
    every = result.totals.text_bytes
    if sampled and (every is None or not size):
        return MISSING  # what is known of a sample alone says nothing of the rest
    return found.Tokens(
        tokenizer=name,
        sha256=sha256,
        tokens=number,
        texts=of,
        text_bytes=size,
        estimated=(number * int(every or 0) + size // 2) // size if sampled else MISSING,
    )


def languages(result: Result, column: str | None) -> Any:
    """Languages by the column that says them, else by the detector on the sample; ``MISSING`` without either."""
    tally = next((one for one in result.values if one.role == "language" and one.column == column), None)
    if tally is not None:
        return _said(tally, result.totals.records)
    if result.sample is None or not result.sample.num_rows:
        return MISSING
    from lineage.scan.rows import detect

    told = detect.detect(str(text) for text in result.sample["text"].to_pylist())
    return found.Languages(
        told_by="detector",
        detector=Software(name=told.method, version=told.version),
        looked_at=told.sample,
        told=sum(number for _, number in (*told.tags, *told.rare)),
        floor=_decimal(told.floor),
        sure=_decimal(told.sure),
        found=[found.Value(value=tag, records=number) for tag, number in told.tags],
        rare=[found.Value(value=tag, records=number) for tag, number in told.rare],
        unread=[],
        programming=[],
        several=0,
    )


def _said(tally: Tally, records: int) -> found.Languages:
    from lineage.scan.rows import languages as read
    from lineage.scan.rows.counted import values_of

    said = read.read(values_of(tally))
    silent = sum(one.records for one in (*said.not_said, *said.unread)) + tally.further_records
    return found.Languages(
        told_by="column",
        column=tally.column,
        looked_at=records,
        told=max(0, records - silent),
        floor="0",
        found=_values(said.tags),
        rare=[],
        unread=_values(said.unread),
        programming=_values(said.programming),
        several=said.several,
    )


def dates(result: Result, at: date) -> list[found.Dates]:
    """The dates of every column that holds some."""
    from lineage.scan.rows import dates as read

    captures = {one.format for one in result.shards if one.error is None} <= _CAPTURES and bool(result.shards)
    parts = []
    for tally in result.dates:
        told = read.read(tally, latest=at)
        event = "collected" if captures else _event(tally.column)
        parts.append(
            found.Dates(
                column=told.column,
                event=event or MISSING,
                first=told.first.isoformat() if told.first else MISSING,
                last=told.last.isoformat() if told.last else MISSING,
                read=told.read,
                missing=told.missing,
                absurd=told.absurd,
                ambiguous=told.ambiguous,
                unread=told.unread_records,
            )
        )
    return parts


def _event(column: str) -> Literal["collected", "published"] | None:
    name = spelt(column.rpartition(".")[2])
    return "collected" if name in _COLLECTED else "published" if name in _PUBLISHED else None


def licences(result: Result) -> list[found.Licences]:
    """The licences of every column that holds some."""
    from lineage.scan.rows import licences as read
    from lineage.scan.rows.counted import values_of

    parts = []
    for tally in result.values:
        if tally.role == "licence":
            told = read.read(values_of(tally))
            missing = sum(one.records for one in told.not_said)
            parts.append(
                found.Licences(
                    column=tally.column, spdx=_values(told.spdx), written=_values(told.written), missing=missing
                )
            )
    return parts


def generators(result: Result) -> list[found.Generators]:
    """The models that columns name."""
    from lineage.scan.rows import generators as read

    parts = []
    for tally in result.values:
        if tally.role != "generator":
            continue
        told = read.read(tally, result.totals.records)
        models = [one for one in told.models if one.written.strip().lower() not in _NO_MODEL]
        others = [one for one in told.models if one.written.strip().lower() in _NO_MODEL]
        parts.append(
            found.Generators(
                column=told.column,
                role=told.role or MISSING,
                writes=told.part or MISSING,
                models=[
                    found.Generator(
                        name=one.written, known=one.known or MISSING, records=one.records, spellings=list(one.spellings)
                    )
                    for one in models[:_LISTED]
                ],
                others=[found.Value(value=one.written, records=one.records) for one in others],
                missing=told.missing,
                several=told.several,
                further=told.further + sum(one.records for one in models[_LISTED:]),
            )
        )
    return parts


def named_after(columns: Iterable[str]) -> list[found.NamedColumn]:
    """The columns that are named after a model."""
    from lineage.scan.rows import generators as read

    parts = []
    for column in columns:
        if (told := read.named_after(column)) is not None:
            named, role, part = told
            parts.append(
                found.NamedColumn(
                    column=column, name=named.written, known=named.known or MISSING, role=role, writes=part
                )
            )
    return parts


def signs(result: Result, columns: Sequence[str], told: Told | None) -> list[found.Sign]:
    """The signs that were found, in the order of the table of signs; those in the structure first."""
    from lineage.scan import signs as known

    named = [one.column for one in result.values if one.role == "generator"]
    seen = [*known.of_columns(columns, named)]
    if told is not None:
        seen += [*known.of_files(unicode_of(str(one.path)) for one in told.read), *known.of_tags(told.tags)]
    parts = [_sign(one.sign, one.sign.name, where=list(one.where)) for one in seen]
    for one in result.signs:
        if one.records:
            examples = [found.Position(shard=unicode_of(at.shard), row=at.row) for at in one.examples]
            parts.append(_sign(known.sign_named(one.name), one.name, records=one.records, examples=examples))
    return parts


def _sign(sign: Sign, name: str, **more: Any) -> found.Sign:
    return found.Sign(name=name, strength=sign.strength, means=sign.means, limits=list(sign.limits), **more)


def beside(told: Told | None) -> found.Beside:
    """The files beside the data, and the models that they name."""
    if told is None:
        return found.Beside(files=[], models=[])
    files = [
        *(found.BesideFile(path=unicode_of(str(one.path)), format=one.format, outcome="read") for one in told.read),
        *(found.BesideFile(path=unicode_of(str(one.path)), format=one.format, outcome="other") for one in told.other),
        *(
            found.BesideFile(path=unicode_of(str(one.path)), format=one.format, outcome="refused", reason=error.message)
            for one, error in told.refused
        ),
    ]
    models = [str(one.get("name", one.get("id", ""))) for one in told.tree.get("models", ())]
    return found.Beside(files=sorted(files, key=lambda one: one.path), models=sorted({name for name in models if name}))


def _values(values: Iterable[Value]) -> list[found.Value]:
    listed = [one for one in values if one.text is not None][:_LISTED]
    return [found.Value(value=str(one.text), records=one.records) for one in listed]


def _decimal(number: float) -> str:
    return format(Decimal(str(number)).normalize(), "f")
