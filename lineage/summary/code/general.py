"""The head and the general information: provider, models, dates, what the models were made from."""

from __future__ import annotations

from pydantic import MISSING

from lineage.model.answer import entries
from lineage.summary import agents, dates, models, publications, subjects
from lineage.summary.blocks import Block, Lines, Paragraph
from lineage.summary.code.labels import DOCUMENT
from lineage.summary.prose import linked, sentence
from lineage.summary.scope import Scope
from lineage.summary.statements import nothing

Blocks = tuple[Block, ...]


def last_update(scope: Scope) -> Blocks:
    """The date of the last update, month in words."""
    return publications.last_update(scope, "code-form", dates.long_date)


def version(scope: Scope) -> Blocks:
    """The version, what changed."""
    return publications.version(scope, "code-form", DOCUMENT)


def provider(scope: Scope) -> Blocks:
    """The names of the providers; the form asks for no more."""
    lines = [
        sentence(scope.who(reference), (*agents.place_of(reference, place, scope), "name"))
        for reference, place in scope.providers
    ]
    if lines:
        return (Lines(tuple(lines)),)
    return (nothing((*scope.models[0][1], "provider") if scope.models else ("models",)),)


def authenticity(scope: Scope) -> Blocks:
    """Register entries and pages of the models. Digests of weights are not in a manifest."""
    lines: list[Paragraph] = []
    for model, place in scope.models:
        found = [
            sentence(f"{entry.scheme}: {entry.value}", (*place, "identifiers", position))
            for position, entry in enumerate(entries(model.identifiers))
        ]
        if model.url is not MISSING:
            found.append(linked("Page", model.url, (*place, "url"), between=": "))
        if found and len(scope.models) > 1:
            found.insert(0, sentence(f"{models.name(model, place, scope)}:", (*place, "name")))
        lines += found
    if lines:
        return (Lines(tuple(lines)),)
    return (nothing((*scope.models[0][1], "identifiers") if scope.models else ("models",)),)


def dependencies(scope: Scope) -> Blocks:
    """What the models were made from."""
    return subjects.dependencies(scope, DOCUMENT)


ANSWERS = {
    "0.a": last_update,
    "0.b": version,
    "1.a": provider,
    "1.b": subjects.model_names,
    "1.c": authenticity,
    "1.d": subjects.released,
    "1.e": subjects.placed_on_market,
    "1.f": dependencies,
}
"""Field by field, what this file answers."""
