"""What is not known: the first thing that a trace says.

How many datasets do not say whether models had a hand in them, which lists are not whole, and where the trail ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import MISSING

from lineage.graph.answers import Answer
from lineage.graph.closure import Closure
from lineage.graph.entities import Entity
from lineage.graph.network import Network
from lineage.model.answer import Unknown, Withheld, entries
from lineage.model.base import wire_name

_LISTS: Final = {
    "dataset": ("model_uses", "derived_from", "has_part"),
    "model": ("model_uses", "training", "initialized_from"),
}


@dataclass(frozen=True)
class Unknowns:
    """Names, each once, in the order in which they were found."""

    datasets: tuple[str, ...]
    """Every dataset that was looked at."""
    silent: tuple[str, ...]
    """Datasets that do not say whether models had a hand in them."""
    partial: tuple[str, ...]
    """Lists that are not whole, or not known, or withheld: ``name: key``."""
    ends: tuple[str, ...]
    """Models of which nothing is recorded upstream."""
    unnamed: int
    """Models that nobody names."""
    outside: tuple[str, ...]
    """References to what no manifest describes."""
    unstated: int
    """Ways on which it is not stated which parts were taken or written: upper bounds."""
    ways: int
    """All ways."""


def of_closure(closure: Closure, found: Iterable[Answer]) -> Unknowns:
    """What is not known about a closure upstream and the ways found in it."""
    network = closure.network
    answers = list(found)
    entities = [entity for number in closure.at if (entity := network.vertices[number].entity) is not None]
    reached = [*closure.at, *(answer.teacher for answer in answers)]
    ends = [
        entity
        for number in reached
        if network.vertices[number].kind == "model"
        if (entity := network.vertices[number].entity) is not None and not _leads_on(network, number)
    ]
    return Unknowns(
        **_of_records(entities),
        ends=_names(ends),
        unnamed=len({number for number in reached if network.vertices[number].kind == "unnamed"}),
        outside=tuple(
            dict.fromkeys(
                network.vertices[number].name for number in reached if network.vertices[number].kind == "outside"
            )
        ),
        unstated=sum(not answer.quality.stated for answer in answers),
        ways=len(answers),
    )


def of_records(network: Network) -> Unknowns:
    """What is not known about everything that the manifests describe: for the way downstream."""
    return Unknowns(**_of_records(network.entities.all), ends=(), unnamed=0, outside=(), unstated=0, ways=0)


def _of_records(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    every = list(dict.fromkeys(entities))
    datasets = [entity for entity in every if entity.kind == "dataset"]
    return {
        "datasets": _names(datasets),
        "silent": _names(entity for entity in datasets if entity.first("model_uses") is MISSING),
        "partial": tuple(f"{entity.name}: {key}" for entity in every for key in dict.fromkeys(_gaps(entity))),
    }


def _gaps(entity: Entity) -> Iterator[str]:
    """The lists of a model or dataset that are not whole."""
    for record, _ in entity.records:
        for key in _LISTS[entity.kind]:
            said = isinstance(getattr(record, key), Unknown | Withheld)
            if said or (record.complete is not MISSING and getattr(record.complete, key, MISSING) is False):
                yield wire_name(key)
        for stage in entries(record.training) if entity.kind == "model" else ():
            if isinstance(stage.uses, Unknown | Withheld) or isinstance(stage.model_uses, Unknown | Withheld):
                yield "training"


def _leads_on(network: Network, number: int) -> bool:
    """Whether anything is recorded of what a model, or a member of a family, was made from."""
    return bool(network.steps(number))


def _names(entities: Iterable[Entity]) -> tuple[str, ...]:
    """Names, told apart by id where two are the same."""
    named = {entity: entity.name for entity in entities}
    counted = Counter(named.values())
    return tuple(f"{name} ({entity.id})" if counted[name] > 1 else name for entity, name in named.items())
