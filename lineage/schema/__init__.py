"""The published artefacts: found wherever the package is installed, and generated from the model.

``resources`` finds files at run time; ``generate`` writes them (``make generate``) and is never needed at run time.
"""

from __future__ import annotations

from lineage.schema.resources import example_names, resource

__all__ = ["example_names", "resource"]
