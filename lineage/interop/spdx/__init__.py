"""SPDX 3.0.1: models as AI packages, datasets as dataset packages, and each use of a model as a build that used a tool.

What SPDX has a property for is written with it; the rest stands in its extension for properties of CycloneDX, under
``training-lineage:``, the only extension that its own shapes let through.
"""

from __future__ import annotations

from lineage.interop.cyclonedx.losses import LOSSES
from lineage.interop.spdx.read import from_spdx, looks_like
from lineage.interop.spdx.write import to_spdx

__all__ = ["LOSSES", "from_spdx", "looks_like", "to_spdx"]
