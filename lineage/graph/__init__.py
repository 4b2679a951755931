"""From records to relations: what an id stands for, and which data a corpus holds."""

from __future__ import annotations

from lineage.graph.content import CorpusContent, Use
from lineage.graph.index import Index, Record

__all__ = ["CorpusContent", "Index", "Record", "Use"]
