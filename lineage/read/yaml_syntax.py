"""What a YAML parser's complaint means to the person who wrote the text."""

from __future__ import annotations

import re
from typing import Any

from lineage.errors import Unreadable
from lineage.finding import Span
from lineage.read.faults import refusal, shown
from lineage.read.lines import Lines

_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_PLACE = re.compile(r" at line (\d+) column (\d+)")

# What the parser says; the message and advice in its place. {opened} is the line where the construct began.
_HINTS = (
    (
        "mapping values are not allowed",
        "a second colon makes a mapping where none can be",
        'Put a value that holds ": " in double quotes, or check the indentation.',
    ),
    (
        "could not find expected ':'",
        "a key without a colon",
        "Write a colon and a space after a key; indent the further lines of a text more than its key.",
    ),
    (
        "expected ',' or ']'",
        "a comma or ] is missing in the list that opens on line {opened}",
        "Close the list with ]. Put texts with commas or brackets in quotes.",
    ),
    (
        "expected ',' or '}'",
        "a comma or }} is missing in the mapping that opens on line {opened}",
        "Close the mapping with }. Put texts with commas or brackets in quotes.",
    ),
    (
        "expected '-' indicator",
        "this line does not fit into the list that starts on line {opened}",
        "Check the indentation: items of one list start with - in the same column.",
    ),
    (
        "expected key",
        "this does not fit into the mapping that starts on line {opened}",
        "Check the indentation, and quotes inside quoted text: keys of one mapping start in the same column.",
    ),
    ("unexpected end of stream", "the quoted text that starts on line {opened} does not end", "Close the quote."),
    (
        "unexpected document indicator",
        "a line --- or ... stands inside the quoted text that starts on line {opened}",
        "Close the quote, or indent the line.",
    ),
    ("block sequence entries are not allowed", "a list item cannot start here", "Start the list on a line of its own."),
    ("block collections are not allowed", "a block list or mapping cannot start here", ""),
    (
        "unknown escape character",
        "a backslash in double quotes starts no known escape",
        "Write \\\\, or use single quotes.",
    ),
    ("expected hexdecimal number", "an escape lacks hexadecimal digits", "Write \\\\, or use single quotes."),
    (
        "expected comment or line break",
        "text stands on the line of the | or > that opens a block of text",
        "Start the text on the next line, or put it in quotes.",
    ),
    ("unexpected ':'", "a colon stands in an unquoted text", "Put the text in quotes, or a space after the colon."),
    (
        "mapping keys are not allowed",
        "a ? that starts a key cannot stand here",
        "Put a text that starts with ? in quotes.",
    ),
    (
        "node content",
        "a value is expected here",
        "Put a text that starts with a bracket, comma or other sign in quotes.",
    ),
)


def syntax_fault(data: bytes, error: Exception) -> Unreadable:
    """The fault for an error of PyYAML: RDR006, or the code of its own that some complaints have."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return refusal("RDR006", f"this is not YAML: {str(error).splitlines()[0] if str(error) else 'unknown fault'}")
    problem = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '') or ''}"
    return _fault(data, problem.strip(), mark, getattr(error, "context_mark", None))


def fallback_fault(data: bytes, problem: str) -> Unreadable:
    """The fault for an error of the fast parser that the exact pass did not see."""
    found = _PLACE.search(problem)
    code = "RDR015" if "recursion limit" in problem else "RDR006"
    text = "the document is nested too deeply" if code == "RDR015" else f"this is not YAML: {problem.strip()}"
    if not found:
        return refusal(code, text)
    line, column = int(found[1]), int(found[2])
    return refusal(code, _PLACE.sub("", text, count=1), Span(line, column, line, column))


def _fault(data: bytes, problem: str, mark: Any, context: Any) -> Unreadable:
    lines = Lines(data)
    length = len(data.decode().rstrip())
    if mark.index >= length and context is not None:
        mark = context  # the end of the file tells nobody where the open quote or bracket is
    here = _character(lines, mark) if mark.index < length else lines.point(len(data.rstrip()))
    line, column = here.line, here.column
    text = lines.text(line)
    found = text[column - 1 : column]
    if "directive" in problem or "incompatible YAML document" in problem:
        return refusal("RDR011", f"there is a directive, {shown(text)}", Span(line, 1, line, len(text) + 1))
    if "<document start>" in problem:
        return refusal("RDR012", "a second document starts here", here)
    if "alias" in problem or "anchor" in problem:
        opening = _character(lines, context) if context is not None else here
        return refusal("RDR008", "there is an & or * that starts an anchor or alias", opening)
    if "tag" in problem or "shorthand" in problem:
        return refusal("RDR010", "there is a tag that cannot be read", here)
    if "Unicode character escape" in problem and (half := _HALF.search(text, max(0, column - 7))):
        message = f"{half[0]} is one half of a pair, which YAML cannot join"
        return refusal("RDR016", message, Span(line, half.start() + 1, line, half.end() + 1))
    if found == "\t" or "tab character" in problem:
        message = "a tab is used for indentation, which YAML does not allow"
        return refusal("RDR006", message, here, advice="Indent with spaces only.")
    if "cannot start any token" in problem:
        message = f"a value cannot start with {shown(found)}"
        return refusal("RDR006", message, here, advice="Put the value in quotes.")
    opened = context.line + 1 if context is not None else line
    for said, message, advice in _HINTS:
        if said in problem:
            return refusal("RDR006", message.format(opened=opened), here, advice=advice)
    return refusal("RDR006", f"this is not YAML: {problem}", here)


def _character(lines: Lines, mark: Any) -> Span:
    """The span of the one character at a mark; empty at the end of a line."""
    line, column = mark.line + 1, mark.column + 1
    return Span(line, column, line, column + len(lines.text(line)[column - 1 : column]))
