"""Annex B: teachers further up, followed through the sources of datasets and through other models.

The form asks for none of them. They are computed from the manifest's own records by the rules of spec/composition.md;
what a manifest does not describe is not followed, and the first sentence says how much that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import MISSING

from lineage.graph.answers import Answer, upstream
from lineage.graph.entities import Entity
from lineage.graph.imports import of_manifest
from lineage.graph.network import Network, Vertex
from lineage.model.dataset import Dataset
from lineage.pointer import Pointer
from lineage.summary import datasets, models
from lineage.summary.blocks import Block, Column, Prose, Row, Table
from lineage.summary.prose import counted, plain, sentence
from lineage.summary.scope import Scope, is_public
from lineage.summary.speech import say, say_counted, together

FORMS: Final = {
    "weights": "its weights",
    "distribution": "its probabilities",
    "content": "its words",
    "signal": "its judgements",
    "selection": "by choosing records",
    "none": "in no form",
    "form not known": "form not known",
}
_LEAD: Final = (
    "Further up, as far as the manifest describes it: models whose output reaches {name} through the sources of its "
    "datasets or through other models. The form in which it arrives says nothing of how much it matters."
)
_SHOWN: Final = 200
"""How many rows are printed before the rest is counted. ``lineage trace`` has them all."""


def inherited(scope: Scope) -> tuple[Block, ...]:
    """A table of the teachers further up for each model that the summary covers."""
    if not any(described(record) for record in (*_listed(scope, "models"), *_listed(scope, "datasets"))):
        return ()
    network = Network(of_manifest(scope.manifest))
    return tuple(block for model, place in scope.models for block in _of_model(network, model.id, place, scope))


def described(record: object) -> bool:
    """Whether a record says anything that leads further up."""
    return any(
        isinstance(getattr(record, key, None), list) for key in ("model_uses", "initialized_from", "derived_from")
    )


def _listed(scope: Scope, key: str) -> list[object]:
    found = getattr(scope.manifest, key)
    return [] if found is MISSING else list(found)


def _of_model(network: Network, identifier: str, place: Pointer, scope: Scope) -> Iterator[Block]:
    subject = network.entities.resolve(0, identifier)
    if subject is None:
        return
    further = [answer for answer in upstream(network, subject) if _is_far(answer)]
    printable = further if scope.names_all else [one for one in further if _printable(network, one, scope)]
    name = subject.name
    if not further:
        return
    lead = say(_LEAD, name=name)
    yield Prose((sentence(lead, place),))
    rows = tuple(_row(network, answer, scope) for answer in printable[:_SHOWN])
    if rows:
        columns = (Column("Model"), Column("What it did"), Column("What arrives"), Column("By way of"))
        yield Table(say("Models further up behind {name}", name=name), columns, rows)
    rest = len(printable) - len(rows)
    if rest:
        yield Prose(
            (sentence(say_counted(rest, "{number} further way: not printed.", "{number} further ways: not printed.")),)
        )
    hidden = len(further) - len(printable)
    if hidden:
        one = "{number} way through records that are not public: not printed."
        many = "{number} ways through records that are not public: not printed."
        yield Prose((sentence(say_counted(hidden, one, many)),))


def _is_far(answer: Answer) -> bool:
    """Whether more than two steps lead to the teacher: fewer are named by the sections and the tables above. There may
    be very many answers, so their paths are not made for this."""
    arrivals = answer.closure.arrivals
    before = arrivals[answer.arrival][4]
    return before >= 0 and arrivals[before][4] >= 0


def _row(network: Network, answer: Answer, scope: Scope) -> Row:
    arrives = say(FORMS[answer.quality.words])
    if answer.generation:
        arrives = say("{form}, through {models}", form=arrives, models=counted(answer.generation, "other model"))
    if not answer.quality.sure:
        arrives = say("possibly {form}", form=arrives)
    if not answer.quality.stated:
        arrives = say("{form} (parts not stated)", form=arrives)
    between = [_called(network.vertices[leg.start], scope) for leg in answer.path[1:]]
    places = [leg.step.place.pointer for leg in answer.path]
    return Row(
        (
            plain(_called(network.vertices[answer.teacher], scope), places[-1]),
            plain(answer.label, places[-1]),
            plain(arrives),
            plain(" ← ".join(dict.fromkeys(between)), *places[:-1]),
        )
    )


def _printable(network: Network, answer: Answer, scope: Scope) -> bool:
    """Whether every record on the way may be printed, and so may everything that states a step."""
    met = [network.vertices[leg.start] for leg in answer.path] + [network.vertices[answer.teacher]]
    if not all(_public(vertex.entity) for vertex in met):
        return False
    places = [scope.original(leg.step.place.pointer) for leg in answer.path]
    return not any(scope.gives_away(_called(vertex, scope), places) for vertex in met)


def _public(entity: Entity | None) -> bool:
    return entity is None or all(is_public(described.record) for described in entity.records)


def _called(vertex: Vertex, scope: Scope) -> str:
    entity = vertex.entity
    if entity is None:
        return vertex.name
    record, (_, place) = entity.records[0]
    if isinstance(record, Dataset):
        return datasets.name(record, place, scope)
    words = models.name(record, place, scope)
    remark = models.exactness(record)
    return together(f"{words} ({remark})", remark) if remark else words
