"""A path from a subject to a teacher in words, for messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lineage.graph.answers import Leg
from lineage.graph.network import Network
from lineage.graph.reach import Quality
from lineage.trace.result import Way

_FIRST, _LAST = 5, 4
"""How many steps of a long path are told at its beginning and at its end."""

_PHRASES: Final = {
    "training": "trained on {there} ({label})",
    "hasPart": "which holds {there}",
    "derivedFrom": "made from {there}",
    "overlaps": "which shares records with {there}",
    "modelUses": "{label} by {there}",
    "initializedFrom": "{label} {there}",
    "oneOf": "perhaps {there}",
    "partOf": "a member of {there}",
    "member": "or another that goes by the name {there}",
}
"""What each relation is called; crossing a model to its training is none of its own."""

_LABELS: Final = {"seed": "seeded with {there}", "reference": "guided by {there}"}


def path_words(network: Network, way: Way) -> str:
    """The steps of a path in turn: ``trained on dialogues (sft), generate.response by GPT-4``."""
    told = list(_told(network, way.path))
    if len(told) > _FIRST + _LAST + 1:
        told = [*told[:_FIRST], f"({len(told) - _FIRST - _LAST} more steps)", *told[-_LAST:]]
    return ", ".join(told)


def _told(network: Network, path: tuple[Leg, ...]) -> Iterator[str]:
    for leg in path:
        step = leg.step
        phrase = _LABELS.get(step.label, _PHRASES.get(step.relation, ""))
        if phrase:
            label = step.label if step.relation != "initializedFrom" else _start(step.label)
            yield phrase.format(there=network.vertices[step.target].name, label=label)


def _start(relation: str) -> str:
    return "initialized from" if relation == "initialized from" else f"initialized ({relation}) from"


def form_words(quality: Quality, generation: int) -> str:
    """In what form and how directly: ``as content, directly``; ``as content, through 1 other model; only possible``."""
    form = f"as {quality.words}" if quality.least == quality.most else "in a form that is not known"
    distance = "directly" if not generation else f"through {generation} other model{'s' if generation > 1 else ''}"
    return f"{form}, {distance}" + ("" if quality.sure else "; only possible")
