"""The vocabulary of Croissant for responsible AI, where a field of ours means the same.

Most of it is prose on use and limits, which a manifest does not hold and which is reported as lost.
"""

from __future__ import annotations

from typing import Any, Final

from lineage.interop import names, values
from lineage.interop.croissant.document import Node, words
from lineage.interop.croissant.making import UNSTATED, Making
from lineage.interop.draft import Draft
from lineage.interop.reading import Place
from lineage.model.roles import creates_data

_EXPLAINED: Final = ("rai:syntheticDataDescription", "rai:syntheticDataExplanation", "rai:syntheticDataGeneration")
_PROTOCOLS: Final = (
    ("rai:dataPreprocessingProtocol", "other"),
    ("rai:dataPreprocessing", "other"),
    ("rai:dataManipulationProtocol", "other"),
    ("rai:dataDataManipulationProtocol", "other"),
    ("rai:dataImputationProtocol", "other"),
)
_ANNOTATED: Final = {**UNSTATED, "note": "Named as a tool of annotation, which may be labels, captions or answers."}
_NOT_DONE: Final = ("not applicable", "n/a", "none")
_SYNTHETIC: Final = "The source says that there is synthetic data, and names no model that made it."
_NO_SYNTHETIC: Final = "no synthetic data is less than no use of a model: one may have labelled or filtered"
_OTHER_MODELS: Final = "none of the models that are named wrote data; which one did is not said"
_REPEATED: Final = "the uses of models that are named say more"


def read(draft: Draft, node: Node, record: dict[str, Any], making: Making) -> None:
    """Add to a dataset what is said about synthetic data, annotation and preparation, with the makers found before."""
    _annotators(draft, node, making)
    uses = record.setdefault("modelUses", [])
    if isinstance(uses, list):
        uses.extend(use for use in making.uses if use not in uses)
    if not uses:
        del record["modelUses"]
    _synthetic(draft, node, record)
    if tools := [tool for tool in making.tools if tool not in record.get("tools", [])]:
        record.setdefault("tools", []).extend(tools)
    _prepared(draft, node, record)


def _annotators(draft: Draft, node: Node, making: Making) -> None:
    for place in node.each("rai:machineAnnotationTools"):
        name = values.line(words(place.value))
        if name is None:
            continue
        place.take()
        if names.known_model(name) is not None and (model := draft.model(name)) is not None:
            making.uses.append({"model": model, "role": dict(_ANNOTATED), "known": draft.known()})
        elif {"name": name} not in making.tools:
            making.tools.append({"name": name})


def _synthetic(draft: Draft, node: Node, record: dict[str, Any]) -> None:
    place = node.get("rai:hasSyntheticData")
    explained = next((told for name in _EXPLAINED if (told := _told(node, name)) is not None), None)
    said = _boolean(place.value) if place is not None else None
    if place is not None and said is False:
        place.because(_NO_SYNTHETIC)
    elif said is None and explained is None:
        return
    elif "modelUses" in record:
        if place is not None and _may_have_written(record["modelUses"]):
            place.take()
        elif place is not None:
            place.because(_OTHER_MODELS)
        if explained is not None:
            explained.because(_REPEATED)
    else:
        note = _SYNTHETIC
        if place is not None:
            place.take()
        if explained is not None and (prose := values.prose(f"{_SYNTHETIC}\n\n{words(explained.value)}")):
            explained.take()
            note = prose
        record["modelUses"] = {**UNSTATED, "note": note, "known": draft.known()}


def _may_have_written(uses: Any) -> bool:
    """Whether one of the uses that are named is, or may be, what made synthetic data."""
    if not isinstance(uses, list):
        return True
    return any(not isinstance(use.get("role"), str) or creates_data(use["role"], ()) for use in uses)


def _told(node: Node, name: str) -> Place | None:
    place = node.get(name)
    return place if place is not None and values.prose(words(place.value)) else None


def _boolean(value: Any) -> bool | None:
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        value = {"true": True, "yes": True, "false": False, "no": False}.get(value.strip().rpartition("/")[2].lower())
    return value if isinstance(value, bool) else None


def _prepared(draft: Draft, node: Node, record: dict[str, Any]) -> None:
    """What was done to the data, as measures of whoever compiled it."""
    creators = record.get("creators", [])
    by = creators[0] if isinstance(creators, list) and len(creators) == 1 else "curators"
    for name, kind in _PROTOCOLS:
        place = node.get(name)
        said = values.prose(words(place.value)) if place is not None else None
        if place is None or said is None:
            continue
        if said.casefold().startswith(_NOT_DONE):
            place.because("it says that there was no such step")
            continue
        place.take()
        measure = {
            "kind": kind,
            "purposes": ["quality"],
            "appliesTo": [record["id"]],
            "by": by,
            "description": said,
            "known": draft.known(),
        }
        if all({**other, "id": ""} != {**measure, "id": ""} for other in draft.records("measures")[-16:]):
            draft.add("measures", measure, name=f"{record['id']}-{kind}")
