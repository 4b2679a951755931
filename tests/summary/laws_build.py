"""Documents of the other laws, for the tests of this room."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from pydantic import ValidationError

from lineage.finding import Finding
from lineage.summary.ab2013 import ab2013_summary
from lineage.summary.blocks import Row, Summary, Table, parts
from lineage.summary.code import code_summary
from tests.summary.build import AT, HERE, REPOSITORY, manifest_of, raw, text
from tests.summary.test_hostile import leaves, put

FILES = {
    "apertus": REPOSITORY / "examples/apertus/lineage.yaml",
    "smollm3": REPOSITORY / "examples/smollm3/lineage.yaml",
    "everything": HERE / "everything.yaml",
    "california": HERE / "california.yaml",
}
"""Manifests with golden documents."""


def california() -> dict[str, Any]:
    """A manifest that answers every item of both forms; a fresh copy."""
    return copy.deepcopy(raw(FILES["california"]))


def ab2013_of(data: dict[str, Any], *, sha256: str = "0" * 64, findings: Sequence[Finding] = ()) -> Summary:
    """The documentation for California."""
    return ab2013_summary(manifest_of(data), at=AT, sha256=sha256, tool_version="0.1.0", findings=findings)


def code_of(
    data: dict[str, Any], audience: str | None = None, *, sha256: str = "0" * 64, findings: Sequence[Finding] = ()
) -> Summary:
    """The form of the Code of Practice."""
    return code_summary(
        manifest_of(data), at=AT, sha256=sha256, tool_version="0.1.0", findings=findings, audience=audience
    )


def golden(name: str, make: Callable[..., Summary], **options: Any) -> Summary:
    """The document of one of the files above; without its digest, which comments change too."""
    return make(raw(FILES[name]), **options)


def rows(summary: Summary, number: str) -> dict[str, str]:
    """The rows of the tables of a field, by the text of their first cell."""
    field = next(found for found in summary.fields() if found.number == number)
    return {text(row.cells[0]): text(row.cells[1:]) for row in _rows(field.answer)}


def _rows(value: Any) -> Iterator[Row]:
    for part in parts(value):
        if isinstance(part, Table):
            yield from part.rows


@cache
def text_fields() -> tuple[tuple[str | int, ...], ...]:
    """The places of the manifest above that take any text."""
    found = []
    for path in leaves(california()):
        trial = california()
        put(trial, path, "any text at all")
        try:
            manifest_of(trial)
        except ValidationError:
            continue
        found.append(path)
    return tuple(found)


def filled(payload: str) -> dict[str, Any]:
    """The manifest with one text in every place that takes one."""
    data = california()
    for path in text_fields():
        put(data, path, payload)
    return data
