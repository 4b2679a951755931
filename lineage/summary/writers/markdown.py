"""A summary as Markdown (CommonMark with tables), for model cards and pull requests.

Nothing that a manifest says can become markup: every value is escaped, links are written ``<https://…>``, no HTML is
written at all. Ticks are characters: ☒ and ☐.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from lineage.markup import escape
from lineage.summary.attachments import abridged
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
    Section,
    Statement,
    Summary,
    Table,
)
from lineage.summary.speech import say, speaking

_TICK: Final = {True: "☒", False: "☐"}
_BREAK: Final = "\\\n"
_IN_CELL: Final = " · "


def write_markdown(summary: Summary) -> str:
    """The summary as Markdown text, with a line break at the end."""
    summary, _ = abridged(summary)
    with speaking(summary.voice):
        about = f"{escape(say('For:'))} {escape(summary.subject)}"
    chunks = [f"# {escape(summary.title)}", escape(summary.subtitle), about]
    chunks += [f"> {_line(notice)}" for notice in summary.notices]
    for field in summary.head:
        chunks += _field(field)
    for section in (*summary.sections, summary.annex):
        chunks += _section(section, 2)
    return "\n\n".join(chunks) + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    number = f"{section.number}. " if section.number and section.number != "Annex" else ""
    yield f"{'#' * level} {number}{escape(section.heading)}"
    if section.help:
        yield escape(section.help)
    for block in section.body:
        yield from _block(block)
    for field in section.fields:
        yield from _field(field)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _field(field: Field) -> Iterator[str]:
    if not field.wide:
        yield f"**{escape(field.label)}**"
    for block in field.answer:
        yield from _block(block)
    if field.footnote:
        yield escape(field.footnote)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Prose(paragraphs):
            yield from map(_line, paragraphs)
        case Lines(lines):
            yield _BREAK.join(map(_line, lines))
        case Items(items, heading):
            if heading:
                yield _line(heading)
            yield "\n".join(map(_item, items))
        case Choices():
            yield _ticks(block)
        case Statement():
            yield escape(block.text)
            yield from map(_line, block.note)
        case Table():
            yield _table(block)
        case Figure():
            # Markdown holds no picture of its own; the table has all of its data.
            yield f"**{escape(block.title)}**"
            yield escape(block.description)
            yield _table(block.table)
        case _:
            assert_never(block)


def _item(item: Item) -> str:
    return "- " + f"{_BREAK}  ".join(map(_line, item.paragraphs))


def _ticks(choices: Choices, between: str = " ") -> str:
    return between.join(f"{_TICK[option.chosen]} {escape(option.label)}" for option in choices.options)


def _table(table: Table) -> str:
    heads = [
        f"{escape(column.heading)}{_IN_CELL}{escape(column.help)}" if column.help else escape(column.heading)
        for column in table.columns
    ]
    rows = [heads, ["---"] * len(heads), *([_cell(cell) for cell in row.cells] for row in table.rows)]
    return f"{escape(table.caption)}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(blocks: Iterable[Block]) -> str:
    """Blocks on one line: a cell cannot hold more."""
    return _IN_CELL.join(words for block in blocks for words in _cell_words(block))


def _cell_words(block: Block) -> Iterator[str]:
    match block:
        case Prose(paragraphs) | Lines(paragraphs):
            yield from map(_line, paragraphs)
        case Items(items, heading):
            yield from map(_line, (heading,) if heading else ())
            yield from (_line(paragraph) for item in items for paragraph in item.paragraphs)
        case Choices():
            yield _ticks(block, _IN_CELL)
        case Statement():
            yield escape(block.text)
            yield from map(_line, block.note)
        case Table(_, _, rows):
            yield from (_cell(cell) for row in rows for cell in row.cells)
        case Figure():
            yield from (escape(block.title), escape(block.description), _cell((block.table,)))
        case _:
            assert_never(block)


def _line(paragraph: Paragraph) -> str:
    """A paragraph on one line; links as autolinks."""
    words = ""
    for run in paragraph.runs:
        if run.link:
            words += f"<{run.text}>"
        else:
            # Only the first run stands at the start of a line.
            escaped = escape(run.text) if not words else escape("x" + run.text)[1:]
            lead = " " if run.text[:1] == " " and words else ""
            tail = " " if run.text[-1:] == " " else ""
            words += f"{lead}{escaped.strip()}{tail}"
    return words.strip()
