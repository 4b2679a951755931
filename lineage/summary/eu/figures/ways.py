"""From the models of a corpus upstream: every use, derivation and start that the manifest records, edge by edge.

Nothing is worked out: an edge stands for one record. Hidden datasets are left out with all that leads only to them;
a hidden model that a public record names is a node without a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import MISSING

from lineage.model.answer import entries, value_of
from lineage.model.dataset import Dataset
from lineage.model.derivation import Derivation
from lineage.model.model import Model
from lineage.model.model_use import ModelUse, OneOf, Self
from lineage.model.training import Stage
from lineage.picture.graph import Edge, Node
from lineage.picture.nodes import Kind, Style
from lineage.pointer import Pointer
from lineage.summary import models
from lineage.summary.eu.figures.naming import called
from lineage.summary.scope import Scope, is_public

_STAGES: Final = {
    "sft": "fine-tuning",
    "posttraining": "post-training",
    "midtraining": "mid-training",
    "rewardModel": "reward model",
    "rl": "reinforcement learning",
    "unspecified": "training",
}


@dataclass(slots=True)
class Ways:
    """What was found: nodes by id, edges with the place of each, and how many uses of hidden datasets were left out."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[tuple[Edge, Pointer]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    silent: list[str] = field(default_factory=list)
    """Datasets that do not say whether a model had a hand in them."""


def upstream(scope: Scope) -> Ways:
    """Everything behind the models of the corpus, or behind the subjects that stand in for one."""
    found = Ways()
    queue = []
    for reference in dict.fromkeys(scope.corpus.models):
        record = scope.index.by_id.get(reference)
        if record and record.kind in ("model", "dataset") and is_public(record.node):
            found.nodes[reference] = Node(reference, _name(record.node, record.pointer, scope), "subject")
            queue.append(reference)
    position = 0
    while position < len(queue):  # a walk in width; a node is queued once
        record = scope.index.by_id[queue[position]]
        position += 1
        walk = _of_model if record.kind == "model" else _of_dataset
        for source, label, style, place in walk(record.node, record.pointer, scope):
            if isinstance(source, Self) and record.kind == "model":
                found.edges.append((Edge(record.node.id, record.node.id, label, style), place))
                continue
            node = _node(source, place, scope, found)
            if node is None:
                continue
            if node.id not in found.nodes:
                found.nodes[node.id] = node
                if node.kind != "unknown" and node.id in scope.index.by_id:
                    queue.append(node.id)
            found.edges.append((Edge(node.id, record.node.id, label, style), place))
        if record.kind == "dataset" and record.node.model_uses is MISSING and not entries(record.node.has_part):
            found.silent.append(record.node.id)
    return found


_Way = tuple[Any, str, Style, Pointer]
"""What it comes from (a reference, or what stands for one), the words, how sure, and the record."""


def _of_model(model: Model, place: Pointer, scope: Scope) -> Iterator[_Way]:
    for position, start in enumerate(entries(model.initialized_from)):
        where = (*place, "initializedFrom", position)
        yield start.model, "weights" if start.relation is MISSING else start.relation, "solid", where
    for position, stage in enumerate(entries(model.training)):
        where = (*place, "training", position)
        for at, use in enumerate(stage.dataset_uses()):
            tested = use.split in ("validation", "testing")
            yield (
                use.dataset,
                str(use.split) if tested else stage_words(stage),
                "dotted" if tested else "solid",
                (*where, "uses", at),
            )
        yield from _uses(stage.model_uses, (*where, "modelUses"))
    yield from _uses(model.model_uses, (*place, "modelUses"))


def _of_dataset(dataset: Dataset, place: Pointer, scope: Scope) -> Iterator[_Way]:
    for position, part in enumerate(entries(dataset.has_part)):
        yield part, "part", "solid", (*place, "hasPart", position)
    for position, source in enumerate(dataset.derivations()):
        yield source.dataset, _derivation(source), "solid", (*place, "derivedFrom", position)
    yield from _uses(dataset.model_uses, (*place, "modelUses"))


def _uses(listing: Any, place: Pointer) -> Iterator[_Way]:
    for position, use in enumerate(entries(listing)):
        where = (*place, position)
        label = models.role_words(use)
        for reference, here in models.references(use, where):
            if isinstance(reference, OneOf):
                for candidate in reference.one_of:
                    yield candidate, label, "dashed", here
            else:
                yield reference, label, _style(use), here


def _style(use: ModelUse) -> Style:
    if use.role == "evaluate":
        return "dotted"
    return "solid" if isinstance(use.role, str) else "dashed"


def _derivation(source: Derivation) -> str:
    if source.as_ in ("seed", "reference"):
        return str(source.as_)
    return "derived" if source.activity is MISSING else source.activity


def stage_words(stage: Stage) -> str:
    """What a stage is called on an arrow."""
    return _STAGES.get(stage.stage, stage.stage)


def _node(source: Any, place: Pointer, scope: Scope, found: Ways) -> Node | None:
    """The node of a source; ``None`` where it is a dataset that may not be printed."""
    if isinstance(source, Self):
        words = models.of_reference(source, place, scope)
        return Node(f"itself: {words}", words, "model")
    if not isinstance(source, str):
        return Node(f"not named: {place}", models.of_reference(source, place, scope), "unknown")
    if source in found.nodes:
        return found.nodes[source]
    record = scope.index.by_id.get(source)
    if record is None or record.kind not in ("model", "dataset"):
        kind: Kind = "dataset" if place[-2] in ("uses", "hasPart", "derivedFrom") else "model"
        return Node(source, source, kind, "described in another manifest")
    if not is_public(record.node):
        if record.kind == "dataset":
            found.hidden.add(source)
            return None
        return Node(f"not named: {place}", models.NOT_NAMED, "unknown")
    if record.kind == "dataset":
        return Node(source, _name(record.node, record.pointer, scope), "dataset")
    vague = models.exactness(record.node)
    unnamed = value_of(record.node.name) is None
    kind = "unknown" if unnamed else "family" if vague else "model"
    return Node(source, _name(record.node, record.pointer, scope), kind)


def _name(node: Model | Dataset, place: Pointer, scope: Scope) -> str:
    return models.name(node, place, scope) if isinstance(node, Model) else called(node, place, scope)
