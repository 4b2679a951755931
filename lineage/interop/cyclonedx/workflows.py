"""Formulation: a workflow for each use of a model and for each stage of training.

A use of a model has the model among its inputs and what it had a hand in among its outputs. A stage has the datasets
among its inputs, each with how much of it was used, and the model among its outputs; the models that took part in it
are its tasks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lineage.interop import values
from lineage.interop.cyclonedx.components import TYPES, item_facts, listed, moment, plain, properties
from lineage.model.scalars import ID

if TYPE_CHECKING:
    from lineage.interop.cyclonedx.write import Graph

IS_ID: Final = re.compile(ID)


def workflows(graph: Graph) -> list[dict[str, Any]]:
    """All of them, those of datasets first."""
    found = []
    for noun, records in (("datasets", graph.datasets), ("models", graph.models)):
        for id, record in records.items():
            for index, use in enumerate(listed(record, "modelUses")):
                found.append(_use(graph, use, id, noun, f"{id}/modelUses/{index}"))
    for id, model in graph.models.items():
        for index, stage in enumerate(listed(model, "training")):
            found.append(_stage(graph, stage, id, f"{id}/training/{index}"))
    return found


def teachers(use: dict[str, Any]) -> list[str]:
    """Every model that a use names."""
    named = [entry["model"] for entry in use.get("models", [])] + [use.get("model")]
    found: list[str] = []
    for model in named:
        if isinstance(model, str):
            found.append(model)
        elif isinstance(model, dict):
            found += model.get("oneOf", [])
    return list(dict.fromkeys(found))


def _use(graph: Graph, use: dict[str, Any], owner: str, noun: str, place: str) -> dict[str, Any]:
    rest = dict(use)
    ref = str(rest.pop("id", place))
    made: dict[str, Any] = {"bom-ref": ref, "uid": ref}
    if (purpose := plain(rest, "purpose", values.prose)) is not None:
        made["description"] = purpose
        del rest["purpose"]
    inputs = [graph.ref(model, TYPES["models"]) for model in teachers(use)]
    if isinstance(use.get("model"), str):
        del rest["model"]
    made["taskTypes"] = ["other"]
    if inputs:
        made["inputs"] = [{"resource": {"ref": name}} for name in inputs]
    made["outputs"] = [{"type": "artifact", "resource": {"ref": graph.ref(owner, TYPES[noun])}}]
    made |= _times(rest)
    return {**made, "properties": properties({"record": "modelUse", **rest})}


def _stage(graph: Graph, stage: dict[str, Any], model: str, place: str) -> dict[str, Any]:
    rest = dict(stage)
    made: dict[str, Any] = {"bom-ref": place, "uid": place}
    if (name := plain(rest, "name", values.line)) is not None:
        made["name"] = name
        del rest["name"]
    tasks = [
        _use(graph, use, model, "models", f"{place}/modelUses/{index}")
        for index, use in enumerate(listed(stage, "modelUses"))
    ]
    if tasks:
        made["tasks"] = tasks
        del rest["modelUses"]
    made["taskTypes"] = ["build"]
    if inputs := _inputs(graph, listed(stage, "uses")):
        made["inputs"] = inputs
        del rest["uses"]
    made["outputs"] = [{"type": "artifact", "resource": {"ref": model}}]
    made |= _times(rest)
    return {**made, "properties": properties({"record": "stage", **rest})}


def _inputs(graph: Graph, uses: list[Any]) -> list[dict[str, Any]]:
    inputs: list[dict[str, Any]] = []
    seen: set[str] = set()
    for index, use in enumerate(uses):
        name = use if isinstance(use, str) else use["dataset"]
        facts = item_facts(use, "dataset")
        if name in seen:  # inputs must differ
            facts = {**facts, "use": index}
        seen.add(name)
        made: dict[str, Any] = {"resource": {"ref": graph.ref(name, TYPES["datasets"])}}
        inputs.append({**made, "properties": properties(facts)} if facts else made)
    return inputs


def _times(rest: dict[str, Any]) -> dict[str, Any]:
    """The days of a period; a period of anything else stays among the facts."""
    period = rest.get("period", {})
    times = {"timeStart": moment(period.get("from")), "timeEnd": moment(period.get("to"))}
    given = {key: value for key, value in times.items() if value}
    if given and len(given) == len(period):
        del rest["period"]
    return given
