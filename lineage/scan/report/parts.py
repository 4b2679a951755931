"""What every part of a scan report is made of, and the parts that say what was read and with what."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import MISSING, BaseModel, ConfigDict, Field

from lineage.model.base import wire_name
from lineage.model.scalars import DATE, SHA256

Count: TypeAlias = Annotated[int, Field(ge=0, le=9_007_199_254_740_991)]
Digest: TypeAlias = Annotated[str, Field(pattern=SHA256)]
Day: TypeAlias = Annotated[str, Field(pattern=DATE)]


class Part(BaseModel):
    """A part of a report."""

    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", alias_generator=wire_name, validate_by_name=True,
        validate_by_alias=True, serialize_by_alias=True, use_attribute_docstrings=True,
    )  # fmt: skip


class Software(Part):
    """A program and its version."""

    name: str
    """Its name."""
    version: str
    """Its version."""


class MadeWith(Part):
    """What the scan was made with, which changes nothing of what was counted."""

    engine: Literal["duckdb", "spark"]
    """The engine that counted."""
    libraries: dict[str, str]
    """Versions of libraries, by name."""


class Options(Part):
    """What the scan was asked for."""

    sample: Count
    """How many texts were kept for the detector of languages and the like."""
    seed: int
    """The number that decides which texts those are."""
    told: dict[str, list[str]]
    """Columns that were named on the command line, by role."""
    signs: list[str]
    """The signs that were looked for in the texts."""


class Shard(Part):
    """A file that was to be read."""

    path: str
    """Where it is, as it was given."""
    format: str
    """What it is."""
    compression: str | MISSING = MISSING
    """How it is compressed."""
    bytes: Count
    """Its size."""
    sha256: Digest | MISSING = MISSING
    """Its digest; absent where only the engine can reach it."""
    records: Count
    """How many records were read."""
    error: str | MISSING = MISSING
    """Why nothing of it was counted."""


class Column(Part):
    """A column that was taken for something."""

    role: str
    """For what."""
    column: str
    """Its name."""
    why: str
    """Why: it was told, or chosen by its name, or by name and content."""
    note: str | MISSING = MISSING
    """Anything that qualifies it."""


class Doubt(Part):
    """A role that no column was given, although some might have it."""

    role: str
    """The role."""
    columns: list[str]
    """The columns."""
    reason: str
    """Why none was taken."""
