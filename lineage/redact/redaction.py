"""Writing the manifest that some readers may have, from the one that has everything."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pydantic import MISSING

from lineage.graph.references import references
from lineage.model import Manifest
from lineage.model.answer import entries, value_of
from lineage.model.base import EXTENSION_KEY
from lineage.pointer import Pointer
from lineage.redact.digests import digest
from lineage.redact.stand_ins import NOUNS, stand_in, unnamed

AUDIENCES: Final[dict[str, frozenset[str]]] = {
    "public": frozenset({"public"}),
    "downstream": frozenset({"public", "downstream"}),
    "authorities": frozenset({"public", "downstream", "authorities"}),
}
"""Readers, with the visibilities of what they may see."""

_EXTENSION: Final = re.compile(EXTENSION_KEY)


class Mention(NamedTuple):
    """A text that would stay and names something hidden, at a place of the full manifest."""

    pointer: Pointer
    name: str


@dataclass(frozen=True)
class Redacted:
    """The manifest for some readers. ``hidden`` counts stand-ins by noun; ``dropped`` what was left out beside them, in
    words; with ``mentions`` it must not be published."""

    tree: dict[str, Any]
    hidden: dict[str, int]
    dropped: dict[str, int]
    mentions: tuple[Mention, ...]
    without_total: tuple[str, ...]
    """Modalities whose hidden sizes are in no declared total, so that readers would compute too little."""


def redact(
    tree: dict[str, Any], manifest: Manifest, *, audience: str, key: bytes, keep_extensions: bool = False
) -> Redacted:
    """The manifest for an audience. ``tree`` is the plain data of ``manifest`` and is not changed.

    Raises ValueError for a key that is too short, KeyError for an audience that is not one of :data:`AUDIENCES`.
    """
    seen = AUDIENCES[audience]
    hidden = {place: record for place, record in _records(tree) if record.get("visibility", "public") not in seen}
    nameless = _nameless(manifest, tree, hidden) if audience == "public" else {}
    covered = hidden | nameless
    covered |= _vendors(manifest, tree, covered)
    hidden = {place: record for place, record in covered.items() if place not in nameless}
    proofs = {place: digest(record, key) for place, record in covered.items()}
    ids = {record["id"]: f"withheld-{proofs[place][:16]}" for place, record in covered.items()}

    result = copy.deepcopy(tree)
    for reference, pointer, _ in references(manifest):
        if reference in ids and pointer[:2] not in covered:
            _set(result, pointer, ids[reference])
    for (noun, position), record in hidden.items():
        result[noun][position] = stand_in(noun, record, ids[record["id"]], proofs[noun, position])
    for (noun, position), record in nameless.items():
        result[noun][position] = unnamed(record, ids[record["id"]], proofs[noun, position])
    dropped: dict[str, int] = {}
    _drop_claims(result, covered, dropped)
    if not keep_extensions:
        _drop_extensions(result, covered, dropped)
    counts = {noun: sum(place[0] == noun for place in covered) for noun in NOUNS}
    counts = {noun: number for noun, number in counts.items() if number}
    return Redacted(
        result, counts, dropped, tuple(_mentions(result, covered)), tuple(_without_total(manifest, covered))
    )


Place = tuple[str, int]


def _records(tree: dict[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    for noun in NOUNS:
        yield from (((noun, position), record) for position, record in enumerate(tree.get(noun, ())))


def _nameless(
    manifest: Manifest, tree: dict[str, Any], hidden: dict[Place, dict[str, Any]]
) -> dict[Place, dict[str, Any]]:
    """Datasets of which it is declared that it is not publicly known that the provider has them."""
    return {
        ("datasets", position): tree["datasets"][position]
        for position, dataset in enumerate(entries(manifest.datasets))
        if value_of(dataset.publicly_known) is False and ("datasets", position) not in hidden
    }


def _vendors(
    manifest: Manifest, tree: dict[str, Any], covered: dict[Place, dict[str, Any]]
) -> dict[Place, dict[str, Any]]:
    """Agents that only covered records speak of: who sold what may not be named is not named either."""
    spoken_of: dict[str, set[bool]] = {}
    for reference, pointer, _ in references(manifest):
        spoken_of.setdefault(reference, set()).add(pointer[:2] in covered)
    return {
        place: agent for place, agent in _records(tree) if place[0] == "agents" and spoken_of.get(agent["id"]) == {True}
    }


def _set(tree: Any, pointer: Pointer, value: str) -> None:
    for part in pointer[:-1]:
        tree = tree[part]
    tree[pointer[-1]] = value


def _drop_claims(tree: dict[str, Any], covered: dict[Place, dict[str, Any]], dropped: dict[str, int]) -> None:
    """Claims about something hidden, and what rests on them, say more than may be said."""
    gone = {record["id"] for record in covered.values()}
    gone |= {edge for record in covered.values() for edge in _edge_ids(record)}
    kept, left_out = [], set()
    for claim in tree.get("claims", ()):
        about = set(claim["about"].values()) | {claim["says"].get("contains")}
        if about & gone or any(str(one).startswith("withheld-") for one in about):
            left_out.add(claim["id"])
        else:
            kept.append(claim)
    if not left_out:
        return
    dropped["claims"] = len(left_out)
    tree["claims"] = kept
    if not kept:
        del tree["claims"]
    _forget(tree, left_out)


def _edge_ids(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        here = pending.pop()
        if isinstance(here, dict):
            if isinstance(here.get("id"), str):
                yield here["id"]
            pending += here.values()
        elif isinstance(here, list):
            pending += here


def _forget(tree: Any, ids: set[str]) -> None:
    """Take references to claims that are gone out of lists named ``claims``."""
    pending = [tree]
    while pending:
        here = pending.pop()
        if isinstance(here, list):
            pending += here
        elif isinstance(here, dict):
            rests = here.get("claims")
            if isinstance(rests, list) and all(isinstance(one, str) for one in rests):
                here["claims"] = [one for one in rests if one not in ids]
                if not here["claims"]:
                    del here["claims"]
            pending += here.values()


def _drop_extensions(tree: dict[str, Any], covered: dict[Place, Any], dropped: dict[str, int]) -> None:
    """Extensions hold anything: internal notes, paths, names. Stand-ins keep their digest."""
    number = 0
    pending: list[tuple[Any, Pointer]] = [(tree, ())]
    while pending:
        here, where = pending.pop()
        if isinstance(here, list):
            pending += [(item, (*where, position)) for position, item in enumerate(here)]
        elif isinstance(here, dict):
            for key in [key for key in here if _EXTENSION.fullmatch(key)]:
                if where not in covered:
                    del here[key]
                    number += 1
            pending += [(item, (*where, key)) for key, item in here.items()]
    if number:
        dropped["extensions"] = number
    if tree.pop("namespaces", None):
        dropped["namespaces"] = 1


def _mentions(tree: dict[str, Any], covered: dict[Place, dict[str, Any]]) -> Iterator[Mention]:
    words = {word for record in covered.values() for word in _names(record)}
    if not words:
        return
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    pending: list[tuple[Any, Pointer]] = [(tree, ())]
    found = []
    while pending:
        here, where = pending.pop()
        if isinstance(here, dict):
            pending += [(item, (*where, key)) for key, item in here.items()]
        elif isinstance(here, list):
            pending += [(item, (*where, position)) for position, item in enumerate(here)]
        elif isinstance(here, str) and (match := pattern.search(here)):
            found.append(Mention(where, match[0]))
    yield from sorted(found, key=lambda mention: str(mention.pointer))


def _names(record: dict[str, Any]) -> Iterator[str]:
    """Everything by which a hidden record could be known again."""
    yield record["id"]
    name = record.get("name")
    yield from (text for text in (name, name.get("value") if isinstance(name, dict) else None) if isinstance(text, str))
    for alias in record.get("aliases", ()):
        yield from (alias[key] for key in ("name", "iri") if key in alias)
    if isinstance(record.get("url"), str):
        yield record["url"]


def _without_total(manifest: Manifest, covered: dict[Place, dict[str, Any]]) -> Iterator[str]:
    sized = {
        str(entry["modality"])
        for (noun, _), record in covered.items()
        if noun == "datasets"
        for entry in _list(record.get("modalities"))
        if isinstance(entry, dict) and "quantity" in entry
    }
    for corpus in entries(manifest.corpora):
        declared = {
            str(entry.modality)
            for entry in entries(getattr(corpus, "modalities", MISSING))
            if not isinstance(entry, str) and entry.quantity is not MISSING
        }
        sized -= declared
    yield from sorted(sized)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
