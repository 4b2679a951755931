"""Rules on origins: what a corpus answers about its sources, against the datasets that it uses."""

from __future__ import annotations

from lineage.rules.origins import answers, large, modalities, records

__all__ = ["answers", "large", "modalities", "records"]
