"""Section 2.1: publicly available datasets."""

from __future__ import annotations

from pydantic import MISSING

from lineage.summary import datasets, questions, totals
from lineage.summary.blocks import Block, Items, Paragraph, Prose
from lineage.summary.prose import linked, sentence
from lineage.summary.scope import Placed, Scope, is_public
from lineage.summary.speech import say
from lineage.summary.statements import nothing, text_answer

Blocks = tuple[Block, ...]


def is_used(scope: Scope) -> Blocks:
    """2.1: used or not."""
    return questions.used(scope, "public")


def modalities(scope: Scope) -> Blocks:
    """2.1: modalities."""
    return questions.modalities(scope, "public")


def split(scope: Scope) -> tuple[list[Placed], list[Placed]]:
    """The public datasets used: those that are listed by name, and the others; hidden ones included."""
    known = totals.public_portions(scope)
    large: list[Placed] = []
    other: list[Placed] = []
    for dataset, place in scope.datasets("public"):
        (large if totals.is_large(dataset, known.get(dataset.id, [])) else other).append((dataset, place))
    return large, other


def large(scope: Scope) -> Blocks:
    """2.1: datasets above 3 % of the public data of a modality, in their groups."""
    where = scope.source_at("public", "largeDescription")
    blocks = list(text_answer(getattr(scope.source("public"), "large_description", MISSING), where, scope))
    found = [] if questions.closed(scope, "public") else split(scope)[0]
    shown = [item for item in found if is_public(item[0])]
    if shown:
        if len(totals.public_portions(scope)) < len(scope.datasets("public")):
            lead = "Not every size is known, so shares are not computed. The provider lists:"
        else:
            lead = "Datasets above 3 % of the publicly available data of a modality:"
        blocks.append(Prose((sentence(say(lead)),)))
    groups: dict[str, list[Placed]] = {}
    for item in shown:
        groups.setdefault("" if item[0].group is MISSING else item[0].group, []).append(item)
    for group, members in groups.items():
        entries = tuple(datasets.large_entry(item, scope) for item in members)
        blocks.append(Items(entries, linked(group, None, (*members[0][1], "group")) if group else None))
    rest = questions.not_shown(len(found) - len(shown))
    if rest:
        blocks.append(Prose(rest))
    if not blocks and scope.datasets("public") and not questions.closed(scope, "public"):
        return (nothing(("datasets",), "no dataset is listed as large"),)
    return questions.after_yes(scope, ["public"], blocks, where)


def others(scope: Scope) -> Blocks:
    """2.1: the description of the rest, then an entry for each."""
    where = scope.source_at("public", "description")
    blocks = list(text_answer(scope.source("public").description, where, scope))
    found = [] if questions.closed(scope, "public") else split(scope)[1]
    shown = [item for item in found if is_public(item[0])]
    if shown:
        blocks.append(Items(tuple(datasets.described_entry(item, scope) for item in shown)))
    rest = questions.not_shown(len(found) - len(shown))
    if rest:
        blocks.append(Prose(rest))
    if not blocks and scope.datasets("public") and not questions.closed(scope, "public"):
        return (nothing(where, "no other publicly available dataset is recorded"),)
    return questions.after_yes(scope, ["public"], blocks, where)


def comments(scope: Scope) -> Blocks:
    """2.1: comments, and where to find the models that had a hand in these datasets."""
    blocks = text_answer(scope.source("public").comments, scope.source_at("public", "comments"), scope)
    touched = [place for dataset, place in scope.printable("public") if isinstance(dataset.model_uses, list)]
    if not touched:
        return blocks
    words = say(
        "Annex B names the models that had a hand in {number} of these datasets, as recorded.", number=len(touched)
    )
    said: tuple[Paragraph, ...] = (sentence(words, *((*place, "modelUses") for place in touched)),)
    return (*blocks, Prose(said))


ANSWERS = {"2.1.a": is_used, "2.1.b": modalities, "2.1.c": large, "2.1.d": others, "2.1.e": comments}
"""Question by question, what this file answers."""
