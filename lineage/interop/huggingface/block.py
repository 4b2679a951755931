"""The ``lineage`` block of a card: the part of a manifest that leads to the card's subject.

A card is of one dataset or model. With it go the records that it refers to, directly or through others: its sources,
the models that taught it, their makers and terms. Any other record stays in the manifest and is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lineage.errors import LineageError
from lineage.interop.draft import NOUNS
from lineage.interop.losses import Loss, shown
from lineage.pointer import to_text
from lineage.visible import one_line

_ROOTS: Final = ("publisher", "transcribedFrom")


def subject_of(tree: Mapping[str, Any], wanted: str | None = None) -> tuple[str, dict[str, Any]]:
    """The record that a card of this manifest is of, with its noun: the one wanted, else the first of ``subjects``,
    else the first model that says how it was made, else the first dataset, else the first model.

    Raises :class:`lineage.errors.LineageError` where there is none.
    """
    found = {record["id"]: (noun, record) for noun in ("models", "datasets") for record in tree.get(noun, ())}
    if wanted is not None:
        if wanted not in found:
            raise LineageError(f'no dataset or model has the id "{one_line(wanted)}"', "name one of the manifest")
        return found[wanted]
    for id in tree.get("subjects", ()):
        if id in found:
            return found[id]
    models = [entry for entry in found.values() if entry[0] == "models"]
    made = [entry for entry in models if entry[1].keys() & {"training", "initializedFrom"}]
    for candidates in (made, [entry for entry in found.values() if entry[0] == "datasets"], models):
        if candidates:
            return candidates[0]
    raise LineageError("the manifest has no dataset and no model", "a card is of a dataset or of a model")


def block_of(tree: Mapping[str, Any], subject: str) -> tuple[dict[str, Any], list[Loss]]:
    """The manifest without what the subject does not lead to, and what that is."""
    records: dict[str, list[Any]] = {}  # versions of the same terms share an id
    for noun in NOUNS:
        for record in tree.get(noun, ()):
            records.setdefault(record["id"], []).append(record)
    owners = {name: id for id, same in records.items() for name in _ids(same)} | {id: id for id in records}
    kept = _reached([{"id": subject}, *(tree[root] for root in _ROOTS if root in tree)], records, owners)
    why = f"the card is of {subject}, which does not lead there"
    block: dict[str, Any] = {}
    losses: list[Loss] = []
    for member, value in tree.items():
        if member not in NOUNS and member != "subjects":
            block[member] = value
            continue
        inside = [item for item in value if (item if isinstance(item, str) else item["id"]) in kept]
        lost = [i for i, item in enumerate(value) if (item if isinstance(item, str) else item["id"]) not in kept]
        if inside:
            block[member] = inside
        losses += [Loss(to_text((member, i)), why, shown(value[i])) for i in lost]
    return block, losses


def _reached(roots: list[Any], records: Mapping[str, Any], owners: Mapping[str, str]) -> set[str]:
    kept: set[str] = set()
    waiting = list(roots)
    while waiting:
        for text in _strings(waiting.pop()):
            id = owners.get(text) or owners.get(text.partition("@")[0])
            if id is not None and id not in kept:
                kept.add(id)
                waiting.append(records[id])
    return kept


def _strings(value: Any) -> Iterator[str]:
    stack = [value]
    while stack:
        inside = stack.pop()
        if isinstance(inside, str):
            yield inside
        elif isinstance(inside, Mapping):
            stack.extend(inside.values())
        elif isinstance(inside, list):
            stack.extend(inside)


def _ids(record: Any) -> Iterator[str]:
    """The ids of a record and of what is in it, such as uses of models that a claim speaks of."""
    stack = [record]
    while stack:
        inside = stack.pop()
        if isinstance(inside, Mapping):
            if isinstance(inside.get("id"), str):
                yield inside["id"]
            stack.extend(inside.values())
        elif isinstance(inside, list):
            stack.extend(inside)
