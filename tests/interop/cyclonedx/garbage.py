"""Documents that were valid and then fell into somebody's hands: parts are gone, doubled, swapped or replaced."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from lineage import check, read_bytes
from lineage.errors import LineageError
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.source import Source

JUNK: list[Any] = [
    None, True, 0, -1, 1e308, "", "x", [], {}, [[]], [None], {"": None}, "NOASSERTION", {"ref": "x"},
    "https://lab.example/x", {"spdxId": "x"}, ["a", "a"], "a" * 3000, "\u200b", "2025-02-30T00:00:00Z",
]  # fmt: skip
TEXTS = ["{}", "[]", "null", "7", "-1", "nowhere", '"\\ud800"', "[" * 300, "1e999", "9" * 5000, "models", "stage"]
NAMES = [
    "place", "written", "self", "name", "record", "number", "complete", "modelUses", "training", "aliases", "known",
    "derivedFrom/0/dataset", "agents/0/id/0", "terms/0/id", "training/0/uses/0/dataset/x", "initializedFrom/0/model",
]  # fmt: skip
LISTS = ("properties", "extension_cdxProperty")
Place = tuple[Any, ...]


def places(tree: Any, here: Place = ()) -> list[Place]:
    found = [here]
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        found += places(value, (*here, key))
    return found


def at(tree: Any, place: Place) -> Any:
    for part in place:
        tree = tree[part]
    return tree


def spoiled(document: dict[str, Any], everywhere: list[Place], seed: int) -> dict[str, Any]:
    """A document after some accidents."""
    chance, tree = random.Random(seed), copy.deepcopy(document)
    lists = [place for place in everywhere if place and place[-1] in LISTS]
    for _ in range(chance.randint(1, 12)):
        try:
            if chance.random() < 0.5:
                misname(chance.choice(at(tree, chance.choice(lists))), chance)
            else:
                mislay(tree, chance.choice(everywhere[1:]), chance.choice(everywhere), chance)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue  # it went with something above it
    return tree


def misname(entry: dict[str, Any], chance: random.Random) -> None:
    """A property gets another name or value."""
    name, value = ("name", "value") if "name" in entry else ("extension_cdxPropName", "extension_cdxPropValue")
    accident = chance.random()
    if accident < 0.3:
        entry[name] += chance.choice(["/0", "/x", "/9999999999999999", "/"])
    elif accident < 0.5:
        entry[name] = entry[name].rpartition("/")[0]
    elif accident < 0.7:
        entry[name] = "training-lineage:" + chance.choice(NAMES)
    else:
        entry[value] = chance.choice(TEXTS)


def mislay(tree: Any, place: Place, other: Place, chance: random.Random) -> None:
    """A part goes, is replaced, or is put in the place of another."""
    holder, accident = at(tree, place[:-1]), chance.random()
    if accident < 0.3:
        del holder[place[-1]]
    elif accident < 0.65:
        holder[place[-1]] = copy.deepcopy(chance.choice(JUNK))
    elif accident < 0.9:
        holder[place[-1]] = copy.deepcopy(at(tree, other))
    elif isinstance(holder, list):
        holder.append(copy.deepcopy(chance.choice(holder)))


def taken_or_refused(format: str, data: bytes) -> None:
    """Import ends in words for people, or in a manifest without faults of shape and without errors."""
    draft, source = Draft(), Source("bom.json", data)
    try:
        FORMATS[format].looks_like(source)
        FORMATS[format].read(source, draft)
    except LineageError:
        return
    report = check(read_bytes(json.dumps(draft.tree()).encode(), "imported.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity == "error"]


def imported(format: str, document: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """A document as a manifest without errors, and what was lost, by path, with the reason."""
    draft, source = (
        Draft(),
        Source("bom.json", document if isinstance(document, bytes) else json.dumps(document).encode()),
    )
    assert FORMATS[format].looks_like(source)
    losses = FORMATS[format].read(source, draft)
    report = check(read_bytes(json.dumps(draft.tree()).encode(), "imported.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity == "error"]
    return draft.tree(), {loss.path: loss.why for loss in losses}
