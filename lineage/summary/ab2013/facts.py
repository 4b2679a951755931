"""Items 2, 4 to 8, 10 and 11: facts of each dataset, its own or stated for many datasets at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pydantic import MISSING

from lineage.model.answer import OtherAnswer, entries, value_of
from lineage.model.content import DataPoint
from lineage.model.dataset import Annotation
from lineage.model.dates import Period
from lineage.summary import dates
from lineage.summary.blocks import Block, Lines, Paragraph, Prose
from lineage.summary.datasets import as_default, content_words
from lineage.summary.prose import capital, listed, paragraphs, sentence
from lineage.summary.register import Entry, register, table
from lineage.summary.scope import Scope
from lineage.summary.statements import nothing, remarks, silence
from lineage.summary.vocabulary import ACQUISITION, ANNOTATORS

Blocks = tuple[Block, ...]

_COPYRIGHT: Final = {
    "publicDomain": "entirely in the public domain",
    "protected": "includes data protected by copyright",
    "mixed": "partly protected by copyright, partly in the public domain",
}


def _each(caption: str, answer: Callable[[Entry, Scope], Blocks], heading: str = "Answer") -> Callable[[Scope], Blocks]:
    """An item that asks the same of every dataset."""
    return lambda scope: table(caption, heading, [(entry, answer(entry, scope)) for entry in register(scope)], scope)


def _fact(entry: Entry, scope: Scope, name: str, words: Callable[[Any], str]) -> Blocks:
    """A fact in words, the statement in its place, or that nothing is said."""
    value, where, default = scope.fact(entry.dataset, entry.place, name)
    if value is MISSING:
        return (nothing(where),)
    stated = silence(value, where, scope)
    if stated:
        remark = as_default(default).strip(" ()")
        return (stated, *((Lines((sentence(f"{capital(remark)}.", where),)),) if remark else ()))
    if isinstance(value, OtherAnswer):
        said = paragraphs(value.other, scope.language, (*where, "other"))
        return (Prose((*said, *remarks(value, where, scope))),)
    return (Lines((sentence(f"{words(value_of(value))}{as_default(default)}.", where), *remarks(value, where, scope))),)


def _yes_or_no(value: bool) -> str:
    return "Yes" if value else "No"


def purpose(entry: Entry, scope: Scope) -> Blocks:
    """2: the purpose of the dataset, else that of the whole training data."""
    value, where, default = scope.fact(entry.dataset, entry.place, "purpose")
    remark = as_default(default).strip(" ()")
    if value is MISSING and scope.corpus.purpose is not MISSING:
        value, where, remark = scope.corpus.purpose, scope.at("purpose"), "stated for the training data as a whole"
    stated = silence(value, where, scope)
    if stated:
        return (stated,)
    plain = value_of(value)
    place = where if plain is value else (*where, "value")
    said = [*paragraphs(plain, scope.language, place), *remarks(value, where, scope)]
    return (Prose((*said, *((sentence(f"{capital(remark)}.", where),) if remark else ()))),)


def types(entry: Entry, scope: Scope) -> Blocks:
    """4: kinds of data points with their labels, who labelled them, and what the content is."""
    dataset, place = entry.dataset, entry.place
    said: list[Paragraph] = []
    for position, point in enumerate(entries(dataset.data_points)):
        said.append(sentence(_point(point), (*place, "dataPoints", position)))
    if entries(dataset.modalities) or not said:
        said += content_words(dataset, place, scope, sizes=False)
    value, where, default = scope.fact(dataset, place, "annotation")
    if isinstance(value, Annotation):
        if value.by is not MISSING:
            said.append(sentence(f"Labelled by {ANNOTATORS[value.by]}{as_default(default)}.", (*where, "by")))
        if value.description is not MISSING:
            said += paragraphs(value.description, scope.language, (*where, "description"))
    elif value is not MISSING and (stated := silence(value, where, scope)):
        said += [sentence(f"Who labelled it: {stated.inside}.", where), *stated.note]
    if not entries(dataset.data_points) and not entries(dataset.modalities) and len(said) == 1:
        return (nothing((*place, "dataPoints")),)
    return (Lines(tuple(said)),)


def _point(point: DataPoint) -> str:
    if point.labels is not MISSING:
        return f"{capital(point.kind)}, with labels: {listed(point.labels)}."
    if point.labelled is MISSING:
        return f"{capital(point.kind)}."
    return (
        f"{capital(point.kind)}, {'with labels, whose types are not stated' if point.labelled else 'without labels'}."
    )


def rights(entry: Entry, scope: Scope) -> Blocks:
    """5: copyright, trademark and patent, each with what is said of it."""
    keys = {"copyright": "Copyright", "trademark": "Trademark", "patent": "Patent"}
    facts = {key: scope.fact(entry.dataset, entry.place, key) for key in keys}
    if all(value is MISSING for value, _, _ in facts.values()):
        return (nothing(facts["copyright"][1]),)
    said: list[Paragraph] = []
    for key, words in keys.items():
        value, where, default = facts[key]
        stated = silence(value, where, scope)
        if stated:
            said.append(sentence(f"{words}: {stated.inside}{as_default(default)}.", where))
            said += stated.note
        elif isinstance(value, OtherAnswer):
            said += [sentence(f"{words}:", where), *paragraphs(value.other, scope.language, (*where, "other"))]
        else:
            answer = value_of(value)
            known = _COPYRIGHT[answer] if key == "copyright" else _yes_or_no(answer).lower()
            said.append(sentence(f"{words}: {known}{as_default(default)}.", where))
            said += remarks(value, where, scope)
    return (Lines(tuple(said)),)


def acquisition(entry: Entry, scope: Scope) -> Blocks:
    """6: how the developer came by it; where only its origin says that it is licensed, that."""
    value, _, _ = scope.fact(entry.dataset, entry.place, "acquisition")
    if value is MISSING and "licensed" in entry.dataset.origins():
        return (Lines((sentence("Licensed: so its origin says.", (*entry.place, "origin")),)),)
    return _fact(entry, scope, "acquisition", lambda answer: ACQUISITION[answer])


def personal(entry: Entry, scope: Scope) -> Blocks:
    """7: personal information."""
    return _fact(entry, scope, "personal_data", _yes_or_no)


def aggregate(entry: Entry, scope: Scope) -> Blocks:
    """8: aggregate consumer information."""
    return _fact(entry, scope, "aggregate_consumer_information", _yes_or_no)


def collected(entry: Entry, scope: Scope) -> Blocks:
    """10: the period, with a notice where collection goes on."""
    value, where, default = scope.fact(entry.dataset, entry.place, "collected")
    if not isinstance(value, Period):
        return _fact(entry, scope, "collected", str)
    said = [sentence(f"{capital(dates.period(value, dates.long_date))}{as_default(default)}.", where)]
    if value.ongoing is True:
        said.append(sentence("Notice: the collection is ongoing.", (*where, "ongoing")))
    if value.note is not MISSING:
        said += paragraphs(value.note, scope.language, (*where, "note"))
    return (Lines(tuple(said)),)


def first_used(entry: Entry, scope: Scope) -> Blocks:
    """11: the date of first use. When a stage began is no date of first use, and is not printed for one."""
    return _fact(entry, scope, "first_used", lambda date: capital(dates.long_date(date)))


ANSWERS = {
    "2": _each("How the datasets further the intended purpose", purpose, "Purpose"),
    "4": _each("Types of data points", types, "Types of data points"),
    "5": _each("Data protected by copyright, trademark or patent", rights),
    "6": _each("Purchased or licensed", acquisition),
    "7": _each("Personal information in the datasets", personal),
    "8": _each("Aggregate consumer information in the datasets", aggregate),
    "10": _each("Time of collection", collected, "Period"),
    "11": _each("First use in development", first_used, "Date"),
}
"""Question by question, what this file answers."""
