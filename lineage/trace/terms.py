"""Terms along a path: which clauses are on record for a use, whom they bind, and how far their duties reach.

Only for models of others and for what is certain: a clause beside a mere possibility would read as an accusation. That
a clause is on record says nothing about whether it was kept, or whether it holds at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import MISSING

from lineage.graph.answers import Leg
from lineage.graph.entities import Entity
from lineage.graph.identity import plain_names
from lineage.graph.network import Network
from lineage.graph.reach import REACHES, Quality
from lineage.model.answer import entries
from lineage.model.dates import Period
from lineage.model.terms import Obligation
from lineage.terms.lookup import Coverage, coverage, rows_for
from lineage.terms.obligations import Distance, Link, PathFacts, bound, distance, name_begins
from lineage.terms.registry import TermsRow, all_terms, rows_of
from lineage.trace.facts import Facts
from lineage.trace.people import People
from lineage.trace.ways import TEACHING


@dataclass(frozen=True, eq=False)
class Duty:
    """A duty of a row of terms, and how it stands to the subject."""

    row: TermsRow
    obligation: Obligation
    distance: Distance | None
    """``None`` where the subject is a dataset: a duty on models stands to whoever trains on it."""
    name_fits: bool | None
    """For a duty on names that reaches the subject: whether its name begins so."""


@dataclass(frozen=True, eq=False)
class Clause:
    """What is on record for one use of somebody else's model."""

    provider: str
    facts: Facts
    path: PathFacts
    found: Coverage
    named: tuple[str, ...]
    """The terms that the record itself names."""
    duties: tuple[Duty, ...]

    @property
    def bound(self) -> tuple[str, ...]:
        """Whom the rows bind: ``actor``, ``artefact``."""
        return tuple(dict.fromkeys(who for row in self.found.rows if (who := bound(row))))


class Register:
    """The rows of the data set and of the manifests, asked about uses."""

    def __init__(self, network: Network, people: People, subject: Entity, at: date | None) -> None:
        self._network = network
        self._people = people
        self._subject = subject
        self._at = at
        self._found: dict[tuple[object, ...], Coverage] = {}
        self._any: dict[str, bool] = {}

    def clause(self, teachers: Sequence[Entity], facts: Facts, path: Sequence[Leg], quality: Quality) -> Clause | None:
        """What is on record for a use; ``None`` where whose terms to look for is not known."""
        providers = {provider for entity in teachers if (provider := self._people.provider(entity))}
        if len(providers) != 1 or REACHES[quality.most] == "none":
            return None
        provider = providers.pop()
        families = tuple(dict.fromkeys(name for entity in teachers for name in self._families(entity)))
        found = self._coverage(provider, families, facts)
        along = path_facts(path, quality)
        rows = {row.reference: row for row in (*found.rows, *self._named(facts))}
        duties = tuple(duty for row in rows.values() for duty in self._duties(row, along))
        return Clause(provider, facts, along, found, facts.terms, duties)

    def _coverage(self, provider: str, families: tuple[str, ...], facts: Facts) -> Coverage:
        period = facts.period
        if period is not None and period.ongoing is True and period.to is MISSING and self._at is not None:
            period = Period.model_construct(from_=period.from_, to=self._at.isoformat())
        if provider not in self._any:
            self._any[provider] = bool(rows_for(provider, None, (), self._own))
        if not self._any[provider]:
            families, access = (), None  # nothing to choose among
        else:
            access = facts.access
        days = None if period is None else (str(period.from_), str(period.to))
        key = (provider, families, access, days)
        if key not in self._found:
            self._found[key] = coverage(provider, families, access, period, self._own)
        return self._found[key]

    @cached_property
    def _own(self) -> tuple[TermsRow, ...]:
        rows: list[TermsRow] = []
        for source in self._network.bundle.sources:
            manifest = source.manifest
            if manifest.terms is not MISSING:
                rows += rows_of(manifest.terms, () if manifest.agents is MISSING else manifest.agents)
        return tuple(rows)

    def _named(self, facts: Facts) -> list[TermsRow]:
        return [row for row in (*self._own, *all_terms()) if row.reference in facts.terms] if facts.terms else []

    def _families(self, entity: Entity) -> list[str]:
        """The names of a model and of the families that it belongs to."""
        names: list[str] = []
        pending, seen = [entity], {entity}
        while pending:
            here = pending.pop()
            for record, (source, _) in here.records:
                unsure = {alias.name for alias in entries(record.aliases) if alias.sure is False}
                names += [name for name in plain_names(record) if name not in unsure]
                if record.part_of is not MISSING:
                    whole = self._network.entities.resolve(source, record.part_of)
                    if whole is not None and whole not in seen:
                        seen.add(whole)
                        pending.append(whole)
        return list(dict.fromkeys(names))

    def _duties(self, row: TermsRow, path: PathFacts) -> list[Duty]:
        listed = [] if row.terms.obligations is MISSING else row.terms.obligations
        found = []
        for obligation in listed:
            how = distance(obligation, path)
            if how is None:
                continue
            if self._subject.kind == "dataset":
                found.append(Duty(row, obligation, None, None))
                continue
            named = obligation.kind == "namePrefix" and obligation.value is not MISSING and how != "upstreamOnly"
            fits = name_begins(self._subject.name, str(obligation.value)) if named else None
            found.append(Duty(row, obligation, how, fits))
        return found


def path_facts(path: Sequence[Leg], quality: Quality) -> PathFacts:
    """What matters of a path for duties: at each model on it, whether weights or outputs went in."""
    taught: list[Link] = [
        "weights" if leg.step.relation == "initializedFrom" else "outputs"
        for leg in path
        if leg.step.relation in TEACHING
    ]
    reach: Any = REACHES[quality.most]
    return PathFacts(reach, tuple(reversed(taught[1:])), taught[0] if taught else None)
