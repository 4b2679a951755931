"""The published JSON Schema of the JSON form of a summary. Run by ``make generate``; a test compares it with the file.

What :mod:`lineage.summary.writers.json` writes has no key beside those that are described here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, get_args

from lineage.model.publication import Publication
from lineage.schema.generate import DIALECT
from lineage.summary.blocks import STATEMENTS
from lineage.summary.writers.json import FORMAT
from lineage.version import HOMEPAGE

SCHEMA_ID: Final = f"{HOMEPAGE}schema/v1.0/summary.schema.json"
PATH: Final = "schema/v1.0/summary.schema.json"

_PLACE: Final = r"^(/([^~/]|~[01])*)*$"
_ANCHOR: Final = r"^[A-Za-z0-9_.-]+$"
_LINE: Final = r"^[^\n\r]*$"


def artefacts() -> Iterator[tuple[str, str]]:
    """The generated file of this room: its path in the repository, and its text."""
    yield PATH, json.dumps(summary_schema(), indent=2, ensure_ascii=False) + "\n"


def summary_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the JSON form of a summary."""
    forms = list(get_args(Publication.model_fields["form"].annotation))
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_ID,
        "title": "Training Lineage summary, version 1.0 (draft)",
        "x-status": "draft",
        "description": "A public summary as data: every answer with the places of the manifest that it comes from.",
        **_object(
            format={"description": "Name and version of this form of data.", "const": FORMAT},
            form={"description": "Which document it is.", "enum": forms},
            title=_line("Title of the document."),
            subtitle=_line("What stands below the title."),
            language={"description": "Language of labels and generated sentences.", "type": "string", "minLength": 2},
            subject=_line("What it is about."),
            notices=_list("paragraph", "What is said above the form."),
            head=_list("field", "Questions above the first section."),
            sections=_list("section", "The sections of the form, in order."),
            annex={"description": "What is added to the form and is no part of it.", **_ref("section")},
            uses={
                "description": "Each record of the manifest, by its place, with the numbers of the questions that it "
                "feeds. Records that are not public are left out.",
                "type": "object",
                "propertyNames": {"pattern": _PLACE},
                "additionalProperties": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            },
        ),
        "$defs": dict(sorted({**_definitions(), **_blocks()}.items())),
    }


def _definitions() -> dict[str, Any]:
    return {
        "pointer": {
            "description": "A place in the manifest as a JSON Pointer (RFC 6901). One that the manifest does not have "
            "says where an answer would stand.",
            "type": "string",
            "pattern": _PLACE,
        },
        "run": {
            "description": "A stretch of text on one line.",
            **_object(
                text=_line("The text; where it is a link, the address."),
                link={"description": "Whether it is a link.", "type": "boolean"},
                lang=_or_null("Its language, where it is not that of the document.", {"type": "string"}),
            ),
        },
        "paragraph": {
            "description": "A paragraph.",
            **_object(
                text=_line("Its words."),
                runs=_list("run", "The same words in stretches."),
                pointers=_list("pointer", "Where it comes from."),
            ),
        },
        "field": {
            "description": "One question of the form with its answer.",
            **_object(
                number=_line("Its number: that of the section, and a letter for its place in it."),
                label=_line("The question."),
                anchor=_anchor("Its name in links."),
                source=_or_null("The name of its row in the table of sources.", _anchor("")),
                optional={"description": "Whether the form lets it be left out.", "type": "boolean"},
                answer={"minItems": 1, **_list("block", "The answer; never empty.")},
                footnote=_or_null("A footnote of the form.", _line("")),
                pointers=_list("pointer", "Every place that the answer comes from, each once."),
            ),
        },
        "section": {
            "description": "A section of the form or of the annex.",
            **_object(
                number=_line("Its number."),
                heading=_line("Its heading."),
                anchor=_anchor("Its name in links."),
                help=_or_null("An explanation of the form.", _line("")),
                body=_list("block", "What stands in it besides questions."),
                fields=_list("field", "Its questions, in order."),
                sections=_list("section", "The sections in it."),
            ),
        },
    }


def _blocks() -> dict[str, Any]:
    named: dict[str, dict[str, Any]] = {
        "prose": _object(paragraphs=_list("paragraph", "Its paragraphs.")),
        "lines": _object(lines=_list("paragraph", "Short lines that belong together, such as an address.")),
        "items": _object(
            heading=_or_null("The heading of the list.", _ref("paragraph")),
            items={
                "description": "The entries: what each is, then what is said about it.",
                "type": "array",
                "items": {"type": "array", "items": _ref("paragraph")},
            },
        ),
        "choices": _object(
            exclusive={"description": "Whether at most one is ticked.", "type": "boolean"},
            options={
                "description": "The options of a question.",
                "type": "array",
                "items": _object(
                    label=_line("The option."),
                    chosen={"description": "Whether it is ticked.", "type": "boolean"},
                    pointers=_list("pointer", "Where the tick comes from."),
                ),
            },
        ),
        "statement": _object(
            kind={"description": "What stands in place of a value.", "enum": list(STATEMENTS)},
            text=_line("The same in words, with the reason."),
            reason=_or_null("Why.", _line("")),
            note=_list("paragraph", "Anything that qualifies it."),
            missing={
                "description": "Whether the manifest says nothing at the pointers: they are where it would.",
                "type": "boolean",
            },
            pointers=_list("pointer", "Where it comes from, or where an answer would stand."),
        ),
        "table": _object(
            caption=_line("What it shows."),
            columns={
                "description": "Its columns.",
                "type": "array",
                "items": _object(
                    heading=_line("The heading."),
                    help=_or_null("An explanation of the form.", _line("")),
                ),
            },
            rows={
                "description": "Its rows.",
                "type": "array",
                "items": _object(
                    anchor=_or_null("The name of the row in links.", _anchor("")),
                    cells={
                        "description": "Its cells, each a list of blocks; the first one is the heading of the row.",
                        "type": "array",
                        "items": {"type": "array", "items": _ref("block")},
                    },
                ),
            },
        ),
        "figure": _object(
            title=_line("What it shows."),
            description=_line("The picture in words."),
            svg={"description": "The picture, as a whole SVG element.", "type": "string", "pattern": "^<svg"},
            table={"description": "All data of the picture.", **_ref("table")},
            pointers=_list("pointer", "Where it comes from."),
        ),
    }
    blocks = {}
    for name, shape in named.items():
        kind = {"type": {"description": "Which block it is.", "const": name}}
        blocks[name] = {
            **shape,
            "properties": {**kind, **shape["properties"]},
            "required": ["type", *shape["required"]],
        }
    return {**blocks, "block": {"description": "A part of an answer.", "oneOf": [_ref(name) for name in named]}}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all of these keys and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: str, description: str) -> dict[str, Any]:
    return {"description": description, "type": "array", "items": _ref(of)}


def _line(description: str) -> dict[str, Any]:
    return _said(description, {"type": "string", "pattern": _LINE})


def _anchor(description: str) -> dict[str, Any]:
    return _said(description, {"type": "string", "pattern": _ANCHOR})


def _or_null(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return _said(description, {"anyOf": [schema, {"type": "null"}]})


def _said(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, **schema} if description else schema


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
