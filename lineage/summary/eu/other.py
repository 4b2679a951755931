"""Section 2.6: sources that no other section speaks of."""

from __future__ import annotations

from pydantic import MISSING

from lineage.model.answer import value_of
from lineage.summary import datasets, questions
from lineage.summary.blocks import Block, Item, Items, Paragraph, Prose
from lineage.summary.prose import paragraphs
from lineage.summary.scope import Placed, Scope
from lineage.summary.statements import text_answer

Blocks = tuple[Block, ...]


def is_used(scope: Scope) -> Blocks:
    """2.6: used or not."""
    return questions.used(scope, "other")


def narrative(scope: Scope) -> Blocks:
    """2.6: the declared description, then each dataset with its makers."""
    where = scope.source_at("other", "description")
    blocks = list(text_answer(scope.source("other").description, where, scope))
    if not questions.closed(scope, "other"):
        shown = [_entry(item, scope) for item in scope.printable("other")]
        if shown:
            blocks.append(Items(tuple(shown)))
        rest = questions.not_shown(scope.hidden("other"))
        if rest:
            blocks.append(Prose(rest))
    return questions.after_yes(scope, ["other"], blocks, where)


def _entry(item: Placed, scope: Scope) -> Item:
    dataset, place = item
    said: list[Paragraph] = []
    if value_of(dataset.name) is not None or dataset.url is not MISSING:
        said.append(datasets.heading(dataset, place, scope))
    if dataset.description is not MISSING:
        said += paragraphs(dataset.description, scope.language, (*place, "description"))
    said += datasets.makers(dataset, place, scope)
    said += datasets.tool_words(dataset, place)
    if dataset.modalities is not MISSING:
        said += datasets.content_words(dataset, place, scope)
    said += datasets.language_words(dataset, place, scope)
    said.append(datasets.collected(dataset, place, scope))
    return Item(tuple(said))


def comments(scope: Scope) -> Blocks:
    """2.6: comments."""
    return text_answer(scope.source("other").comments, scope.source_at("other", "comments"), scope)


ANSWERS = {"2.6.a": is_used, "2.6.b": narrative, "2.6.c": comments}
"""Question by question, what this file answers."""
