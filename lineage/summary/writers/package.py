"""An empty Word document with this package's styles, and the bytes of a finished one: the same for the same content.

Nothing of python-docx's own template is kept that would say something untrue: its author, its preview picture, the
program and the dates it names.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from lineage.summary.blocks import Summary
from lineage.summary.writers.paper import shown
from lineage.summary.writers.titles import document_title

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.package import OpcPackage
    from docx.opc.part import Part, XmlPart

_OURS: Final = ("styles", "numbering", "settings")
_UNTRUE: Final = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects")
_EARLIEST: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""A ZIP file can hold no earlier date."""


def empty(summary: Summary, made: datetime) -> Document:
    """A document without content: A4, in the language of the summary, with its title."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import Mm

    document = docx.Document()
    for name in _OURS:
        related: XmlPart = document.part.part_related_by(getattr(RELATIONSHIP_TYPE, name.upper()))  # type: ignore[assignment]
        related._element = _xml(name)
    _drop_untrue(document.part)
    _drop_untrue(document.part.package)
    _set_language(document, summary.language)
    properties, moment = document.core_properties, made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.subject = shown(document_title(summary))[:255], shown(summary.subtitle)[:255]
    properties.language = summary.language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = moment
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    section.header_distance = section.footer_distance = Mm(10)
    return document


def content_of(document: Document, made: datetime) -> bytes:
    """The bytes of the file. Every entry bears the same date, and none is compressed: how a text is compressed differs
    between builds of Python."""
    written, steady = io.BytesIO(), io.BytesIO()
    document.save(written)
    moment = max(made.astimezone(UTC), _EARLIEST)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w") as target:
        for entry in source.infolist():
            kept = zipfile.ZipInfo(entry.filename, moment.timetuple()[:6])
            kept.external_attr = 0o600 << 16
            kept.create_system = 3
            target.writestr(kept, source.read(entry))
    return steady.getvalue()


def _xml(name: str):  # type: ignore[no-untyped-def]  # an lxml element, which has no types
    from docx.oxml import parse_xml

    return parse_xml(files("lineage.summary.writers").joinpath("word", f"{name}.xml").read_bytes())


def _drop_untrue(owner: Part | OpcPackage) -> None:
    for key, relation in [*owner.rels.items()]:
        if relation.reltype.rpartition("/")[2] in _UNTRUE:
            del owner.rels[key]


def _set_language(document: Document, language: str) -> None:
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        for attribute in ("val", "eastAsia", "bidi"):
            element.set(qn(f"w:{attribute}"), language)
