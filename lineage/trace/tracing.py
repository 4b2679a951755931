"""The trace: who taught a model or dataset, or whom it reached, gathered from the graph and put in order.

Pure: nothing is printed, and no clock is read. ``at`` stands for the end of what is said to be ongoing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import MISSING

from lineage.graph.answers import Answer, Leg, Reached, downstream
from lineage.graph.closure import Closure, Flow
from lineage.graph.entities import Entity
from lineage.graph.network import COLLECTIVE, Network, Step
from lineage.graph.reach import CONTENT, REACHES, Quality
from lineage.model.answer import entries
from lineage.model.model_use import ModelUse
from lineage.trace import conflicts, facts, licences, shares, unknowns, why
from lineage.trace.evidence import Witnesses
from lineage.trace.names import Names
from lineage.trace.people import People, among
from lineage.trace.result import Entry, Evaluated, Filters, Party, Section, Trace, Way
from lineage.trace.statements import SPOKEN, Statement, Statements
from lineage.trace.terms import Register
from lineage.trace.ways import TEACHING, ways

FORM_NOT_KNOWN = "unknown"
"""The form where only bounds of the reach are known."""


def trace(network: Network, subject: Entity, filters: Filters | None = None, *, at: date | None = None) -> Trace:
    """Who taught a model or dataset."""
    asked = filters or Filters()
    closure = Flow(network).upstream(network.start(subject), depth=asked.depth)
    found = list(ways(closure))
    maker = _Maker(network, subject, at)
    listed = maker.entries(found, asked)
    rested = {statement for entry in listed for way in entry.ways for statement in way.statements}
    evaluated, selves = _asides(closure, maker.names)
    contradictions = conflicts.Contradictions(network, maker.people, maker.statements)
    return Trace(
        network=network,
        names=maker.names,
        people=maker.people,
        subject=subject,
        provider=maker.owners,
        direction="up",
        unknowns=unknowns.of_closure(closure, found),
        entries=tuple(listed),
        evaluated=evaluated,
        selves=selves,
        conflicts=tuple(contradictions.of(_entities(closure))),
        said=tuple(one for one in maker.statements.of_entity(subject) if one not in rested),
        licences=tuple(licences.bound(closure, subject)),
        filters=asked,
        at=at,
    )


def reached(network: Network, subject: Entity, filters: Filters | None = None, *, at: date | None = None) -> Trace:
    """Which models and datasets a model's output, or a dataset, reaches."""
    asked = filters or Filters()
    maker = _Maker(network, subject, at)
    listed = maker.reached(downstream(network, subject, depth=asked.depth), asked)
    return Trace(
        network=network,
        names=maker.names,
        people=maker.people,
        subject=subject,
        provider=maker.owners,
        direction="down",
        unknowns=unknowns.of_records(network),
        entries=tuple(listed),
        said=tuple(maker.statements.of_entity(subject)),
        filters=asked,
        at=at,
    )


def _entities(closure: Closure) -> Iterator[Entity]:
    """The models and datasets whose making was looked at, each once."""
    found: dict[Entity, None] = {}
    for number in closure.at:
        kind, entity, _, _ = closure.network.vertices[number]
        if entity is not None and kind in ("dataset", "making"):
            found[entity] = None
    return iter(found)


def _asides(closure: Closure, names: Names) -> tuple[tuple[Evaluated, ...], tuple[Evaluated, ...]]:
    """Evaluations and tests, and uses of the model itself; each once for what it belongs to."""
    evaluated: dict[tuple[int | None, str, str], Evaluated] = {}
    selves: dict[str, Evaluated] = {}
    for number in closure.at:
        owner = names.of(number)
        for aside in closure.network.asides.get(number, ()):
            name = owner if aside.target is None else names.of(aside.target)
            entry = Evaluated(aside, number, name, owner)
            if aside.kind == "self":
                selves.setdefault(owner, entry)
            else:
                evaluated.setdefault((aside.target, aside.kind, owner), entry)
    return tuple(evaluated.values()), tuple(selves.values())


class _Maker:
    """Makes entries of what the graph answers."""

    def __init__(self, network: Network, subject: Entity, at: date | None) -> None:
        self.network = network
        self.subject = subject
        self.names = Names(network)
        self.people = People(network.entities)
        self.statements = Statements(network, self.people)
        self.owners = self.people.makers(subject)
        self._witnesses = Witnesses(network, self.people, self.statements)
        self._register = Register(network, self.people, subject, at)
        self._parties: dict[int, Party] = {}

    def entries(self, found: Iterable[Answer], asked: Filters) -> list[Entry]:
        """The teachers, grouped by section, form and number of models between."""
        groups: dict[tuple[int, Section, str, int], list[Way]] = {}
        for one in found:
            party = self._party(one.teacher, one.last.step)
            if _passes(asked, one.last.step, one.quality, party):
                key = (one.teacher, _section(one), _form(one.quality), one.generation)
                groups.setdefault(key, []).append(self._way(one, one.label, one.by_way_of, party))
        return self._ordered(groups)

    def reached(self, found: Iterable[Reached], asked: Filters) -> list[Entry]:
        """What was reached, grouped in the same way."""
        groups: dict[tuple[int, Section, str, int], list[Way]] = {}
        for one in found:
            vertex = self.network.vertex(one.entity.kind, one.entity)
            party = self._party(vertex, None)
            quality = one.quality
            if self.subject.kind == "dataset":
                quality = quality.then(Quality(CONTENT, CONTENT))  # what arrives of a dataset is its records
            end = self._end(one.path).step
            if _passes(asked, end, quality, party):
                key = (vertex, _section(one), _form(quality), one.generation)
                groups.setdefault(key, []).append(self._way(one, end.label, None, party, quality))
        return self._ordered(groups)

    def _ordered(self, groups: dict[tuple[int, Section, str, int], list[Way]]) -> list[Entry]:
        found = [
            Entry(
                self._parties[vertex],
                section,
                form,
                generation,
                self._students(listed[0].path),
                tuple(sorted(listed, key=_order) if len(listed) > 1 else listed),
            )
            for (vertex, section, form, generation), listed in groups.items()
        ]
        order = {"directly": 0, "through": 1, "possibly": 2}
        return sorted(
            found,
            key=lambda entry: (
                order[entry.section],
                entry.generation,
                -REACHES.index(entry.form) if entry.form in REACHES else 1,
                (entry.party.provider or "\uffff").casefold(),
                entry.party.name.casefold(),
                entry.party.vertex,
            ),
        )

    def _way(
        self, one: Answer | Reached, label: str, by_way_of: Leg | None, party: Party, quality: Quality | None = None
    ) -> Way:
        path = one.path
        last = self._end(path)
        about = facts.of_step(last.step, self.people)
        resting = [
            statement
            for leg in path
            if leg.step.record is not None and leg.step.relation not in ("oneOf", "making", "member")
            for statement in self.statements.of_edge(leg.step.place.source, leg.step.record)
        ]
        clause = None
        if isinstance(one, Answer) and one.quality.sure and not party.own:
            clause = self._register.clause(self._models(one.teacher), about, path, one.quality)
        return Way(
            path=path,
            last=last,
            quality=quality or one.quality,
            generation=one.generation,
            label=label,
            by_way_of=by_way_of,
            why=() if one.quality.sure else why.reasons(self.network, path),
            facts=about,
            evidence=self._witnesses.of_path(path),
            statements=tuple(dict.fromkeys(resting)),
            portion=shares.portion(self.network, path),
            not_said=self._not_said(last.step, resting),
            clause=clause,
        )

    def _models(self, vertex: int) -> list[Entity]:
        """The models that a vertex stands for: itself, or its candidates."""
        entity = self.network.vertices[vertex].entity
        if entity is not None:
            return [entity]
        targets = (self.network.vertices[step.target].entity for step in self.network.steps(vertex))
        return [candidate for candidate in targets if candidate is not None]

    def _party(self, vertex: int, step: Step | None) -> Party:
        found = self._parties.get(vertex)
        if found is None:
            kind, entity, _, _ = self.network.vertices[vertex]
            name = self.names.of(vertex)
            models = self._models(vertex) if kind == "choice" else [entity] if entity else []
            providers = {self.people.provider(model) for model in models}
            provider = providers.pop() if len(providers) == 1 else None
            own = provider is not None and among(provider, self.owners)
            named = self._candidates(vertex, step) if kind == "choice" and step else ()
            found = self._parties[vertex] = Party(vertex, entity, name, _kind(kind, entity), provider, own, named)
        return found

    def _candidates(self, vertex: int, step: Step) -> tuple[tuple[str, str], ...]:
        """The candidates of a disputed use, each with who names it."""
        said = self.statements.of_edge(step.place.source, step.record)
        listed = []
        for model in self._models(vertex):
            sources = [one.source or one.author for one in said if one.names is model]
            listed.append((self.names.of_entity(model), "; ".join(dict.fromkeys(sources))))
        return tuple(listed)

    def _students(self, path: Sequence[Leg]) -> tuple[str, ...]:
        """The models that a path crosses, nearest to the subject, or to what was reached, first."""
        return tuple(self.names.of(leg.start) for leg in path if leg.step.generation)

    def _end(self, path: Sequence[Leg]) -> Leg:
        """The step at which the teacher acted; for a dataset, the step at which it was taken."""
        if self.subject.kind == "dataset" and path[-1].step.relation not in TEACHING:
            return path[-1]
        return next((leg for leg in reversed(path) if leg.step.relation in TEACHING), path[-1])

    def _not_said(self, step: Step, resting: Sequence[Statement]) -> tuple[str, ...]:
        """What a testimony or allegation leaves open about the use at the end of a path."""
        use: Any = step.record
        if not isinstance(use, ModelUse) or not any(one.claim.kind in SPOKEN for one in resting):
            return ()
        target = self.network.vertices[step.target]
        level = target.entity.first("level") if target.entity else MISSING
        inexact = target.entity is None or level in COLLECTIVE or level is MISSING
        amounts = (use.share, use.amount)
        open_ = {
            "which version": inexact,
            "in what form": not isinstance(use.role, str),
            "how much": all(value is MISSING for value in amounts),
        }
        return tuple(words for words, is_open in open_.items() if is_open)


def _kind(kind: str, entity: Entity | None) -> Any:
    """The kind of a vertex, with families and descriptions told from single models."""
    if kind != "model" or entity is None:
        return kind
    several = entity.first("level") in COLLECTIVE or entity.first("identified") in ("family", "class")
    return "family" if several else kind


def _section(one: Answer | Reached) -> Section:
    if not one.quality.sure:
        return "possibly"
    return "through" if one.generation else "directly"


def _form(quality: Quality) -> str:
    return REACHES[quality.most] if quality.least == quality.most else FORM_NOT_KNOWN


def _order(way: Way) -> tuple[int, str, list[str]]:
    """Short ways first, then by label, then by where they are recorded."""
    places = [f"{leg.step.place.source}/{'/'.join(map(str, leg.step.place.pointer))}" for leg in way.path]
    return len(way.path), way.label, places


def _passes(asked: Filters, step: Step, quality: Quality, party: Party) -> bool:
    if asked.third_party and party.own:
        return False
    if asked.reach is not None and quality.most < REACHES.index(asked.reach):
        return False
    return not asked.roles or any(role in asked.roles for role in roles_of(step))


def roles_of(step: Step) -> Iterator[str]:
    """The words by which a use can be asked for: its role, and its role with each part that it wrote."""
    if step.relation == "initializedFrom":
        yield "initialize"
    elif step.relation == "modelUses":
        use: ModelUse = step.record
        if not isinstance(use.role, str):
            yield "unknown"
        else:
            yield use.role
            yield from (f"{use.role}.{part}" for part in entries(use.writes))
