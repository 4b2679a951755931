"""Traits of the training content as a whole: languages, places, groups of people, modalities and types of content."""

from __future__ import annotations

from typing import Any

from pydantic import MISSING

from lineage.graph.content import content_modalities
from lineage.model.answer import entries, value_of
from lineage.model.content import LanguageProfile, ModalityEntry, language_tags, modality_entry
from lineage.pointer import Pointer
from lineage.summary import datasets
from lineage.summary.blocks import Block, Paragraph, Prose
from lineage.summary.languages import language, of_the_union
from lineage.summary.prose import listed, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.sizes import number, size
from lineage.summary.speech import say, spoken
from lineage.summary.statements import nothing, silence, text_answer

Blocks = tuple[Block, ...]


def languages(scope: Scope) -> Blocks:
    """What is said about languages, the tags with their names, and the Union's official ones among them."""
    answer, place = scope.corpus.languages, scope.at("languages")
    stated = None if answer is MISSING else silence(answer, place, scope)
    if stated:
        return (stated,)
    said: list[Paragraph] = []
    if isinstance(answer, LanguageProfile):
        said = _profile(answer, place, scope)
    elif isinstance(answer, list):
        said = [sentence(say("Languages: {languages}.", languages=listed(map(language, answer))), place)]
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
            words = say("Languages stated for datasets: {languages}.", languages=listed(map(language, tags)))
            said.append(sentence(words, *places))
    if not said:
        return (nothing(place),)
    union = of_the_union(tags)
    if union:
        names = listed(map(language, union))
        words = say("Official languages of the Union among these: {languages}.", languages=names)
        said.append(sentence(words, *places))
    elif tags:
        said.append(sentence(say("No official language of the Union is among these."), *places))
    else:
        said.append(sentence(say("The official languages of the Union among them are not listed."), place))
    return (Prose(tuple(said)),)


def _profile(profile: LanguageProfile, place: Pointer, scope: Scope) -> list[Paragraph]:
    said: list[Paragraph] = []
    if profile.description is not MISSING:
        said += paragraphs(profile.description, scope.language, (*place, "description"))
    if profile.main is not MISSING:
        words = say("Main languages: {languages}.", languages=listed(map(language, profile.main)))
        said.append(sentence(words, (*place, "main")))
    if profile.also is not MISSING:
        words = say("Other languages: {languages}.", languages=listed(map(language, profile.also)))
        said.append(sentence(words, (*place, "also")))
    if profile.count is not MISSING:
        said.append(sentence(say("Number: {amount}.", amount=size(profile.count)), (*place, "count")))
    for position, entry in enumerate(entries(profile.shares)):
        words = spoken(f"{listed(map(language, entry.languages))}: {percent(entry.share)}.")
        said.append(sentence(words, (*place, "shares", position)))
    return said


def percent(share: Any) -> str:
    """``0.9`` is ``90 %``."""
    from decimal import Decimal

    return f"{number(Decimal(str(share)) * 100)} %"


def other_characteristics(scope: Scope) -> Blocks:
    """Anything else about the whole: declared prose, places, groups of people, programming languages."""
    blocks = list(text_answer(scope.corpus.other_characteristics, scope.at("otherCharacteristics"), scope))
    said: list[Paragraph] = []
    if scope.corpus.geography is not MISSING:
        said += datasets.place_words(scope.corpus.geography, scope.at("geography"), scope)
    if scope.corpus.demographics is not MISSING:
        where = scope.at("demographics", "description")
        said += paragraphs(scope.corpus.demographics.description, scope.language, where)
    code: dict[str, Pointer] = {}
    for dataset, place in scope.printable():
        for name in entries(dataset.programming_languages):
            code.setdefault(name, (*place, "programmingLanguages"))
    if code:
        said.append(sentence(say("Programming languages: {names}.", names=listed(code)), *dict.fromkeys(code.values())))
    if said:
        blocks.append(Prose(tuple(said)))
    return tuple(blocks) or (nothing(scope.at("otherCharacteristics")),)


def declared_modalities(scope: Scope) -> dict[str, list[tuple[ModalityEntry, Pointer]]]:
    """The modalities that the corpus declares, each with its entries and their places."""
    found: dict[str, list[tuple[ModalityEntry, Pointer]]] = {}
    for position, item in enumerate(entries(scope.corpus.modalities)):
        entry = modality_entry(item)
        found.setdefault(entry.modality, []).append((entry, scope.at("modalities", position)))
    return found


def types_of_content(scope: Scope, modality: str, declared: list[tuple[ModalityEntry, Pointer]]) -> Blocks:
    """What kind of content a modality is: as declared for the whole, else the types that its datasets state."""
    said: list[Paragraph] = []
    for entry, place in declared:
        if entry.description is not MISSING:
            said += paragraphs(entry.description, scope.language, (*place, "description"))
        elif entry.content_types is not MISSING:
            words = say("Types of content: {types}.", types=listed(entry.content_types))
            said.append(sentence(words, (*place, "contentTypes")))
        if entry.represented_as is not MISSING:
            words = say("Represented as {forms}.", forms=listed(entry.represented_as))
            said.append(sentence(words, (*place, "representedAs")))
    if not said:
        types: dict[str, Pointer] = {}
        for dataset, place in scope.printable():
            for entry, path in content_modalities(dataset):
                for kind in entries(entry.content_types) if entry.modality == modality else ():
                    types.setdefault(kind, (*place, *path, "contentTypes"))
        if types:
            words = say("Types of content stated for the datasets: {types}.", types=listed(types))
            said = [sentence(words, *types.values())]
    return (Prose(tuple(said)),) if said else (nothing(scope.at("modalities"), "types of content not stated"),)
