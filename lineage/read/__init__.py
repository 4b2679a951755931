"""Bytes to documents: JSON, YAML 1.2 and card front matter, under limits, with positions on demand.

The reader refuses whatever two programs could read in two ways, and says where. It never guesses.
"""

from __future__ import annotations

from lineage.read.codes import FAULTS, Fault
from lineage.read.document import Document, Format
from lineage.read.limits import Limits
from lineage.read.reader import read_bytes, read_path

__all__ = ["FAULTS", "Document", "Fault", "Format", "Limits", "read_bytes", "read_path"]
