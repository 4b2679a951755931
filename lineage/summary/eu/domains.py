"""Section 2.3, the domain names: the list that the template asks for, or why there is none and what is said instead."""

from __future__ import annotations

from typing import Any

from pydantic import MISSING

from lineage.model.answer import entries
from lineage.model.dataset import Domains
from lineage.model.link import File
from lineage.pointer import Pointer
from lineage.summary import datasets, questions
from lineage.summary.blocks import Block, Item, Items, Paragraph, Prose
from lineage.summary.eu.cuts import cut_list
from lineage.summary.prose import linked, listed, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.sizes import amount, number
from lineage.summary.speech import say, together
from lineage.summary.statements import nothing, silence
from lineage.summary.traits import percent

_RANKED = {
    "contentSize": "Ranked by size of content.",
    "pages": "Ranked by number of pages.",
    "hits": "Ranked by number of hits.",
}


def domain_names(scope: Scope) -> tuple[Block, ...]:
    """2.3: a list or tally per crawled dataset, and the list that is cut from a tally at hand. Categories and suffixes
    are marked as no list of domain names."""
    blocks: list[Block] = []
    where = scope.source_at("crawled")
    if not questions.closed(scope, "crawled"):
        for dataset, place in scope.printable("crawled"):
            where = (*place, "domains")
            if isinstance(dataset.domains, Domains):
                blocks += _of_dataset(dataset.domains, where, scope, datasets.name(dataset, place, scope))
            elif dataset.domains is not MISSING:
                stated = silence(dataset.domains, where, scope)
                blocks += [stated] if stated else []
    return questions.after_yes(scope, ["crawled"], blocks, where)


def _of_dataset(domains: Domains, place: Pointer, scope: Scope, name: str) -> list[Block]:
    blocks: list[Block] = []
    files = []
    if isinstance(domains.list_, File):
        files.append(_file(say("List of domain names"), domains.list_, (*place, "list")))
    if domains.tally is not MISSING:
        files.append(_file(say("Count per domain name"), domains.tally, (*place, "tally")))
    if files:
        blocks.append(Items(tuple(Item((file,)) for file in files)))
    if not isinstance(domains.list_, File) and (domains.list_ is not MISSING or not files):
        stated = None if domains.list_ is MISSING else silence(domains.list_, (*place, "list"), scope)
        blocks.append(stated or nothing((*place, "list"), "no list of domain names is given"))
    blocks += cut_list(domains, place, scope, name)
    said = _facts(domains, place, scope)
    if said:
        blocks.append(Prose(tuple(said)))
    categories = tuple(
        Item((sentence(_category(entry), (*place, "categories", position)),))
        for position, entry in enumerate(entries(domains.categories))
    )
    if categories:
        lead = say("Kinds of websites. This is not a list of domain names:")
        blocks.append(Items(categories, sentence(lead, (*place, "categories"))))
    if domains.suffixes is not MISSING:
        words = say("Domain suffixes. This is not a list of domain names: {names}.", names=listed(domains.suffixes))
        blocks.append(Prose((sentence(words, (*place, "suffixes")),)))
    return blocks


def _file(what: str, file: File, place: Pointer) -> Paragraph:
    name = file.name if file.name is not MISSING else file.path.rsplit("/", 1)[-1] if file.path is not MISSING else ""
    words = together(f"{what}: {name}", what) if name else what
    if file.format is not MISSING:
        words = together(f"{words}, {file.format}", words)
    if file.bytes is not MISSING:
        words = together(f"{words}, {amount(file.bytes, '', 'bytes')}", words)
    if file.sha256 is not MISSING:
        words = together(f"{words}, SHA-256 {file.sha256}", words)
    return linked(words, None if file.url is MISSING else file.url, place)


def _facts(domains: Domains, place: Pointer, scope: Scope) -> list[Paragraph]:
    said: list[Paragraph] = []
    if domains.total is not MISSING:
        said.append(sentence(say("Domain names in all: {number}.", number=number(domains.total)), (*place, "total")))
    if domains.ranked_by is not MISSING:
        said.append(sentence(say(_RANKED[domains.ranked_by]), (*place, "rankedBy")))
    for key in ("coverage", "description"):
        text = getattr(domains, key)
        if text is not MISSING:
            said += paragraphs(text, scope.language, (*place, key))
    return said


def _category(entry: Any) -> str:
    words = str(entry.name)
    if entry.suffixes is not MISSING:
        words += f" ({listed(entry.suffixes)})"
    if entry.share is not MISSING and entry.share.value is not MISSING:
        words += f", {percent(entry.share.value)}"
    return words


ANSWERS = {"2.3.h": domain_names}
"""Question by question, what this file answers."""
