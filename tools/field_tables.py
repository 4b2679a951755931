"""The tables of fields in ``spec/``: written from the model between two marks, so that prose and model cannot part.

A table stands between ``<!-- fields: ClassName -->`` and ``<!-- end -->``, below the heading that names the class.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import MISSING
from typing_extensions import TypeAliasType

from lineage.graph.references import ANY, EDGE, FIELDS
from lineage.model import Manifest
from lineage.model.answer import NoneDeclared, NotApplicable, OtherAnswer, Stated, Unknown, Withheld
from lineage.model.base import Node, wire_name
from lineage.model.structure import model_classes
from lineage.schema.descriptions import describe
from lineage.schema.generate import FIRST, SINCE

SPEC: Final = Path(__file__).resolve().parent.parent / "spec"
MARKED: Final = re.compile(r"<!-- fields: (\w+) -->\n.*?<!-- end -->", re.DOTALL)

_STATEMENTS: Final[dict[Any, str]] = {
    Stated: "value",
    NoneDeclared: "none",
    OtherAnswer: "other",
    NotApplicable: "notApplicable",
    Unknown: "unknown",
    Withheld: "withheld",
}
"""The telling keys of answers, in the order of the table."""

_SCALARS: Final = {
    "Id": "id",
    "Reference": "reference",
    "TermsReference": "reference to terms",
    "Iri": "IRI",
    "Url": "web address",
    "Email": "e-mail address",
    "LanguageTag": "language tag",
    "CountryCode": "country code",
    "Sha256": "SHA-256 digest",
    "Line": "line",
    "Prose": "prose",
    "Text": "text",
    "DateText": "date",
    "Number": "number",
    "Fraction": "number from 0 to 1",
    "Origin": "[origin](datasets.md#semantics)",
    "Part": "[part](model-uses.md#parts)",
}

_WORDS: Final = {"origin": "a word for an origin", "curators": "the word `curators`"}
"""Words that stand in the place of a record."""

_FORMS: Final = {
    ("Period", "duration"): "duration",
    ("Waiver", "code"): "code of a rule",
    ("Manifest", "namespaces"): "object from prefixes to IRIs",
}
"""Fields whose text has a form that no named type stands for."""

_REFERENCE: Final = re.compile(r"\breferences?\b(?! to)")
_PLURAL: Final = re.compile(r"\b(id|reference|line|IRI|web address|language tag|country code|date|text)\b(?![]#.`])")


def _with_s(word: re.Match[str]) -> str:
    return word[0] + ("es" if word[0].endswith("s") else "s")


@cache
def documented() -> dict[str, type[Node]]:
    """The classes that have a table, by name: all that a manifest can hold; ``Stated`` once for every type of value."""
    Manifest.model_rebuild()
    return {cls.__name__: cls for cls in model_classes() if not issubclass(cls, Stated)} | {"Stated": Stated}


@cache
def places() -> dict[str, str]:
    """The file of each class's table, by class name."""
    return {name: path.name for path in sorted(SPEC.glob("*.md")) for name in MARKED.findall(path.read_text("utf-8"))}


def field_tables() -> Iterator[tuple[str, str]]:
    """Every file of ``spec/`` that holds tables, as it should be: its path in the repository, and its text."""
    for path in sorted(SPEC.glob("*.md")):
        text = path.read_text("utf-8")
        if MARKED.search(text):
            yield f"spec/{path.name}", MARKED.sub(lambda mark: _marked(mark[1]), text)


def _marked(name: str) -> str:
    return f"<!-- fields: {name} -->\n{_table(documented()[name])}\n<!-- end -->"


def _table(cls: type[Node]) -> str:
    rows = ["| field | value | required | meaning | since |", "|---|---|---|---|---|"]
    above = next((documented()[base.__name__] for base in cls.__bases__ if base.__name__ in documented()), None)
    for name, field in cls.model_fields.items():
        if above and name in above.model_fields:
            continue
        wire = wire_name(name)
        required = "yes" if field.is_required() else "no"
        since = SINCE.get(f"{cls.__name__}.{wire}", FIRST)
        cells = (f"`{wire}`", _value(cls, name), required, describe(cls, name), since)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    inherited = f"\n\nAnd the fields of {_link(above)}." if above else ""
    return "\n".join(rows) + inherited


def _link(cls: type[Node]) -> str:
    place = places().get(cls.__name__, "")
    return f"[{cls.__name__}]({place}#{cls.__name__.lower()})"


def _value(cls: type[Node], name: str) -> str:
    """What a field takes, in words, with the nouns that a reference may name."""
    if (cls.__name__, name) in _FORMS:
        return _FORMS[cls.__name__, name]
    words = _words(cls.model_fields[name].annotation)
    kinds = next((FIELDS[base][name] for base in cls.__mro__ if name in FIELDS.get(base, {})), None)
    if kinds is None:
        return words
    if kinds >= ANY:
        return words + " to any record" + (" or edge" if kinds >= EDGE else "")
    nouns = sorted(kinds - _WORDS.keys())
    extra = "".join(f", or {_WORDS[kind]}" for kind in sorted(kinds & _WORDS.keys()))
    return _REFERENCE.sub(f"{' or '.join(nouns)} \\g<0>", words) + extra


def _words(annotation: Any) -> str:
    """A type in words: ``list of lines; or `none`, `unknown` ``."""
    branches = _branches(annotation)
    said = [key for kind, key in _STATEMENTS.items() if any(_is_class(branch, kind) for branch in branches)]
    values = [branch for branch in branches if not any(_is_class(branch, kind) for kind in _STATEMENTS)]
    words = " or ".join(dict.fromkeys(_one(value) for value in values))
    return words + (f"; or {', '.join(f'`{key}`' for key in said)}" if said else "")


def _is_class(branch: Any, kind: type) -> bool:
    return isinstance(branch, type) and issubclass(branch, kind)


def _branches(annotation: Any) -> list[Any]:
    """The alternatives of a type, with named types opened unless they have a word of their own."""
    if isinstance(annotation, TypeAliasType):
        return [annotation] if annotation.__name__ in _SCALARS else _branches(annotation.__value__)
    if hasattr(annotation, "__metadata__"):
        return _branches(annotation.__origin__)
    if get_origin(annotation) in (Union, types.UnionType):
        return [branch for part in get_args(annotation) if part is not MISSING for branch in _branches(part)]
    return [annotation]


def _one(value: Any) -> str:
    if isinstance(value, TypeAliasType):
        return _SCALARS[value.__name__]
    if isinstance(value, type) and issubclass(value, Node):
        return _link(value)
    origin, arguments = get_origin(value), get_args(value)
    if origin is Literal:
        options = ["`true`" if option is True else f"`{option}`" for option in arguments]
        return " or ".join(filter(None, (", ".join(options[:-1]), options[-1])))
    if origin is list:
        return f"list of {_PLURAL.sub(_with_s, _words(arguments[0]))}"
    if origin is dict:
        return f"object from {_words(arguments[0])} to {_words(arguments[1])}"
    return {bool: "`true` or `false`", int: "whole number", float: "number", str: "reference"}.get(
        value, "the value itself"
    )
