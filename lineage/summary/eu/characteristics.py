"""Section 1.3, below the table: latest date, languages, other characteristics, comments."""

from __future__ import annotations

from datetime import date

from pydantic import MISSING

from lineage.model.answer import OtherAnswer, Stated, entries, value_of
from lineage.model.dates import DateFact, Period, latest
from lineage.pointer import Pointer
from lineage.summary import dates
from lineage.summary.blocks import Block, Lines, Paragraph
from lineage.summary.eu import modalities
from lineage.summary.prose import capital, counted, linked, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say
from lineage.summary.statements import nothing, silence, text_answer
from lineage.summary.traits import declared_modalities, languages, other_characteristics
from lineage.summary.vocabulary import MODALITY

Blocks = tuple[Block, ...]
_LATEST_OF_SOME = (
    "{date} (the latest date of collection or acquisition that is stated for a dataset; {datasets} without one)"
)
_CONTINUOUS = {
    (False, True): "The model is trained on new or dynamic data after that date.",
    (False, False): "The model is not trained on new or dynamic data after that date.",
    (True, True): "The models are trained on new or dynamic data after that date.",
    (True, False): "The models are not trained on new or dynamic data after that date.",
}
"""Whether there are several models, and whether training goes on."""


def latest_date(scope: Scope) -> Blocks:
    """1.3: MM/YYYY, and whether training goes on with new data. The second is never computed."""
    return (*_latest(scope), *_continuous(scope))


def _latest(scope: Scope) -> Blocks:
    answer, place = scope.corpus.latest_collection, scope.at("latestCollection")
    stated = silence(answer, place, scope)
    if answer is not MISSING and stated:
        return (stated,)
    if answer is not MISSING:
        lines = [sentence(capital(dates.month_of(value_of(answer))), place)]
        if isinstance(answer, DateFact) and answer.note is not MISSING:
            lines += paragraphs(answer.note, scope.language, (*place, "note"))
        return (Lines(tuple(lines)),)
    found = collection_ends(scope)
    if not found:
        return (nothing(place),)
    _, where, text = max(found, key=lambda item: item[0])
    silent = len(scope.datasets()) - len({place[:2] for _, place, _ in found})
    if silent > 0:
        words = say(_LATEST_OF_SOME, date=text, datasets=counted(silent, "dataset"))
    else:
        words = say("{date} (the latest date of collection or acquisition that is stated for a dataset)", date=text)
    return (Lines((sentence(words, where),)),)


def collection_ends(scope: Scope) -> list[tuple[date, Pointer, str]]:
    """The last days of collection and acquisition that are stated for the datasets used."""
    found: list[tuple[date, Pointer, str]] = []
    for dataset, place in scope.datasets():
        acquired, where, _ = scope.fact(dataset, place, "acquired")
        if acquired is not MISSING and silence(acquired, where, scope) is None:
            end = latest(acquired)
            if end:
                found.append((end, where, dates.month_of(acquired)))
        collected, where, _ = scope.fact(dataset, place, "collected")
        if isinstance(collected, Period) and collected.to is not MISSING:
            end = latest(collected.to)
            if end:
                found.append((end, (*where, "to"), dates.month(collected.to)))
    return found


def _continuous(scope: Scope) -> Blocks:
    answer, place = scope.corpus.continuous_training, scope.at("continuousTraining")
    several = len(scope.corpus.models) > 1
    value = value_of(answer)
    lead = say("Trained on new or dynamic data after that date:")
    if isinstance(value, bool):
        words = say(_CONTINUOUS[several, value])
        note = answer.note if isinstance(answer, Stated) and answer.note is not MISSING else None
        extra = paragraphs(note, scope.language, (*place, "note")) if note is not None else ()
        return (Lines((sentence(words, place), *extra)),)
    if answer is MISSING:
        return (Lines((sentence(say("{lead} no information available (not stated).", lead=lead), place),)),)
    stated = silence(answer, place, scope)
    if stated:
        return (Lines((sentence(say("{lead} {statement}.", lead=lead, statement=stated.inside), place), *stated.note)),)
    other = answer.other if isinstance(answer, OtherAnswer) else ""
    return (Lines((sentence(lead), *paragraphs(other, scope.language, (*place, "other")))),)


def comments(scope: Scope) -> Blocks:
    """1.3: comments; which tokenizers counted; how sizes were counted; documents."""
    blocks = list(text_answer(scope.corpus.comments, scope.at("comments"), scope))
    said: list[Paragraph] = []
    for found in declared_modalities(scope).values():
        for entry, place in found:
            where = (*place, "quantity")
            name = say(MODALITY[entry.modality])
            if entry.quantity is MISSING:
                continue
            tokenizer = entry.quantity.tokenizer
            if tokenizer is not MISSING and scope.corpus.comments is MISSING:
                words = say("{modality}: tokens are counted with {tokenizer}.", modality=name, tokenizer=tokenizer)
                said.append(sentence(words, (*where, "tokenizer")))
            if entry.quantity.method is not MISSING:
                words = say("{modality}: method of counting: {method}.", modality=name, method=entry.quantity.method)
                said.append(sentence(words, (*where, "method")))
    for position, link in enumerate(entries(scope.corpus.documentation)):
        named = "" if link.title is MISSING else link.title
        title = say("Documentation: {title}", title=named) if named else say("Documentation")
        url = None if link.url is MISSING else link.url
        said.append(linked(title, url, scope.at("documentation", position)))
    return (*blocks, *((Lines(tuple(said)),) if said else ()))


ANSWERS = {
    "1.3.a-c": modalities.modalities_table,
    "1.3.d": latest_date,
    "1.3.e": languages,
    "1.3.f": other_characteristics,
    "1.3.g": comments,
}
"""Question by question, what this file answers."""
