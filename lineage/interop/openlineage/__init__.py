"""OpenLineage: events of a pipeline as derivations, and a manifest as static events with facets of our own.

Read: one event, a list, or a stream of lines. Runs and jobs become derivations from their inputs to their outputs, and
inputs that are models become uses of models whose role is unknown: OpenLineage has no word for who taught whom.
Written: one event for each record, so that a lineage server draws the graph, with what OpenLineage cannot say under
``traininglineage_dataset``, ``traininglineage_model`` and ``traininglineage_manifest``.
"""

from __future__ import annotations

from typing import Final

from lineage.interop.losses import Lost
from lineage.interop.openlineage.read import from_openlineage, looks_like
from lineage.interop.openlineage.write import to_openlineage

__all__ = ["LOSSES", "from_openlineage", "looks_like", "to_openlineage"]

_OF_THE_WHOLE: Final = "an event is about a dataset or a job, and this is said of the whole training content"
LOSSES: Final = (
    *(Lost((noun,), _OF_THE_WHOLE) for noun in ("corpora", "datasetDefaults", "declarations", "publications")),
    Lost(("measures",), _OF_THE_WHOLE),
    Lost(("waivers",), "a waiver is about findings of a check"),
)
