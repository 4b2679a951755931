"""Where what is declared about the whole differs from what its datasets add up to. The form prints what is declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import MISSING

from lineage.graph.content import content_modalities
from lineage.model.answer import entries, value_of
from lineage.model.content import language_tags, modality_entry
from lineage.model.dates import DateFact, latest
from lineage.pointer import Pointer
from lineage.summary import datasets, dates, totals
from lineage.summary.eu.characteristics import collection_ends
from lineage.summary.languages import language
from lineage.summary.prose import counted, listed
from lineage.summary.scope import Scope, is_public
from lineage.summary.sizes import interval, size
from lineage.summary.statements import silence
from lineage.summary.vocabulary import MODALITIES_OF_TOTAL, MODALITY, NO, YES

_FIELDS: Final = {
    "public": ("2.1.a", "2.1.b"),
    "licensed": ("2.2.1.a", "2.2.1.b"),
    "thirdPartyPrivate": ("2.2.2.a", "2.2.2.b"),
    "crawled": ("2.3.a", "2.3.g"),
    "userModel": ("2.4.a", "2.4.d"),
    "userService": ("2.4.b", "2.4.d"),
    "synthetic": ("2.5.a", "2.5.b"),
    "other": ("2.6.a", "2.6.b"),
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question to which the manifest gives two answers."""

    field: str
    declared: str
    computed: str
    pointers: tuple[Pointer, ...]


def disagreements(scope: Scope) -> Iterator[Disagreement]:
    """All of them, in the order of the form."""
    yield from _modalities_of_total(scope)
    yield from _sizes(scope)
    yield from _latest_date(scope)
    yield from _languages(scope)
    for origin in _FIELDS:
        yield from _used(scope, origin)
        yield from _modalities_of_source(scope, origin)
        if origin == "public":
            yield from _large(scope)
    yield from _without_origin(scope)


def _names(modalities: set[str]) -> str:
    return listed(MODALITY[m] for m in MODALITIES_OF_TOTAL if m in modalities) or "none"


def _modalities_of_total(scope: Scope) -> Iterator[Disagreement]:
    declared = {modality_entry(item).modality for item in entries(scope.corpus.modalities)}
    if not declared:
        return
    found: dict[str, Pointer] = {}
    for dataset, place in scope.datasets():
        for entry, path in content_modalities(dataset):
            found.setdefault(entry.modality, (*place, *path))
    if found.keys() - declared:
        places = (scope.at("modalities"), *(found[m] for m in found if m not in declared))
        yield Disagreement("1.3.a", _names(set(declared)), f"{_names(set(found))}, as the datasets state", places)


def _sizes(scope: Scope) -> Iterator[Disagreement]:
    for position, item in enumerate(entries(scope.corpus.modalities)):
        entry = modality_entry(item)
        total = totals.total(scope, entry.modality)
        if total is None or total.size is None or entry.quantity is MISSING:
            continue
        if totals.disagrees(entry.quantity, total, entry.modality):
            words = f"{interval(*totals.comparable(total.size, total.unit, entry.modality))}, summed"
            where = scope.at("modalities", position, "quantity")
            yield Disagreement("1.3.b", size(entry.quantity), words, (where, *total.pointers))


def _latest_date(scope: Scope) -> Iterator[Disagreement]:
    answer, where = scope.corpus.latest_collection, scope.at("latestCollection")
    if answer is MISSING or silence(answer, where, scope):
        return
    value = value_of(answer)
    end = latest(value) if isinstance(value, int | str | DateFact) else None
    later = [found for found in collection_ends(scope) if end is not None and found[0] > end]
    if later:
        _, place, words = max(later, key=lambda found: found[0])
        yield Disagreement("1.3.d", dates.month_of(value), f"{words}, as a dataset states", (where, place))


def _languages(scope: Scope) -> Iterator[Disagreement]:
    answer, where = scope.corpus.languages, scope.at("languages")
    if answer is MISSING or silence(answer, where, scope):
        return
    declared = {tag.split("-")[0].lower() for tag in language_tags(value_of(answer))}
    found: dict[str, Pointer] = {}
    for dataset, place in scope.datasets():
        value, here, _ = scope.fact(dataset, place, "languages")
        if value is not MISSING and silence(value, here, scope) is None:
            for tag in language_tags(value):
                if declared and tag.split("-")[0].lower() not in {*declared, "mul", "und", "zxx"}:
                    found.setdefault(tag, here)
    if found:
        words = f"also {listed(map(language, found))}, as datasets state"
        yield Disagreement("1.3.e", "the languages listed", words, (where, *dict.fromkeys(found.values())))


def _used(scope: Scope, origin: str) -> Iterator[Disagreement]:
    answer, where = scope.source(origin).used, scope.source_at(origin, "used")
    found = scope.datasets(origin)
    if value_of(answer) is False and found:
        words = f"{counted(len(found), 'dataset')} of this origin in training"
        yield Disagreement(_FIELDS[origin][0], NO, words, (where, *((*p, "origin") for _, p in found)))
    elif value_of(answer) is True and not found:
        yield Disagreement(_FIELDS[origin][0], YES, "no dataset of this origin is recorded", (where,))


def _modalities_of_source(scope: Scope, origin: str) -> Iterator[Disagreement]:
    declared = {modality_entry(item).modality for item in entries(scope.source(origin).modalities)}
    if not declared:
        return
    found = {
        entry.modality
        for dataset, _ in scope.datasets(origin)
        for entry, _ in content_modalities(dataset)
        if entry.as_ != "enrichment"
    }
    whole = bool(found) and all(entries(dataset.modalities) for dataset, _ in scope.datasets(origin))
    if found - declared or (whole and declared - found):
        where = scope.source_at(origin, "modalities")
        yield Disagreement(
            _FIELDS[origin][1], _names(set(declared)), f"{_names(set(found))}, as the datasets state", (where,)
        )


def _large(scope: Scope) -> Iterator[Disagreement]:
    known = totals.public_portions(scope)
    for dataset, place in scope.printable("public") if known else ():
        found = known.get(dataset.id, [])
        if dataset.list_as is MISSING or not found:
            continue
        large = totals.is_large(dataset, found)
        if large != (dataset.list_as == "large"):
            share = "more than 3 % of the public data of a modality" if large else "not more than 3 % of any modality"
            words = f"{datasets.name(dataset, place, scope)}: {share}"
            yield Disagreement("2.1.c", f"listed as {dataset.list_as}", words, ((*place, "listAs"),))


def _without_origin(scope: Scope) -> Iterator[Disagreement]:
    found = [(dataset, place) for dataset, place in scope.datasets() if not dataset.origins()]
    if found:
        names = [datasets.name(dataset, place, scope) for dataset, place in found if is_public(dataset)]
        hidden = len(found) - len(names)
        names += [counted(hidden, "dataset that is not public", "datasets that are not public")] if hidden else []
        words = f"used in training, no origin stated, so in no section: {listed(names)}"
        yield Disagreement("2", "no origin", words, tuple((*place, "origin") for _, place in found))
