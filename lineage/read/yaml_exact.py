"""The exact pass over YAML: the first fault in reading order, with its place. For suspicious and bad documents only."""

from __future__ import annotations

from typing import Any

from lineage.errors import Unreadable
from lineage.finding import Span
from lineage.read.faults import refusal, shown, shown_number
from lineage.read.lines import Lines
from lineage.read.yaml_events import events, is_plain_scalar, span_of
from lineage.read.yaml_scalars import Scalar, meaning
from lineage.read.yaml_syntax import syntax_fault

_ALIAS = "AliasEvent"
_SCALAR = "ScalarEvent"
_STARTS = ("MappingStartEvent", "SequenceStartEvent")
_ENDS = ("MappingEndEvent", "SequenceEndEvent")


class _Open:
    """An open mapping or sequence: the keys so far with their lines, and whether a key comes next."""

    __slots__ = ("key_next", "keys")

    def __init__(self, is_mapping: bool) -> None:
        self.keys: dict[str, int] = {}
        self.key_next: bool | None = True if is_mapping else None


def first_fault(data: bytes, depth: int) -> Unreadable | None:
    """The first fault in ``data`` (UTF-8 without control characters); None when there is none.

    It stops at the first fault and never goes deeper than ``depth``, on which its speed depends.
    """
    import yaml

    try:
        return _walk(data, depth)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return syntax_fault(data, error)


def _walk(data: bytes, depth: int) -> Unreadable | None:
    stack: list[_Open] = []
    documents = 0
    plain_keys: set[str] = set()  # that are text: the same few stand in every record
    for event in events(data):
        kind = type(event).__name__
        if kind == _SCALAR and stack and _is_unremarkable(event, stack[-1], plain_keys):
            continue
        if kind in _ENDS:
            stack.pop()
        elif kind == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                return refusal("RDR012", "a second document starts here", _first_line(data, event))
            if event.version or event.tags:
                line = Lines(data).text(event.start_mark.line + 1)
                message = f"the document starts with the directive {shown(line)}"
                return refusal("RDR011", message, _first_line(data, event))
        elif kind in _STARTS or kind in (_SCALAR, _ALIAS):
            is_key = bool(stack and stack[-1].key_next)
            fault = _node(data, event, kind, stack)
            if fault:
                return fault
            if is_key and is_plain_scalar(event):
                plain_keys.add(event.value)
            if kind in _STARTS:
                stack.append(_Open(kind == _STARTS[0]))
                if len(stack) > depth:
                    message = f"this is level {len(stack)} of nesting; at most {depth} are read"
                    start = event.start_mark
                    place = Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
                    return refusal("RDR015", message, place)
    return None


def _is_unremarkable(event: Any, parent: _Open, plain_keys: set[str]) -> bool:
    """Whether a scalar is nearly all that there is: a value in quotes, or a key that was seen before in other records.
    If so, the mapping that it stands in is brought up to date."""
    if event.anchor is not None or event.tag is not None:
        return False
    if parent.key_next:
        key = event.value
        if key in parent.keys or key not in plain_keys:
            return False
        parent.keys[key] = event.start_mark.line + 1
        parent.key_next = False
        return True
    if event.style not in ('"', "'"):
        return False
    if parent.key_next is False:
        parent.key_next = True
    return True


def _node(data: bytes, event: Any, kind: str, stack: list[_Open]) -> Unreadable | None:
    parent = stack[-1] if stack else None
    if kind == _ALIAS:
        return refusal("RDR008", f"there is an alias, *{event.anchor}", _first_line(data, event))
    if event.anchor is not None:
        return refusal("RDR008", f"there is an anchor, &{event.anchor}", _property(data, event))
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        return refusal("RDR010", f"there is a tag, {shown(tag)}", _property(data, event))
    if parent is not None and parent.key_next is not None:
        parent.key_next = not parent.key_next
        if not parent.key_next:
            return _key(data, event, kind, parent)
    if kind == _SCALAR and is_plain_scalar(event):
        found = meaning(event.value)
        if found is Scalar.OUT_OF_RANGE:
            message = f"{shown_number(event.value)} is beyond ±9007199254740991"
            return refusal("RDR014", message, _first_line(data, event))
        if found is Scalar.NOT_FINITE:
            return refusal("RDR013", f"{shown_number(event.value)} is not a finite number", _first_line(data, event))
    return None


def _key(data: bytes, event: Any, kind: str, parent: _Open) -> Unreadable | None:
    if kind != _SCALAR:
        what = "mapping" if kind == _STARTS[0] else "list"
        place = _first_line(data, event)
        advice = "Write a text as the key. If braces or brackets are meant as text, put the key in quotes."
        return refusal("RDR017", f"a {what} is used as a key", place, advice=advice)
    key: str = event.value
    if is_plain_scalar(event):
        if key == "<<":
            return refusal("RDR009", "there is a merge key, <<", _first_line(data, event))
        found = meaning(key)
        if found is not Scalar.TEXT:
            said = f"the key {shown(key)} is not text but {found.value}" if key else "there is an empty key"
            advice = f'Write "{key}" in quotes.' if key and len(key) < 40 else ""
            return refusal("RDR017", said, _first_line(data, event), advice=advice)
    line = event.start_mark.line + 1
    if key in parent.keys:
        message = f"the key {shown(key)} is already in this mapping, on line {parent.keys[key]}"
        return refusal("RDR007", message, _first_line(data, event))
    parent.keys[key] = line
    return None


def _first_line(data: bytes, event: Any) -> Span:
    """The span of an event, cut at the end of its first line."""
    span = span_of(event)
    if span.end_line == span.line:
        return span
    return Span(span.line, span.column, span.line, max(Lines(data).end_column(span.line), span.column))


def _property(data: bytes, event: Any) -> Span:
    """The span of the anchor or tag in front of a node: up to the next blank, bracket or line end."""
    start = event.start_mark
    rest = Lines(data).text(start.line + 1)[start.column :]
    width = next((at for at, char in enumerate(rest) if char in " \t,[]{}"), len(rest))
    return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 1 + max(width, 1))
