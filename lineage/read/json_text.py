"""The guard of JSON text: what passes here means the same to every reader."""

from __future__ import annotations

import re
from typing import Any

from lineage.errors import Unreadable
from lineage.read.faults import refusal, shown
from lineage.read.limits import Limits
from lineage.read.lines import Lines
from lineage.read.plain import collector_paused, is_plain

_PLACE = re.compile(r" at line (\d+) column (\d+)$")
_WORD = re.compile(rb"[-+]?[A-Za-z_][A-Za-z0-9_]*")
_NOT_FINITE = re.compile(rb"[-+]?(?:nan|inf|infinity)", re.IGNORECASE)
_KINDS = {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number", type(None): "null"}

_VALUE_PROBLEMS = ("expected ident", "expected value", "invalid number")

# What the parser says, what a message says in its place, and an advice where the general one is too vague.
_SYNTAX = (
    ("EOF while parsing a string", "the file ends inside a text: a double quote is missing", ""),
    ("EOF while parsing an object", "the file ends inside an object: a } is missing", ""),
    ("EOF while parsing a list", "the file ends inside a list: a ] is missing", ""),
    ("EOF", "the file ends where a value is expected", ""),
    ("trailing comma", "there is a comma after the last member", "Remove the comma."),
    ("trailing characters", "there is more text after the end of the document", "Remove what follows the last }."),
    ("key must be a string", "a key in double quotes is expected", "Write keys in double quotes."),
    ("invalid escape", "a backslash starts no known escape", 'Write \\\\ for a backslash, \\" for a quote.'),
    ("expected `:`", "a colon is expected after the key", ""),
    ("expected `,` or `}`", "a comma or } is expected", "Check for a missing comma, or a quote inside a text."),
    ("expected `,` or `]`", "a comma or ] is expected", "Check for a missing comma, or a quote inside a text."),
    (
        "invalid number",
        "this is not a number as JSON writes them",
        "Write digits before and after a dot, no leading 0.",
    ),
    ("expected value", "a value is expected", "Comments and single quotes are not JSON; texts take double quotes."),
)


def load_json(data: bytes, limits: Limits) -> dict[str, Any]:
    """The object that ``data`` (strict UTF-8) holds: dicts, lists, texts, numbers, booleans and None.

    Raises Unreadable for the first thing that makes it no acceptable JSON object: RDR006, RDR007, RDR013, RDR014,
    RDR015, RDR016, RDR018, RDR020.
    """
    import jiter

    if not data or data.isspace():
        raise refusal("RDR018", "the file is empty")
    with collector_paused():
        try:
            tree: Any = jiter.from_json(data, allow_inf_nan=False, catch_duplicate_keys=True)
        except ValueError as error:
            raise _explained(data, str(error), limits) from error
        plain = is_plain(tree, limits.depth)
    if not plain:
        from lineage.read.json_exact import first_fault

        raise first_fault(data, limits.depth) or refusal("RDR014", "a number is out of range")
    if type(tree) is dict:
        return tree
    start = len(data) - len(data.lstrip())
    message = f"the document is {_KINDS.get(type(tree), 'a value')}, not an object"
    raise refusal("RDR018", message, Lines(data).point(start))


def _explained(data: bytes, problem: str, limits: Limits) -> Unreadable:
    place = _PLACE.search(problem)
    offset = _offset(data, int(place[1]), int(place[2])) if place else 0
    if any(word in problem for word in ("duplicate", "recursion", "out of range", "surrogate", "hex escape")):
        # These have a code of their own, and the exact pass knows the place better. What follows may be no JSON.
        from lineage.read.json_exact import first_fault

        fault = first_fault(data, limits.depth, stop=offset)
        if fault:
            return fault
    return _syntax(data, offset, problem[: place.start()] if place else problem)


def _offset(data: bytes, line: int, column: int) -> int:
    """The byte offset of the parser's position: lines end with LF, columns count bytes from 1, 0 is the LF before."""
    start = 0
    for _ in range(line - 1):
        start = data.find(b"\n", start) + 1
    return max(0, min(start + column - 1, len(data)))


def _syntax(data: bytes, offset: int, problem: str) -> Unreadable:
    lines = Lines(data)
    if problem.startswith("EOF"):
        offset = len(data.rstrip())
    elif data[offset : offset + 1] and (data[offset] < 0x20 and data[offset : offset + 1] not in b"\t\r\n"):
        return refusal("RDR020", f"there is a raw control character U+{data[offset]:04X}", lines.point(offset))
    elif problem.startswith("control character"):
        message = f"there is a raw control character U+{data[offset]:04X} inside a text"
        escape = {9: "\\t", 10: "\\n", 13: "\\r"}.get(data[offset], f"\\u{data[offset]:04x}")
        advice = f"Write it as the escape {escape}, or close the text before it with a double quote."
        return refusal("RDR020", message, lines.point(offset), advice=advice)
    word, start = _word(data, offset)
    if word:
        span = lines.span(start, start + len(word))
        if _NOT_FINITE.fullmatch(word) and problem in _VALUE_PROBLEMS:
            return refusal("RDR013", f"{word.decode()} is not a number in JSON", span)
        if problem in ("expected ident", "expected value"):
            text = shown(word.decode())
            advice = "Write text in double quotes; the words of JSON are true, false and null."
            return refusal("RDR006", f"{text} is not a value in JSON", span, advice=advice)
    for said, message, advice in _SYNTAX:
        if problem.startswith(said):
            found = data[offset : offset + 4].decode("utf-8", "ignore")[:1]
            where = f", not {shown(found)}" if found and " expected" in message else ""
            return refusal("RDR006", message + where, lines.point(offset), advice=advice)
    return refusal("RDR006", f"this is not JSON: {problem}", lines.point(offset))


def _word(data: bytes, offset: int) -> tuple[bytes, int]:
    """The bare word around an offset, sign included, and where it starts."""
    start = offset
    while start and offset - start < 16 and data[start - 1 : start].isalpha():
        start -= 1
    if data[start - 1 : start] in (b"-", b"+"):
        start -= 1
    found = _WORD.match(data, start)
    return (found[0], start) if found else (b"", offset)
