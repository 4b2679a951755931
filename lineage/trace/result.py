"""The result of a trace, as plain data that every format prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias

from lineage.graph.answers import Leg
from lineage.graph.entities import Entity
from lineage.graph.network import Aside, Network
from lineage.graph.reach import REACHES, Quality
from lineage.trace.conflicts import Conflict
from lineage.trace.evidence import Evidence
from lineage.trace.facts import Facts
from lineage.trace.licences import Bound
from lineage.trace.names import Names
from lineage.trace.people import People
from lineage.trace.shares import Portion
from lineage.trace.statements import Statement
from lineage.trace.terms import Clause
from lineage.trace.unknowns import Unknowns

Section: TypeAlias = Literal["directly", "through", "possibly"]
Direction: TypeAlias = Literal["up", "down"]

FORMS: Final = {
    "weights": "weights",
    "distribution": "probabilities",
    "content": "words",
    "signal": "judgements",
    "selection": "selection",
    "none": "no form",
}
"""The levels of reach from strongest to weakest, as headings."""


@dataclass(frozen=True, eq=False)
class Party:
    """A model or dataset at the far end of a way."""

    vertex: int
    entity: Entity | None
    name: str
    kind: Literal["model", "dataset", "family", "choice", "unnamed", "outside"]
    provider: str | None
    own: bool = False
    """Of the same provider as the subject."""
    candidates: tuple[tuple[str, str], ...] = ()
    """For one of several: each with the source that names it."""


@dataclass(frozen=True, eq=False)
class Way:
    """One recorded use with its path from the subject, or from what was reached, to the teacher."""

    path: tuple[Leg, ...]
    last: Leg
    """The step at which the teacher acted."""
    quality: Quality
    generation: int
    label: str
    by_way_of: Leg | None
    why: tuple[str, ...]
    facts: Facts
    evidence: Evidence
    statements: tuple[Statement, ...]
    portion: Portion
    not_said: tuple[str, ...] = ()
    clause: Clause | None = None


@dataclass(frozen=True, eq=False)
class Entry:
    """One teacher in one form and section, with every label and way. Downstream: one thing that was reached."""

    party: Party
    section: Section
    form: str
    generation: int
    students: tuple[str, ...]
    """The models between, nearest to the subject first, on the first way."""
    ways: tuple[Way, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What it did, each thing once."""
        return tuple(dict.fromkeys(way.label for way in self.ways))


@dataclass(frozen=True)
class Filters:
    """What was asked for."""

    roles: tuple[str, ...] = ()
    reach: str | None = None
    depth: int | None = None
    third_party: bool = False

    @property
    def words(self) -> str:
        """The filters as a sentence; empty where there are none."""
        parts = [f"role {' or '.join(self.roles)}"] if self.roles else []
        if self.reach:
            parts.append(f"{FORMS[self.reach]} or stronger" if self.reach != REACHES[-1] else FORMS[self.reach])
        parts += [f"at most {self.depth} models between"] if self.depth is not None else []
        parts += ["third parties only"] if self.third_party else []
        return f"Asked for: {', '.join(parts)}." if parts else ""


@dataclass(frozen=True, eq=False)
class Evaluated:
    """A use that is no part of the closure, with the model or dataset that it tested or that did it."""

    aside: Aside
    vertex: int
    name: str
    owner: str
    """The model or dataset that it belongs to."""


@dataclass(frozen=True, eq=False)
class Trace:
    """Everything that a trace found."""

    network: Network = field(repr=False)
    names: Names = field(repr=False)
    people: People = field(repr=False)
    subject: Entity
    provider: tuple[str, ...]
    direction: Direction
    unknowns: Unknowns
    entries: tuple[Entry, ...]
    evaluated: tuple[Evaluated, ...] = ()
    selves: tuple[Evaluated, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    said: tuple[Statement, ...] = ()
    """Claims about the subject that no way rests on."""
    licences: tuple[Bound, ...] = ()
    filters: Filters = Filters()
    at: date | None = None

    def section(self, name: Section) -> list[Entry]:
        """The entries of a section, in order."""
        return [entry for entry in self.entries if entry.section == name]
