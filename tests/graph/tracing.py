"""A manifest from a test, traced."""

from __future__ import annotations

import json
from typing import Any

from lineage.graph.answers import Answer, upstream
from lineage.graph.imports import of_manifest
from lineage.graph.network import Network
from lineage.model import Manifest

HEAD = {"lineage": "1.0-draft", "id": "urn:training-lineage:test"}


def network(tree: dict[str, Any]) -> Network:
    """The graph of a manifest without its head."""
    return Network(of_manifest(Manifest.model_validate_json(json.dumps(HEAD | tree))))


def answers(tree: dict[str, Any], subject: str) -> tuple[Network, list[Answer]]:
    """The graph of a manifest, and the teachers of a subject."""
    graph = network(tree)
    (entity,) = graph.entities.find(subject)
    return graph, upstream(graph, entity)


def described(graph: Network, answer: Answer) -> dict[str, Any]:
    """An answer in the words that test tables use."""
    kind, entity, name, _ = graph.vertices[answer.teacher]
    return {
        "teacher": entity.id if entity else name,
        "reach": answer.quality.words,
        "generation": answer.generation,
        "label": answer.label,
        "by": answer.by_way_of.step.label if answer.by_way_of else None,
        "sure": answer.quality.sure,
        "stated": answer.quality.stated,
        "kind": kind,
    }


def fits(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether an answer has everything that an entry of a table says."""
    return all(found[key] == value for key, value in wanted.items())
