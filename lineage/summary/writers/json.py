"""A summary for programs: its blocks as JSON, keys in a fixed order, every place as a JSON Pointer.

The shape, version 1::

    {"format": "training-lineage-summary/1", "form", "title", "subtitle", "language", "subject",
     "notices": [paragraph], "head": [field], "sections": [section], "annex": section,
     "uses": {pointer: [number]}}

    section    {"number", "heading", "anchor", "help", "body": [block], "fields": [field], "sections": [section]}
    field      {"number", "label", "anchor", "source", "optional", "answer": [block], "footnote",
                "pointers": [pointer]}
    block      {"type": "prose", "paragraphs": [paragraph]}
               {"type": "lines", "lines": [paragraph]}
               {"type": "items", "heading": paragraph or null, "items": [[paragraph]]}
               {"type": "choices", "exclusive", "options": [{"label", "chosen", "pointers"}]}
               {"type": "statement", "kind", "text", "reason", "note": [paragraph], "missing", "pointers"}
               {"type": "table", "caption", "columns": [{"heading", "help"}],
                "rows": [{"anchor", "cells": [[block]]}]}
               {"type": "figure", "title", "description", "svg", "table": block, "pointers"}
    paragraph  {"text", "runs": [{"text", "link", "lang"}], "pointers"}

``kind`` is ``noInformation``, ``notApplicable``, ``withheld`` or ``none``. A pointer to a place
that the manifest does not have says where an answer would stand; where ``missing`` is true, all of them do. ``null``
means that a part does not exist. ``uses`` has the numbers of the fields that each record feeds.
"""

from __future__ import annotations

import io
import json
from itertools import islice
from typing import Any, Final, assert_never

from lineage.pointer import Pointer, to_text
from lineage.summary.blocks import (
    Block,
    Choices,
    Field,
    Figure,
    Items,
    Lines,
    Paragraph,
    Prose,
    Section,
    Statement,
    Summary,
    Table,
)
from lineage.summary.life.records import uses_as_data

FORMAT: Final = "training-lineage-summary/1"
_JOINED: Final = 65_536
"""How many pieces of JSON are put together at once."""


def write_json(summary: Summary) -> str:
    """The summary as JSON text in ASCII, with a line break at the end."""
    content = {
        "format": FORMAT,
        "form": summary.form,
        "title": summary.title,
        "subtitle": summary.subtitle,
        "language": summary.language,
        "subject": summary.subject,
        "notices": _paragraphs(summary.notices),
        "head": [_field(field) for field in summary.head],
        "sections": [_section(section) for section in summary.sections],
        "annex": _section(summary.annex),
        "uses": uses_as_data(summary),
    }
    return _text(content)


def _text(content: Any) -> str:
    """As ``json.dumps`` with an indent writes it, which first makes a list of all its pieces: of a large document,
    many millions of them."""
    pieces = json.JSONEncoder(indent=2, ensure_ascii=True).iterencode(content)
    text = io.StringIO()
    while batch := "".join(islice(pieces, _JOINED)):
        text.write(batch)
    text.write("\n")
    return text.getvalue()


def _section(section: Section) -> dict[str, Any]:
    return {
        "number": section.number,
        "heading": section.heading,
        "anchor": section.anchor,
        "help": section.help,
        "body": [_block(block) for block in section.body],
        "fields": [_field(field) for field in section.fields],
        "sections": [_section(inner) for inner in section.sections],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "number": field.number,
        "label": field.label,
        "anchor": field.anchor,
        "source": field.source,
        "optional": field.optional,
        "answer": [_block(block) for block in field.answer],
        "footnote": field.footnote,
        "pointers": _places(field.pointers),
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Prose(paragraphs):
            return {"type": "prose", "paragraphs": _paragraphs(paragraphs)}
        case Lines(lines):
            return {"type": "lines", "lines": _paragraphs(lines)}
        case Items(items, heading):
            return {
                "type": "items",
                "heading": _paragraph(heading) if heading else None,
                "items": [_paragraphs(item.paragraphs) for item in items],
            }
        case Choices(options, exclusive):
            return {
                "type": "choices",
                "exclusive": exclusive,
                "options": [
                    {"label": option.label, "chosen": option.chosen, "pointers": _places(option.pointers)}
                    for option in options
                ],
            }
        case Statement():
            return {
                "type": "statement",
                "kind": block.kind,
                "text": block.text,
                "reason": block.reason,
                "note": _paragraphs(block.note),
                "missing": block.missing,
                "pointers": _places(block.pointers),
            }
        case Table(caption, columns, rows):
            return {
                "type": "table",
                "caption": caption,
                "columns": [{"heading": column.heading, "help": column.help} for column in columns],
                "rows": [
                    {"anchor": row.anchor, "cells": [[_block(inner) for inner in cell] for cell in row.cells]}
                    for row in rows
                ],
            }
        case Figure():
            return {
                "type": "figure",
                "title": block.title,
                "description": block.description,
                "svg": block.svg,
                "table": _block(block.table),
                "pointers": _places(block.pointers),
            }
        case _:
            assert_never(block)


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> list[dict[str, Any]]:
    return [_paragraph(paragraph) for paragraph in paragraphs]


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "text": paragraph.text,
        "runs": [{"text": run.text, "link": run.link, "lang": run.lang} for run in paragraph.runs],
        "pointers": _places(paragraph.pointers),
    }


def _places(places: tuple[Pointer, ...]) -> list[str]:
    return [to_text(place) for place in places]
