"""The head: version and date, the developer, the systems, when they were made available, an exemption relied on."""

from __future__ import annotations

from typing import Final

from pydantic import MISSING

from lineage.model.answer import value_of
from lineage.summary import dates, publications, subjects
from lineage.summary.ab2013.labels import DOCUMENT
from lineage.summary.agents import declarations, providers
from lineage.summary.blocks import Block, Paragraph, Prose
from lineage.summary.prose import sentence
from lineage.summary.scope import Scope
from lineage.summary.statements import remarks, silence

Blocks = tuple[Block, ...]

_EXEMPTIONS: Final = {
    "security": "its sole purpose is to help ensure security and integrity",
    "aircraft": "its sole purpose is the operation of aircraft in the national airspace",
    "nationalSecurity": "it was developed for national security, military or defence purposes and is made available to "
    "a federal entity only",
}
"""The three exemptions, in our words."""


def version(scope: Scope) -> Blocks:
    """The version, where it is posted, what changed."""
    return publications.version(scope, "ab2013", DOCUMENT)


def last_update(scope: Scope) -> Blocks:
    """The date of the last update, month in words."""
    return publications.last_update(scope, "ab2013", dates.long_date)


def exemption(scope: Scope) -> Blocks:
    """The exemption that a developer declares; nothing where none does. It is printed, and so is all the rest."""
    blocks: list[Block] = []
    for declaration, place in declarations(scope):
        answer = declaration.ab2013_exemption
        where = (*place, "ab2013Exemption")
        if answer is MISSING:
            continue
        stated = silence(answer, where, scope)
        if stated:
            blocks.append(stated)
            continue
        words = (
            f"{scope.who(declaration.by)} declares that the system is exempt, because "
            f"{_EXEMPTIONS[value_of(answer)]}. What the manifest says is printed all the same."
        )
        said: list[Paragraph] = [sentence(words, where, (*place, "by")), *remarks(answer, where, scope)]
        blocks.append(Prose(tuple(said)))
    return tuple(blocks)


ANSWERS = {
    "0.a": version,
    "0.b": last_update,
    "0.c": providers,
    "0.d": subjects.model_names,
    "0.e": subjects.released,
    "0.f": exemption,
}
"""Question by question, what this file answers."""
