"""Section 1.3, below the table: latest date, languages, other characteristics, comments."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import MISSING

from lineage.model.answer import OtherAnswer, Stated, entries, value_of
from lineage.model.content import LanguageProfile, language_tags
from lineage.model.dates import DateFact, Period, latest
from lineage.pointer import Pointer
from lineage.summary import dates
from lineage.summary.blocks import Block, Lines, Paragraph, Prose
from lineage.summary.eu import datasets, labels, modalities
from lineage.summary.languages import language, of_the_union
from lineage.summary.prose import capital, counted, linked, listed, paragraphs, sentence
from lineage.summary.scope import Scope, is_public
from lineage.summary.sizes import number, size
from lineage.summary.statements import nothing, silence, text_answer

Blocks = tuple[Block, ...]


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
    words = f"{text} (the latest date of collection or acquisition that is stated for a dataset"
    silent = len(scope.datasets()) - len({place[:2] for _, place, _ in found})
    return (Lines((sentence(words + (f"; {counted(silent, 'dataset')} without one)" if silent > 0 else ")"), where),)),)


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
    subject = "The models are" if len(scope.corpus.models) > 1 else "The model is"
    value = value_of(answer)
    lead = "Trained on new or dynamic data after that date:"
    if isinstance(value, bool):
        words = f"{subject} {'' if value else 'not '}trained on new or dynamic data after that date."
        note = answer.note if isinstance(answer, Stated) and answer.note is not MISSING else None
        extra = paragraphs(note, scope.language, (*place, "note")) if note is not None else ()
        return (Lines((sentence(words, place), *extra)),)
    if answer is MISSING:
        return (Lines((sentence(f"{lead} no information available (not stated).", place),)),)
    stated = silence(answer, place, scope)
    if stated:
        return (Lines((sentence(f"{lead} {stated.inside}.", place), *stated.note)),)
    other = answer.other if isinstance(answer, OtherAnswer) else ""
    return (Lines((sentence(lead), *paragraphs(other, scope.language, (*place, "other")))),)


def languages(scope: Scope) -> Blocks:
    """1.3: what is said about languages, the tags with their names, and the Union's official ones among them."""
    answer, place = scope.corpus.languages, scope.at("languages")
    stated = None if answer is MISSING else silence(answer, place, scope)
    if stated:
        return (stated,)
    said: list[Paragraph] = []
    if isinstance(answer, LanguageProfile):
        said = _profile(answer, place, scope)
    elif isinstance(answer, list):
        said = [sentence(f"Languages: {listed(map(language, answer))}.", place)]
    tags = language_tags(value_of(answer)) if answer is not MISSING else []
    places: list[Pointer] = [place]
    if not tags:
        found: dict[str, Pointer] = {}
        for dataset, where in scope.datasets():
            value, here, _ = scope.fact(dataset, where, "languages")
            if value is not MISSING and silence(value, here, scope) is None:
                for tag in language_tags(value):
                    found.setdefault(tag, here)
        tags, places = list(found), list(found.values())
        if tags:
            said.append(sentence(f"Languages stated for datasets: {listed(map(language, tags))}.", *places))
    if not said:
        return (nothing(place),)
    union = of_the_union(tags)
    if union:
        said.append(sentence(f"Official languages of the Union among these: {listed(map(language, union))}.", *places))
    elif tags:
        said.append(sentence("No official language of the Union is among these.", *places))
    else:
        said.append(sentence("The official languages of the Union among them are not listed.", place))
    return (Prose(tuple(said)),)


def _profile(profile: LanguageProfile, place: Pointer, scope: Scope) -> list[Paragraph]:
    said: list[Paragraph] = []
    if profile.description is not MISSING:
        said += paragraphs(profile.description, scope.language, (*place, "description"))
    if profile.main is not MISSING:
        said.append(sentence(f"Main languages: {listed(map(language, profile.main))}.", (*place, "main")))
    if profile.also is not MISSING:
        said.append(sentence(f"Other languages: {listed(map(language, profile.also))}.", (*place, "also")))
    if profile.count is not MISSING:
        said.append(sentence(f"Number: {size(profile.count)}.", (*place, "count")))
    for position, entry in enumerate(entries(profile.shares)):
        words = f"{listed(map(language, entry.languages))}: {percent(entry.share)}."
        said.append(sentence(words, (*place, "shares", position)))
    return said


def percent(share: Any) -> str:
    """``0.9`` is ``90 %``."""
    from decimal import Decimal

    return f"{number(Decimal(str(share)) * 100)} %"


def other_characteristics(scope: Scope) -> Blocks:
    """1.3: anything else about the whole: declared prose, places, groups of people, programming languages."""
    blocks = list(text_answer(scope.corpus.other_characteristics, scope.at("otherCharacteristics"), scope))
    said: list[Paragraph] = []
    if scope.corpus.geography is not MISSING:
        said += datasets.place_words(scope.corpus.geography, scope.at("geography"), scope)
    if scope.corpus.demographics is not MISSING:
        where = scope.at("demographics", "description")
        said += paragraphs(scope.corpus.demographics.description, scope.language, where)
    code: dict[str, Pointer] = {}
    for dataset, place in scope.datasets():
        for name in entries(dataset.programming_languages) if is_public(dataset) else ():
            code.setdefault(name, (*place, "programmingLanguages"))
    if code:
        said.append(sentence(f"Programming languages: {listed(code)}.", *dict.fromkeys(code.values())))
    if said:
        blocks.append(Prose(tuple(said)))
    return tuple(blocks) or (nothing(scope.at("otherCharacteristics")),)


def comments(scope: Scope) -> Blocks:
    """1.3: comments; which tokenizers counted; how sizes were counted; documents."""
    blocks = list(text_answer(scope.corpus.comments, scope.at("comments"), scope))
    said: list[Paragraph] = []
    for found in modalities.declared_modalities(scope).values():
        for entry, place in found:
            where = (*place, "quantity")
            name = labels.MODALITY[entry.modality]
            if entry.quantity is MISSING:
                continue
            if entry.quantity.tokenizer is not MISSING and scope.corpus.comments is MISSING:
                said.append(
                    sentence(f"{name}: tokens are counted with {entry.quantity.tokenizer}.", (*where, "tokenizer"))
                )
            if entry.quantity.method is not MISSING:
                said.append(sentence(f"{name}: method of counting: {entry.quantity.method}.", (*where, "method")))
    for position, link in enumerate(entries(scope.corpus.documentation)):
        title = "Documentation" if link.title is MISSING else f"Documentation: {link.title}"
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
