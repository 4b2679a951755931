"""From pydantic's errors to findings: one fault for each place, in words that a person can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from lineage.finding import Finding, Layer, Part, Severity
from lineage.model import Manifest
from lineage.model.base import EXTENSION_KEY
from lineage.model.scalars import FORMS
from lineage.pointer import Pointer
from lineage.shape.classes import form_at, keys_at, kinds_at, options_at
from lineage.shape.codes import SHAPE_CODES
from lineage.shape.words import either, kind, meant, show

Error = Mapping[str, Any]

_BOUNDS: Final = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
    "string_too_long": ("at most", "max_length"),
    "too_long": ("at most", "max_length"),
}
_STATEMENTS: Final = ("unknown", "withheld", "notApplicable", "none", "other", "value")


def place(tree: Any, error: Error) -> tuple[Pointer, str | None]:
    """Where an error is: the place of the value, and the key that is missing or unknown there, if that is what it is.

    pydantic's locations also name branches of unions; those are no keys of the document and are left out.
    """
    node, pointer = tree, []
    for part in error["loc"]:
        if (isinstance(node, dict) and part in node) or (isinstance(node, list) and isinstance(part, int)):
            node = node[part]
            pointer.append(part)
    if error["type"] == "missing":
        return tuple(pointer), error["loc"][-1]
    if is_unknown_key(error):
        return tuple(pointer[:-1]), pointer[-1]
    return tuple(pointer), None


def is_unknown_key(error: Error) -> bool:
    """Whether an error says that a key is neither known nor an extension."""
    return bool(error["type"] == "string_pattern_mismatch" and error["ctx"]["pattern"] == EXTENSION_KEY)


def faults(tree: Any, errors: Sequence[Error]) -> Iterator[tuple[Pointer, Finding]]:
    """One finding for each faulty place, with the place of what has to go for the rest to be valid."""
    groups: dict[tuple[Pointer, str | None, bool], list[Error]] = {}
    for error in errors:
        where, key = place(tree, error)
        groups.setdefault((where, key, error["type"] == "missing"), []).append(error)
    # Of a union of text and object, an object with a fault inside is an object, not a text of the wrong type.
    inside = {where[:depth] for where, _, _ in groups for depth in range(len(where))}
    for (where, key, missing), group in groups.items():
        if key is None and where in inside and all(error["type"].endswith("_type") for error in group):
            continue
        if key is None and any(error["loc"][-1:] == ("[key]",) for error in group):
            yield where, _bad_key(where, group, tree)
        elif key is None:
            yield where, _value_fault(where, group)
        elif missing:
            yield where, _missing(where, key)
        else:
            yield (*where, key), _unknown_key(where, key, group[0]["loc"], tree)


def _finding(name: str, pointer: Pointer, message: str, advice: str, part: Part = Part.VALUE) -> Finding:
    code = SHAPE_CODES[name]
    return Finding(
        code=code.code,
        name=name,
        severity=Severity.ERROR,
        layer=Layer.SHAPE,
        message=message,
        advice=advice,
        pointer=pointer,
        part=part,
        keyword=code.keyword,
    )


def _missing(where: Pointer, key: str) -> Finding:
    return _finding("missing-key", where, f'"{key}" is missing', f'add "{key}"; it identifies or completes this record')


def _unknown_key(where: Pointer, key: str, loc: Sequence[Any], tree: Any) -> Finding:
    known = keys_at(Manifest, where)
    pointer = (*where, key)
    cut = _cut_prose(where, key, tree)
    if cut:
        return cut
    likely = meant(key, known)
    hint = f'did you mean "{likely}"?' if likely else f"known keys here: {', '.join(known)}."
    return _finding("unknown-key", pointer, f'unknown key "{key}"', f"{hint} Keys of your own start with x-", Part.KEY)


def _bad_key(where: Pointer, group: Sequence[Error], tree: Any) -> Finding:
    """A key of a map from language tags, parts or prefixes that is none of them."""
    key = str(where[-1])
    cut = _cut_prose(where[:-1], key, tree)
    if cut:
        return cut
    pattern = next((error["ctx"]["pattern"] for error in group if "pattern" in error.get("ctx", {})), "")
    noun, how = FORMS.get(pattern, ("a key that may stand here", "see the field's description"))
    return _finding("malformed", where, f'the key "{key}" is not {noun}', how, Part.KEY)


def _cut_prose(where: Pointer, key: str, tree: Any) -> Finding | None:
    """The fault of a key without a value that reads like the end of a sentence."""
    owner = tree
    for part in where:
        owner = owner[part]
    if owner[key] is not None or " " not in key:
        return None
    return _finding(
        "unquoted-comma",
        (*where, key),
        f'"{key}" looks like prose that was cut at a comma',
        f"put the whole text in quotation marks, or write it in block style: {_rejoined(owner, key)}",
        Part.KEY,
    )


def _rejoined(owner: Mapping[str, Any], key: str) -> str:
    """The member before the key with the text that was cut off it: ``description: "web text, books and code"``."""
    members = list(owner.items())
    end = next(position for position, (name, _) in enumerate(members) if name == key)
    start = end
    while start > 0 and members[start][1] is None:
        start -= 1
    name, value = members[start]
    tail = [name for name, _ in members[start + 1 : end + 1]]
    return f"{name}: {show(', '.join([str(value), *tail]))}"


def _value_fault(where: Pointer, group: Sequence[Error]) -> Finding:
    value = group[0]["input"]
    label = f'"{where[-1]}"' if where and isinstance(where[-1], str) else "this entry"
    if value is None:
        return _finding(
            "null",
            where,
            f"{label} has no value (null)",
            "say {unknown: true}, {notApplicable: true} or {withheld: true}, or leave the key out",
        )
    if value in ([], {}) or (isinstance(value, str) and not value.strip()):
        what = "list" if value == [] else "object" if value == {} else "text"
        statement = "say {none: true} or {unknown: true}" if what == "list" else "say {unknown: true}"
        return _finding("empty", where, f"{label} is an empty {what}", f"{statement}, or leave the key out")
    telling = [error for error in group if not error["type"].endswith("_type")] or list(group)
    error = telling[0]
    match error["type"]:
        case "literal_error" | "enum":
            return _not_an_option(where, label, value)
        case "string_pattern_mismatch":
            return _malformed(where, label, value, error["ctx"]["pattern"])
        case "union_tag_invalid" | "union_tag_not_found":
            return _wrong_statement(where, label, value)
        case "string_too_long" if (form := form_at(Manifest, where)) and not re.fullmatch(form, value):
            return _malformed(where, label, value, form)
        case bound if bound in _BOUNDS:
            words, name = _BOUNDS[bound]
            limit = error["ctx"][name]
            unit = " characters" if bound == "string_too_long" else " entries" if bound == "too_long" else ""
            return _finding(
                "out-of-bounds",
                where,
                f"{label} is {show(value)}, and must be {words} {limit}{unit}",
                "check the number; large sizes are written with a magnitude such as trillion",
            )
        case _:
            return _wrong_type(where, label, value)


def _not_an_option(where: Pointer, label: str, value: Any) -> Finding:
    options = options_at(Manifest, where)
    if where == ("lineage",):
        return _finding(
            "unsupported-version",
            where,
            f"version {show(value)} of the standard is not one that this release reads",
            f"this release reads {either(options)} and has checked the rest by it; for a newer version, use a newer "
            "release",
        )
    if not options:
        return _finding("not-an-option", where, f"{label} is {show(value)}, and can only be true", "write true")
    likely = meant(value, options) if isinstance(value, str) else None
    return _finding(
        "not-an-option",
        where,
        f"{label} is {show(value)}, which is not one of the options",
        (f'did you mean "{likely}"? ' if likely else "") + f"Options: {', '.join(options)}",
    )


def _malformed(where: Pointer, label: str, value: Any, pattern: str) -> Finding:
    noun, how = FORMS.get(pattern, ("in the right form", "see the field's description"))
    return _finding("malformed", where, f"{label} is {show(value)}, which is not {noun}", how)


def _wrong_statement(where: Pointer, label: str, value: Any) -> Finding:
    if isinstance(value, dict):
        said = next((key for key in _STATEMENTS if key in value), None)
        if said:
            allowed = [key for key in keys_at(Manifest, where) if key in _STATEMENTS]
            return _finding(
                "wrong-type",
                where,
                f"{label} does not take {{{said}: …}}",
                f"expected {either(kinds_at(Manifest, where))}"
                + (f"; statements that it takes: {', '.join(allowed)}" if allowed else ""),
            )
    return _wrong_type(where, label, value)


def _wrong_type(where: Pointer, label: str, value: Any) -> Finding:
    expected = either(kinds_at(Manifest, where))
    advice = f"write {expected}"
    if isinstance(value, str) and ("number" in expected):
        advice += "; a number stands without quotation marks and without leading zeros"
    elif isinstance(value, bool | int | float) and "text" in expected:
        advice += "; put it in quotation marks"
    return _finding("wrong-type", where, f"{label} is {kind(value)}, expected {expected}", advice)
