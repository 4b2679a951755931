"""What an answer says, apart from its order and its looks: a handful of entries that can be compared.

Read from the JSON form, so that a document from a file and one made just now are read alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from lineage.errors import LineageError
from lineage.summary.writers.json import FORMAT

Kind: TypeAlias = Literal["sentence", "tick", "entry", "row"]

HEAD: Final = "Head"
"""What stands above the form counts as a section of this name."""
NOT_TICKED: Final = "not ticked"
BETWEEN: Final = " · "
"""What stands between the parts of a cell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that an answer says.

    A sentence and a tick are their ``words``. An entry of a list is called by its first paragraph, and a row of a table
    by its first cell; ``details`` are the other paragraphs, or the other cells with the headings of their columns.
    ``within`` is the heading of the list or the caption of the table. A ``statement`` stands in place of a value.
    """

    kind: Kind
    words: str
    within: str = ""
    details: tuple[tuple[str, str], ...] = ()
    pointers: tuple[str, ...] = ()
    statement: bool = False

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes it the same entry though its details changed."""
        return self.kind, self.within, self.words

    @property
    def meaning(self) -> tuple[Any, ...]:
        """What two entries that say the same share; the order of details means nothing."""
        return *self.identity, tuple(sorted(self.details))

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that it says, the names of columns included."""
        return self.within, self.words, *(part for detail in self.details for part in detail)

    @property
    def bag(self) -> tuple[Any, ...]:
        """Its words whatever their order. Two versions of a list inside one sentence share it."""
        words = Counter(word.strip(",.;:") for text in self.texts for word in text.split())
        del words["and"]  # "a and b" is "a, b" to others
        return self.kind, frozenset((+words).items())


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a document with what its answer says."""

    number: str
    label: str
    anchor: str
    section: str
    entries: tuple[Entry, ...]
    pointers: tuple[str, ...]


def questions(page: Any) -> dict[str, Question]:
    """Every question of a document in its JSON form, by number: first what stands above the form, under ``""`` words.

    Raises :class:`lineage.errors.LineageError` for data that is not of that form.
    """
    try:
        if page["format"] != FORMAT:
            raise LineageError(f'the format is "{page["format"]}", not "{FORMAT}"', "write the document again")
        found = [_above("subject", "What it is about", (_of_words(page["subject"]),))]
        notices = tuple(_sentences(page["notices"]))
        found += [_above("notices", "Notices on the first page", notices)] if notices else []
        found += [_question(field, HEAD) for field in page["head"]]
        found += [question for section in page["sections"] for question in _in_section(section)]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise LineageError(
            "this is not the JSON form of a summary", "write it with: lineage summary eu --format json"
        ) from error
    return {question.number: question for question in found}


def _above(number: str, label: str, entries: tuple[Entry, ...]) -> Question:
    return Question(number, label, "", HEAD, entries, ())


def _of_words(text: str) -> Entry:
    return Entry("sentence", _flat(text))


def _in_section(section: Any) -> Iterator[Question]:
    heading = _flat(f"{section['number']}. {section['heading']}" if section["number"] else section["heading"])
    for field in section["fields"]:
        yield _question(field, heading)
    for inner in section["sections"]:
        yield from _in_section(inner)


def _question(field: Any, section: str) -> Question:
    said = tuple(entry for block in field["answer"] for entry in _entries(block))
    places = _places(field)
    return Question(_flat(field["number"]), _flat(field["label"]), _flat(field["anchor"]), section, said, places)


def _entries(block: Any) -> Iterator[Entry]:
    kind = block["type"]
    if kind == "prose":
        yield from _sentences(block["paragraphs"])
    elif kind == "lines":
        yield from _sentences(block["lines"])
    elif kind == "items":
        heading = _flat(block["heading"]["text"]) if block["heading"] else ""
        for item in block["items"]:
            first, *rest = item
            details = tuple(("", _flat(part["text"])) for part in rest)
            places = tuple(dict.fromkeys(place for part in item for place in _places(part)))
            yield Entry("entry", _flat(first["text"]), heading, details, places)
    elif kind == "choices":
        for option in block["options"]:
            if option["chosen"] is True:
                yield Entry("tick", _flat(option["label"]), pointers=_places(option))
    elif kind == "statement":
        yield Entry("sentence", _flat(block["text"]), pointers=_places(block), statement=True)
        yield from _sentences(block["note"])
    elif kind == "table":
        yield from _rows(block)
    elif kind == "figure":
        yield from _rows(block["table"])
    else:
        raise KeyError(kind)


def _rows(table: Any) -> Iterator[Entry]:
    caption, headings = _flat(table["caption"]), [_flat(column["heading"]) for column in table["columns"]]
    for row in table["rows"]:
        cells = [[entry for block in cell for entry in _entries(block)] for cell in row["cells"]]
        words = BETWEEN.join(text for entry in cells[0] for text in said(entry))
        details = [
            (heading, text)
            for heading, cell in zip(headings[1:], cells[1:], strict=False)
            for entry in cell
            for text in said(entry)
        ]
        offered = [_flat(option["label"]) for block in row["cells"][0] for option in block.get("options", ())]
        if offered:  # it is called by what is offered, ticked or not
            details.insert(0, (headings[0], words or NOT_TICKED))
            words = BETWEEN.join(offered)
        places = tuple(dict.fromkeys(place for cell in cells for entry in cell for place in entry.pointers))
        yield Entry("row", words, caption, tuple(details), places)


def said(entry: Entry) -> list[str]:
    """The words of an entry, one text for each line."""
    first = f"☒ {entry.words}" if entry.kind == "tick" else entry.words
    return [first, *(f"{name}: {words}" if name else words for name, words in entry.details if words)]


def _sentences(paragraphs: Sequence[Any]) -> Iterator[Entry]:
    for paragraph in paragraphs:
        yield Entry("sentence", _flat(paragraph["text"]), pointers=_places(paragraph))


def _places(part: Any) -> tuple[str, ...]:
    return tuple(_flat(place) for place in part["pointers"])


def _flat(text: Any) -> str:
    """A text without what only lays it out. Raises :class:`TypeError` for what is no text."""
    if not isinstance(text, str):
        raise TypeError(text)
    return " ".join(text.split())
