"""PROV: datasets and models as entities, the making of each as an activity, and who taught whom as usage with a role.

PROV-JSON, or PROV-O in Turtle. It is written and not read. What PROV has a word for is in that word; other plain facts
are attributes, under the terms of the standard, or, where they stand inside another fact, under the path to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lineage.errors import LineageError
from lineage.interop.formats import Exported
from lineage.interop.losses import Lost
from lineage.interop.prov.graph import Graph
from lineage.interop.prov.manifest import described
from lineage.interop.prov.writers import written_json, written_turtle
from lineage.schema.names import Names

_SUMMARY: Final = "PROV tells how things were made; what a summary declares of the whole is no part of that"
_NO_WORD: Final = "PROV has no word for it"

LOSSES: Final = (
    *(
        Lost((noun,), _SUMMARY)
        for noun in ("corpora", "datasetDefaults", "declarations", "publications", "waivers", "services")
    ),
    Lost(("claims",), "PROV has no claims about what others say"),
    Lost(("measures",), "what was done against something is not how a dataset came to be"),
    Lost(("crawlers",), _NO_WORD),
    *(Lost((key,), "the names are written out") for key in ("imports", "namespaces")),
    Lost(("transcribedFrom",), _NO_WORD),
    Lost(("supersedes",), _NO_WORD),
    Lost(("datasets", "*", "overlaps"), "PROV has no overlap without a direction"),
    Lost(("datasets", "*", "measurements"), "what a scan counted is not how a dataset came to be"),
)


def to_prov(tree: Mapping[str, Any], syntax: str = "json") -> Exported:
    """A manifest as PROV: ``syntax`` is ``json`` (PROV-JSON) or ``turtle`` (PROV-O)."""
    if syntax not in ("json", "turtle"):
        raise LineageError(f'PROV is not written as "{syntax}"', "write json or turtle")
    names = Names(tree)
    graph = Graph()
    losses = described(tree, graph, names)
    if syntax == "json":
        return Exported({"lineage.prov.json": written_json(graph, names.manifest).encode()}, losses)
    return Exported({"lineage.prov.ttl": written_turtle(graph).encode()}, losses)
