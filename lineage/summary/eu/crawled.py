"""Section 2.3: data crawled and scraped by the provider or on its behalf."""

from __future__ import annotations

from typing import Any, Final

from pydantic import MISSING

from lineage.model.answer import entries, value_of
from lineage.model.crawler import Behaviour, Crawler
from lineage.model.dates import DateText, Period, earliest, latest
from lineage.pointer import Pointer
from lineage.summary import datasets, dates, measures, questions
from lineage.summary.blocks import Block, Item, Items, Lines, Paragraph, Prose
from lineage.summary.prose import capital, linked, listed, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say, say_counted, together
from lineage.summary.statements import nothing, silence, text_answer

Blocks = tuple[Block, ...]

_SIGNALS: Final = {
    "robots_txt": "robots.txt",
    "captchas": "captchas",
    "passwords": "password protection",
    "paywalls": "paywalls",
    "rate_limits": "rate limits",
    "other_protocols": "other protocols",
}
_CONDUCT: Final = {
    "honoured": "honoured",
    "notHonoured": "not honoured",
    "notCircumvented": "not circumvented",
    "circumvented": "circumvented",
}


def is_used(scope: Scope) -> Blocks:
    """2.3: crawlers used or not."""
    return questions.used(scope, "crawled")


def crawlers(scope: Scope) -> list[tuple[Crawler, Pointer]]:
    """The crawlers of the crawled datasets used, each once."""
    found: dict[str, tuple[Crawler, Pointer]] = {}
    if questions.closed(scope, "crawled"):
        return []
    for dataset, _ in scope.printable("crawled"):
        for reference in entries(dataset.crawlers):
            record = scope.index.by_id.get(reference)
            if record and record.kind == "crawler":
                found.setdefault(reference, (record.node, record.pointer))
    return sorted(found.values(), key=lambda item: item[1][1])


def names(scope: Scope) -> Blocks:
    """2.3: names and product tokens; statements of the datasets where they name none."""
    items: list[Block] = []
    listed_crawlers = [Item(tuple(_identity(crawler, place, scope))) for crawler, place in crawlers(scope)]
    if listed_crawlers:
        items.append(Items(tuple(listed_crawlers)))
    where: Pointer = scope.source_at("crawled")
    if not questions.closed(scope, "crawled"):
        for dataset, place in scope.printable("crawled"):
            where = (*place, "crawlers")
            if dataset.crawlers is not MISSING:
                stated = silence(dataset.crawlers, where, scope)
                items += [stated] if stated else []
    return questions.after_yes(scope, ["crawled"], items, where)


def _name(crawler: Crawler, place: Pointer, scope: Scope) -> str:
    plain = value_of(crawler.name)
    if isinstance(plain, str):
        return plain
    stated = silence(crawler.name, (*place, "name"), scope)
    return say("Name: {statement}", statement=stated.inside) if stated else say("Name not stated")


def _identity(crawler: Crawler, place: Pointer, scope: Scope) -> list[Paragraph]:
    words = _name(crawler, place, scope)
    places = [(*place, "name")]
    agent = value_of(crawler.user_agent)
    if isinstance(agent, str):
        words = say("{name}, announces itself as {agent}", name=words, agent=agent)
        places.append((*place, "userAgent"))
    if crawler.operator is not MISSING:
        words = say("{name}, run by {operator}", name=words, operator=scope.who(crawler.operator))
        places.append((*place, "operator"))
    if crawler.on_behalf_of is not MISSING:
        words = say("{name} on behalf of {client}", name=words, client=scope.who(crawler.on_behalf_of))
        places.append((*place, "onBehalfOf"))
    return [linked(words, None if crawler.url is MISSING else crawler.url, *places)]


def purposes(scope: Scope) -> Blocks:
    """2.3: what each crawler crawls for."""
    found = crawlers(scope)
    blocks: list[Block] = []
    for crawler, place in found:
        where = (*place, "purposes")
        if len(found) > 1:
            blocks.append(Lines((sentence(say("{names}:", names=_name(crawler, place, scope)), (*place, "name")),)))
        blocks += text_answer(crawler.purposes, where, scope) or (nothing(where),)
    return questions.after_yes(scope, ["crawled"], blocks, scope.source_at("crawled"))


def behaviour(scope: Scope) -> Blocks:
    """2.3: how each crawler treats barriers and signals, what is not said named; then measures during collection."""
    found = crawlers(scope)
    blocks: list[Block] = []
    for crawler, place in found:
        said = _behaviour(crawler.behaviour, (*place, "behaviour"), scope)
        if len(found) > 1:
            blocks.append(Lines((sentence(say("{names}:", names=_name(crawler, place, scope)), (*place, "name")),)))
        blocks.append(Prose(tuple(said)) if said else nothing((*place, "behaviour")))
    if not questions.closed(scope, "crawled"):
        blocks += measures.during_crawl(scope)
    return questions.after_yes(scope, ["crawled"], blocks, scope.source_at("crawled"))


def _behaviour(behaviour: Any, place: Pointer, scope: Scope) -> list[Paragraph]:
    if not isinstance(behaviour, Behaviour):
        return []
    said: list[Paragraph] = []
    if behaviour.description is not MISSING:
        said += paragraphs(behaviour.description, scope.language, (*place, "description"))
    silent = []
    for key, words in _SIGNALS.items():
        answer = getattr(behaviour, key)
        where = (*place, "".join(part.capitalize() if i else part for i, part in enumerate(key.split("_"))))
        if answer is MISSING:
            silent.append(words)
            continue
        stated = silence(answer, where, scope)
        conduct = stated.inside if stated else say(_CONDUCT[value_of(answer)])
        signal = say(words) if key == "robots_txt" else capital(say(words))
        said.append(sentence(say("{signal}: {conduct}.", signal=signal, conduct=conduct), where))
        if stated:
            said += stated.note
        elif getattr(answer, "note", MISSING) is not MISSING:
            said += paragraphs(answer.note, scope.language, (*where, "note"))
    if silent:
        said.append(sentence(say("Not stated: {signals}.", signals=listed(map(say, silent))), place))
    return said


def collection_period(scope: Scope) -> Blocks:
    """2.3: from MM/YYYY to MM/YYYY over all crawled data, then for each crawler where there are several."""
    where = scope.source_at("crawled")
    if questions.closed(scope, "crawled"):
        return questions.after_yes(scope, ["crawled"], (), where)
    blocks: list[Block] = []
    periods: list[tuple[Period, Pointer, list[str]]] = []
    silent = 0
    for dataset, place in scope.datasets("crawled"):
        value, here, _ = scope.fact(dataset, place, "collected")
        where = here
        if isinstance(value, Period):
            periods.append((value, here, entries(dataset.crawlers)))
            continue
        stated = None if value is MISSING else silence(value, here, scope)
        silent += not stated
        blocks += [stated] if stated else []
    if periods:
        lines = [_whole([(value, place) for value, place, _ in periods])]
        several = {reference for *_, references in periods for reference in references}
        for crawler, _ in crawlers(scope) if len(several) > 1 else ():
            own = [(value, place) for value, place, references in periods if crawler.id in references]
            if own:
                whole = _whole(own)
                name = value_of(crawler.name)
                period = f"{whole.text[0].lower()}{whole.text[1:]}"
                words = say("{name}: {period}", name=name if isinstance(name, str) else crawler.id, period=period)
                lines.append(sentence(words, *whole.pointers))
        if silent:
            one = "The period is not stated for {number} further dataset."
            many = "The period is not stated for {number} further datasets."
            lines.append(sentence(say_counted(silent, one, many)))
        blocks.insert(0, Lines(tuple(lines)))
    return questions.after_yes(scope, ["crawled"], blocks, where)


def _whole(periods: list[tuple[Period, Pointer]]) -> Paragraph:
    if len(periods) == 1:
        value, place = periods[0]
        words = capital(dates.period(value))
        note = "" if value.note is MISSING else f". {value.note}"
        return sentence(together(f"{words}{note}", words), place)
    starts: list[DateText] = [value.from_ for value, _ in periods if value.from_ is not MISSING]
    ends: list[DateText] = [value.to for value, _ in periods if value.to is not MISSING]
    whole: dict[str, Any] = {}
    if len(starts) == len(periods):
        whole["from_"] = min(starts, key=lambda text: (earliest(text) is None, earliest(text)))
    if any(value.ongoing is True for value, _ in periods):
        whole["ongoing"] = True
    elif len(ends) == len(periods):
        whole["to"] = max(ends, key=lambda text: (latest(text) is not None, latest(text)))
    if any(value.approximate is True for value, _ in periods):
        whole["approximate"] = True
    return sentence(capital(dates.period(Period.model_construct(**whole))), *(place for _, place in periods))


def description(scope: Scope) -> Blocks:
    """2.3: the declared description, then types of websites, places, groups of people and languages."""
    where = scope.source_at("crawled", "description")
    blocks = list(text_answer(scope.source("crawled").description, where, scope))
    declared = bool(blocks)
    if not questions.closed(scope, "crawled"):
        items = []
        for dataset, place in scope.printable("crawled"):
            said: list[Paragraph] = []
            if dataset.description is not MISSING and not declared:
                said += paragraphs(dataset.description, scope.language, (*place, "description"))
            if dataset.site_types is not MISSING:
                words = say("Types of websites: {types}.", types=listed(dataset.site_types))
                said.append(sentence(words, (*place, "siteTypes")))
            said += datasets.geography_words(dataset, place, scope)
            said += datasets.language_words(dataset, place, scope)
            items += [Item(tuple(said))] if said else []
        if len(items) == 1:
            blocks.append(Prose(items[0].paragraphs))
        elif items:
            blocks.append(Items(tuple(items)))
        rest = questions.not_shown(scope.hidden("crawled"))
        if rest:
            blocks.append(Prose(rest))
    return questions.after_yes(scope, ["crawled"], blocks, where)


def modalities(scope: Scope) -> Blocks:
    """2.3: modalities."""
    return questions.modalities(scope, "crawled")


def comments(scope: Scope) -> Blocks:
    """2.3: comments."""
    return text_answer(scope.source("crawled").comments, scope.source_at("crawled", "comments"), scope)


ANSWERS = {
    "2.3.a": is_used,
    "2.3.b": names,
    "2.3.c": purposes,
    "2.3.d": behaviour,
    "2.3.e": collection_period,
    "2.3.f": description,
    "2.3.g": modalities,
    "2.3.i": comments,
}
"""Question by question, what this file answers; the domain names (2.3.h) are in ``domains``."""
