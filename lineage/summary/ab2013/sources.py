"""Item 1: the numbered list of the datasets, origin by origin, with their sources or owners."""

from __future__ import annotations

from pydantic import MISSING

from lineage.pointer import Pointer
from lineage.summary.blocks import Block, Column, Lines, Paragraph, Prose, Row, Table
from lineage.summary.datasets import collectors, makers, name
from lineage.summary.prose import capital, linked, paragraphs, sentence
from lineage.summary.questions import not_shown
from lineage.summary.register import KINDS, Entry, by_origin, register, unused
from lineage.summary.scope import Scope
from lineage.summary.statements import nothing, silence

Blocks = tuple[Block, ...]


def sources(scope: Scope) -> Blocks:
    """A table for each origin; then how many datasets are not described."""
    blocks: list[Block] = []
    for origin, group in by_origin(register(scope)):
        kind = capital(KINDS[origin])
        rows = tuple(Row(((Lines((_called(entry, scope),)),), _sources(entry, scope))) for entry in group)
        blocks.append(Table(f"{kind} with their sources or owners", (Column(kind), Column("Sources or owners")), rows))
    rest = not_shown(scope.hidden())
    if rest:
        blocks.append(Prose(rest))
    return tuple(blocks) or unused(scope)


def _called(entry: Entry, scope: Scope) -> Paragraph:
    dataset, place = entry.dataset, entry.place
    if not entry.named:
        return sentence(f"{entry.number}. Not named", place)
    words = f"{entry.number}. {name(dataset, place, scope)}"
    places: list[Pointer] = [(*place, "name")]
    if dataset.version is not MISSING:
        words += f", version {dataset.version}"
        places.append((*place, "version"))
    return linked(words, None, *places)


def _sources(entry: Entry, scope: Scope) -> Blocks:
    """Makers, publisher, licensor, page, crawlers and services; a description where the name is not printed."""
    dataset, place = entry.dataset, entry.place
    said: list[Paragraph] = []
    if entry.named:
        said += makers(dataset, place, scope)
        said += [
            sentence(f"{words} {scope.who(getattr(dataset, key))}.", (*place, key))
            for key, words in (("publisher", "Published by"), ("licensor", "Licensed by"))
            if getattr(dataset, key) is not MISSING
        ]
        if not isinstance(dataset.creators, list) and (stated := _unsaid(entry, scope)):
            said += stated
        if dataset.url is not MISSING:
            said.append(linked("Page", dataset.url, (*place, "url"), between=": "))
    elif dataset.description is not MISSING:
        said += paragraphs(dataset.description, scope.language, (*place, "description"))
    said += collectors(dataset, place, scope)
    if not said:
        return (nothing((*place, "creators")),)
    return (Lines(tuple(said)),)


def _unsaid(entry: Entry, scope: Scope) -> list[Paragraph]:
    """What is said in place of the makers."""
    where = (*entry.place, "creators")
    stated = None if entry.dataset.creators is MISSING else silence(entry.dataset.creators, where, scope)
    return [sentence(f"Makers: {stated.inside}.", where), *stated.note] if stated else []


ANSWERS = {"1": sources}
"""Question by question, what this file answers."""
