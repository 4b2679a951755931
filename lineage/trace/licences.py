"""Licences of data travel too: datasets upstream whose text is still there, with a licence that restricts more than the
licence that the subject declares.

Listed with the path, and no more: whether a licence of data reaches a model is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import MISSING

from lineage.graph.answers import Leg
from lineage.graph.closure import Closure
from lineage.graph.entities import Entity, Place
from lineage.graph.reach import CONTENT, QUALITIES, TEXT
from lineage.model.link import LicenceTerm

_TOKEN: Final = re.compile(r"\(|\)|[^\s()]+")
_PERMISSIVE: Final = re.compile(
    r"(MIT|Apache-|BSD-|0BSD|ISC|Zlib|Unlicense|CC0-|CC-BY-[0-9]|ODC-By-|PDDL-|CDLA-Permissive-|BSL-1|WTFPL|Python-|PSF-)"
)
_MARKS: Final = (
    (re.compile(r"(^|-)NC(-|$)|NonCommercial", re.IGNORECASE), "non-commercial"),
    (re.compile(r"(^|-)SA(-|$)|^(A|L)?GPL-|^ODbL-|^MPL-|^EUPL-|^CDLA-Sharing-"), "share-alike"),
    (re.compile(r"(^|-)ND(-|$)|NoDeriv", re.IGNORECASE), "no derivatives"),
)


@dataclass(frozen=True, eq=False)
class Bound:
    """A dataset upstream with a licence that restricts, and the way to it."""

    entity: Entity
    place: Place
    restrictions: tuple[str, ...]
    licence: str
    """The licence in words, dates included."""
    subject: str
    """The licence that the subject declares."""
    path: tuple[Leg, ...]


def restrictions(expression: str) -> frozenset[str]:
    """What an SPDX expression restricts, whichever of its alternatives is chosen. An expression that does not parse
    restricts what any of its names does."""
    tokens = _TOKEN.findall(expression)
    try:
        found, rest = _either(tokens)
    except (IndexError, RecursionError):  # no expression, or one that nobody means
        rest, found = ["?"], frozenset()
    return found if not rest else frozenset().union(*map(_of_name, tokens))


def _either(tokens: list[str]) -> tuple[frozenset[str], list[str]]:
    found, tokens = _both(tokens)
    while tokens and tokens[0].upper() == "OR":
        other, tokens = _both(tokens[1:])
        found &= other
    return found, tokens


def _both(tokens: list[str]) -> tuple[frozenset[str], list[str]]:
    found, tokens = _one(tokens)
    while tokens and tokens[0].upper() in ("AND", "WITH"):
        other, tokens = _one(tokens[1:])
        found |= other
    return found, tokens


def _one(tokens: list[str]) -> tuple[frozenset[str], list[str]]:
    if tokens[0] == "(":
        found, rest = _either(tokens[1:])
        if rest[0] != ")":
            raise IndexError
        return found, rest[1:]
    return _of_name(tokens[0]), tokens[1:]


def _of_name(name: str) -> frozenset[str]:
    return frozenset(word for mark, word in _MARKS if mark.search(name))


def is_permissive(expression: str) -> bool:
    """Whether a licence is one that is known to restrict none of these."""
    names = [token for token in _TOKEN.findall(expression) if token.upper() not in ("AND", "OR", "WITH", "(", ")")]
    return bool(names) and all(_PERMISSIVE.match(name) and not _of_name(name) for name in names)


def declared(licence: Any) -> list[tuple[str, str]]:
    """The expressions of a licence with their dates in words; none where it is not stated as such."""
    if isinstance(licence, str):
        return [(licence, licence)]
    if not isinstance(licence, list):
        return []
    return [(term.expression, _dated(term)) for term in licence]


def _dated(term: LicenceTerm) -> str:
    begins = "" if term.from_ is MISSING else f" from {term.from_}"
    return f"{term.expression}{begins}" + ("" if term.to is MISSING else f" to {term.to}")


def bound(closure: Closure, subject: Entity) -> Iterator[Bound]:
    """The datasets upstream whose text is live in the subject and whose licence restricts, under a permissive one."""
    own = declared(subject.first("licence"))
    if not own or not all(is_permissive(expression) for expression, _ in own):
        return
    seen: set[Entity] = set()
    for number, positions in closure.at.items():
        kind, entity, _, _ = closure.network.vertices[number]
        if kind != "dataset" or entity is None or entity is subject or entity in seen:
            continue
        for described in entity.records:
            stated = declared(described.record.licence)
            found = sorted({word for expression, _ in stated for word in restrictions(expression)})
            position = next((at for at in positions if _live(closure, at)), None) if found else None
            if position is not None:
                seen.add(entity)
                path = tuple(
                    Leg(closure.arrivals[arrival[4]][0], step, QUALITIES[arrival[2]])
                    for arrival, step in closure.path(position)
                    if step is not None
                )
                place = Place(described.place.source, (*described.place.pointer, "licence"))
                words = ", ".join(words for _, words in stated)
                yield Bound(entity, place, tuple(found), words, ", ".join(words for _, words in own), path)
                break


def _live(closure: Closure, position: int) -> bool:
    """Whether text of a dataset is surely in the subject itself, not in a model on the way."""
    _, live, quality, generation, _, _ = closure.arrivals[position]
    found = QUALITIES[quality]
    return generation == 0 and found.sure and found.least >= CONTENT and bool(live & TEXT)
