"""Item 9: measures that changed the data, with what they were for, and which part of a dataset was selected."""

from __future__ import annotations

from collections import Counter

from pydantic import MISSING

from lineage.model.measure import Measure
from lineage.rules.california.making import NO_CHANGE
from lineage.summary.blocks import Block, Column, Lines, Prose, Row, Table
from lineage.summary.datasets import selections
from lineage.summary.measures import PURPOSES, entry, grouped, of_corpus
from lineage.summary.prose import capital, counted, listed, plain, sentence
from lineage.summary.questions import not_shown
from lineage.summary.register import Entry, group, numbered, register
from lineage.summary.scope import Scope
from lineage.summary.statements import nothing

Blocks = tuple[Block, ...]


def processing(scope: Scope) -> Blocks:
    """A table for each who took measures; then selections; then the datasets of which nothing is stated."""
    found = [item for item in of_corpus(scope) if changes_data(item[0])]
    groups, hidden = grouped(scope, found)
    blocks: list[Block] = [
        Table(
            words or "Cleaning, processing and modification",
            (Column(words or "What was done"), Column("Intended purpose")),
            tuple(_row(*item, scope) for item in members),
        )
        for words, members in groups
    ]
    rest = not_shown(hidden, "measure")
    blocks += [Prose(rest)] if rest else []
    entries = register(scope)
    chosen = [(item, said) for item in entries if (said := selections(item.dataset, scope))]
    if chosen:
        rows = tuple(
            Row((plain(capital(numbered(item, scope)), item.place), (Lines(tuple(said)),))) for item, said in chosen
        )
        blocks.append(Table("Parts that were selected", (Column("Dataset"), Column("Selection")), rows))
    if not blocks:
        return (nothing(("measures",), "no cleaning, processing or other modification is stated"),)
    covered = {item.number for item, _ in chosen}
    everything = any(measure.applies_to is MISSING for measure, _ in found)
    targets = {name for measure, _ in found if measure.applies_to is not MISSING for name in measure.applies_to}
    through: dict[str, set[str]] = {}
    for use in scope.content.uses:
        through.setdefault(use.dataset.id, set()).update(use.via)
    silent = [
        item
        for item in entries
        if item.number not in covered and not everything and not targets.intersection(_names(item, through, scope))
    ]
    if silent:
        words = f"no information available for {counted(len(silent), 'dataset')}"
        who = (
            f" ({group(silent, Counter(item.origin for item in entries), scope)})" if len(silent) < len(entries) else ""
        )
        blocks.append(Prose((sentence(f"{capital(words)}{who}.", ("measures",)),)))
    return tuple(blocks)


def changes_data(measure: Measure) -> bool:
    """Whether a measure is of a kind that cleans, processes or modifies data."""
    return measure.kind not in NO_CHANGE


def _row(measure: Measure, place: tuple[str | int, ...], scope: Scope) -> Row:
    purposes = listed(PURPOSES[purpose] for purpose in measure.purposes)
    done = (Lines(entry(measure, place, scope).paragraphs),)
    return Row((done, plain(capital(purposes), (*place, "purposes"))))


def _names(item: Entry, through: dict[str, set[str]], scope: Scope) -> set[str]:
    """What a measure may call a dataset: its id, that of a mixture or of the corpus, its origins."""
    return {item.dataset.id, scope.corpus.id, *item.dataset.origins(), *through.get(item.dataset.id, ())}


ANSWERS = {"9": processing}
"""Question by question, what this file answers."""
