"""A summary as the scorer reads it: the JSON form of a summary, turned into lines, entries, ticks and statements.

Only what the summary says is here. So a file that was written long ago is scored as a fresh one is, and no manifest is
needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lineage.errors import LineageError

FORMAT: Final = "training-lineage-summary/1"
_SILENT: Final = re.compile(r"no information available|: withheld( \([a-z ]+\))?[.,]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text, the places of the manifest that it came from, and its links."""

    text: str
    places: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def tells(self, key: str) -> bool:
        """Whether it comes from a key of the manifest; from something inside it where ``key`` ends with a slash."""
        if key.endswith("/"):
            return any(f"/{key}" in place for place in self.places)
        return any(f"/{key}/" in f"{place}/" for place in self.places)

    @property
    def says_something(self) -> bool:
        """Whether it comes from the manifest and is more than a remark that nothing is known."""
        return bool(self.places) and not _SILENT.search(self.text)


Entry = tuple[Line, ...]
"""An entry of a list."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands in place of an answer."""

    kind: str
    text: str
    places: tuple[str, ...] = ()


@dataclass(slots=True)
class Answer:
    """What stands in a field, or in a cell of a table."""

    lines: list[Line] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    choices: list[dict[str, bool]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    rows: list[tuple[Answer, ...]] = field(default_factory=list)

    def said(self, *keys: str) -> list[Line]:
        """Its lines that say something; only those that come from one of the keys, where there are any."""
        found = [line for line in self.lines if line.says_something]
        return [line for line in found if any(line.tells(key) for key in keys)] if keys else found

    @property
    def ticked(self) -> set[str]:
        """The labels of what is ticked."""
        return {label for options in self.choices for label, chosen in options.items() if chosen}

    def states(self, *kinds: str) -> bool:
        """Whether statements of these kinds stand there and nothing else does."""
        found = {statement.kind for statement in self.statements}
        return bool(found) and found <= set(kinds) and not self.said() and not self.ticked


@dataclass(frozen=True, slots=True)
class Page:
    """A summary: its fields by their numbers, and what its annex says differs from the records."""

    subject: str
    answers: Mapping[str, Answer]
    differences: tuple[str, ...] = ()

    def __getitem__(self, number: str) -> Answer:
        """The answer to a question; an empty one where the question is not there."""
        return self.answers.get(number) or Answer()

    def __contains__(self, number: str) -> bool:
        return number in self.answers

    @property
    def modalities(self) -> dict[str, tuple[Answer, ...]]:
        """The rows of the table of section 1.3 by their labels: tick, size, types of content."""
        found: dict[str, tuple[Answer, ...]] = {}
        for row in self["1.3.a-c"].rows:
            label = next((label for options in row[0].choices for label in options), None)
            if label is not None and len(row) == 3:
                found[label] = row
        return found

    @property
    def ticked_modalities(self) -> dict[str, tuple[Answer, ...]]:
        """Those rows that are ticked."""
        return {label: row for label, row in self.modalities.items() if label in row[0].ticked}


def page(summary: Any) -> Page:
    """The JSON form of a summary as a page.

    Raises :class:`lineage.errors.LineageError` for anything else.
    """
    if not isinstance(summary, dict) or summary.get("format") != FORMAT:
        raise LineageError("this is not the JSON form of a summary", f'its "format" would be "{FORMAT}"')
    if summary.get("form") != "eu-summary":
        raise LineageError("only a summary of the form eu-summary can be scored")
    if summary.get("language", "en") != "en":
        raise LineageError("only a summary with English labels can be scored", "write it again with --lang en")
    try:
        answers = {str(entry["number"]): _answer(entry["answer"]) for entry in _fields(summary)}
        return Page(str(summary["subject"]), answers, tuple(_differences(summary["annex"])))
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise LineageError("this summary is broken: a part is missing or of another kind") from error


def _fields(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from part.get("head", ())
    yield from part.get("fields", ())
    for section in part.get("sections", ()):
        yield from _fields(section)


def _answer(blocks: Iterable[Mapping[str, Any]]) -> Answer:
    answer = Answer()
    for block in blocks:
        match block["type"]:
            case "prose":
                answer.lines += map(_line, block["paragraphs"])
            case "lines":
                answer.lines += map(_line, block["lines"])
            case "items":
                if block["heading"]:
                    answer.lines.append(_line(block["heading"]))
                for item in block["items"]:
                    entry = tuple(map(_line, item))
                    answer.entries.append(entry)
                    answer.lines += entry
            case "choices":
                answer.choices.append({str(option["label"]): option["chosen"] is True for option in block["options"]})
            case "statement":
                places = tuple(map(str, block["pointers"]))
                answer.statements.append(Statement(str(block["kind"]), str(block["text"]), places))
            case "table":
                answer.rows += [tuple(map(_answer, row["cells"])) for row in block["rows"]]
    return answer


def _line(paragraph: Mapping[str, Any]) -> Line:
    links = tuple(str(run["text"]) for run in paragraph["runs"] if run["link"])
    return Line(str(paragraph["text"]), tuple(map(str, paragraph["pointers"])), links)


def _differences(annex: Mapping[str, Any]) -> Iterator[str]:
    """The numbers of the questions whose declared answer differs from what the records add up to."""
    for section in annex["sections"]:
        for block in section["body"]:
            if block["type"] == "table" and block["caption"] == "Declared against computed":
                yield from (_answer(row["cells"][0]).lines[0].text for row in block["rows"])
