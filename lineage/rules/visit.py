"""The edges that may have an id, each with its place, and what they are called in messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.base import Node
from lineage.model.derivation import Derivation
from lineage.model.model_use import ModelUse
from lineage.model.training import Initialization
from lineage.pointer import Pointer

Edge = ModelUse | Derivation | Initialization

EDGE_WORDS: Final[dict[type[Node], str]] = {
    ModelUse: "model use",
    Derivation: "derivation",
    Initialization: "initialisation",
}
"""What each kind of edge is called in messages."""


_LISTS: Final = {
    "models": (("initialized_from", "initializedFrom"), ("model_uses", "modelUses")),
    "datasets": (("derived_from", "derivedFrom"), ("model_uses", "modelUses")),
    "measures": (("model_uses", "modelUses"),),
}
"""The root lists whose records have edges, and under which keys, in Python and on the wire."""


def with_article(kind: str) -> str:
    """``an agent``, ``a model``, ``terms``: a kind of record in a message."""
    return kind if kind.startswith("terms") else f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def edges(manifest: Manifest) -> Iterator[tuple[Edge, Pointer]]:
    """Every model use, derivation and initialisation."""
    for key, lists in _LISTS.items():
        for position, node in enumerate(entries(getattr(manifest, key))):
            where: Pointer = (key, position)
            for i, stage in enumerate(entries(node.training) if key == "models" else ()):
                for j, use in enumerate(entries(stage.model_uses)):
                    yield use, (*where, "training", i, "modelUses", j)
            for name, wire in lists:
                for j, edge in enumerate(entries(getattr(node, name))):
                    if not isinstance(edge, str):
                        yield edge, (*where, wire, j)
