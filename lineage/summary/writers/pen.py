"""What is put on the pages of a Word document: paragraphs, links, marks, tables and pictures, as OOXML wants them.

python-docx keeps the package; links, bookmarks, languages and text alternatives it does not know, so all content is
written here as elements. A pen serves one document and numbers what needs a number in the order of writing, so the same
content gives the same file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from lineage.summary.blocks import Paragraph
from lineage.summary.writers.paper import shown

if TYPE_CHECKING:
    from docx.document import Document

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

LINE_WIDTH: Final = 9638
"""The width between the margins of the page, in twentieths of a point."""


def element(name: str, /, **attributes: str | int) -> Element:
    """An element such as ``w:p``; attributes are of WordprocessingML."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


class Pen:
    """Writes into one document. A place is its body or a cell of a table."""

    def __init__(self, document: Document) -> None:
        self.part = document.part
        self.body: Element = document.element.body
        self.lang: str | None = None  # of all that is written, where it is not that of the document
        self._end: Element = self.body.sectPr
        self._marks: dict[str, int] = {}
        self._links: dict[str, str] = {}

    def put(self, place: Element, thing: Element) -> Element:
        """A paragraph or a table at the end of a place. Tables that touch would become one."""
        if place is not self.body:
            place.append(thing)
            return thing
        before = self._end.getprevious()
        if before is not None and before.tag == thing.tag and thing.tag.endswith("}tbl"):
            self.line(place)
        self._end.addprevious(thing)
        return thing

    def line(self, place: Element, style: str | None = None) -> Element:
        """A new paragraph at the end of a place."""
        line = element("w:p")
        if style:
            properties = element("w:pPr")
            properties.append(element("w:pStyle", val=style))
            line.append(properties)
        return self.put(place, line)

    def write(self, line: Element, text: str, style: str | None = None, *, lang: str | None = None) -> None:
        """Text in a character style, in a language of its own, and from right to left where it starts so."""
        line.append(_run(text, style, lang or self.lang))

    def words(self, line: Element, paragraph: Paragraph) -> None:
        """The runs of a paragraph of the summary; addresses are links."""
        for run in paragraph.runs:
            if run.link:
                self._link(line, run.text)
            else:
                self.write(line, run.text, lang=run.lang)

    def break_line(self, line: Element) -> None:
        """What follows stands on the next line of the same paragraph."""
        run = element("w:r")
        run.append(element("w:br"))
        line.append(run)

    def _link(self, line: Element, address: str) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        if address not in self._links:
            self._links[address] = self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = element("w:hyperlink", history=1)
        link.set(qn("r:id"), self._links[address])
        link.append(_run(address, "Hyperlink"))
        line.append(link)

    def lead(self, line: Element, text: str, anchor: str, style: str | None = None) -> None:
        """Text that leads to another place of the document."""
        link = element("w:hyperlink", anchor=self._mark(anchor)[0], history=1)
        link.append(_run(text, style))
        line.append(link)

    def mark(self, where: Element, anchor: str) -> None:
        """A place that can be led to: in a paragraph, or between those of a body or a cell."""
        name, number = self._mark(anchor)
        add = self._end.addprevious if where is self.body else where.append
        add(element("w:bookmarkStart", id=number, name=name))
        add(element("w:bookmarkEnd", id=number))

    def _mark(self, anchor: str) -> tuple[str, int]:
        """The name of a bookmark, for which Word takes 40 letters, digits and low lines, and its number."""
        number = self._marks.setdefault(anchor, len(self._marks) + 1)
        return f"place_{number}", number

    def table(self, place: Element, style: str, caption: str, shares: Sequence[float]) -> Element:
        """A table without rows. Its caption is also told to screen readers."""
        table = element("w:tbl")
        properties, grid = element("w:tblPr"), element("w:tblGrid")
        properties.append(element("w:tblStyle", val=style))
        properties.append(element("w:tblW", w=5000, type="pct"))
        properties.append(element("w:tblLayout", type="fixed"))
        properties.append(
            element("w:tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1)
        )
        properties.append(element("w:tblCaption", val=shown(caption)))
        for share in shares:
            grid.append(element("w:gridCol", w=round(LINE_WIDTH * share)))
        table.extend([properties, grid])
        return self.put(place, table)

    def row(self, table: Element, *, heads: bool = False, cut: bool = False) -> list[Element]:
        """The empty cells of a new row. A row of headings is repeated on every page; a row may be ``cut`` by a page's
        end or moves to the next page as a whole."""
        row, properties = element("w:tr"), element("w:trPr")
        if heads or not cut:
            properties.append(element("w:cantSplit"))
        if heads:
            properties.append(element("w:tblHeader"))
        if len(properties):
            row.append(properties)
        cells = []
        for column in table.tblGrid.gridCol_lst:
            cell, about = element("w:tc"), element("w:tcPr")
            about.append(element("w:tcW", w=column.w.twips, type="dxa"))
            cell.append(about)
            row.append(cell)
            cells.append(cell)
        table.append(row)
        return cells

    def close(self, cell: Element) -> None:
        """Word wants a paragraph at the end of every cell."""
        if not cell[-1].tag.endswith("}p"):
            self.line(cell)


def _run(text: str, style: str | None = None, lang: str | None = None) -> Element:
    from docx.oxml.ns import qn

    run, properties, inside = element("w:r"), element("w:rPr"), element("w:t")
    if style:
        properties.append(element("w:rStyle", val=style))
    if _starts_from_the_right(text):
        properties.append(element("w:rtl"))
    if lang:
        properties.append(element("w:lang", val=lang, eastAsia=lang, bidi=lang))
    if len(properties):
        run.append(properties)
    inside.text = shown(text)
    inside.set(qn("xml:space"), "preserve")
    run.append(inside)
    return run


def _starts_from_the_right(text: str) -> bool:
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
