"""The content of a summary as readers of each format see it: one list of texts, without what only dresses them.

A reader keeps the order of its format. What it leaves out is named in it: the contents, the headings of a form's
columns and its column of sources, which some formats print and others do not.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt

from tests.summary.pdf_reader import Element, open_pdf, structure

_FORM = "QuestionAnswerSource"


def squeezed(texts: Iterator[str] | list[str]) -> str:
    """Characters in order, without spaces; the middle dot stands between lines where a format has one line only."""
    return re.sub(r"[\s·]", "", "".join(texts))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[bool] = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass  # <br />: holds no text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("meta", "br", "col", "path", "rect", "line"):
            return
        classes = (dict(attrs).get("class") or "").split()
        dressing: object = tag in ("head", "nav", "footer", "svg") or {"hidden", "skip", "source"}.intersection(classes)
        self.open.append(bool(dressing))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.found.append(data)


def from_html(page: str) -> str:
    reader = _Page()
    reader.feed(page)
    return squeezed(reader.found)


def from_markdown(source: str) -> str:
    text = from_html(MarkdownIt("commonmark").enable("table").render(source))
    return text.replace("For:", "", 1)


def from_json(source: str) -> str:
    return squeezed(_whole(json.loads(source)))


def fields(source: str) -> Iterator[tuple[str, str]]:
    """Number, and question with answer, of every field."""
    data = json.loads(source)

    def inside(section: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield from section["fields"]
        for inner in section["sections"]:
            yield from inside(inner)

    for field in (*data["head"], *(field for section in data["sections"] for field in inside(section))):
        yield field["number"], squeezed(_field(field))


def _whole(data: dict[str, Any]) -> Iterator[str]:
    yield from (data["title"], data["subtitle"], data["subject"])
    yield from (notice["text"] for notice in data["notices"])
    for field in data["head"]:
        yield from _field(field)
    for section in (*data["sections"], data["annex"]):
        yield from _section(section)


def _section(section: dict[str, Any]) -> Iterator[str]:
    yield f"{section['number']}. " if section["number"] not in ("", "Annex") else ""
    yield section["heading"]
    yield section["help"] or ""
    for block in section["body"]:
        yield from _block(block)
    for field in section["fields"]:
        yield from _field(field)
    for inner in section["sections"]:
        yield from _section(inner)


def _field(field: dict[str, Any]) -> Iterator[str]:
    if not _is_wide(field):
        yield field["label"]
    for block in field["answer"]:
        yield from _block(block)
    yield field["footnote"] or ""


def _is_wide(field: dict[str, Any]) -> bool:
    return bool(field["number"] == "1.3.a-c")


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "prose":
            yield from (part["text"] for part in block["paragraphs"])
        case "lines":
            yield from (part["text"] for part in block["lines"])
        case "items":
            yield block["heading"]["text"] if block["heading"] else ""
            yield from (part["text"] for item in block["items"] for part in item)
        case "choices":
            for option in block["options"]:
                yield ("☒" if option["chosen"] else "☐") + option["label"]
        case "statement":
            yield block["text"]
            yield from (part["text"] for part in block["note"])
        case "table":
            yield block["caption"]
            for column in block["columns"]:
                yield from (column["heading"], column["help"] or "")
            for row in block["rows"]:
                for cell in row["cells"]:
                    for inner in cell:
                        yield from _block(inner)
        case "figure":
            yield from (block["title"], block["description"])
            yield from _block(block["table"])
        case other:
            raise AssertionError(other)


def from_docx(data: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(data))
    return squeezed(_docx(document.iter_inner_content()))


def _docx(parts: Any) -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    for part in parts:
        if isinstance(part, Paragraph):
            if part.style is None or part.style.name != "Source":
                yield part.text
            continue
        is_form = part.style.name == "Summary Form"
        for row in part.rows[1:] if is_form else part.rows:
            for cell in row.cells[:2] if is_form else row.cells:
                yield from _docx(cell.iter_inner_content())


def from_pdf(data: bytes) -> str:
    return squeezed(_pdf(structure(open_pdf(data))))


def _pdf(element: Element) -> Iterator[str]:
    inside = [part for part in element.inside if isinstance(part, Element)]
    is_form = element.kind == "Table" and element.text().startswith(_FORM)
    source = element.kind == "Link" and re.fullmatch(r"[0-9.]+[a-z](-[a-z])?", element.text())
    contents = element.kind == "TOC" or (element.kind == "H1" and element.text() == "Contents")
    if contents or source or element.kind in ("Lbl", "Figure"):
        return
    if is_form:
        for row in (row for part in inside if part.kind == "TBody" for row in part.inside):
            assert isinstance(row, Element)
            for cell in row.inside[:2]:
                assert isinstance(cell, Element)
                yield from _pdf(cell)
        return
    for part in element.inside:
        if isinstance(part, str):
            yield part
        elif element.kind == "TD" and part.kind == "Link":
            yield part.text()  # the first cell of a row in the annex, which leads to its question
        else:
            yield from _pdf(part)
