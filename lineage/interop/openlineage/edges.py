"""What was made from what: as derivations, uses of models and stages of training, and never in a circle.

A pipeline writes to the same name again and again, so its runs may lead in a circle. A dataset does not come from
itself: of the steps that close a circle, those that go back to what was named earlier are left out, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from lineage.interop.circles import backwards
from lineage.interop.losses import Loss, shown
from lineage.interop.reading import Place
from lineage.pointer import to_text

_CIRCLE: Final = "it would close a circle: one name stands for what was read and for what was made from it"
_UNSAID: Final = {"unknown": "notStatedBySource"}


class Named(NamedTuple):
    """A record that events name, and its list."""

    noun: str
    record: dict[str, Any]


class Edge(NamedTuple):
    """One thing that was made, one that it was made from, who says so, and where."""

    made: Named
    used: Named
    told: dict[str, Any]
    place: Place


def related(edges: Sequence[Edge]) -> Iterator[Loss]:
    """Put each edge on the record that was made, once; those that close a circle are returned as losses."""
    between = [number for number, edge in enumerate(edges) if edge.made.noun == edge.used.noun]
    pairs = [(id(edges[number].made.record), id(edges[number].used.record)) for number in between]
    back = {between[position] for position in backwards(pairs)}
    known: dict[int, set[str]] = {}
    for number, edge in enumerate(edges):
        record = edge.made.record
        if number in back:
            yield Loss(to_text(edge.place.pointer), _CIRCLE, shown(edge.place.value))
            continue
        told = known.setdefault(id(record), _told(record))
        if edge.used.record["id"] not in told:
            told.add(edge.used.record["id"])
            _relate(edge)


def _told(record: dict[str, Any]) -> set[str]:
    """What a record is already said to be made from, by another file of the same import."""
    entries = [*record.get("derivedFrom", ()), *(use for stage in record.get("training", ()) for use in stage["uses"])]
    return {entry["dataset"] for entry in entries} | {str(use["model"]) for use in _uses(record)}


def _uses(record: dict[str, Any]) -> list[dict[str, Any]]:
    uses = record.get("modelUses")
    return [use for use in uses if "model" in use] if isinstance(uses, list) else []


def _relate(edge: Edge) -> None:
    """One input of one output. Whether a model taught, and how, is not said."""
    record, reference = edge.made.record, edge.used.record["id"]
    if edge.used.noun == "models":
        use = {"model": reference, "role": dict(_UNSAID), **edge.told}
        record.setdefault("modelUses", []).append(use)
    elif edge.made.noun == "datasets":
        record.setdefault("derivedFrom", []).append({"dataset": reference, **edge.told})
    else:
        stages = record.setdefault("training", [{"stage": "unspecified", "uses": []}])
        stages[0]["uses"].append({"dataset": reference, **edge.told})
