"""Datasets in words: the heading of an entry (name, version, link) and what is said below it."""

from __future__ import annotations

from functools import lru_cache

from pydantic import MISSING

from lineage.graph.content import content_modalities
from lineage.model.answer import entries, value_of
from lineage.model.content import LanguageProfile, language_tags
from lineage.model.dataset import Dataset
from lineage.model.dates import Period
from lineage.pointer import Pointer
from lineage.summary import dates
from lineage.summary.blocks import Item, Paragraph
from lineage.summary.languages import country, language
from lineage.summary.prose import linked, listed, paragraphs, sentence
from lineage.summary.scope import Placed, Scope
from lineage.summary.sizes import size
from lineage.summary.speech import say, together, voice
from lineage.summary.statements import how_known, silence
from lineage.summary.vocabulary import INSIDE, MODALITIES_OF_TOTAL

_ORIGIN_WORDS = {
    "public": "all public datasets",
    "licensed": "all licensed datasets",
    "thirdPartyPrivate": "all private datasets of other third parties",
    "crawled": "all crawled data",
    "userModel": "all data from interactions with the model",
    "userService": "all data from other services",
    "synthetic": "all synthetic data",
    "other": "all data from other sources",
    "all": "all datasets",
}


def heading(dataset: Dataset, place: Pointer, scope: Scope, *, version: bool = False) -> Paragraph:
    """Name, version and link. ``version`` says so where no version is stated."""
    words = name(dataset, place, scope)
    places = [(*place, "name")]
    if dataset.version is not MISSING:
        words = say("{name}, version {version}", name=words, version=dataset.version)
        places.append((*place, "version"))
    elif version:
        words = say("{name}, version not stated", name=words)
    url = None if dataset.url is MISSING else dataset.url
    if url:
        places.append((*place, "url"))
    return linked(words, url, *places)


def name(dataset: Dataset, place: Pointer, scope: Scope) -> str:
    """Its name, or in its place what is said about it."""
    if isinstance(dataset.name, str):
        return dataset.name  # as nearly all are
    plain = value_of(dataset.name)
    if isinstance(plain, str):
        return plain
    stated = None if dataset.name is MISSING else silence(dataset.name, place, scope)
    return say("Name: {statement}", statement=stated.inside) if stated else say("Name not stated")


def large_entry(item: Placed, scope: Scope) -> Item:
    """An entry of the list of large public datasets: version, dates of collection, which part was selected and how."""
    dataset, place = item
    if value_of(dataset.name) is None:
        return described_entry(item, scope)
    below = [collected(dataset, place, scope)]
    below += selections(dataset, scope)
    below += how_known(dataset.known, (*place, "known"), scope)
    return Item((heading(dataset, place, scope, version=True), *below))


def described_entry(item: Placed, scope: Scope, *, named: bool = True) -> Item:
    """An entry that describes a dataset: kind of content, languages, dates, size. Without its name where that is not
    public."""
    dataset, place = item
    said: list[Paragraph] = [heading(dataset, place, scope)] if named else []
    if dataset.description is not MISSING:
        said += paragraphs(dataset.description, scope.language, (*place, "description"))
    said += content_words(dataset, place, scope)
    said += language_words(dataset, place, scope)
    if dataset.dataset_count is not MISSING:
        words = say("Stands for {amount}.", amount=size(dataset.dataset_count))
        said.append(sentence(words, (*place, "datasetCount")))
    said.append(collected(dataset, place, scope))
    said += selections(dataset, scope)
    said += how_known(dataset.known, (*place, "known"), scope)
    return Item(tuple(said))


def content_words(dataset: Dataset, place: Pointer, scope: Scope, *, sizes: bool = True) -> list[Paragraph]:
    """Modalities with types of content and sizes, in the template's order."""
    found = {}
    for entry, path in content_modalities(dataset):
        words = entry.name if entry.modality == "other" and entry.name is not MISSING else say(INSIDE[entry.modality])
        if entry.content_types is not MISSING:
            words += f" ({listed(entry.content_types)})"
        if sizes and entry.quantity is not MISSING:
            words += f", {size(entry.quantity)}"
        if entry.as_ == "enrichment":
            words = say("{content}, as enrichment of other content", content=words)
        if entry.represented_as is not MISSING:
            words = say("{content}, represented as {forms}", content=words, forms=listed(entry.represented_as))
        found[entry.modality, path] = words
    if not found:
        return [sentence(say("Modality not stated."), (*place, "modalities"))]
    order = sorted(found, key=lambda key: MODALITIES_OF_TOTAL.index(key[0]))
    words = say("Content: {content}.", content="; ".join(found[key] for key in order))
    return [sentence(words, *((*place, *key[1]) for key in order))]


def language_words(dataset: Dataset, place: Pointer, scope: Scope) -> list[Paragraph]:
    """Its languages, where anything is said about them."""
    value, where, default = scope.fact(dataset, place, "languages")
    said: list[Paragraph] = []
    if value is MISSING:
        return said
    stated = silence(value, where, scope)
    if stated:
        return [sentence(say("Languages: {languages}.", languages=stated.inside), where), *stated.note]
    tags = language_tags(value)
    if tags:
        said.append(sentence(_named(tuple(tags), default, voice()), where))
    if isinstance(value, LanguageProfile):
        if value.count is not MISSING:
            words = say("Number of languages: {amount}.", amount=size(value.count))
            said.append(sentence(words, (*where, "count")))
        if value.description is not MISSING:
            said += paragraphs(value.description, scope.language, (*where, "description"))
    return said


@lru_cache(maxsize=4096)
def _named(tags: tuple[str, ...], default: str | None, _voice: object) -> str:
    # Of many datasets, most share their languages.
    return say("Languages: {languages}.", languages=f"{listed(map(language, tags))}{as_default(default)}")


def collected(dataset: Dataset, place: Pointer, scope: Scope) -> Paragraph:
    """When its content was collected, or that this is not known; then what other dates say."""
    value, where, default = scope.fact(dataset, place, "collected")
    places = [where]
    stated = None if value is MISSING or isinstance(value, Period) else silence(value, where, scope)
    if isinstance(value, Period):
        words = say("Collected {period}.", period=f"{dates.period(value)}{as_default(default)}")
        if value.note is not MISSING:
            words = together(f"{words} {value.note}", words)
    elif stated and stated.kind != "noInformation":
        words = say("Dates of collection: {statement}.", statement=stated.inside)
    else:
        words = say("Dates of collection: not known.")
    if dataset.temporal_coverage is not MISSING and isinstance(dataset.temporal_coverage, Period):
        about = dates.period(dataset.temporal_coverage, dates.long_date)
        words = together(f"{words} {say('Its content is dated {period}.', period=about)}", words)
        places.append((*place, "temporalCoverage"))
    return sentence(words, *places)


def selections(dataset: Dataset, scope: Scope) -> list[Paragraph]:
    """Which part was selected and how, once for each way in which it was used."""
    said: dict[str, list[Paragraph]] = {}
    for edge, where in scope.selecting(dataset):
        if edge.selection is not MISSING:  # as in all of these
            found = paragraphs(edge.selection, scope.language, (*where, "selection"))
            said.setdefault(" ".join(p.text for p in found), list(found))
    return [paragraph for found in said.values() for paragraph in found]


def geography_words(dataset: Dataset, place: Pointer, scope: Scope) -> list[Paragraph]:
    """Places and groups of people that it comes from."""
    said: list[Paragraph] = []
    if dataset.geography is not MISSING:
        said += place_words(dataset.geography, (*place, "geography"), scope)
    if dataset.demographics is not MISSING:
        where = (*place, "demographics", "description")
        said += paragraphs(dataset.demographics.description, scope.language, where)
    return said


def place_words(geography: object, where: Pointer, scope: Scope) -> list[Paragraph]:
    """Countries, then their description."""
    said: list[Paragraph] = []
    countries = getattr(geography, "countries", MISSING)
    description = getattr(geography, "description", MISSING)
    if countries is not MISSING:
        words = say("Countries: {countries}.", countries=listed(country(code) for code in countries))
        said.append(sentence(words, (*where, "countries")))
    if description is not MISSING:
        said += paragraphs(description, scope.language, (*where, "description"))
    return said


def makers(dataset: Dataset, place: Pointer, scope: Scope) -> list[Paragraph]:
    """Who made it."""
    names = list(scope.linked_names(dataset.creators))
    return [sentence(say("Made by {names}.", names=listed(names)), (*place, "creators"))] if names else []


def collectors(dataset: Dataset, place: Pointer, scope: Scope) -> list[Paragraph]:
    """Kinds of websites and crawlers; services whose users the data comes from."""
    said: list[Paragraph] = []
    if dataset.site_types is not MISSING:
        said.append(sentence(f"Websites: {listed(dataset.site_types)}.", (*place, "siteTypes")))
    for key, words in (("crawlers", "Collected by"), ("services", "From users of")):
        names: dict[str, Pointer] = {}
        for position, reference in enumerate(entries(getattr(dataset, key))):
            record = scope.index.by_id.get(reference)
            plain = value_of(record.node.name) if record and record.kind in ("crawler", "service") else reference
            names.setdefault(plain if isinstance(plain, str) else "one that is not named", (*place, key, position))
        if names:
            said.append(sentence(f"{words} {listed(names)}.", *names.values()))
    return said


def tool_words(dataset: Dataset, place: Pointer) -> list[Paragraph]:
    """Software that made it and is not an AI model."""
    tools = [
        f"{tool.name} {tool.version}" if tool.version is not MISSING else tool.name for tool in entries(dataset.tools)
    ]
    words = say("Made with {tools}, which is not an AI model.", tools=listed(tools))
    return [sentence(words, (*place, "tools"))] if tools else []


def as_default(origin: str | None) -> str:
    """For how many datasets a fact was stated at once, in brackets; nothing where it is the dataset's own."""
    return say(" (as stated for {datasets})", datasets=say(_ORIGIN_WORDS[origin])) if origin else ""
