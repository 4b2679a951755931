"""A summary as a Word document that a lawyer can go on with: headings, tables and lists are Word's own.

There are no text boxes, no macros and no fields but the page numbers. Its look is in the styles of ``word/styles.xml``.
Every value is text: nothing in it becomes markup or a field, and only ``http`` and ``https`` addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final, assert_never

from lineage.summary.attachments import abridged
from lineage.summary.blocks import (
    Block,
    Choices,
    Field,
    Figure,
    Items,
    Lines,
    Paragraph,
    Prose,
    Row,
    Section,
    Statement,
    Summary,
    Table,
    parts,
)
from lineage.summary.speech import say, speaking
from lineage.summary.writers import extras
from lineage.summary.writers.columns import is_tall, shares
from lineage.summary.writers.pen import Element, Pen, element
from lineage.summary.writers.titles import heading

if TYPE_CHECKING:
    from docx.document import Document

_TICK: Final = {True: "☒", False: "☐"}
_FORM: Final = (0.30, 0.60, 0.10)
"""Parts of the width for a question, its answer and its source."""
_WORDS_OF_FORM: Final = ("Question", "Answer", "Source")
_DEEPEST: Final = 4
"""The deepest level of headings that has a style."""
_APART: Final = "\u2003"


def write_docx(summary: Summary, *, made: datetime) -> bytes:
    """The summary as the bytes of a DOCX file, which bears the date ``made``.

    Raises ``MissingLibrary`` where python-docx is not installed, or Typst for a summary with pictures.
    """
    extras.load("docx", "docx", "writing DOCX")
    from lineage.summary.writers import package

    summary, _ = abridged(summary)
    document = package.empty(summary, made)
    with speaking(summary.voice):
        _Writer(Pen(document), summary).everything()
    _number_pages(document, summary)
    return package.content_of(document, made)


class _Writer:
    """Writes the blocks of one summary."""

    def __init__(self, pen: Pen, summary: Summary) -> None:
        self.pen = pen
        self.summary = summary
        self.pictures = 0
        self.text: str | None = None  # the style of plain paragraphs
        found = (part.anchor for part in parts(summary) if isinstance(part, Section | Field | Row))
        self.anchors = frozenset(anchor for anchor in found if anchor)

    def everything(self) -> None:
        pen, summary, body = self.pen, self.summary, self.pen.body
        pen.write(pen.line(body, "Title"), summary.title)
        pen.write(pen.line(body, "Subtitle"), summary.subtitle)
        pen.write(pen.line(body, "Subject"), summary.subject)
        for notice in summary.notices:
            pen.words(pen.line(body, "Notice"), notice)
        if summary.notices:
            pen.line(body)
        if summary.head:
            self.form(say("Version and date"), summary.head)
        for section in summary.sections:
            self.section(section, 1)
        self.text = "AnnexText"
        self.section(summary.annex, 1, on_a_new_page=True)

    def section(self, section: Section, level: int, *, on_a_new_page: bool = False) -> None:
        pen, body = self.pen, self.pen.body
        line = pen.line(body, f"Heading{min(level, _DEEPEST)}")
        if on_a_new_page:
            line.pPr.append(element("w:pageBreakBefore"))
        pen.mark(line, section.anchor)
        pen.write(line, heading(section))
        if section.help:
            pen.write(_kept(pen.line(body, "Help")), section.help)
        for block in section.body:
            self.block(body, block)
        for field in section.fields:
            if field.wide:
                self.answer(body, field)
                self.source(_to_the_right(pen.line(body, "Source")), field)
        narrow = [field for field in section.fields if not field.wide]
        if narrow:
            self.form(heading(section), narrow)
        for inner in section.sections:
            self.section(inner, level + 1)

    def form(self, caption: str, fields: Iterable[Field]) -> None:
        pen = self.pen
        table = pen.table(pen.body, "SummaryForm", caption, _FORM)
        for cell, word in zip(pen.row(table, heads=True), _WORDS_OF_FORM, strict=True):
            pen.write(_kept(pen.line(cell, "Help")), say(word))
        for field in fields:
            question, answer, source = pen.row(table, cut=is_tall(field.answer))
            line = pen.line(question)
            pen.mark(line, field.anchor)
            pen.write(line, field.label)
            self.answer(answer, field)
            pen.close(answer)
            self.source(pen.line(source, "Source"), field)

    def answer(self, place: Element, field: Field) -> None:
        if field.wide:
            self.pen.mark(place, field.anchor)
        for block in field.answer:
            self.block(place, block)
        if field.footnote:
            self.pen.write(self.pen.line(place, "Help"), field.footnote)

    def source(self, line: Element, field: Field) -> None:
        if field.source in self.anchors and field.source:
            self.pen.lead(line, field.number, field.source)

    def block(self, place: Element, block: Block, *, in_table: bool = False) -> None:
        pen = self.pen
        match block:
            case Prose(paragraphs):
                for paragraph in paragraphs:
                    pen.words(pen.line(place, self.text), paragraph)
            case Lines(lines):
                line = pen.line(place, self.text)
                for number, paragraph in enumerate(lines):
                    if number:
                        pen.break_line(line)
                    pen.words(line, paragraph)
            case Items():
                self.items(place, block)
            case Choices():
                self.choices(place, block, stacked=in_table)
            case Statement():
                pen.write(pen.line(place, "Statement"), block.text)
                for paragraph in block.note:
                    pen.words(pen.line(place, self.text), paragraph)
            case Table():
                self.table(place, block)
            case Figure():
                self.figure(place, block)
            case _:
                assert_never(block)

    def items(self, place: Element, items: Items) -> None:
        pen = self.pen
        if items.heading:
            pen.words(pen.line(place, "Group"), items.heading)
        for item in items.items:
            first, *rest = item.paragraphs
            pen.words(pen.line(place, "ListBullet"), first)
            for paragraph in rest:
                pen.words(pen.line(place, "ListContinue"), paragraph)

    def choices(self, place: Element, choices: Choices, *, stacked: bool) -> None:
        """In a form all options stand on one line, in a table each on its own."""
        line = None if stacked else self.pen.line(place, self.text)
        for number, option in enumerate(choices.options):
            where = self.pen.line(place, self.text) if line is None else line
            if number and line is not None:
                self.pen.write(where, _APART)
            self.pen.write(where, _TICK[option.chosen], "Box")
            self.pen.write(where, f" {option.label}", "Strong" if option.chosen else None)

    def table(self, place: Element, table: Table) -> None:
        pen = self.pen
        pen.write(pen.line(place, "Caption"), table.caption)
        made = pen.table(place, "SummaryData", table.caption, shares(table))
        for cell, column in zip(pen.row(made, heads=True), table.columns, strict=True):
            pen.write(_kept(pen.line(cell, self.text)), column.heading)
            if column.help:
                pen.write(_kept(pen.line(cell, "Help")), column.help)
        for row in table.rows:
            self.row(pen.row(made, cut=is_tall(*row.cells)), row)
        pen.line(place, "Spacer")

    def row(self, cells: list[Element], row: Row) -> None:
        for number, (cell, blocks) in enumerate(zip(cells, row.cells, strict=True)):
            if number == 0 and row.anchor:
                self.pen.mark(cell, row.anchor)
            if number == 0 and row.target in self.anchors and row.target:
                self.pen.lead(self.pen.line(cell, self.text), " ".join(_texts(blocks)), row.target)
            else:
                for block in blocks:
                    self.block(cell, block, in_table=True)
            self.pen.close(cell)

    def figure(self, place: Element, figure: Figure) -> None:
        from lineage.summary.writers.picture import draw

        self.pictures += 1
        self.pen.lang = figure.lang
        self.pen.write(self.pen.line(place, "Caption"), figure.title)
        self.pen.write(_kept(self.pen.line(place, self.text)), figure.description)
        draw(self.pen, place, figure, self.pictures)
        self.table(place, figure.table)
        self.pen.lang = None


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    return (part.text for part in parts(blocks) if isinstance(part, Paragraph | Statement))


def _kept(line: Element) -> Element:
    """A paragraph that stays on the page of what follows."""
    line.get_or_add_pPr().append(element("w:keepNext"))
    return line


def _to_the_right(line: Element) -> Element:
    line.get_or_add_pPr().append(element("w:jc", val="right"))
    return line


def _number_pages(document: Document, summary: Summary) -> None:
    """The title, and the number of the page, at the foot of every page. These are the only fields."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    pen = Pen(document)
    line = footer.paragraphs[0]._p
    line.get_or_add_pPr().append(element("w:pStyle", val="Footer"))
    pen.write(line, summary.title)
    run = element("w:r")
    run.append(element("w:tab"))
    line.append(run)
    for between, field in (("", "PAGE"), (" / ", "NUMPAGES")):
        if between:
            pen.write(line, between)
        number = element("w:fldSimple", instr=field)
        pen.write(number, "1")
        line.append(number)
