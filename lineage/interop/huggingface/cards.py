"""The Hub's own members of a card, as facts of a dataset or a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lineage.interop import values
from lineage.interop.draft import Draft
from lineage.interop.huggingface import licences
from lineage.interop.huggingface.names import page
from lineage.interop.huggingface.natives import RELATIONS, SIZES
from lineage.interop.names import known_model
from lineage.interop.reading import Place

_MEDIA: Final = ("text", "image", "audio", "video")
_TASKS: Final = {
    "automatic-speech-recognition": "audio",
    "fill-mask": "text",
    "question-answering": "text",
    "sentence-similarity": "text",
    "summarization": "text",
    "token-classification": "text",
    "text2text-generation": "text",
    "translation": "text",
    "object-detection": "image",
    "voice-activity-detection": "audio",
}
"""Tasks on one kind of content whose names do not begin with it."""
_FEATURES: Final = {"string": "text", "large_string": "text", "image": "image", "audio": "audio", "video": "video"}
_TOOLS: Final = {
    "distilabel": "distilabel",
    "datadreamer": "DataDreamer",
    "nemo-data-designer": "NeMo Data Designer",
    "datadesigner": "NeMo Data Designer",
}
_DATADREAMER: Final = re.compile(r"datadreamer-([0-9][0-9A-Za-z.]*)")
_PREFIXED: Final = re.compile(r"(arxiv|doi):(\S+)")
_LINKS: Final = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}


def dataset(card: Place, heading: str | None, draft: Draft) -> dict[str, Any]:
    """The record of the dataset that a card is of."""
    facts: dict[str, Any] = {}
    if name := values.line(card.text("pretty_name")) or heading:
        facts["name"] = name
    facts |= _licence(card) | _languages(card) | _modalities(card) | _annotation(card)
    facts |= _tags(card, draft, synthetic=True)
    if "modelUses" not in facts and "machine-generated" in _texts(card, "language_creators"):
        for inside in card.each("language_creators"):
            if inside.value == "machine-generated":
                inside.take()
        facts["modelUses"] = {"unknown": "notStatedBySource"}
    record = draft.add("datasets", facts, name=facts.get("name", "dataset"))
    if sources := list(dict.fromkeys(_sources(card, draft))):
        record["derivedFrom"] = [{"dataset": id, "known": draft.known()} for id in sources]
    return record


def model(card: Place, heading: str | None, draft: Draft) -> dict[str, Any]:
    """The record of the model that a card is of."""
    name = values.line(card.text("model_name")) or heading
    facts: dict[str, Any] = {"name": name or {"unknown": "notStatedBySource"}}
    facts |= _licence(card) | _tags(card, draft, synthetic=False)
    record = draft.add("models", facts, name=name or "model")
    if starts := list(_bases(card, draft)):
        record["initializedFrom"] = starts
    uses = []
    for inside in card.each("datasets"):
        if (said := values.line(inside.value)) is not None:
            inside.take()
            uses.append(str(draft.dataset(said, url=page("dataset", said))["id"]))
    if uses:
        record["training"] = [{"stage": "unspecified", "uses": list(dict.fromkeys(uses))}]
    return record


def _texts(card: Place, key: str) -> list[str]:
    return [inside.value for inside in card.each(key) if isinstance(inside.value, str)]


def _licence(card: Place) -> dict[str, Any]:
    names = [name for name in _texts(card, "license") if name.strip()]
    name = card.get("license_name")
    link = card.get("license_link")
    said = values.line(name.value) if name else None
    licence = licences.read(names, said, values.url(link.value) if link else None)
    if licence is None:
        return {}
    card.pass_over("license")
    if said and "other" in names:
        card.pass_over("license_name")
    if link and isinstance(licence, list) and any(term.get("url") == values.url(link.value) for term in licence):
        card.pass_over("license_link")
    elif link:
        link.because("no web address" if values.url(link.value) is None else "there are several licences")
    return {"licence": licence}


def _languages(card: Place) -> dict[str, Any]:
    tags: list[str] = []
    for key in ("language", "languages"):
        for inside in card.each(key):
            if tag := values.language(inside.value):
                inside.take()
                tags.append(tag)
            else:
                inside.because("no BCP 47 tag")
    details = [values.language(inside.value) for inside in card.each("language_details")]
    if details and all(tag and tag.partition("-")[0].lower() in {code.lower() for code in tags} for tag in details):
        covered = {tag.partition("-")[0].lower() for tag in details if tag}
        card.pass_over("language_details")
        tags = [*(tag for tag in details if tag), *(tag for tag in tags if tag.lower() not in covered)]
    return {"languages": list(dict.fromkeys(tags))} if tags else {}


def _modalities(card: Place) -> dict[str, Any]:
    media = list(dict.fromkeys(_media(card)))
    if not media:
        if (sizes := card.get("size_categories")) is not None:
            sizes.because("the card does not say what kind of content it counts")
        return {}
    if len(media) == 1 and (quantity := _quantity(card)):
        return {"modalities": [{"modality": media[0], "quantity": quantity}]}
    return {"modalities": media}


def _media(card: Place) -> Iterator[str]:
    """Kinds of content by tasks whose name says one and by the types of columns. Strings are text only where nothing
    else is there: beside images they may be names and labels."""
    found = {medium for info in card.each("dataset_info") for medium in _columns(info)}
    for task in _texts(card, "task_categories"):
        medium = _TASKS.get(task) or task.partition("-")[0]
        if medium in _MEDIA and "-to-" not in task:
            yield medium
            found.discard("text")
    yield from (medium for medium in _MEDIA if medium in found and (medium != "text" or len(found) == 1))


def _columns(info: Place) -> Iterator[str]:
    for feature in info.each("features"):
        dtype = feature.get("dtype")
        if dtype is not None and isinstance(dtype.value, str) and dtype.value in _FEATURES:
            yield _FEATURES[dtype.value]


def _quantity(card: Place) -> dict[str, Any] | None:
    """The number of records of the one configuration; else the band that the card names, the first number included."""
    infos = list(card.each("dataset_info"))
    if len(infos) == 1:
        splits = list(infos[0].each("splits"))
        stated = [split.get("num_examples") for split in splits]
        counts = [values.whole_number(count.value) if count else None for count in stated]
        if counts and all(count is not None for count in counts):
            for split in splits:
                split.pass_over("num_examples")
            card.pass_over("size_categories")
            return {"value": sum(count for count in counts if count is not None), "unit": "records"}
    bands = [band for band in _texts(card, "size_categories") if band in SIZES]
    if len(bands) != 1 or len(_texts(card, "size_categories")) != 1:
        return None
    card.pass_over("size_categories")
    low, high = SIZES[bands[0]]
    least = {"moreThan" if high is None else "atLeast": int(low)} if low else {}
    return {**least, **({"lessThan": int(high)} if high is not None else {}), "unit": "records"}


def _annotation(card: Place) -> dict[str, Any]:
    said = _texts(card, "annotations_creators")
    if not said or set(said) & {"found", "no-annotation", "other"}:
        return {}
    card.pass_over("annotations_creators")
    if said == ["crowdsourced"]:
        return {"annotation": {"by": "crowd"}}
    by = {"by": "humans"} if set(said) <= {"crowdsourced", "expert-generated", "expert-annotated"} else {}
    return {"annotation": {**by, "description": values.prose(", ".join(said)) or "not described"}}


def _sources(card: Place, draft: Draft) -> Iterator[str]:
    for inside in card.each("source_datasets"):
        said = values.name(inside.value)
        if said is None or said in ("extended", "original"):
            inside.because("it names no dataset")
            continue
        inside.take()
        name = said.removeprefix("extended|").removeprefix("other-")
        yield str(draft.dataset(name, url=page("dataset", name))["id"])


def _bases(card: Place, draft: Draft) -> Iterator[dict[str, Any]]:
    relation = card.get("base_model_relation")
    known = relation.value if relation is not None and relation.value in RELATIONS else None
    seen: set[str] = set()
    for inside in card.each("base_model"):
        said = values.line(inside.value)
        address = page("model", said) if said else None
        id = draft.model(said, url=address) if said else None
        if id is None:
            continue
        inside.take()
        if id not in seen:
            seen.add(id)
            yield {"model": id, **({"relation": known} if known else {}), "known": draft.known()}
    if seen and known:
        card.pass_over("base_model_relation")


def _tags(card: Place, draft: Draft, *, synthetic: bool) -> dict[str, Any]:
    said = [inside for inside in card.each("tags") if isinstance(inside.value, str)]
    by_datadreamer = any(inside.value == "datadreamer" for inside in said)
    tools: dict[str, dict[str, Any]] = {}
    links: list[dict[str, Any]] = []
    uses: list[dict[str, Any]] = []
    unknown = False
    for inside in said:
        tag = inside.value.strip()
        if tag.lower() == "training-lineage":
            inside.take()
        elif synthetic and tag.lower() == "synthetic":
            inside.take()
            unknown = True
        elif synthetic and (tool := _TOOLS.get(tag.lower())):
            inside.take()
            tools.setdefault(tool, {"name": tool})
        elif synthetic and (version := _DATADREAMER.fullmatch(tag)):
            inside.take()
            tools.setdefault("DataDreamer", {"name": "DataDreamer"})["version"] = version[1]
        elif (link := _PREFIXED.fullmatch(tag)) and (address := values.url(_LINKS[link[1]] + link[2])):
            inside.take()
            links.append({"url": address})
        elif synthetic and by_datadreamer and known_model(tag) and (id := draft.model(tag)):
            inside.take()
            uses.append({"model": id, "role": {"unknown": "notStatedBySource"}, "known": draft.known()})
    facts: dict[str, Any] = {"tools": list(tools.values())} if tools else {}
    if links:
        facts["documentation"] = links
    if uses:
        facts["modelUses"] = uses
    elif unknown:
        facts["modelUses"] = {"unknown": "notStatedBySource"}
    return facts
