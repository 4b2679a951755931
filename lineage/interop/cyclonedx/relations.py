"""What depends on what, and how far each list is known to be whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lineage.interop.cyclonedx.components import TYPES, listed
from lineage.interop.cyclonedx.workflows import teachers

if TYPE_CHECKING:
    from lineage.interop.cyclonedx.write import Graph


def dependencies(graph: Graph) -> list[dict[str, Any]]:
    """For each model and dataset, the others that it could not be what it is without."""
    found = []
    for id, model in graph.models.items():
        stages = listed(model, "training")
        needed = [(_target(item, "model"), "models") for item in listed(model, "initializedFrom")]
        needed += [(_target(use, "dataset"), "datasets") for stage in stages for use in listed(stage, "uses")]
        needed += _taught([model, *stages])
        found.append(_dependency(graph, id, needed))
    for id, dataset in graph.datasets.items():
        needed = [(_target(item, "dataset"), "datasets") for item in listed(dataset, "derivedFrom")]
        needed += [(name, "datasets") for name in listed(dataset, "hasPart")]
        found.append(_dependency(graph, id, needed + _taught([dataset])))
    return found


def _target(item: Any, key: str) -> Any:
    return item if isinstance(item, str) else item[key]


def _taught(holders: list[dict[str, Any]]) -> list[tuple[Any, str]]:
    return [(name, "models") for holder in holders for use in listed(holder, "modelUses") for name in teachers(use)]


def _dependency(graph: Graph, id: str, needed: list[tuple[Any, str]]) -> dict[str, Any]:
    names = [graph.ref(name, TYPES[noun]) for name, noun in needed if isinstance(name, str)]
    others = [name for name in dict.fromkeys(names) if name != id]
    return {"ref": id, **({"dependsOn": others} if others else {})}


def compositions(graph: Graph) -> list[dict[str, Any]]:
    """How whole the dependencies of each record are: complete or incomplete where the manifest says so of every list
    that it gives, unknown everywhere else."""
    aggregates: dict[str, list[str]] = {"complete": [], "incomplete": [], "unknown": []}
    for fields, records in (
        (("initializedFrom", "training", "modelUses"), graph.models),
        (("derivedFrom", "hasPart", "modelUses"), graph.datasets),
    ):
        for id, record in records.items():
            aggregates[_aggregate(record, fields)].append(id)
    return [{"aggregate": name, "dependencies": ids} for name, ids in aggregates.items() if ids]


def _aggregate(record: dict[str, Any], fields: tuple[str, ...]) -> str:
    complete = record.get("complete", {})
    if any(complete.get(field) is False for field in fields):
        return "incomplete"
    whole = [complete.get(field) is True or _is_none(record.get(field)) for field in fields]
    return "complete" if all(whole) else "unknown"


def _is_none(value: Any) -> bool:
    return isinstance(value, dict) and value.get("none") is True and value.get("scope", "anywhere") == "anywhere"
