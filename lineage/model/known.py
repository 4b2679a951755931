"""How a fact is known: declared, measured, estimated or inferred, by whom and from what."""

from typing import Literal

from pydantic import MISSING

from lineage.model.base import Node
from lineage.model.dates import DateText
from lineage.model.scalars import Line, Sha256, Text


class Known(Node):
    """The evidence grade of one fact. Where it is absent, the fact is declared by the manifest's publisher, or, in a
    transcription, stated in the document that was transcribed."""

    how: Literal["declared", "measured", "estimated", "inferred"]
    """Said by somebody; counted by a scan; worked out by a method; concluded from something else."""
    by: Line | MISSING = MISSING
    """Who, or the report or tool that says so: an agent's id, a scan report, a document."""
    method: Line | MISSING = MISSING
    """How it was measured, estimated or inferred."""
    confidence: Literal["high", "medium", "low"] | MISSING = MISSING
    """How well its source was read by whoever wrote this down: high in the original or a whole archived copy, medium in
    a quotation or summary, low otherwise."""
    date: DateText | MISSING = MISSING
    """When."""
    source: Line | MISSING = MISSING
    """Where it can be looked up: an address, or a file beside the manifest."""
    sha256: Sha256 | MISSING = MISSING
    """Digest of that source."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""
