"""The scan report: all that a scan found, what it read and with what. The published JSON Schema is made from here.

Numbers are whole: shares are for the reader to work out. Nothing here depends on the machine or the moment but ``date``
and ``madeWith``; ``digest`` is that of the rest, so two scans of the same files agree in it whichever engine counted.
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import MISSING, Field

from lineage.scan.report.found import (
    Beside,
    Dates,
    Domains,
    Generators,
    Languages,
    Licences,
    NamedColumn,
    Sign,
    Tokens,
    Totals,
)
from lineage.scan.report.parts import Column, Count, Day, Digest, Doubt, MadeWith, Options, Part, Shard, Software

FORMAT: Final = "training-lineage-scan/1"


class ScanReport(Part):
    """A scan report: what a scan of the files of a dataset found."""

    format: Annotated[str, Field(pattern=f"^{FORMAT}$")] = FORMAT
    """Name and version of this form of data."""
    tool: Software
    """The program that made it."""
    date: Day
    """When the scan was made."""
    made_with: MadeWith
    """What it was made with."""
    digest: Digest
    """SHA-256 of everything but ``tool``, ``date``, ``madeWith`` and this, as canonical JSON (RFC 8785)."""
    options: Options
    """What was asked for."""
    totals: Totals
    """How much there is."""
    files_left_out: Count
    """How many files could not be read."""
    columns: list[Column]
    """What columns were taken for."""
    doubts: list[Doubt]
    """What was left open."""
    tokens: Tokens | MISSING = MISSING
    """Tokens."""
    domains: Domains | MISSING = MISSING
    """Domain names."""
    languages: Languages | MISSING = MISSING
    """Languages."""
    dates: list[Dates]
    """Dates, column by column."""
    licences: list[Licences]
    """Licences, column by column."""
    generators: list[Generators]
    """Models that columns name."""
    named_after: list[NamedColumn] | MISSING = MISSING
    """Columns that are named after a model, where there are any."""
    signs: list[Sign]
    """Signs of output of models."""
    beside: Beside
    """Files beside the data."""
    shards: list[Shard]
    """The files that were read."""
