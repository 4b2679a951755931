"""Statements: the claims that edges rest on and that are made about records, with author, date and words.

A claim is never turned into a fact here. An allegation or a testimony begins with its author, and where reports give
different dates, all of them are printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import MISSING

from lineage.graph.entities import Entity, Place
from lineage.graph.network import Network
from lineage.model.answer import plain_text
from lineage.model.claim import Claim, DateChoice, Says, States
from lineage.model.dates import DateFact
from lineage.trace.people import People

SPOKEN: Final = frozenset({"testimony", "allegation"})
"""Kinds of claims that are printed where the use is, because the use is nothing without them."""

_VERBS: Final = {
    "declaration": "states",
    "filing": "filed",
    "testimony": "testified",
    "allegation": "alleges",
    "audit": "found in an audit",
    "paper": "writes in a paper",
    "measurement": "measured",
    "report": "reports",
}
_PAST: Final = frozenset({"filing", "testimony", "audit", "measurement"})
"""Kinds whose verb stands in the past, so that the date can follow it."""

_MONTHS: Final = "January February March April May June July August September October November December".split()
SCOPES: Final = {
    "anywhere": "anywhere",
    "byOrOnBehalf": "by it or on its behalf",
    "inThisFile": "in this file",
}


@dataclass(frozen=True, eq=False)
class Statement:
    """One claim with the names that it needs to be printed."""

    claim: Claim
    author: str
    place: Place
    subject: str
    """What it speaks of, by name."""
    says: str
    names: Entity | None
    """The model that it states, where it states one."""
    contested: tuple[str, ...]

    @property
    def date(self) -> str:
        """When it was made: ``29 or 30 April 2026``; empty where that is not stated."""
        return date_words(self.claim.date)

    @property
    def source(self) -> str:
        """Where it can be read, by title, else by address; empty where that is not stated."""
        link = self.claim.source
        if link is MISSING:
            return ""
        return link.title if link.title is not MISSING else "" if link.url is MISSING else link.url

    @property
    def words(self) -> str:
        """The statement as a sentence that begins with its author."""
        date = self.date
        verb = _VERBS[self.claim.kind]
        said = self.says
        when = f" ({date})" if date and self.claim.kind not in _PAST else _when(date)
        joint = " " if said.startswith("that ") else ": " if said else ""
        text = f"{self.author} {verb}{when}{joint}{said}".rstrip()
        text = text if text.endswith((".", "!", "?", "”", '"')) else f"{text}."
        return f"{text} Contested by {', '.join(self.contested)}." if self.contested else text

    @property
    def note(self) -> str:
        """What the publisher of the manifest adds to it."""
        return "" if self.claim.note is MISSING else _line(self.claim.note)


class Statements:
    """The claims of a bundle, by the edges and records that they are about."""

    def __init__(self, network: Network, people: People) -> None:
        self._network = network
        self._people = people
        self._by_id: dict[tuple[int, str], Statement] = {}
        self._by_edge: dict[tuple[int, str], list[Statement]] = {}
        self._by_entity: dict[Entity, list[Statement]] = {}
        for source in network.bundle.sources:
            claims = source.manifest.claims
            for position, claim in enumerate(() if claims is MISSING else claims):
                self._add(claim, Place(source.number, ("claims", position)))

    def of_edge(self, source: int, record: Any) -> list[Statement]:
        """The claims that a use, derivation or initialisation rests on, and those made about it by its id."""
        if not self._by_id:
            return []
        named = getattr(record, "claims", MISSING)
        found = [self._by_id.get(self._key(source, one)) for one in (() if named is MISSING else named)]
        name = getattr(record, "id", MISSING)
        if name is not MISSING:
            found += self._by_edge.get((source, name), ())
        return list(dict.fromkeys(one for one in found if one is not None))

    def of_entity(self, entity: Entity) -> list[Statement]:
        """The claims made about a model or dataset."""
        return self._by_entity.get(entity, [])

    def of_ids(self, source: int, references: Any) -> list[Statement]:
        """The claims that a manifest refers to by id."""
        found = (self._by_id.get(self._key(source, one)) for one in (() if references is MISSING else references))
        return [one for one in found if one is not None]

    def _add(self, claim: Claim, place: Place) -> None:
        source = place.source
        edge = self._key(source, claim.about.edge) if claim.about.edge is not MISSING else None
        entity = (
            self._network.entities.resolve(source, claim.about.entity) if isinstance(claim.about.entity, str) else None
        )
        names = claim.says.states.model if claim.says.states is not MISSING else MISSING
        by = () if claim.contested is MISSING else claim.contested.by
        statement = Statement(
            claim,
            self._people.name(source, claim.by) or "somebody",
            place,
            entity.name if entity else str(claim.about.edge if edge else claim.about.entity),
            _said(claim.says, self._network, source),
            self._network.entities.resolve(source, names) if isinstance(names, str) else None,
            tuple(name for agent in by if (name := self._people.name(source, agent))),
        )
        self._by_id.setdefault((source, claim.id), statement)
        if edge:
            self._by_edge.setdefault(edge, []).append(statement)
        if entity:
            self._by_entity.setdefault(entity, []).append(statement)

    def _key(self, source: int, reference: str) -> tuple[int, str]:
        """Where a reference to a claim or an edge leads: the manifest and the id in it."""
        alias, colon, rest = reference.partition(":")
        imported = self._network.bundle.sources[source].imports.get(alias) if colon else None
        return (source, reference) if imported is None else (imported, rest)


def _said(says: Says, network: Network, source: int) -> str:
    if says.text is not MISSING:
        return _line(says.text)
    if says.absent is not MISSING:
        return f"that no model wrote {_parts(says.absent.writes)} ({SCOPES[says.absent.scope]})"
    if says.states is not MISSING:
        return f"that {_stated(says.states, network, source)}"
    if says.contains is not MISSING:
        entity = network.entities.resolve(source, says.contains)
        return f"that it contains {entity.name if entity else says.contains}"
    return ""


def _stated(states: States, network: Network, source: int) -> str:
    model: Any = states.model
    references = [model] if isinstance(model, str) else list(getattr(model, "one_of", ()))
    found = [network.entities.resolve(source, one) or one for one in references]
    name = " or ".join(one.name if isinstance(one, Entity) else one for one in found) or "a model"
    role = "had a hand in it" if states.role is MISSING else f"had the role {states.role}"
    return f"{name} {role}" + ("" if states.writes is MISSING else f" and wrote {_parts(states.writes)}")


def _parts(writes: Any) -> str:
    return "it" if writes is MISSING else ", ".join(writes)


def _line(text: Any) -> str:
    return " ".join(plain_text(text).split())


def date_words(value: Any) -> str:
    """A date of a claim in words: a day as ``30 April 2026``, several as ``29 or 30 April 2026``."""
    if value is MISSING:
        return ""
    if isinstance(value, DateChoice):
        return _either([_day(str(one)) for one in value.one_of])
    if isinstance(value, DateFact):
        if value.value is not MISSING:
            return ("about " if value.approximate is True else "") + _day(str(value.value))
        bounds = [f"before {_day(str(value.at_least))}"] if value.at_least is not MISSING else []
        bounds += [f"after {_day(str(value.at_most))}"] if value.at_most is not MISSING else []
        return "a day not " + " and not ".join(bounds)
    return _day(str(value))


def _day(text: str) -> str:
    year, *rest = text.split("-")
    words = [year]
    if rest and rest[0].isdigit() and 1 <= int(rest[0]) <= len(_MONTHS):
        words = [_MONTHS[int(rest[0]) - 1], *words]
    if len(rest) > 1:
        words = [str(int(rest[1])), *words]
    return " ".join(words)


def _either(days: list[str]) -> str:
    """Several dates; the month and year that all of them share are said once."""
    ends = {day.partition(" ")[2] for day in days}
    if len(ends) == 1 and "" not in ends and all(day[:1].isdigit() for day in days):
        return f"{' or '.join(day.partition(' ')[0] for day in days)} {ends.pop()}"
    return " or ".join(days)


def _when(date: str) -> str:
    """A date behind a verb in the past: ``on 30 April 2026``, ``in April 2026``."""
    if not date:
        return ""
    of_a_day = (date[:1].isdigit() and " " in date) or date.startswith("a day")
    return f" on {date}" if of_a_day else f" in {date}"


def spoken(statements: list[Statement]) -> Iterator[Statement]:
    """Those that are testimony or allegation."""
    return (one for one in statements if one.claim.kind in SPOKEN)
