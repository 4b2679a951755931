"""Edits in the text of a JSON file: everything else stays, byte for byte; what is new is indented as the rest is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from lineage.finding import Part
from lineage.read import Document
from lineage.scan.merge.edit import Add, Edit, Replace, Splice, spliced

_STEP: Final = re.compile(r"^[{\[][ \t]*\r?\n([ \t]+)", re.MULTILINE)
"""The white space in front of the first member on a line of its own."""


def edit_json(document: Document, edits: Iterable[Edit]) -> str:
    """The text of a JSON document with the edits made."""
    return _Editor(document).run(list(edits))


class _Editor:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.source.decode("utf-8")
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", self._text))]
        self._newline = "\r\n" if "\r\n" in self._text else "\n"
        self._one_line = "\n" not in self._text.strip()
        step = _STEP.search(self._text)
        self._step = step[1] if step else "  "

    def run(self, edits: list[Edit]) -> str:
        spans = self._document.locate([(edit.place, Part.VALUE) for edit in edits])
        splices = []
        for edit in edits:
            span = spans[edit.place, Part.VALUE]
            start = self._starts[span.line - 1] + span.column - 1
            _, end = json.JSONDecoder().raw_decode(self._text, start)
            splices.append(self._splice(edit, start, end))
        return spliced(self._text, splices)

    def _splice(self, edit: Edit, start: int, end: int) -> Splice:
        if isinstance(edit, Replace):
            return Splice(start, end, self._written(edit.value, self._margin(start)))
        key = f"{json.dumps(edit.key, ensure_ascii=False)}: " if isinstance(edit, Add) else ""
        inside = self._text[start + 1 : end - 1]
        last = start + 1 + len(inside.rstrip())  # behind the last member
        comma = "," if inside.strip() else ""
        margin = re.match(r"[ \t]*\r?\n([ \t]*)", inside)
        if self._one_line or (margin is None and inside.strip()):
            return Splice(last, last, f"{comma}{' ' * len(comma)}{key}{json.dumps(edit.value, ensure_ascii=False)}")
        indent = margin[1] if margin and inside.strip() else self._margin(start) + self._step
        close = "" if margin else self._newline + self._margin(start)
        return Splice(last, last, f"{comma}{self._newline}{indent}{key}{self._written(edit.value, indent)}{close}")

    def _margin(self, at: int) -> str:
        """The white space at the beginning of a line."""
        line = self._text[self._text.rfind("\n", 0, at) + 1 : at]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def _written(self, value: Any, indent: str) -> str:
        if self._one_line:
            return json.dumps(value, ensure_ascii=False)
        lines = json.dumps(value, ensure_ascii=False, indent=self._step).split("\n")
        return (self._newline + indent).join(lines)
