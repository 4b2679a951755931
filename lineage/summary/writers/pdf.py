"""A summary as PDF: tagged for screen readers (PDF/UA-1) and fit for an archive (PDF/A-2a), typeset by Typst.

The template, ``summary.typ``, is a file of this package and never changes. What the summary says reaches it as JSON
data and is only ever placed as text: no string of a manifest is read as markup or code. Typst refuses to write a file
that does not keep both standards, and it is given no file, no font and no package from elsewhere, so that the same
summary gives the same bytes everywhere.

PDF/A-2 allows no attachments but PDF/A files. With an attachment the file is PDF/A-3a instead, and PDF/UA-1 as before.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from lineage.errors import LineageError
from lineage.summary.attachments import abridged
from lineage.summary.blocks import Field, Figure, Row, Section, Statement, Summary, Table, parts
from lineage.summary.speech import say, speaking
from lineage.summary.writers import extras
from lineage.summary.writers.columns import is_tall, shares
from lineage.summary.writers.paper import shown
from lineage.summary.writers.titles import document_title, heading

_MISSING: Final = re.compile('the text `"(.*?)"` could not be displayed')
_CODE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_WORDS: Final = ("Question", "Answer", "Source", "Contents")
"""What the template prints by itself."""
_NAMED: Final = 5
"""How many signs a message names."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that travels inside the PDF, such as the manifest itself."""

    name: str
    content: bytes
    media_type: str
    description: str


class NoFont(LineageError):
    """Text that none of the fonts at hand can show. A PDF for archives must not have gaps, so none is written."""


def write_pdf(
    summary: Summary, *, made: datetime, attachment: Attachment | None = None, fonts: Sequence[Path] = ()
) -> bytes:
    """The summary as the bytes of a PDF file.

    ``made`` is written as its date; ``fonts`` are folders with fonts for signs that Typst's own lack, such as Chinese.
    Raises :class:`NoFont` for signs that no font has, and ``MissingLibrary`` where Typst is not installed.
    """
    typst = extras.load("typst", "pdf", "writing PDF")
    moment = made.astimezone(UTC)
    summary, _ = abridged(summary)
    inputs = {"summary": json.dumps(_document(summary)), "made": json.dumps([*moment.timetuple()[:6]])}
    if attachment:
        about = {"name": attachment.name, "type": attachment.media_type, "description": attachment.description}
        inputs |= {"attachment": json.dumps(about), "attached": attachment.content.decode("utf-8")}
    arguments = {
        "sys_inputs": inputs,
        "pdf_standards": ["ua-1", "a-3a" if attachment else "a-2a"],
        "timestamp": int(moment.timestamp()),
        "ignore_system_fonts": True,
    }
    template = files("lineage.summary.writers").joinpath("summary.typ").read_bytes()
    # Other fonts are looked at only where they are needed: a document without them is the same for everybody.
    for folders in ([], [str(folder) for folder in fonts]) if fonts else ([],):
        try:
            written: bytes = typst.compile(template, font_paths=folders, **arguments)
        except typst.TypstError as error:
            fault = _fault(error)
        else:
            return written
    raise fault


def _fault(error: Any) -> LineageError:
    signs = _MISSING.findall(error.diagnostic)
    found = dict.fromkeys(_CODE.sub(lambda code: chr(int(code[1], 16)), text) for text in signs)
    if not found:
        return LineageError(f"Typst could not write the PDF: {error.message}", "please report this as a fault of ours")
    named = [f"{text} ({' '.join(f'U+{ord(sign):04X}' for sign in text)})" for text in [*found][:_NAMED]]
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return NoFont(
        f"no font at hand has a sign for {', '.join(named)}{more}",
        "give a folder with fonts that have them (such as Noto) with --fonts; other formats can be written without",
    )


def _document(summary: Summary) -> dict[str, Any]:
    """The summary as plain data for the template. Links to places that do not exist are left out."""
    everything = tuple(parts(summary))
    anchors = {part.anchor for part in everything if isinstance(part, Section | Field | Row) and part.anchor}
    plain: dict[str, Any] = _plain(summary, anchors)
    with speaking(summary.voice):
        words = {word: shown(say(word)) for word in _WORDS}
    return {**plain, "documentTitle": shown(document_title(summary)), "words": words, **_language(summary.language)}


def _plain(value: Any, anchors: set[str]) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, tuple):
        return [_plain(item, anchors) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    plain = {
        field.name: _plain(getattr(value, field.name), anchors)
        for field in dataclasses.fields(value)
        if field.name not in ("pointers", "voice")
    }
    plain["is"] = type(value).__name__
    match value:
        case Statement():
            plain["text"] = shown(value.text)
        case Figure():
            plain |= {"svg": value.svg, **_language(value.lang or "")}
        case Table():
            plain["shares"] = shares(value)
        case Section():
            plain["title"] = shown(heading(value))
        case Field(source=target):
            plain |= {"target": target if target in anchors else None, "long": is_tall(value.answer)}
        case Row(target=target):
            plain |= {"target": target if target in anchors else None, "long": is_tall(*value.cells)}
        case _ if plain.get("lang"):
            plain |= _language(plain["lang"])
        case _:
            pass
    return plain


def _language(tag: str) -> dict[str, str | None]:
    """A language as Typst takes it: two or three letters, and a country of two."""
    language, *rest = tag.split("-")
    known = language.isascii() and language.isalpha() and 2 <= len(language) <= 3
    country = next((part.upper() for part in rest if len(part) == 2 and part.isascii() and part.isalpha()), None)
    return {"lang": language.lower() if known else None, "region": country if known else None}
