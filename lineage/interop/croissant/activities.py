"""Who taught whom, in PROV: activities with qualified usages that have our roles, and qualified derivations.

Each is written and read here, side by side, so that both say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lineage.interop.croissant import own
from lineage.interop.croissant.document import Node
from lineage.schema.alignment import concept_term

if TYPE_CHECKING:
    from lineage.interop.croissant.writer import Writer

_ROLE: Final = concept_term("Role", "")
_TIMES: Final = {"from": "prov:startedAtTime", "to": "prov:endedAtTime"}
_WORDS_OF_PROV: Final = frozenset({"prov:wasAssociatedWith", "prov:qualifiedUsage", *_TIMES.values()})


def uses(writer: Writer, listed: Any, id: str) -> dict[str, Any]:
    """The uses of models of a dataset as the activities that made it."""
    if not isinstance(listed, list):
        return {}
    return {"prov:wasGeneratedBy": [_activity(writer, use) for use in writer.nodes(id, "modelUses")]}


def _activity(writer: Writer, use: Any) -> dict[str, Any]:
    models = [model for model in dict.fromkeys(use.model_references()) if writer.fits(model, "models")]
    said = own.said(use)
    role = {"prov:hadRole": {"@id": _ROLE + use.role}} if isinstance(use.role, str) else {}
    usages: list[dict[str, Any]] = [
        {"@type": "prov:Usage", "prov:entity": {"@id": model}, **role} for model in models
    ] or [{"@type": "prov:Usage", **role}]
    made: dict[str, Any] = {"@type": ["prov:Activity", "tl:ModelUse"]}
    if models:
        made["prov:wasAssociatedWith"] = [writer.embedded(model) for model in models]
    if models or role:
        made["prov:qualifiedUsage"] = usages
    period = own.said(use.period) if "period" in said else {}
    made |= {_TIMES[key]: str(day) for key, day in period.items() if key in _TIMES}
    done = {key for key, there in (("role", role), ("model", isinstance(said.get("model"), str))) if there}
    if period.keys() <= _TIMES.keys() and all(isinstance(day, str) for day in period.values()) and period:
        done.add("period")
    rest = {own.term("ModelUse", key): own.encode(value, key) for key, value in said.items() if key not in done}
    return made | rest | own.extensions(use)


def read_use(node: Node) -> dict[str, Any]:
    """The use of a model that an activity of ours stands for.

    Raises :class:`lineage.interop.croissant.own.NotOurs` for an activity of anybody else's.
    """
    if "ModelUse" not in node.types:
        raise own.NotOurs
    use = _members(node, _WORDS_OF_PROV)
    first = next(iter(node.each("prov:qualifiedUsage")), None)
    usage = first.value if first is not None and isinstance(first.value, dict) else {}
    if "role" not in use:
        use["role"] = _id(usage.get("prov:hadRole")).removeprefix(_ROLE)
    if "model" not in use and "models" not in use and "prov:entity" in usage:
        use["model"] = _id(usage["prov:entity"])
    period = {key: place.value for key, name in _TIMES.items() if (place := node.get(name)) is not None}
    if period and "period" not in use:
        use["period"] = period
    return use


def sources(writer: Writer, listed: Any, id: str) -> dict[str, Any]:
    """The sources of a dataset: each where PROV has it, and with what was done to it in a qualified derivation."""
    if not isinstance(listed, list):
        return {}
    names = [item if isinstance(item, str) else item.dataset for item in writer.nodes(id, "derivedFrom")]
    qualified = [_derivation(item) for item in writer.nodes(id, "derivedFrom") if not isinstance(item, str)]
    open_names = [name for name in dict.fromkeys(names) if writer.fits(name, "datasets")]
    made: dict[str, Any] = {"prov:wasDerivedFrom": [writer.embedded(name) for name in open_names]} if open_names else {}
    return made | ({"prov:qualifiedDerivation": qualified} if qualified and len(open_names) == len(names) else {})


def _derivation(item: Any) -> dict[str, Any]:
    rest = {
        own.term("Derivation", key): own.encode(value, key) for key, value in own.said(item).items() if key != "dataset"
    }
    return {"@type": "prov:Derivation", "prov:entity": {"@id": item.dataset}, **rest, **own.extensions(item)}


def read_sources(node: Node) -> list[Any] | None:
    """The sources of a dataset of ours, those with a qualified derivation written out."""
    details: dict[str, Any] = {}
    for place in node.each("prov:qualifiedDerivation"):
        if not isinstance(place.value, dict):
            raise own.NotOurs
        item = _members(Node(node.document, place), frozenset({"prov:entity"}))
        item["dataset"] = _id(place.value.get("prov:entity"))
        details[item["dataset"]] = item
    names = [_id(place.value) for place in node.each("prov:wasDerivedFrom")]
    return [details.get(name, name) for name in names] or None


def _members(node: Node, but: frozenset[str]) -> dict[str, Any]:
    context = node.document.context
    return {
        own.field(name): own.decode(place.value, context)
        for name in node.names()
        if not name.startswith("@") and name not in but and (place := node.get(name)) is not None
    }


def _id(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("@id"), str):
        return str(value["@id"])
    raise own.NotOurs
