"""In and out: what other formats say about training data, as manifests, and manifests as what other tools read.

Each format is one module (or folder) with ``looks_like``, and ``from_x`` or ``to_x`` or both, and its ``LOSSES``.
``formats`` is the list of them. Nothing is invented, and nothing is dropped in silence (:mod:`lineage.interop.losses`).
"""

from __future__ import annotations

from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS, Exported, Format, detect
from lineage.interop.losses import Loss, Lost
from lineage.interop.source import NotThisFormat, Source, open_source

__all__ = ["FORMATS", "Draft", "Exported", "Format", "Loss", "Lost", "NotThisFormat", "Source", "detect", "open_source"]
