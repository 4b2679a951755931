"""CycloneDX 1.7 and 1.6, machine-learning bills of materials: plain objects, since the library for Python drops model
cards and formulation.

Models are ``machine-learning-model`` components, datasets are ``data`` components, and what a model learnt from is in
its model card. Who taught whom is formulation: a workflow for each use of a model and for each stage of training. What
CycloneDX has no member for is a property under ``training-lineage:`` (:mod:`lineage.interop.cyclonedx.properties`).
"""

from __future__ import annotations

from lineage.interop.cyclonedx.losses import LOSSES
from lineage.interop.cyclonedx.read import from_cyclonedx, looks_like
from lineage.interop.cyclonedx.write import to_cyclonedx

__all__ = ["LOSSES", "from_cyclonedx", "looks_like", "to_cyclonedx"]
