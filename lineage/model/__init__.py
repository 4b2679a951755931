"""The model: what a manifest is, one file per noun. The published JSON Schema is generated from here.

:class:`Manifest` is the root. Everything is strict, immutable and closed but for extension keys; see ``base.py``.
"""

from lineage.model.base import Node, absent_is_missing
from lineage.model.manifest import Manifest

__all__ = ["Manifest"]

absent_is_missing(Node)
