"""Models from before the duty began: what their summary leaves open, said where their date is.

Their providers have until 2 August 2027. What can no longer be obtained may stay out, if that is stated and justified;
so the statement counts which open answers come with a justification. None is ever made up.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from lineage.rules.summaries.legacy import DUTY_BEGAN, LEGACY_DUE, is_legacy
from lineage.summary import models
from lineage.summary.blocks import Block, Field, Item, Items, Paragraph, Prose, Section, Statement, parts
from lineage.summary.dates import long_date
from lineage.summary.prose import listed, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say_counted

_DATE: Final = "1.2.c"
"""The question that asks when the models were placed on the market."""

_GAPS: Final = (
    (
        "No information, with the justification given there: question {numbers}.",
        "No information, with the justification given there: questions {numbers}.",
    ),
    (
        "No information, and no justification is given: question {numbers}.",
        "No information, and no justification is given: questions {numbers}.",
    ),
    (
        "Nothing is stated in the manifest: question {numbers}.",
        "Nothing is stated in the manifest: questions {numbers}.",
    ),
)
"""Words for open answers that are justified, that are not, and of which nothing is said: one, and several."""


def with_gaps(sections: tuple[Section, ...], scope: Scope) -> tuple[Section, ...]:
    """The form with the statement on models from before the duty began below the dates of placement; the form as it is
    where there is no such model."""
    old = [(model, place) for model, place in scope.models if is_legacy(model)]
    if not old:
        return sections
    fields = [field for section in sections for field in section.all_fields()]
    names = listed(models.name(model, place, scope) for model, place in old)
    began, due = long_date(DUTY_BEGAN.isoformat()), long_date(LEGACY_DUE.isoformat())
    words = say_counted(
        len(old),
        "{models} was placed on the Union market before {began}. The summary is due by {due}. Information that cannot "
        "be obtained is to be stated, with a justification.",
        "{models} were placed on the Union market before {began}. The summary is due by {due}. Information that cannot "
        "be obtained is to be stated, with a justification.",
        models=names,
        began=began,
        due=due,
    )
    said = sentence(words, *((*place, "placedOnUnionMarket") for _, place in old))
    return tuple(_with(section, (Prose((said,)), *_gaps(fields))) for section in sections)


def _with(section: Section, blocks: tuple[Block, ...]) -> Section:
    fields = tuple(
        dataclasses.replace(field, answer=(*field.answer, *blocks)) if field.number == _DATE else field
        for field in section.fields
    )
    return dataclasses.replace(
        section, fields=fields, sections=tuple(_with(inner, blocks) for inner in section.sections)
    )


def _gaps(fields: Sequence[Field]) -> tuple[Block, ...]:
    """The open answers: those that come with a justification, those that are stated without one, and those of which
    nothing is said at all."""
    justified: list[Field] = []
    bare: list[Field] = []
    silent: list[Field] = []
    for field in fields:
        gaps = [part for part in parts(field.answer) if isinstance(part, Statement) and part.kind == "noInformation"]
        if any(gap.missing for gap in gaps):
            silent.append(field)
        if any(not gap.missing and not gap.note for gap in gaps):
            bare.append(field)
        if any(not gap.missing and gap.note for gap in gaps):
            justified.append(field)
    found = [(words, fields) for words, fields in zip(_GAPS, (justified, bare, silent), strict=True) if fields]
    lines = tuple(Item((_line(words, fields),)) for words, fields in found)
    return (Items(lines),) if lines else ()


def _line(words: tuple[str, str], found: Sequence[Field]) -> Paragraph:
    return sentence(say_counted(len(found), *words, numbers=listed(field.number for field in found)))
