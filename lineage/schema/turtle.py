"""Writing Turtle, the little of it that is needed: same input, same bytes, and no library at generation time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeAlias

Pairs: TypeAlias = Iterable[tuple[str, str]]
"""Predicates and objects, both written already."""


def text(value: str, language: str = "") -> str:
    """A string literal, or one in a language. Turtle escapes as JSON does."""
    return json.dumps(value, ensure_ascii=False) + (f"@{language}" if language else "")


def typed(value: str | float, datatype: str) -> str:
    """A literal with a datatype."""
    return f"{text(str(value))}^^{datatype}"


def collection(items: Iterable[str]) -> str:
    """An RDF list."""
    return f"( {' '.join(items)} )"


def blank(pairs: Pairs) -> str:
    """A node without a name."""
    return f"[ {' ; '.join(f'{predicate} {value}' for predicate, value in pairs)} ]"


def about(subject: str, pairs: Pairs) -> str:
    """What is said about a subject, one line for each statement."""
    return f"{subject}\n" + " ;\n".join(f"  {predicate} {value}" for predicate, value in pairs) + " .\n"


def document(comment: str, prefixes: dict[str, str], blocks: Iterable[str]) -> str:
    """A whole file."""
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    declared = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items()))
    return "\n".join((head + declared, *blocks))
