"""Rules on text: nothing hidden in it, and no placeholder where a statement belongs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pydantic import MISSING, JsonValue

from lineage.finding import Part, Severity
from lineage.graph.walk import of_type, strings
from lineage.model import Manifest
from lineage.model.answer import NotApplicable, Stated
from lineage.model.base import Node, wire_name
from lineage.model.dates import DateFact
from lineage.model.model_use import Share
from lineage.model.scalars import Line, Prose
from lineage.model.structure import field_types, model_classes
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.visible import HIDDEN

_SUSPECT: Final = re.compile(HIDDEN.pattern[:-1] + "\u200c\u200d]|\\\\[bf]|\\\\u00")
"""Anything hidden in the JSON of a manifest, where control characters are escaped."""

_MARK: Final = re.compile(HIDDEN.pattern[:-1] + "\u200c\u200d]")
_FIRST_JOINED: Final = 0x0590
"""The joiners U+200C and U+200D belong to the spelling of scripts from here on, and to emoji; Latin needs neither."""


@rule(
    "TXT001",
    "hidden-characters",
    severity=Severity.ERROR,
    basis=(spec("Text"), "CVE-2021-42574"),
    real="No peer tool that was tried refuses them; corpuscard accepts bidirectional and zero-width characters alike.",
)
def hidden_characters(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Text holds characters that cannot be seen.

    ## Why
    A control that reverses the reading order makes a page say something else than the file. A zero-width character
    makes two equal names differ. Search, comparison and review all fail on them. The joiners U+200C and U+200D are
    allowed where a script or an emoji needs them.

    ## Example
    ```yaml
    datasets:
      - id: web
        name: "Fine\\u200BWeb"
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        name: FineWeb
    ```

    ## References
    CVE-2021-42574 (Trojan Source); Unicode Technical Standard 39.
    """
    if not _suspect(manifest, context):
        return  # a walk over every string takes far longer than this look
    for text, where in strings(manifest):
        if found := _hidden(text):
            yield _fault(found, where, Part.VALUE)
    for node, where in of_type(manifest, model_classes()):
        for key, value in node.extensions.items():
            yield from _in_extension(value, (*where, key))


def _suspect(manifest: Manifest, context: Context) -> bool:
    source = context.source
    if source is None or b"\\u" in source:
        return _SUSPECT.search(manifest.model_dump_json()) is not None
    if source.isascii():
        return b"\x7f" in source or (b"\\" in source and (b"\\b" in source or b"\\f" in source))
    return _SUSPECT.search(source.decode()) is not None


def _in_extension(value: JsonValue, where: Pointer) -> Iterator[Fault]:
    stack: list[tuple[JsonValue, Pointer]] = [(value, where)]
    while stack:
        item, place = stack.pop()
        if isinstance(item, str) and (found := _hidden(item)):
            yield _fault(found, place, Part.VALUE)
        elif isinstance(item, list):
            stack += [(child, (*place, i)) for i, child in reversed(list(enumerate(item)))]
        elif isinstance(item, dict):
            for key in item:
                if found := _hidden(key):
                    yield _fault(found, (*place, key), Part.KEY)
            stack += [(child, (*place, key)) for key, child in reversed(list(item.items()))]


def _hidden(text: str) -> list[str]:
    """The hidden characters of a text, each once, in order."""
    if text.isascii() and text.isprintable():
        return []
    found = [match[0] for match in _MARK.finditer(text) if match[0] not in "\r\u200c\u200d" or _misplaced(text, match)]
    return list(dict.fromkeys(found))


def _misplaced(text: str, match: re.Match[str]) -> bool:
    if match[0] == "\r":
        return text[match.end() : match.end() + 1] != "\n"
    before = text[match.start() - 1 : match.start()]
    return not before or ord(before) < _FIRST_JOINED or unicodedata.category(before)[0] not in "LMS"


def _fault(found: list[str], where: Pointer, part: Part) -> Fault:
    names = [f"U+{ord(c):04X}" + (f" ({name})" if (name := unicodedata.name(c, "").lower()) else "") for c in found[:5]]
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    what = "this key" if part is Part.KEY else "this text"
    return Fault(where, f"{what} holds hidden characters: {', '.join(names)}{more}", "remove them", part)


_PLACEHOLDER: Final = re.compile(
    r"n\.?/?a\.?|not applicable|not available|none|null|nil|unknown|not known|todo|tb[acd]|fixme|x{3,}|to be (provided|"
    r"determined|done|added|defined|announced|completed|confirmed|filled in|specified|written)|coming soon|placeholder|"
    r"lorem ipsum\b.*|(todo|fixme)\s*:.*|(more )?information needed|"
    r"needs more information|(insert|your) (text|description|name|answer)( here)?|\{\{[^{}]*\}\}|"
    r"[-\u2010-\u2015_.?*\u2026/]+",
    re.IGNORECASE,
)
_PENDING: Final = re.compile(
    r"todo|tb[acd]|fixme|x{3,}|to be |coming|needed|needs|placeholder|lorem|insert", re.IGNORECASE
)


_LONGER: Final = 30
"""A text of this length says something."""
_FIRST: Final = frozenset(
    " \t\n()[]<>\"'{-\u2010\u2011\u2012\u2013\u2014\u2015_.?*\u2026/cfilmnptuxyCFILMNPTUXY\u0130\u0131"
)
"""The characters that such a text can begin with: nearly all names and statements are told apart by them alone."""


def is_placeholder(text: str) -> bool:
    """Whether the whole text only stands in for something."""
    if len(text) >= _LONGER or text[:1] not in _FIRST:
        return False
    bare = text.strip(" \t\n()[]<>\"'")
    return any(_PLACEHOLDER.fullmatch(form) is not None for form in (bare, bare.rstrip(".:;!")))


@cache
def _statement_fields() -> dict[type[Node], dict[str, bool]]:
    """The fields where a statement belongs: prose, and lines that an answer can stand for. ``True``: takes one."""
    found: dict[type[Node], dict[str, bool]] = {}
    for cls in model_classes():
        for name, _, parts in field_types(cls):
            answer = NotApplicable in parts
            if Prose in parts or (Line in parts and (answer or issubclass(cls, Stated))):
                found.setdefault(cls, {})[name] = answer
    return found


@rule(
    "TXT003",
    "looks-like-a-placeholder",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(spec("Answers"),),
    real='"N/A" or "not applicable" stands 38 times in eight filings, nearly always bare: not asked, unknown or none?',
)
def placeholder(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A text only stands in for an answer.

    ## Why
    "N/A" can mean that the question does not arise, that nobody knows, or that there is none, and a machine reads it as
    prose. The standard has a word for each, which summaries print in full.

    ## Example
    ```yaml
    corpora:
      - id: all
        models: [aurora]
        purpose: N/A
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: all
        models: [aurora]
        purpose: {notApplicable: true}
    ```
    or `{unknown: true}`, `{unknown: pending}`, `{withheld: true}`; or leave the key out.

    ## References
    Training Lineage 1.0, Answers.
    """
    fields = _statement_fields()
    for node, where in context.suspects(frozenset(fields), _holds_placeholder):
        for name, answer in fields[type(node)].items():
            value = getattr(node, name)
            if value is MISSING or isinstance(value, Node):
                continue
            for text, place in _texts(value, (*where, wire_name(name))):
                if is_placeholder(text):
                    yield Fault(place, f'"{text}" stands where a statement belongs', _advice(text, answer))


def _holds_placeholder(node: Any) -> bool:
    fields = _statement_fields()[type(node)]
    if fields.keys().isdisjoint(node.__dict__):
        return False
    for name, value in node.__dict__.items():
        if name in fields:
            if type(value) is str:
                if value[:1] in _FIRST and is_placeholder(value):
                    return True
            elif type(value) is dict and any(is_placeholder(text) for text, _ in _texts(value, ())):
                return True
    return False


def _texts(value: Any, where: Pointer) -> Iterator[tuple[str, Pointer]]:
    if isinstance(value, str):
        yield value, where
    elif isinstance(value, dict):
        yield from ((text, (*where, key)) for key, text in value.items() if isinstance(text, str))


def _advice(text: str, answer: bool) -> str:
    if not answer:
        return "write it, or leave the key out"
    if _PENDING.search(text):
        return "write it, or say {unknown: pending}"
    return "say {notApplicable: true}, {unknown: true} or {withheld: true}, or leave the key out"


@rule(
    "TXT004",
    "says-nothing",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(spec("Answers"),),
    real="An empty list hid a real teacher in a real corpus. An empty object hides as much: a form that asks whether "
    "contact details or a claim are there is answered by one that holds nothing.",
)
def says_nothing(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """An object holds nothing.

    ## Why
    Somebody began to write and did not finish, or a program wrote a frame without content. It says no more than an
    absent key, and looks like an answer.

    ## Example
    ```yaml
    agents:
      - id: aurora-lab
        name: Aurora Lab
        contact: {}
    ```

    ## Use instead
    ```yaml
    agents:
      - id: aurora-lab
        name: Aurora Lab
        contact:
          email: data@aurora.example
    ```
    or leave the key out.

    ## References
    Training Lineage 1.0, Answers.
    """
    for _, where in context.suspects(_frames(), _holds_nothing):
        if not context.cut_below(where):
            yield Fault(where, f'"{_key(where)}" is an object that holds nothing', "fill it in, or leave it out")


def _holds_nothing(node: Any) -> bool:
    return all(value is MISSING for value in node.__dict__.values()) and not node.extensions


@cache
def _frames() -> frozenset[type[Node]]:
    """The objects of which no key is required. A date or a share without content has rules of its own."""
    return frozenset(
        cls
        for cls in model_classes()
        if cls not in (DateFact, Share) and not any(field.is_required() for field in cls.model_fields.values())
    )


def _key(where: Pointer) -> str:
    return next(part for part in reversed(where) if isinstance(part, str))
