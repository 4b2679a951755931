"""Section 2.2: datasets licensed by rightsholders, and private datasets from other third parties."""

from __future__ import annotations

from pydantic import MISSING

from lineage.model.answer import NotApplicable, Stated, value_of
from lineage.model.dataset import Dataset
from lineage.summary import datasets, questions
from lineage.summary.blocks import Block, Item, Items, Prose, Statement
from lineage.summary.scope import Scope
from lineage.summary.statements import nothing, remarks, silence, text_answer

Blocks = tuple[Block, ...]


def has_licences(scope: Scope) -> Blocks:
    """2.2.1: agreements or not; then what is said about them, for which the form has no question of its own. No
    licensor is named."""
    source = scope.source("licensed")
    return (
        *questions.used(scope, "licensed"),
        *text_answer(source.description, scope.source_at("licensed", "description"), scope),
        *text_answer(source.comments, scope.source_at("licensed", "comments"), scope),
    )


def licensed_modalities(scope: Scope) -> Blocks:
    """2.2.1: modalities."""
    return questions.modalities(scope, "licensed")


def is_used(scope: Scope) -> Blocks:
    """2.2.2: obtained or not."""
    return questions.used(scope, "thirdPartyPrivate")


def modalities(scope: Scope) -> Blocks:
    """2.2.2: modalities."""
    return questions.modalities(scope, "thirdPartyPrivate")


def _known(dataset: Dataset) -> bool:
    return value_of(dataset.publicly_known) is True


def publicly_known(scope: Scope) -> Blocks:
    """2.2.2: the datasets that are publicly known. "None" only where that is declared."""
    where = scope.source_at("thirdPartyPrivate", "publiclyKnown")
    answer = getattr(scope.source("thirdPartyPrivate"), "publicly_known", MISSING)
    blocks: list[Block] = []
    shown = [item for item in scope.printable("thirdPartyPrivate") if _known(item[0])]
    if shown and not questions.closed(scope, "thirdPartyPrivate"):
        entries = (Item((datasets.heading(*item, scope, version=True),)) for item in shown)
        blocks.append(Items(tuple(entries)))
    stated = None if answer is MISSING else silence(answer, where, scope)
    if stated and not (blocks and isinstance(answer, NotApplicable)):
        blocks.append(stated)
    elif value_of(answer) is False:
        blocks.append(Statement("none", "none of them is publicly known", remarks(answer, where, scope), (where,)))
    elif isinstance(answer, Stated) and (note := remarks(answer, where, scope)):
        blocks.append(Prose(note))
    elif answer is not MISSING and not blocks and value_of(answer) is True:
        blocks.append(nothing(("datasets",), "declared to be publicly known, but not listed"))
    return questions.after_yes(scope, ["thirdPartyPrivate"], blocks, where)


def general_description(scope: Scope) -> Blocks:
    """2.2.2: the declared description, then what is said about each dataset that is not publicly known; no names."""
    where = scope.source_at("thirdPartyPrivate", "description")
    blocks = list(text_answer(scope.source("thirdPartyPrivate").description, where, scope))
    if not questions.closed(scope, "thirdPartyPrivate"):
        shown = [item for item in scope.printable("thirdPartyPrivate") if not _known(item[0])]
        if shown:
            entries = (datasets.described_entry(item, scope, named=False) for item in shown)
            blocks.append(Items(tuple(entries)))
        rest = questions.not_shown(scope.hidden("thirdPartyPrivate"))
        if rest:
            blocks.append(Prose(rest))
    return questions.after_yes(scope, ["thirdPartyPrivate"], blocks, where)


def comments(scope: Scope) -> Blocks:
    """2.2.2: comments."""
    where = scope.source_at("thirdPartyPrivate", "comments")
    return text_answer(scope.source("thirdPartyPrivate").comments, where, scope)


ANSWERS = {
    "2.2.1.a": has_licences,
    "2.2.1.b": licensed_modalities,
    "2.2.2.a": is_used,
    "2.2.2.b": modalities,
    "2.2.2.c": publicly_known,
    "2.2.2.d": general_description,
    "2.2.2.e": comments,
}
"""Question by question, what this file answers."""
