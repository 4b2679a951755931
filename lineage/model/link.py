"""Links, files and licences: pointers to things outside the manifest."""

from typing import Annotated, Any

from pydantic import MISSING, Discriminator, Field, Tag
from typing_extensions import TypeAliasType

from lineage.model.answer import NotApplicable, Unknown, Withheld, branch_of_object
from lineage.model.base import Node
from lineage.model.dates import DateText
from lineage.model.named import Some
from lineage.model.scalars import Line, Sha256, Text, Url


class Link(Node):
    """A document on the web."""

    title: Line | MISSING = MISSING
    """What it is called."""
    url: Url | MISSING = MISSING
    """Where it is."""
    sha256: Sha256 | MISSING = MISSING
    """Digest of the bytes that were read."""
    pointer: Line | MISSING = MISSING
    """The place in it: a page, a section, a line."""


class File(Node):
    """A file that belongs to a record, such as a list of domains."""

    name: Line | MISSING = MISSING
    """File name."""
    path: Line | MISSING = MISSING
    """Path relative to the manifest."""
    url: Url | MISSING = MISSING
    """Where it can be downloaded."""
    format: Line | MISSING = MISSING
    """Media type or common name of the format."""
    bytes: Annotated[int, Field(ge=0, le=9_007_199_254_740_991)] | MISSING = MISSING
    """Size in bytes."""
    sha256: Sha256 | MISSING = MISSING
    """Digest of its bytes."""


class LicenceTerm(Node):
    """A licence that held for a time: licences of datasets change."""

    expression: Line
    """SPDX licence expression; ``LicenseRef-…`` for one that SPDX does not list."""
    url: Url | MISSING = MISSING
    """Its text."""
    from_: DateText | MISSING = MISSING
    """First day it applied."""
    to: DateText | MISSING = MISSING
    """Last day it applied."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""


class LicenceColumn(Node):
    """Each record carries its own licence."""

    column: Line
    """The column that holds it."""


def _licence_branch(value: Any) -> str:
    if isinstance(value, str):
        return "(short)"
    if isinstance(value, list):
        return "(list)"
    if (isinstance(value, dict) and "column" in value) or isinstance(value, LicenceColumn):
        return "(column)"
    return branch_of_object(value)


Licence = TypeAliasType(
    "Licence",
    Annotated[
        Annotated[Line, Tag("(short)")]
        | Annotated[Some[LicenceTerm], Tag("(list)")]
        | Annotated[LicenceColumn, Tag("(column)")]
        | Annotated[NotApplicable, Tag("(notApplicable)")]
        | Annotated[Unknown, Tag("(unknown)")]
        | Annotated[Withheld, Tag("(withheld)")],
        Discriminator(_licence_branch),
    ],
)
"""An SPDX expression, several with their dates, a column of the data, or a statement in their place."""
