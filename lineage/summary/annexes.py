"""Parts of an annex that every document has: where each answer comes from, findings, waivers, how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from pydantic import MISSING

from lineage.finding import Finding
from lineage.model.answer import entries
from lineage.model.waiver import Waiver
from lineage.pointer import to_text
from lineage.read.yaml_remarks import Remark
from lineage.rules.waive import place as outermost
from lineage.rules.waive import words
from lineage.summary import dates
from lineage.summary.blocks import (
    Block,
    Column,
    Field,
    Lines,
    Paragraph,
    Prose,
    Row,
    Run,
    Section,
    Table,
)
from lineage.summary.places import exists
from lineage.summary.prose import counted, listed, paragraphs, plain, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say, say_counted

_SHOWN: Final = 12
"""How many places of one answer are printed before the rest is counted. The JSON form has them all."""


def sources(letter: str, fields: Iterable[Field], scope: Scope, lead: str | None = None) -> Section:
    """For each answer, the places of the manifest that it comes from. ``lead`` stands above them."""
    rows = []
    for field in fields:
        places = list(field.pointers)
        if scope.hidden_places:
            places = [place for place in places if scope.printed_place(place) is not None]
        shown = [
            text if exists(scope.manifest, place) else say("nothing at {place}", place=text)
            for place in places[:_SHOWN]
            for text in (to_text(scope.original(place)),)
        ]
        rest = len(places) - len(shown)
        if rest:
            shown.append(counted(rest, "further place"))
        lines = tuple(Paragraph((Run(line),)) for line in shown or [say("computed; no single record")])
        rows.append(Row((plain(field.number), plain(say(field.label)), (Lines(lines),)), field.source, field.anchor))
    if lead is None:
        lead = say("For each answer, the places of the manifest that it comes from, as JSON Pointers (RFC 6901).")
    columns = (Column("Number"), Column("Question"), Column("Places in the manifest"))
    table = Table("Sources of the answers", columns, tuple(rows))
    return Section(letter, "Sources of every answer", anchor(letter), body=(Prose((sentence(lead),)), table))


def findings(
    letter: str, found: Sequence[Finding], scope: Scope, body: Sequence[Block] = (), heading: str = "Findings"
) -> Section:
    """The findings of the check, below what stands in ``body``; those that speak of hidden records are counted."""
    body = list(body)
    shown = found if scope.names_all else [finding for finding in found if not _gives_away(finding, scope)]
    if shown:
        rows = tuple(
            Row(
                (
                    plain(f"{finding.code} {finding.severity.value}"),
                    plain(finding.message),
                    plain(to_text(finding.pointer) or say("the whole manifest")),
                )
            )
            for finding in shown
        )
        columns = (Column("Code"), Column("Finding"), Column("Place in the manifest"))
        body.append(Table("Findings of the check", columns, rows))
    else:
        body.append(Prose((sentence(say("Findings of the check: none listed.")),)))
    hidden = len(found) - len(shown)
    if hidden:
        one = "{number} finding on records that are not public: not printed."
        many = "{number} findings on records that are not public: not printed."
        body.append(Prose((sentence(say_counted(hidden, one, many)),)))
    return Section(letter, heading, anchor(letter), body=tuple(body))


def _gives_away(finding: Finding, scope: Scope) -> bool:
    places = [finding.pointer, *(other.pointer for other in finding.related)]
    return scope.gives_away(finding.message, places)


def waivers(letter: str, scope: Scope, remarks: Sequence[Remark]) -> Section:
    """Findings that the publisher accepts; ``remarks`` are comments in the file that waive."""
    rows = []
    hidden = 0
    for position, waiver in enumerate(entries(scope.manifest.waivers)):
        about = [] if waiver.about is MISSING else list(waiver.about)
        if any(scope.gives_away(text, ()) for text in (*about, *_texts(waiver))):
            hidden += 1
            continue
        place = ("waivers", position)
        reason = paragraphs(waiver.reason, scope.language, (*place, "reason"))
        by = say("not stated") if waiver.by is MISSING else scope.who(waiver.by)
        until = say("no end stated") if waiver.until is MISSING else dates.long_date(waiver.until)
        cells = (
            plain(waiver.code, (*place, "code")),
            (Prose(reason),),
            plain(by, (*place, "by")),
            plain(until, (*place, "until")),
            plain(listed(about) or say("all records"), (*place, "about")),
        )
        rows.append(Row(cells))
    for remark in remarks:
        code, why = words(remark)
        if not (code and why):
            continue  # it waives nothing, and is among the findings
        if scope.gives_away(why, remark.places):
            hidden += 1
            continue
        where = say("by a comment in the file, at {place}", place=to_text(outermost(remark)) or say("the end"))
        rows.append(Row((plain(code), plain(why), plain(say("not stated")), plain(say("no end stated")), plain(where))))
    body: list[Block] = []
    if rows:
        columns = (Column("Code"), Column("Reason"), Column("Accepted by"), Column("Until"), Column("Records"))
        body.append(Table("Waivers", columns, tuple(rows)))
    elif not hidden:
        body.append(Prose((sentence(say("The manifest waives no finding.")),)))
    if hidden:
        one = "{number} waiver on records that are not public: not printed."
        many = "{number} waivers on records that are not public: not printed."
        body.append(Prose((sentence(say_counted(hidden, one, many)),)))
    return Section(letter, "Waivers", anchor(letter), body=tuple(body))


def _texts(waiver: Waiver) -> list[str]:
    return [waiver.reason] if isinstance(waiver.reason, str) else list(waiver.reason.values())


def made(letter: str, scope: Scope, lead: str, at: date | None, sha256: str, tool: str) -> Section:
    """What the document was made from, and with what."""
    manifest = scope.manifest
    unversioned = manifest.version is MISSING
    corpus = scope.corpus.id if scope.declared else say("none declared; the subjects stand in for it")
    about = [
        (say("Manifest"), manifest.id, ("id",)),
        (say("Version of the manifest"), say("not stated") if unversioned else str(manifest.version), ("version",)),
        (say("Its SHA-256"), sha256, ()),
        (say("Version of the standard"), manifest.lineage, ("lineage",)),
        (say("Corpus"), corpus, scope.place),
        (say("Made with"), f"lineage {tool}", ()),
        (say("Date"), say("not stated") if at is None else dates.long_date(at.isoformat()), ()),
    ]
    if manifest.publisher is not MISSING:
        about.insert(1, (say("Publisher of the manifest"), scope.who(manifest.publisher), ("publisher",)))
    rows = tuple(Row((plain(name), plain(value, place))) for name, value, place in about)
    table = Table("How this document was made", (Column("What"), Column("Value")), rows)
    return Section(letter, "How this was made", anchor(letter), body=(Prose((sentence(lead),)), table))


def anchor(letter: str) -> str:
    """The anchor of a section of the annex."""
    return f"annex-{letter.lower()}"
