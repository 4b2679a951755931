"""The text of a card: which models had a hand in its subject and what it comes from, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lineage.markup import escape
from lineage.model.roles import PARTS, ROLES

_ACCESS: Final = {
    "api": "programming interface",
    "app": "consumer application",
    "weights": "downloaded weights",
    "cloud": "a cloud's hosted service",
    "internal": "in-house",
    "logs": "logs of somebody else's use",
}

_ANSWERS: Final = {
    "anywhere": "No model had a hand in",
    "byOrOnBehalf": "No model was used by the publisher, or on its behalf, for",
    "inThisFile": "In this file no model is listed for",
    "not known": "Not known for",
    "known and not said": "Known and not said for",
    "does not apply": "Does not apply to",
}


class Records:
    """The records of a block by id, and how they are called."""

    def __init__(self, block: Mapping[str, Any]) -> None:
        self.block = block
        nouns = ("agents", "models", "datasets", "terms")
        self._by_id = {record["id"]: record for noun in nouns for record in block.get(noun, ())}

    def name(self, reference: Any) -> str:
        """The name of a record, or what stands in its place, as Markdown."""
        if isinstance(reference, Mapping):
            if "oneOf" in reference:
                return " or ".join(self.name(one) for one in reference["oneOf"])
            if "self" in reference:
                return "the model itself"
            return escape(str(reference["name"])) if "name" in reference else said(reference)
        record = self._by_id.get(reference) or self._by_id.get(str(reference).partition("@")[0])
        if record is None:
            return escape(str(reference))
        name = record.get("name", record.get("title"))
        if isinstance(name, Mapping):
            name = name.get("value")
        label = escape(name if isinstance(name, str) else record["id"])
        url = record.get("url") or (record.get("source") or {}).get("url")
        return f"[{label}](<{url}>)" if isinstance(url, str) and not set(url) & set("<>\\ ") else label

    def maker(self, reference: Any) -> str:
        """Who provides a model."""
        record = self._by_id.get(reference, {}) if isinstance(reference, str) else {}
        return self.name(record["provider"]) if "provider" in record else "not stated"


def said(statement: Any) -> str:
    """An answer that is no value, in words."""
    if isinstance(statement, Mapping):
        for key, words in (
            ("none", "none"),
            ("unknown", "not known"),
            ("withheld", "known and not said"),
            ("notApplicable", "does not apply"),
        ):
            if key in statement:
                return words
    return "not stated"


def body(block: Mapping[str, Any], noun: str, subject: Mapping[str, Any]) -> str:
    """The text below the front matter."""
    records = Records(block)
    name = subject.get("name")
    title = name if isinstance(name, str) else name.get("value") if isinstance(name, Mapping) else None
    lines = [f"# {escape(title or subject['id'])}", ""]
    description = subject.get("description")
    if isinstance(description, str):
        lines += [escape(paragraph) + "\n" for paragraph in description.split("\n\n")]
    lines += ["## Models that had a hand in it", "", *_teachers(block, records), ""]
    if noun == "datasets":
        lines += ["## Datasets it comes from", "", *_list(subject.get("derivedFrom"), "dataset", records), ""]
    else:
        lines += ["## Models it started from", "", *_list(subject.get("initializedFrom"), "model", records), ""]
        lines += ["## Datasets it learnt from", "", *_training(subject.get("training"), records), ""]
    lines += [
        "The `lineage` block at the head of this file holds these facts as data, with how each is known. "
        f"It is part of the manifest `{block['id']}`.",
        "",
    ]
    return "\n".join(lines)


def _teachers(block: Mapping[str, Any], records: Records) -> Iterator[str]:
    rows = list(dict.fromkeys(_rows(block, records)))
    silent = [record for record in block.get("datasets", ()) if "modelUses" not in record]
    if rows:
        yield "| in | model | by | what it did | through | terms on record |"
        yield "|---|---|---|---|---|---|"
        yield from rows
    else:
        yield "None is named."
    for words, names in _answers(block, records).items():
        yield ""
        yield f"{words} {', '.join(names)}."
    if silent:
        yield ""
        yield f"Not stated of {', '.join(records.name(record['id']) for record in silent)}: that is no statement that"
        yield "there was none."


def _answers(block: Mapping[str, Any], records: Records) -> dict[str, list[str]]:
    """What is said in place of a list of models, with the datasets and models that it is said of."""
    found: dict[str, list[str]] = {}
    for record, listing in _listings(block):
        if not isinstance(listing, Mapping):
            continue
        answer = listing.get("scope", "anywhere") if "none" in listing else said(listing)
        if words := _ANSWERS.get(answer):
            names = found.setdefault(words, [])
            if (name := records.name(record["id"])) not in names:
                names.append(name)
    return found


def _rows(block: Mapping[str, Any], records: Records) -> Iterator[str]:
    for record, listing in _listings(block):
        for use in listing if isinstance(listing, list) else ():
            yield from _use(record["id"], use, records)


def _listings(block: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Every answer to which models had a hand in something, with the record that it is said of."""
    for noun in ("models", "datasets"):
        for record in block.get(noun, ()):
            stages = record.get("training") if isinstance(record.get("training"), list) else []
            for listing in (record.get("modelUses"), *(stage.get("modelUses") for stage in stages)):
                yield record, listing


def _use(where: str, use: Mapping[str, Any], records: Records) -> Iterator[str]:
    role = use.get("role")
    parts = use.get("writes")
    verb = role if isinstance(role, str) and role in ROLES else said(role)
    names = [part for part in parts if part in PARTS] if isinstance(parts, list) else []
    did = ", ".join(f"{verb}.{part}" if verb == role else f"{verb} ({part})" for part in names) or verb
    listed = use["terms"] if isinstance(use.get("terms"), list) else None
    terms = ", ".join(map(records.name, listed)) if listed is not None else said(use.get("terms"))
    for entry in use.get("models") or [{"model": use.get("model")}]:
        model = entry["model"] or {}
        via = entry.get("accessedVia") or use.get("accessedVia") or {}
        access = _ACCESS.get(str(via.get("access")), "not stated")
        yield f"| {records.name(where)} | {records.name(model)} | {records.maker(model)} | {did} | {access} | {terms} |"


def _list(listing: Any, member: str, records: Records) -> Iterator[str]:
    if not isinstance(listing, list):
        yield said(listing).capitalize() + "."
        return
    for entry in listing:
        if isinstance(entry, str):
            yield f"- {records.name(entry)}"
        else:
            how = entry.get("activity") or entry.get("relation")
            yield f"- {records.name(entry[member])}" + (f" ({how})" if how else "")


def _training(stages: Any, records: Records) -> Iterator[str]:
    if not isinstance(stages, list):
        yield said(stages).capitalize() + "."
        return
    for stage in stages:
        uses = stage.get("uses")
        names = (
            [records.name(use if isinstance(use, str) else use["dataset"]) for use in uses]
            if isinstance(uses, list)
            else []
        )
        yield f"- {stage['stage']}: " + (", ".join(names) or said(uses))
