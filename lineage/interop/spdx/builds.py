"""Uses of models and stages of training as builds, and the terms that uses came under."""

from __future__ import annotations

from typing import Any, Final

from lineage.interop import values
from lineage.interop.cyclonedx.components import listed, moment, plain
from lineage.interop.cyclonedx.workflows import teachers
from lineage.interop.spdx.graph import Graph
from lineage.interop.spdx.packages import completeness, relation
from lineage.interop.spdx.words import NAMESPACE, NOTHING_SAID
from lineage.model.roles import creates_data

_TESTS: Final = ("validation", "testing")


def write_terms(graph: Graph) -> None:
    """Dated terms: where they can be read, and what they say on training with outputs."""
    seen: set[str] = set()
    for number, record in enumerate(graph.tree.get("terms", [])):
        source = record.get("source", {})
        where = f" They are at {source['url']}" if "url" in source else ""
        links = [{"type": "ExternalRef", "externalRefType": "license", "locator": [source["url"]]}] if where else None
        hashes = (
            [{"type": "Hash", "algorithm": "sha256", "hashValue": source["sha256"]}] if "sha256" in source else None
        )
        local = record["id"] if record["id"] not in seen else f"{record['id']}/{number}"
        seen.add(record["id"])
        graph.add(
            "simplelicensing_SimpleLicensingText",
            local,
            {
                "name": record.get("title", record["id"]),
                "simplelicensing_licenseText": f"The manifest does not hold the text.{where}",
                "externalRef": links,
                "verifiedUsing": hashes,
            },
            {"record": "terms", "number": number, **record},
        )


def write_builds(graph: Graph) -> None:
    """A build for each use of a model and for each stage, and what each model was trained and tested on."""
    for noun in ("datasets", "models"):
        for record in graph.tree.get(noun, []):
            for number, use in enumerate(listed(record, "modelUses")):
                _use(graph, use, record["id"], f"{record['id']}/modelUses/{number}", number)
            if isinstance(record.get("modelUses"), dict) and "unknown" in record["modelUses"] and noun == "datasets":
                name = graph.name(record["id"])
                graph.relate(f"{record['id']}/modelUses", NOTHING_SAID, "generates", [name], "noAssertion")
    for model in graph.tree.get("models", []):
        for number, stage in enumerate(listed(model, "training")):
            _stage(graph, stage, model["id"], f"{model['id']}/training/{number}", number)
        _trained(graph, model)


def _use(graph: Graph, use: dict[str, Any], owner: str, place: str, number: int) -> str:
    rest = dict(use)
    local = str(rest.pop("id", place))
    role = use["role"] if isinstance(use["role"], str) else None
    said: dict[str, Any] = {"build_buildType": NAMESPACE + (f"modelUse/{role}" if role else "modelUse")}
    if (purpose := plain(rest, "purpose", values.prose)) is not None:
        said["description"] = purpose
        del rest["purpose"]
    tools = [graph.ref(model) for model in teachers(use)]
    if isinstance(use.get("model"), str):
        del rest["model"]
    said |= _times(rest)
    build = graph.add("build_Build", local, said, {"record": "modelUse", "number": number, **rest})
    graph.relate(f"{place}/tools", build, "usesTool", tools)
    graph.relate(f"{place}/output", build, "hasOutput", [graph.name(owner)])
    if isinstance(use.get("actor"), str) and use["actor"] in graph.agents:
        graph.relate(f"{place}/actor", build, "invokedBy", [graph.name(use["actor"])])
    parts = tuple(listed(use, "writes"))
    if role in ("generate", "rewrite", "translate") and creates_data(role, parts):
        for index, tool in enumerate(tools):
            graph.relate(f"{place}/generates/{index}", tool, "generates", [graph.name(owner)])
    known = {record["id"] for record in graph.tree.get("terms", [])}
    terms = dict.fromkeys(name.partition("@")[0] for name in listed(use, "terms"))
    names = [graph.name(name) for name in terms if name in known]
    graph.relate(f"{place}/terms", build, "other", names, comment="The model was used under these terms.")
    return build


def _stage(graph: Graph, stage: dict[str, Any], model: str, place: str, number: int) -> None:
    rest = dict(stage)
    said: dict[str, Any] = {"build_buildType": f"{NAMESPACE}stage/{stage['stage']}"}
    if (name := plain(rest, "name", values.line)) is not None:
        said["name"] = name
        del rest["name"]
    uses, taught = listed(stage, "uses"), listed(stage, "modelUses")
    for field, items in (("uses", uses), ("modelUses", taught)):
        if items:
            del rest[field]
    said |= _times(rest)
    build = graph.add("build_Build", place, said, {"record": "stage", "number": number, **rest})
    targets, facts = relation(graph, uses, "uses", "dataset")
    graph.relate(f"{place}/inputs", build, "hasInput", targets, facts=facts)
    graph.relate(f"{place}/output", build, "hasOutput", [graph.name(model)])
    below = [_use(graph, use, model, f"{place}/modelUses/{index}", index) for index, use in enumerate(taught)]
    graph.relate(f"{place}/uses-of-models", build, "ancestorOf", below)


def _trained(graph: Graph, model: dict[str, Any]) -> None:
    """What SPDX's own relationships say: the model was trained on these, and tested on those."""
    name, complete = graph.name(model["id"]), model.get("complete", {}).get("training")
    found: dict[str, dict[str, None]] = {"trainedOn": {}, "testedOn": {}}
    for stage in listed(model, "training"):
        for use in listed(stage, "uses"):
            long = {"dataset": use} if isinstance(use, str) else use
            type = "testedOn" if long.get("split") in _TESTS else "trainedOn"
            found[type][graph.ref(long["dataset"])] = None
    for type, targets in found.items():
        graph.relate(f"{model['id']}/{type}", name, type, list(targets), completeness(complete))
    if isinstance(model.get("training"), dict):
        graph.relate(f"{model['id']}/training", name, "trainedOn", [NOTHING_SAID], "noAssertion")


def _times(rest: dict[str, Any]) -> dict[str, Any]:
    """The days of a period; a period of anything else stays among the facts."""
    period = rest.get("period", {})
    times = {"build_buildStartTime": moment(period.get("from")), "build_buildEndTime": moment(period.get("to"))}
    given = {key: value for key, value in times.items() if value}
    if given and len(given) == len(period):
        del rest["period"]
    return given
