"""Which references do not name what they should: one pass over a manifest, shared by three rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, get_args
from weakref import WeakKeyDictionary

from pydantic import MISSING

from lineage.graph import Index
from lineage.graph.references import ANY, EDGE, references, values
from lineage.model.dataset import Origin
from lineage.pointer import Pointer
from lineage.rules.context import Context
from lineage.rules.visit import EDGE_WORDS, edges

_WORDS: Final = {"origin": frozenset(get_args(Origin.__value__)), "curators": frozenset({"curators"})}
"""Words that stand for no record."""


class Astray(NamedTuple):
    """A reference that does not name what it should: ``found`` is the kind of record that it names, if any."""

    reference: str
    pointer: Pointer
    allowed: frozenset[str]
    found: str | None


_ASTRAY: Final[WeakKeyDictionary[Index, list[Astray]]] = WeakKeyDictionary()


def astray_in(context: Context) -> list[Astray]:
    """The references that do not name what they should, whatever the reason."""
    index = context.index
    if index not in _ASTRAY:
        _ASTRAY[index] = [] if _all_found(context) else list(_judge(index))
    return _ASTRAY[index]


def _all_found(context: Context) -> bool:
    """Whether every reference is the id of a record of a right kind, or foreign: nearly always, and quick to see."""
    index = context.index
    found = index.by_id
    for reference, allowed in values(context.census):
        record = found.get(reference)
        if record is None:
            if ":" not in reference or not index.is_foreign(reference):
                return False
        elif record.kind not in allowed:
            return False
    return True


def _judge(index: Index) -> Iterator[Astray]:
    # Where an id stands for records of several kinds, any of them will do here: REF002 reports the id.
    kinds: dict[str, set[str]] = {}
    for record in index.records():
        if index.by_id[record.node.id].kind != record.kind:
            kinds.setdefault(record.node.id, {index.by_id[record.node.id].kind}).add(record.kind)
    edge_kinds: dict[str, str] | None = None
    for reference, pointer, allowed in references(index.manifest):
        record_found = index.by_id.get(reference)
        found = None
        if record_found:
            found = record_found.kind
            if found in allowed or not allowed.isdisjoint(kinds.get(reference, ())):
                continue
        if ":" in reference and index.is_foreign(reference):
            continue
        if any(kind in allowed and reference in known for kind, known in _WORDS.items()):
            continue
        if found is None and ":" not in reference:
            if edge_kinds is None:
                edge_kinds = {
                    edge.id: EDGE_WORDS[type(edge)] for edge, _ in edges(index.manifest) if edge.id is not MISSING
                }
            found = edge_kinds.get(reference)
            if found and "edge" in allowed:
                continue
        yield Astray(reference, pointer, allowed, found)


def kind_words(allowed: frozenset[str]) -> str:
    """The kinds of record that belong in a place, in words."""
    if allowed >= ANY:
        return "record"
    if allowed == EDGE:
        return "model use, derivation or initialisation with an id"
    return " or ".join(sorted(allowed - {"curators"}))


def candidates(index: Index, allowed: frozenset[str]) -> list[str]:
    """Everything that a reference to these kinds could name."""
    names = [key for key, record in index.by_id.items() if record.kind in allowed]
    if "edge" in allowed:
        names += [edge.id for edge, _ in edges(index.manifest) if edge.id is not MISSING]
    return names + [word for word in sorted(_WORDS["origin"]) if "origin" in allowed]
