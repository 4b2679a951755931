"""What a check reports: findings, as plain data that every renderer prints without rephrasing.

``message`` says what is wrong, with the value; ``advice`` says what to do. A finding carries a pointer, not a
line: positions are looked up in the file only for findings that are printed (``lineage.read``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lineage.pointer import Pointer


class Severity(StrEnum):
    """How much a finding weighs. Only ``error`` and ``warning`` make a check fail; a ``note`` informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Layer(StrEnum):
    """Which of the three layers found it: bytes to data (reader), data to model (shape), meaning (rule)."""

    READER = "reader"
    SHAPE = "shape"
    RULE = "rule"


class Part(StrEnum):
    """Which part of an object member a finding points at: its ``key`` or its ``value``."""

    KEY = "key"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file: 1-based lines, 1-based columns that count code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, with a few words on why."""

    pointer: Pointer
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark.

    ``code`` is stable and never reused (``SYN003``); ``name`` is its slug (``unnamed-generator``); ``basis`` cites the
    clauses of law or specification it rests on; ``keyword`` is the JSON Schema keyword of a shape fault; ``span`` is
    set by the reader, whose faults have no pointer to look a position up with.
    """

    code: str
    name: str
    severity: Severity
    layer: Layer
    message: str
    advice: str
    pointer: Pointer = ()
    part: Part = Part.VALUE
    related: tuple[Related, ...] = ()
    basis: tuple[str, ...] = ()
    keyword: str | None = None
    span: Span | None = None
