"""Section 2.5: synthetic data created by the provider or on its behalf, and the models that created it."""

from __future__ import annotations

from typing import Any, Final

from pydantic import MISSING

from lineage.model.answer import entries, value_of
from lineage.model.model import Model
from lineage.pointer import Pointer
from lineage.rules.sections import answers_yes
from lineage.summary import datasets, models, questions
from lineage.summary.blocks import Block, Item, Items, Paragraph, Prose
from lineage.summary.prose import capital, listed, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say, together
from lineage.summary.statements import how_known, nothing, silence, text_answer
from lineage.summary.teachers import Teacher, creates, creating, enriching, on_union_market, teachers

Blocks = tuple[Block, ...]
_ENRICHERS: Final = "Models that only clean or enrich data, which this Section does not ask for: {names}."
_QUESTIONS: Final = {"general_purpose": "general-purpose AI model", "placed_on_union_market": "on the Union market"}


def is_used(scope: Scope) -> Blocks:
    """2.5: created or not. "Yes" is computed from uses that create data, and from synthetic data without a list."""
    found = [(*placed.pointer, "role") for placed in creating(scope) if creates(placed)]
    found += [(*place, "origin") for dataset, place in scope.datasets("synthetic") if answers_yes(dataset, "synthetic")]
    return questions.yes_or_no(scope.source("synthetic").used, scope.source_at("synthetic", "used"), scope, found)


def modalities(scope: Scope) -> Blocks:
    """2.5: modalities."""
    return questions.modalities(scope, "synthetic")


def _split(scope: Scope) -> tuple[list[Teacher], list[Teacher], int]:
    """Teachers on the Union market, other teachers, and how many are not shown."""
    if questions.closed(scope, "synthetic"):
        return [], [], 0
    found, hidden = teachers(scope)
    market = [teacher for teacher in found if (model := _record(teacher, scope)) and on_union_market(model[0])]
    return market, [teacher for teacher in found if teacher not in market], hidden


def _record(teacher: Teacher, scope: Scope) -> tuple[Model, Pointer] | None:
    record = scope.index.by_id.get(teacher.reference) if isinstance(teacher.reference, str) else None
    return (record.node, record.pointer) if record and record.kind == "model" else None


def on_market(scope: Scope) -> Blocks:
    """2.5: general-purpose models on the market, with links to their summaries."""
    market, others, _ = _split(scope)
    items = []
    for teacher in market:
        record = _record(teacher, scope)
        if record:
            known = models.identity(*record, scope)
            first = Paragraph(known.runs, (*known.pointers, *teacher.pointers))
            items.append(Item((first, models.summary_link(*record, scope), *_how_known(teacher, scope))))
    if not items and (others or creating(scope)) and not questions.closed(scope, "synthetic"):
        return (nothing(("models",), "no general-purpose model is recorded as being on the Union market"),)
    blocks = [Items(tuple(items))] if items else []
    return questions.after_yes(scope, ["synthetic"], blocks, scope.source_at("synthetic"))


def other_models(scope: Scope) -> Blocks:
    """2.5: the declared description; every other model with what is known of its training data; what is not said."""
    where = scope.source_at("synthetic", "description")
    blocks = list(text_answer(scope.source("synthetic").description, where, scope))
    _, others, hidden = _split(scope)
    items = [_other(teacher, scope) for teacher in others]
    if items:
        blocks.append(Items(tuple(items)))
    said = [*_unsaid(scope), *questions.not_shown(hidden, "model")]
    if said:
        blocks.append(Prose(tuple(said)))
    if not blocks and creating(scope) and not questions.closed(scope, "synthetic"):
        return (nothing(where, "no other model is recorded"),)
    return questions.after_yes(scope, ["synthetic"], blocks, where)


def _other(teacher: Teacher, scope: Scope) -> Item:
    record = _record(teacher, scope)
    if record is None:
        words = capital(models.of_reference(teacher.reference, teacher.pointers[0], scope))
        return Item((sentence(words, *teacher.pointers), *_how_known(teacher, scope)))
    model, place = record
    known = models.identity(model, place, scope)
    said: list[Paragraph] = [Paragraph(known.runs, (*known.pointers, *teacher.pointers))]
    if any(model.provider == reference for reference, _ in scope.providers):
        said.append(sentence(say("A model of the provider."), (*place, "provider")))
    if model.description is not MISSING:
        said += paragraphs(model.description, scope.language, (*place, "description"))
    said.append(_status(model, place, scope))
    where = (*place, "trainingDataDescription")
    stated = silence(model.training_data_description, where, scope)
    if stated:
        said += [sentence(say("Its training data: {statement}.", statement=stated.inside), where), *stated.note]
    else:
        said.append(sentence(say("Its training data:"), where))
        said += paragraphs(value_of(model.training_data_description), scope.language, where)
    if model.summary is not MISSING:
        said.append(models.summary_link(model, place, scope))
    return Item((*said, *_how_known(teacher, scope)))


def _status(model: Model, place: Pointer, scope: Scope) -> Paragraph:
    """Why it is not among the models on the market."""
    words = []
    for key, question in _QUESTIONS.items():
        answer: Any = getattr(model, key)
        value = value_of(answer)
        stated = silence(answer, place, scope)
        if value is None:
            said = stated.reason or stated.inside if stated else say("not stated")
        else:
            said = say("no") if value is False else say("yes")
        words.append(say("{question}: {answer}", question=say(question), answer=said))
    said = capital(together(f"{'; '.join(words)}.", *words))
    return sentence(said, (*place, "generalPurpose"), (*place, "placedOnUnionMarket"))


def _how_known(teacher: Teacher, scope: Scope) -> list[Paragraph]:
    said: dict[str, Paragraph] = {}
    for placed in teacher.uses:
        for paragraph in how_known(placed.use.known, (*placed.pointer, "known"), scope):
            said.setdefault(paragraph.text, paragraph)
    return list(said.values())


def _unsaid(scope: Scope) -> list[Paragraph]:
    """Synthetic datasets that name no model, and lists that are declared to be incomplete."""
    said: list[Paragraph] = []
    for dataset, place in () if questions.closed(scope, "synthetic") else scope.printable("synthetic"):
        where = (*place, "modelUses")
        if not isinstance(dataset.model_uses, list) and dataset.tools is MISSING:
            stated = silence(dataset.model_uses, where, scope)
            inside = stated.inside if stated else say("not stated")
            words = say("Models behind {name}: {statement}.", name=_called(dataset, place, scope), statement=inside)
            said.append(sentence(words, where))
            said += stated.note if stated else ()
        if dataset.complete is not MISSING and dataset.complete.model_uses is False:
            here = (*place, "complete", "modelUses")
            words = say("The list of models behind {name} is not complete.", name=_called(dataset, place, scope))
            said.append(sentence(words, here))
            if dataset.complete.note is not MISSING:
                said += paragraphs(dataset.complete.note, scope.language, (*place, "complete", "note"))
    return said


def _called(dataset: Any, place: Pointer, scope: Scope) -> str:
    named = value_of(dataset.name) is not None
    return datasets.name(dataset, place, scope) if named else say("a synthetic dataset without a stated name")


def comments(scope: Scope) -> Blocks:
    """2.5: comments; models that only enrich data; data made by software that is no AI model."""
    blocks = list(text_answer(scope.source("synthetic").comments, scope.source_at("synthetic", "comments"), scope))
    said: list[Paragraph] = []
    enrichers: dict[str, Pointer] = {}
    for placed in enriching(scope):
        for reference, place in models.references(placed.use, placed.pointer):
            words = f"{models.of_reference(reference, place, scope)} ({models.role_words(placed.use)})"
            enrichers.setdefault(words, place)
    if enrichers:
        words = say(_ENRICHERS, names=listed(enrichers))
        said.append(sentence(words, *enrichers.values()))
    for dataset, place in scope.printable("synthetic"):
        if not entries(dataset.model_uses):
            said += datasets.tool_words(dataset, place)
    return (*blocks, *((Prose(tuple(said)),) if said else ()))


ANSWERS = {
    "2.5.a": is_used,
    "2.5.b": modalities,
    "2.5.c": on_market,
    "2.5.d": other_models,
    "2.5.e": comments,
}
"""Question by question, what this file answers."""
