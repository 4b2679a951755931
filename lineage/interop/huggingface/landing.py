"""The ``lineage`` block of a card, taken into a draft as it is.

The block is a manifest. A record whose id is taken by another record of the draft gets a new one, and the references to
it in the block follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lineage.graph.references import FIELDS
from lineage.interop.draft import NOUNS, Draft
from lineage.interop.reading import Place
from lineage.model.base import wire_name

_REFERENCES: Final = frozenset(wire_name(name) for fields in FIELDS.values() for name in fields)


def land(block: Place, draft: Draft) -> None:
    """Add the records and the head of a block. What the draft's head says already, and otherwise, is left.

    A record that is there already, from another card of the same manifest or word for word, is not added again.
    """
    tree: dict[str, Any] = block.value
    one_manifest = draft.head.get("id") == tree["id"]
    there = {record["id"]: (noun, record) for noun in NOUNS for record in draft.records(noun)}
    renamed: dict[str, str] = {}
    for noun in NOUNS:
        for record in tree.get(noun, ()):
            id = record["id"]
            if id in there and id not in renamed and not _same(there[id], noun, record, one_manifest):
                renamed[id] = _free(id, {*there, *renamed.values()})
    for member, inside in block.members():
        if member in NOUNS:
            for record in inside.take():
                own = {**_renamed(record, renamed), "id": renamed.get(record["id"], record["id"])}
                if own["id"] in there:
                    for field, value in own.items():
                        there[own["id"]][1].setdefault(field, value)
                else:
                    draft.add(member, own)
        elif member == "lineage":
            inside.take()
        else:
            value = _renamed({member: inside.value}, renamed)[member]
            if draft.head.setdefault(member, value) == value:
                inside.take()
            else:
                inside.because("a file that was imported before says otherwise")


def _same(there: tuple[str, dict[str, Any]], noun: str, record: dict[str, Any], one_manifest: bool) -> bool:
    """Whether two records of one id say the same, how it is known apart; of one manifest, one may say more."""
    before = {key: value for key, value in there[1].items() if key != "known"}
    after = {key: value for key, value in record.items() if key != "known"}
    if there[0] != noun or (noun == "terms" and before.get("version") != after.get("version")):
        return False
    return before == after or (one_manifest and all(before.get(key, value) == value for key, value in after.items()))


def _free(id: str, taken: set[str]) -> str:
    number = 2
    while f"{id}-{number}" in taken:
        number += 1
    return f"{id}-{number}"


def _renamed(value: Any, names: Mapping[str, str], refers: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(inside, names, key in _REFERENCES) for key, inside in value.items()}
    if isinstance(value, list):
        return [_renamed(inside, names, refers) for inside in value]
    return names.get(value, value) if refers and isinstance(value, str) else value
