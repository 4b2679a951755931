"""One content for all writers: a summary as titles, sections, fields and a handful of blocks.

What a summary says is decided here, once; a writer only decides how it looks. So no two writers can disagree, and a new
one (DOCX, PDF) needs a branch for each block and nothing else. Every part carries the places of the manifest that it
came from.

Two things cannot be built at all: a text with hidden characters (they are spelt out, ``[U+202E]``), and a link that is
not ``http`` or ``https``. A link's text is its address, so nothing can be dressed up as something else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from lineage.pointer import Pointer
from lineage.summary.speech import say
from lineage.visible import one_line

if TYPE_CHECKING:
    from lineage.summary.speech import Voice

Kind: TypeAlias = Literal["noInformation", "notApplicable", "withheld", "none"]

STATEMENTS: Final[dict[Kind, str]] = {
    "noInformation": "No information available",
    "notApplicable": "Not applicable",
    "withheld": "Withheld",
    "none": "None",
}
"""What is printed in place of a value. No answer is ever blank."""

_UNSAFE_IN_LINKS: Final = frozenset("<>\"'`{}|\\^ \t")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text on one line. ``lang`` is set where it is not in the language of the summary."""

    text: str
    link: bool = False
    lang: str | None = None

    def __post_init__(self) -> None:
        text = self.text
        if not self.link and type(text) is str and text.isprintable():
            return  # as nearly all are, of very many
        clean = one_line(text)
        if self.link and (clean != self.text or not is_web_address(clean)):
            object.__setattr__(self, "link", False)
        if clean is not self.text:
            object.__setattr__(self, "text", clean)


def _spelt_out(part: object, *names: str) -> None:
    """Spell out what is hidden in some texts of a part that is being made."""
    for name in names:
        text = getattr(part, name)
        if text is not None and not text.isprintable():
            object.__setattr__(part, name, one_line(text))


def is_web_address(text: str) -> bool:
    """Whether a text is an ``http`` or ``https`` address that is safe to put between quotes and angle brackets."""
    return text.startswith(("http://", "https://")) and not _UNSAFE_IN_LINKS.intersection(text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the places it came from."""

    runs: tuple[Run, ...]
    pointers: tuple[Pointer, ...] = ()

    @property
    def text(self) -> str:
        """The words alone."""
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Short lines that belong together, such as an address."""

    lines: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: what it is, then what is said about it."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list, perhaps under a heading of its own."""

    items: tuple[Item, ...]
    heading: Paragraph | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question, ticked or not."""

    label: str
    chosen: bool
    pointers: tuple[Pointer, ...] = ()

    def __post_init__(self) -> None:
        _spelt_out(self, "label")


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of a question. ``exclusive`` where at most one is ticked."""

    options: tuple[Option, ...]
    exclusive: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands in place of a value, why, and any note on it.

    ``missing`` says that the manifest holds nothing at ``pointers``: they are where the answer would stand. ``lead``
    is the kind in the language of the document, found out when the statement is made.
    """

    kind: Kind
    reason: str | None = None
    note: tuple[Paragraph, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    missing: bool = False

    lead: str = ""

    def __post_init__(self) -> None:
        _spelt_out(self, "reason")
        if not self.lead:
            object.__setattr__(self, "lead", say(STATEMENTS[self.kind]))

    @property
    def text(self) -> str:
        """The statement with its reason, for print."""
        return f"{self.lead} ({self.reason})" if self.reason else self.lead

    @property
    def inside(self) -> str:
        """The same words inside a sentence."""
        return self.text[0].lower() + self.text[1:]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``help`` is the template's own explanation."""

    heading: str
    help: str | None = None

    def __post_init__(self) -> None:
        _spelt_out(self, "heading", "help")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. Its first cell is its heading, which leads to ``target``, another anchor of the document."""

    cells: tuple[tuple[Block, ...], ...]
    anchor: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        _spelt_out(self, "caption")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its data as a table, so that nothing is said by the picture alone.

    ``description`` is its text alternative; ``svg`` a whole ``<svg>`` element made by :mod:`lineage.picture`, without
    scripts, links or anything fetched. ``lang`` is set where the whole of it is in another language than the document.
    """

    title: str
    description: str
    svg: str
    table: Table
    pointers: tuple[Pointer, ...] = ()
    lang: str | None = None

    def __post_init__(self) -> None:
        _spelt_out(self, "title", "description")


Block: TypeAlias = Prose | Lines | Items | Choices | Statement | Table | Figure
"""What an answer is made of."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form with its answer. ``source`` is the anchor of its row in the annex of sources.

    A ``wide`` field is a table across the page, whose columns carry the template's labels.
    """

    number: str
    label: str
    anchor: str
    answer: tuple[Block, ...]
    optional: bool = False
    wide: bool = False
    footnote: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        _spelt_out(self, "label", "footnote")

    @property
    def pointers(self) -> tuple[Pointer, ...]:
        """Every place of the manifest that the answer came from, or where it would stand, each once."""
        return pointers(self.answer)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the form or of the annex."""

    number: str
    heading: str
    anchor: str
    help: str | None = None
    fields: tuple[Field, ...] = ()
    body: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        _spelt_out(self, "heading", "help")

    def all_fields(self) -> Iterator[Field]:
        """Every field of the section and of its subsections, in order."""
        yield from self.fields
        for section in self.sections:
            yield from section.all_fields()


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole summary: the form, then an annex that is not part of it. ``voice`` speaks its ``language`` where that is
    not English."""

    form: str
    title: str
    subtitle: str
    language: str
    subject: str
    notices: tuple[Paragraph, ...]
    head: tuple[Field, ...]
    sections: tuple[Section, ...]
    annex: Section
    voice: Voice | None = dataclasses.field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        _spelt_out(self, "title", "subtitle", "subject")

    def fields(self) -> Iterator[Field]:
        """Every field of the form, in its order."""
        yield from self.head
        for section in self.sections:
            yield from section.all_fields()


def parts(value: Any) -> Iterator[Any]:
    """A value of this module and everything inside it, in the order of print."""
    pending = [value]
    while pending:
        here = pending.pop()
        kind = here.__class__
        if kind is tuple:
            pending += here[::-1]
        elif (names := _inside(kind)) is not None:
            yield here
            for name in names:
                pending.append(getattr(here, name))


_LEAVES: Final = frozenset({"str", "str | None", "bool", "Kind", "Voice | None"})
"""Fields of these types hold no parts. Most fields are such, and there may be very many."""


@cache
def _inside(cls: type[Any]) -> tuple[str, ...] | None:
    """The fields of a class of this module that hold parts, the last one first; ``None`` for any other class."""
    if not dataclasses.is_dataclass(cls):
        return None
    fields = reversed(dataclasses.fields(cls))
    return tuple(field.name for field in fields if field.name != "pointers" and field.type not in _LEAVES)


def placed(value: Any) -> Iterator[Any]:
    """The parts inside a value that have places, in the order of print. Runs have none, and are half of all parts."""
    pending = [value]
    while pending:
        here = pending.pop()
        kind = here.__class__
        if kind is Paragraph:
            yield here
        elif kind is tuple:
            pending += here[::-1]
        elif (names := _inside(kind)) is not None:
            if _has_places(kind):
                yield here
            for name in names:
                pending.append(getattr(here, name))


def pointers(value: Any) -> tuple[Pointer, ...]:
    """Every place that a value came from, each once, in the order of print."""
    found: dict[Pointer, None] = {}
    for part in placed(value):
        for place in part.pointers:
            found[place] = None
    return tuple(found)


@cache
def _has_places(cls: type[Any]) -> bool:
    return any(field.name == "pointers" for field in dataclasses.fields(cls))
