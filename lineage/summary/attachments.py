"""Lists that are too long to print: cut in documents, and whole in files beside them that a spreadsheet opens.

A page of a hundred thousand rows cannot be opened by anybody. Documents print the first rows, count the others and name
the file that has all of them, with its digest. The JSON form is never cut.

The files are CSV (RFC 4180) in UTF-8. A cell that a spreadsheet would compute as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lineage.summary.blocks import (
    Block,
    Choices,
    Field,
    Figure,
    Item,
    Items,
    Lines,
    Paragraph,
    Prose,
    Row,
    Run,
    Section,
    Statement,
    Summary,
    Table,
)
from lineage.summary.prose import sentence
from lineage.summary.speech import say, say_counted, speaking, together

SHOWN: Final = 500
"""How many entries of a list, rows of a table, lines or paragraphs are printed before the rest is counted."""
LONGEST: Final = 20_000
"""How many characters of one paragraph are printed; a book is 500,000."""
_ROOM: Final = 400
"""How many of these what is said of the rest may take, in any language: a document that is cut is short enough."""
_IN_JSON: Final = "The JSON form of this document has all of them."
_IN_FILE: Final = "The file {name} beside this document has all {number}; its SHA-256 is {digest}."
_TITLE: Final = 400
"""How many characters of the names that a document is about are printed in its title."""
_COMPUTED: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet takes for a formula; in wide letters too, which some take for the others."""
_BLANKS: Final = " \u00a0"
_SUSPECT: Final = frozenset((*_COMPUTED, *_BLANKS))


@dataclass(frozen=True, slots=True)
class Attached:
    """A list in a file of its own."""

    name: str
    content: bytes
    sha256: str


def table_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV, with a row of headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([harmless(cell) if cell[:1] in _SUSPECT else cell for cell in row] for row in rows)
    return text.getvalue().encode("utf-8")


def harmless(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet would compute it. Blanks in front hide nothing."""
    if cell[:1] not in _SUSPECT:
        return cell
    return f"'{cell}" if cell.lstrip(_BLANKS).startswith(_COMPUTED) else cell


def abridged(summary: Summary, stem: str | None = None) -> tuple[Summary, tuple[Attached, ...]]:
    """The document with its long lists cut, and the files that hold them whole.

    ``stem`` begins the names of the files, as ``aurora`` does for ``aurora.2.3.h.csv``; without it there are none, and
    the document speaks of its JSON form instead. A document that is short enough is returned as it is.
    """
    cutter = _Cutter(stem)
    with speaking(summary.voice):
        head = tuple(map(cutter.field, summary.head))
        sections = tuple(map(cutter.section, summary.sections))
        annex = cutter.section(summary.annex)
    subject = summary.subject
    if len(subject) > _TITLE:
        subject = f"{subject[: _TITLE - 1].rstrip()}…"
        cutter.cuts += 1
    if not cutter.cuts:
        return summary, ()
    short = dataclasses.replace(summary, subject=subject, head=head, sections=sections, annex=annex)
    return short, tuple(cutter.files)


class _Cutter:
    """Cuts one document. Whatever is short enough stays the same object."""

    def __init__(self, stem: str | None) -> None:
        self.stem = stem
        self.files: list[Attached] = []
        self.cuts = 0
        self._names: dict[str, int] = {}
        self._place = ""

    def section(self, section: Section) -> Section:
        self._place = section.anchor
        body = self.blocks(section.body)
        fields = tuple(map(self.field, section.fields))
        return dataclasses.replace(
            section, body=body, fields=fields, sections=tuple(map(self.section, section.sections))
        )

    def field(self, field: Field) -> Field:
        self._place = field.number or field.anchor
        return dataclasses.replace(field, answer=self.blocks(field.answer))

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(part for block in blocks for part in self._block(block))

    def _block(self, block: Block) -> Iterator[Block]:
        match block:
            case Items(items, heading):
                kept = tuple(self._item(item) for item in items[:SHOWN])
                yield Items(kept, heading)
                if len(items) > SHOWN:
                    yield self._rest(len(items), *_of_items(items))
            case Prose(paragraphs) | Lines(paragraphs):
                yield type(block)(tuple(map(self._paragraph, paragraphs[:SHOWN])))
                if len(paragraphs) > SHOWN:
                    yield self._rest(len(paragraphs), (say("Entry"),), ((line.text,) for line in paragraphs))
            case Table():
                table, rest = self._table(block)
                yield table
                yield from rest
            case Figure():
                table, rest = self._table(block.table)
                yield dataclasses.replace(block, table=table)
                yield from rest
            case Statement():
                yield dataclasses.replace(block, note=self._said(block.note))
            case Choices():
                yield block

    def _table(self, table: Table) -> tuple[Table, list[Block]]:
        rows = tuple(dataclasses.replace(row, cells=tuple(map(self.blocks, row.cells))) for row in table.rows[:SHOWN])
        rest: list[Block] = []
        if len(table.rows) > SHOWN:
            heads = tuple(column.heading for column in table.columns)
            rest.append(self._rest(len(table.rows), heads, map(_of_row, table.rows)))
        return dataclasses.replace(table, rows=rows), rest

    def _item(self, item: Item) -> Item:
        return Item(self._said(item.paragraphs))

    def _said(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """What is said about one thing. Nobody lists there, so this is cut without a file."""
        if len(paragraphs) <= SHOWN:
            return tuple(map(self._paragraph, paragraphs))
        self.cuts += 1
        kept = tuple(map(self._paragraph, paragraphs[: SHOWN - 1]))  # with what is said of the rest, no more than that
        words = self._unprinted(len(paragraphs) - len(kept))
        return (*kept, sentence(together(f"{words} {say(_IN_JSON)}", words)))

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        length = sum([len(run.text) for run in paragraph.runs])
        if length <= LONGEST:
            return paragraph
        self.cuts += 1
        left, kept = LONGEST - _ROOM, list[Run]()
        for run in paragraph.runs:
            # A link that is cut short would lead elsewhere.
            kept.append(run if len(run.text) <= left else Run(run.text[:left], lang=run.lang))
            left -= len(kept[-1].text)
            if not left:
                break
        words = say_counted(
            length - LONGEST + _ROOM,
            " … ({number} further character; the JSON form of this document has all of them)",
            " … ({number} further characters; the JSON form of this document has all of them)",
        )
        return Paragraph((*kept, *sentence(words).runs), paragraph.pointers)

    def _rest(self, total: int, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Prose:
        """What is said below a list that is cut; the whole list goes into a file."""
        self.cuts += 1
        words = self._unprinted(total - SHOWN)
        if self.stem is None:
            return Prose((sentence(together(f"{words} {say(_IN_JSON)}", words)),))
        count = self._names[self._place] = self._names.get(self._place, 0) + 1
        name = f"{self.stem}.{self._place}{f'-{count}' if count > 1 else ''}.csv"
        content = table_of(heads, rows)
        self.files.append(Attached(name, content, hashlib.sha256(content).hexdigest()))
        digest = self.files[-1].sha256
        whole = say(_IN_FILE, name=name, number=total, digest=digest)
        return Prose((sentence(together(f"{words} {whole}", words, whole)),))

    @staticmethod
    def _unprinted(rest: int) -> str:
        return say_counted(rest, "{number} further entry is not printed.", "{number} further entries are not printed.")


def _of_items(items: tuple[Item, ...]) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    if all(len(item.paragraphs) == 1 for item in items):
        return (say("Entry"),), ((item.paragraphs[0].text,) for item in items)
    rows = ((item.paragraphs[0].text, "\n".join([said.text for said in item.paragraphs[1:]])) for item in items)
    return (say("Entry"), say("Details")), rows


def _of_row(row: Row) -> list[str]:
    return [_of_cell(cell) for cell in row.cells]


def _of_cell(cell: tuple[Block, ...]) -> str:
    if len(cell) == 1 and isinstance(cell[0], Lines) and len(cell[0].lines) == 1:
        return cell[0].lines[0].text  # as nearly all are
    return "\n".join(_words(cell))


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Prose(paragraphs) | Lines(paragraphs):
                yield from (paragraph.text for paragraph in paragraphs)
            case Items(items, heading):
                yield from (heading.text,) if heading else ()
                yield from (paragraph.text for item in items for paragraph in item.paragraphs)
            case Choices(options):
                yield from (option.label for option in options if option.chosen)
            case Statement():
                yield block.text
                yield from (paragraph.text for paragraph in block.note)
            case Table() | Figure():
                table = block if isinstance(block, Table) else block.table
                yield from (text for row in table.rows for text in _of_row(row))
