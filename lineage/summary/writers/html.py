"""A summary as one HTML file: no script, no other file, nothing fetched; readable by screen readers and in print.

The only markup is what is written here: every value is escaped, hidden characters are spelt out, and a policy in the
file's head allows its one style sheet, by digest, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Final, assert_never

from lineage.picture.svg import STYLE, without_style
from lineage.summary.attachments import abridged
from lineage.summary.blocks import (
    Block,
    Choices,
    Field,
    Figure,
    Items,
    Lines,
    Option,
    Paragraph,
    Prose,
    Row,
    Section,
    Statement,
    Summary,
    Table,
)
from lineage.summary.speech import say, speaking
from lineage.visible import one_line

_TICK: Final = {True: "☒", False: "☐"}
_SAID: Final = {True: "selected", False: "not selected"}
_COLUMNS: Final = ("Question", "Answer", "Source")
"""The headings of a form."""


def write_html(summary: Summary) -> str:
    """The summary as an HTML document, with a line break at the end."""
    summary, _ = abridged(summary)
    with speaking(summary.voice):
        return "\n".join(_document(summary)) + "\n"


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet of the page and of the pictures in it."""
    return files("lineage.summary.writers").joinpath("style.css").read_text("utf-8").strip() + f"\n{STYLE}"


def _text(text: str) -> str:
    return escape(one_line(text), quote=True)


def _document(summary: Summary) -> Iterator[str]:
    css = style()
    digest = base64.b64encode(hashlib.sha256(f"\n{css}\n".encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = f"{summary.title}: {summary.subject}"
    yield "<!doctype html>"
    yield f'<html lang="{_text(summary.language)}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_text(policy)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f'<meta name="description" content="{_text(f"{title}, {summary.subtitle}")}">'
    yield f"<title>{_text(title)}</title>"
    yield f"<style>\n{css}\n</style>\n</head>\n<body>"
    yield f'<a class="skip" href="#content">{_text(say("Skip to the content"))}</a>'
    yield from _header(summary)
    yield from _contents(summary)
    yield '<main id="content" tabindex="-1">'
    for section in (*summary.sections, summary.annex):
        yield from _section(section, 2)
    yield "</main>"
    made, end = say("Made from a manifest: see the {annex}.").split("{annex}")
    link = f'<a href="#{summary.annex.anchor}">{_text(say("Annex"))}</a>'
    yield f"<footer><p>{_text(made)}{link}{_text(end)}"
    yield "</p></footer>\n</body>\n</html>"


def _header(summary: Summary) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{_text(summary.title)}</h1>"
    yield f'<p class="subtitle">{_text(summary.subtitle)}</p>'
    yield f'<p class="subject">{_text(summary.subject)}</p>'
    if summary.notices:
        yield '<div class="notice" role="note">'
        yield from (f"<p>{_runs(notice)}</p>" for notice in summary.notices)
        yield "</div>"
    yield from _form(say("Version and date"), summary.head)
    yield "</header>"


def _contents(summary: Summary) -> Iterator[str]:
    yield f'<nav aria-label="{_text(say("Contents"))}">\n<ul>'
    for section in (*summary.sections, summary.annex):
        yield f'<li><a href="#{section.anchor}">{_heading(section)}</a>\n<ul>'
        for inner in section.sections:
            yield f'<li><a href="#{inner.anchor}">{_heading(inner)}</a></li>'
        yield "</ul></li>"
    yield "</ul>\n</nav>"


def _heading(section: Section) -> str:
    number = f"{section.number}. " if section.number and section.number != "Annex" else ""
    return _text(f"{number}{section.heading}")


def _section(section: Section, level: int) -> Iterator[str]:
    kind = ' class="annex"' if section.number == "Annex" else ""
    yield f'<section{kind} aria-labelledby="{section.anchor}">'
    yield f'<h{level} id="{section.anchor}" tabindex="-1">{_heading(section)}</h{level}>'
    if section.help:
        yield f'<p class="help">{_text(section.help)}</p>'
    for block in section.body:
        yield from _block(block)
    narrow = [field for field in section.fields if not field.wide]
    for field in section.fields:
        if field.wide:
            yield f'<div class="wide" id="{field.anchor}">'
            for block in field.answer:
                yield from _block(block)
            if field.footnote:
                yield f'<p class="footnote">{_text(field.footnote)}</p>'
            yield f'<p class="source">{_source(field)}</p>\n</div>'
    if narrow:
        yield from _form(f"{section.number}. {section.heading}", narrow)
    for inner in section.sections:
        yield from _section(inner, level + 1)
    yield "</section>"


def _form(caption: str, fields: Iterable[Field]) -> Iterator[str]:
    """Questions and answers as a table with a column for each and one for the source.

    Roles are explicit: narrow screens lay the cells out as blocks, and browsers then forget that it is a table.
    """
    yield f'<table class="form" role="table">\n<caption class="hidden">{_text(caption)}</caption>'
    yield '<colgroup><col class="question"><col><col class="where"></colgroup>'
    question, answer, source = (f'<th scope="col" role="columnheader">{_text(say(word))}</th>' for word in _COLUMNS)
    yield f'<thead class="hidden" role="rowgroup"><tr role="row">{question}'
    yield f"{answer}{source}</tr></thead>"
    yield '<tbody role="rowgroup">'
    for field in fields:
        yield f'<tr id="{field.anchor}" role="row"><th scope="row" role="rowheader">{_text(field.label)}</th>'
        yield '<td role="cell">'
        for block in field.answer:
            yield from _block(block)
        yield f'</td><td class="source" role="cell">{_source(field)}</td></tr>'
    yield "</tbody>\n</table>"


def _source(field: Field) -> str:
    """The link to the field's row in the annex of sources."""
    label = f'<span class="word">{_text(say("Source"))} </span>{_text(field.number)}'
    return f'<a href="#{field.source}">{label}</a>' if field.source else ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Prose(paragraphs):
            yield from (f"<p>{_runs(paragraph)}</p>" for paragraph in paragraphs)
        case Lines(lines):
            yield f"<p>{'<br>'.join(map(_runs, lines))}</p>"
        case Items(items, heading):
            if heading:
                yield f'<p class="group">{_runs(heading)}</p>'
            yield '<ul class="items">'
            for item in items:
                first, *rest = item.paragraphs
                more = "".join(f'<p class="more">{_runs(paragraph)}</p>' for paragraph in rest)
                yield f"<li><p>{_runs(first)}</p>{more}</li>"
            yield "</ul>"
        case Choices(options, exclusive):
            yield f'<ul class="choices{"" if exclusive else " several"}">'
            yield from map(_option, options)
            yield "</ul>"
        case Statement():
            yield f'<p class="statement">{_text(block.text)}</p>'
            yield from (f"<p>{_runs(paragraph)}</p>" for paragraph in block.note)
        case Table():
            yield from _table(block)
        case Figure():
            yield from _figure(block)
        case _:
            assert_never(block)


def _figure(figure: Figure) -> Iterator[str]:
    """A picture under its title and description, which can be scrolled where the page is narrow, and its data below.

    The data is open: a closed part would be missing in print.
    """
    title = _text(figure.title)
    lang = f' lang="{_text(figure.lang)}"' if figure.lang else ""
    yield f"<figure{lang}>\n<figcaption><h4>{title}</h4>\n<p>{_text(figure.description)}</p></figcaption>"
    yield f'<div class="view" tabindex="0" role="region" aria-label="Picture: {title}">'
    yield f"{without_style(figure.svg)}</div>"
    yield f"<details open><summary>{_text(figure.table.caption)}</summary>"
    yield from _table(figure.table, ' class="hidden"')
    yield "</details>\n</figure>"


def _option(option: Option) -> str:
    kind = ' class="chosen"' if option.chosen else ""
    box = f'<span class="box" aria-hidden="true">{_TICK[option.chosen]}</span>'
    return (
        f'<li{kind}>{box} {_text(option.label)}<span class="hidden"> ({_text(say(_SAID[option.chosen]))})</span></li>'
    )


def _table(table: Table, hidden: str = "") -> Iterator[str]:
    yield f'<table class="data" role="table">\n<caption{hidden}>{_text(table.caption)}</caption>'
    yield '<thead role="rowgroup"><tr role="row">'
    for column in table.columns:
        help_text = f'<span class="help">{_text(column.help)}</span>' if column.help else ""
        yield f'<th scope="col" role="columnheader">{_text(column.heading)}{help_text}</th>'
    yield '</tr></thead>\n<tbody role="rowgroup">'
    for row in table.rows:
        yield from _row(row, table)
    yield "</tbody>\n</table>"


def _row(row: Row, table: Table) -> Iterator[str]:
    anchor = f' id="{row.anchor}"' if row.anchor else ""
    yield f'<tr{anchor} role="row">'
    for position, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        inside = "".join(part for block in cell for part in _block(block))
        if position == 0:
            if row.target:
                inside = f'<a href="#{row.target}">{inside.removeprefix("<p>").removesuffix("</p>")}</a>'
            yield f'<th scope="row" role="rowheader">{inside}</th>'
        else:
            yield f'<td role="cell" data-label="{_text(column.heading)}">{inside}</td>'
    yield "</tr>"


def _runs(paragraph: Paragraph) -> str:
    words = ""
    for run in paragraph.runs:
        text = _text(run.text)
        if run.link:
            words += f'<a href="{text}" rel="noopener noreferrer nofollow">{text}</a>'
        elif run.lang:
            words += f'<span lang="{_text(run.lang)}" dir="auto">{text}</span>'
        else:
            words += text
    return words
