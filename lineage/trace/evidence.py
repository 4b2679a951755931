"""Evidence: by whom and how a path is known. Classes are told apart, never weighed against each other in detail.

A path is as well known as its weakest step. A step that rests on several claims is as well known as the best of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from pydantic import MISSING

from lineage.graph.answers import Leg
from lineage.graph.entities import Entity
from lineage.graph.network import Network
from lineage.model.known import Known
from lineage.trace.people import People, among
from lineage.trace.statements import Statement, Statements

Class: TypeAlias = Literal["ownStatement", "othersMeasurement", "othersAssertion", "inference"]

ORDER: Final[tuple[Class, ...]] = ("inference", "othersAssertion", "othersMeasurement", "ownStatement")
"""From weakest to strongest, only to say which step of a path is the weakest."""

WORDS: Final[dict[Class, str]] = {
    "ownStatement": "own statement",
    "othersMeasurement": "somebody else's measurement",
    "othersAssertion": "somebody else's assertion",
    "inference": "inference",
}
_MEASURING: Final = frozenset({"audit", "measurement"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The class of the weakest step of a path, who stands for that step, and who contests any of them."""

    weakest: Class
    by: str
    contested: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """As it is printed."""
        text = f"{WORDS[self.weakest]} ({self.by})" if self.by else WORDS[self.weakest]
        return f"{text}, contested by {', '.join(self.contested)}" if self.contested else text


class Witnesses:
    """Looks up how steps are known."""

    def __init__(self, network: Network, people: People, statements: Statements) -> None:
        self._network = network
        self._people = people
        self._statements = statements
        self._known: dict[int, tuple[Class, str]] = {}  # the graph keeps its steps, so they are told apart by identity

    def of_path(self, path: Sequence[Leg]) -> Evidence:
        """How a path is known, and whether anything on it is contested."""
        found: list[tuple[Class, str]] = []
        contested: list[str] = []
        for leg in path:
            if leg.step.relation in ("making", "member", "partOf", "oneOf"):
                continue  # what a name stands for, nothing that happened
            claims = self._statements.of_edge(leg.step.place.source, leg.step.record)
            contested += [name for claim in claims for name in claim.contested]
            known = self._known.get(id(leg.step))
            if known is None:
                known = self._known[id(leg.step)] = self._of_step(leg, claims)
            found.append(known)
        weakest, by = min(found, key=lambda one: ORDER.index(one[0]), default=("othersAssertion", ""))
        return Evidence(weakest, by, tuple(dict.fromkeys(contested)))

    def _of_step(self, leg: Leg, claims: Iterable[Statement]) -> tuple[Class, str]:
        entity = self._network.vertices[leg.start].entity
        own = self._people.makers(entity) if entity else ()
        backed = [(_of_claim(one, own), one.author) for one in claims if one.claim.says.absent is MISSING]
        if backed:
            return max(backed, key=lambda one: ORDER.index(one[0]))
        known: Known | MISSING = getattr(leg.step.record, "known", MISSING)
        source = leg.step.place.source
        if known is MISSING:
            known = self._of_record(entity, source)
        publisher = self._people.publisher(source)
        if known is MISSING:
            return ("ownStatement" if among(publisher, own) else "othersAssertion"), publisher
        by = publisher if known.by is MISSING else self._people.name(source, known.by) or known.by
        if known.how == "inferred":
            return "inference", by
        if among(by, own):
            return "ownStatement", by
        return ("othersAssertion" if known.how == "declared" else "othersMeasurement"), by

    def _of_record(self, entity: Entity | None, source: int) -> Any:
        """What the record that holds a step says of how it is known."""
        for described in entity.records if entity else ():
            if described.place.source == source and described.record.known is not MISSING:
                return described.record.known
        return MISSING


def _of_claim(statement: Statement, own: tuple[str, ...]) -> Class:
    if among(statement.author, own):
        return "ownStatement"
    return "othersMeasurement" if statement.claim.kind in _MEASURING else "othersAssertion"
