"""The section "Changes since version …" of a document: what its earlier version said, for the annex."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from lineage.summary.annexes import anchor
from lineage.summary.blocks import Block, Column, Lines, Paragraph, Prose, Row, Run, Section, Summary, Table
from lineage.summary.life.compare import AnswerChange, Difference
from lineage.summary.life.facts import HEAD
from lineage.summary.life.meaning import Entry, said
from lineage.summary.life.told import NOUNS, unlisted
from lineage.summary.prose import capital, counted, plain, sentence

_SHOWN: Final = 40
"""Lines of one cell that are printed before the rest is counted."""


def with_changes(summary: Summary, found: Difference) -> Summary:
    """The document with one more section at the end of its annex. ``found`` compares an earlier one with this one.

    A document may be for readers who get only some of the questions; they get the changes of those.
    """
    letter = chr(ord("A") + len(summary.annex.sections))
    asked = {field.number for field in summary.fields()}
    whole = all(number in asked for number, question in found.new.printed.items() if question.anchor)
    if not whole:
        kept = tuple(change for change in found.answers if change.question.number in asked)
        found = dataclasses.replace(found, answers=kept, records=None, unlisted=0)
    section = changes_since(letter, found, whole=whole)
    annex = dataclasses.replace(summary.annex, sections=(*summary.annex.sections, section))
    return dataclasses.replace(summary, annex=annex)


def changes_since(letter: str, found: Difference, *, whole: bool = True) -> Section:
    """What differs from an earlier version: answer by answer, then how many records. Records are counted, not named:
    some of those that answers come from are not to be named in print. Where the document is not ``whole``, it says
    that only public records were compared."""
    old = found.old
    called = f"version {old.version}" if old.version else "the earlier version"
    updated = f", last updated {old.updated}" if old.updated else ""
    lead = f"Compared with {called}{updated} (SHA-256 of its file: {old.sha256}). Another order is no change."
    if not whole:
        lead += " Records that are not public were not compared."
    body: list[Block] = [Prose((sentence(lead),))]
    if found.answers:
        columns = (Column("Number"), Column("Question"), Column("Earlier"), Column("Now"))
        rows = tuple(map(_row, found.answers))
        body.append(Table("Answers that changed", columns, rows))
    else:
        body.append(Prose((sentence("No answer changed."),)))
    if found.records:
        body.append(_counts(found))
    if found.unlisted:
        body.append(Prose((sentence(unlisted(found.unlisted)),)))
    return Section(letter, f"Changes since {called}", anchor(letter), body=tuple(body))


def _row(change: AnswerChange) -> Row:
    question = change.question
    number = question.number if question.anchor else "Head"
    old = (*change.went, *(pair.old for pair in change.changed))
    new = (*change.appeared, *(pair.new for pair in change.changed))
    earlier = "not asked" if change.old is None else "nothing besides" if new else "nothing"
    now = "no longer asked" if change.new is None else "nothing besides" if old else "nothing"
    cells = (plain(number), plain(question.label), _cell(old, earlier), _cell(new, now))
    target = question.anchor if question.anchor and change.new is not None else None
    return Row(cells, target=target)


def _cell(entries: Sequence[Entry], otherwise: str) -> tuple[Block, ...]:
    lines = list(_lines(entries))
    shown = [*lines[:_SHOWN], *([counted(len(lines) - _SHOWN, "further line")] if len(lines) > _SHOWN else [])]
    return (Lines(tuple(Paragraph((Run(line),)) for line in shown or [otherwise])),)


def _lines(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from said(entry)


def _counts(found: Difference) -> Table:
    numbers = Counter((change.kind, change.status) for change in found.records or ())
    rows = [
        Row(
            (
                plain("The manifest itself" if kind == HEAD else capital(NOUNS.get(kind, f"{kind}s"))),
                *(plain(str(numbers[kind, status])) for status in ("added", "removed", "changed")),
            )
        )
        for kind in dict.fromkeys(kind for kind, _ in numbers)
    ]
    columns = (Column("Records"), Column("Added"), Column("Removed"), Column("Changed"))
    return Table("Records of the manifest that changed", columns, tuple(rows))
