"""Measures in words: which ones, in which order, by whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pydantic import MISSING

from lineage.model.answer import entries, value_of
from lineage.model.measure import Measure
from lineage.model.tool import Tool
from lineage.pointer import Pointer
from lineage.summary import dates, models, questions
from lineage.summary.blocks import Block, Item, Items, Paragraph, Prose, Statement
from lineage.summary.prose import capital, linked, listed, paragraphs, sentence
from lineage.summary.scope import SOURCES, Scope, is_public
from lineage.summary.speech import say, together
from lineage.summary.statements import how_known, silence

Placed = tuple[Measure, Pointer]

_WHEN: Final = {
    "beforeCollection": "before collection",
    "duringCollection": "during collection",
    "afterCollection": "after collection",
    "beforeTraining": "before training",
    "duringTraining": "during training",
}
_KINDS: Final = {
    "robotsTxt": "robots.txt",
    "metaTags": "meta tags",
    "tdmReservationCheck": "check for reservations of text and data mining rights",
    "termsReview": "review of terms",
    "optOutRequests": "opt-out requests",
    "retroactiveRemoval": "removal from older data",
    "takedownChannel": "channel for notices",
    "accessControls": "respect of access controls",
    "blocklist": "blocklist",
    "keywordRules": "keyword rules",
    "hashMatching": "matching against hashes of known content",
    "classifier": "classifier",
    "manualReview": "manual review",
    "licenceFilter": "filter by licence",
    "redaction": "redaction",
    "deduplication": "deduplication",
    "cleaning": "cleaning",
    "upstreamFiltering": "filtering by those who compiled the data",
    "versionRefresh": "use of the newest version",
    "sourcing": "choice of sources",
    "contractual": "contractual terms",
    "governance": "governance",
    "trainingTechnique": "technique of training",
    "other": "a measure of another kind",
}
PURPOSES: Final = {
    "rightsReservation": "reservations of rights",
    "illegalContent": "illegal content",
    "personalData": "personal data",
    "bias": "bias",
    "quality": "quality",
    "safety": "safety",
    "memorization": "memorisation",
}
"""What a measure is for, in words."""
_ORIGINS: Final = {
    "public": "publicly available datasets",
    "licensed": "licensed datasets",
    "thirdPartyPrivate": "private datasets of other third parties",
    "crawled": "crawled data",
    "userModel": "data from interactions with the model",
    "userService": "data from other services",
    "synthetic": "synthetic data",
    "other": "other data",
}
_GROUPS: Final = (
    "Taken by the provider",
    "Taken by others",
    "Taken by those who compiled the datasets",
    "Taken, without a statement of who took it",
)


def of_corpus(scope: Scope) -> list[Placed]:
    """The measures that concern this corpus: all of them where the manifest has no other."""
    found = [(measure, ("measures", i)) for i, measure in enumerate(entries(scope.manifest.measures))]
    if len(entries(scope.manifest.corpora)) < 2:
        return list(found)
    mine = {scope.corpus.id, *SOURCES}
    for use in scope.content.uses:
        mine |= {use.dataset.id, *use.via}
    return [
        (measure, place)
        for measure, place in found
        if measure.applies_to is MISSING or mine.intersection(measure.applies_to)
    ]


def with_purpose(scope: Scope, *purposes: str) -> list[Placed]:
    """The measures for any of some purposes."""
    return [item for item in of_corpus(scope) if set(purposes).intersection(item[0].purposes)]


def grouped(scope: Scope, found: Iterable[Placed]) -> tuple[list[tuple[str, list[Placed]]], int]:
    """Measures under who took them, the provider's first, each in the order in which they were taken; and how many are
    not public. The words are empty where there is nothing to tell apart."""
    groups: dict[int, list[Placed]] = {}
    hidden = 0
    for measure, place in found:
        if is_public(measure):
            groups.setdefault(_group(measure, scope), []).append((measure, place))
        else:
            hidden += 1
    alone = len(groups) == 1 and bool(groups.keys() & {0, 3})
    listed_groups = [
        ("" if alone else _GROUPS[number], sorted(groups[number], key=lambda item: _rank(item[0])))
        for number in sorted(groups)
    ]
    return listed_groups, hidden


def described(scope: Scope, found: Iterable[Placed]) -> list[Block]:
    """Measures as lists: the provider's, then others', each in the order in which they were taken."""
    groups, hidden = grouped(scope, found)
    blocks: list[Block] = [
        Items(
            tuple(entry(*item, scope) for item in members),
            sentence(say("{names}:", names=say(words))) if words else None,
        )
        for words, members in groups
    ]
    rest = questions.not_shown(hidden, "measure")
    return [*blocks, *([Prose(rest)] if rest else [])]


def during_crawl(scope: Scope) -> list[Block]:
    """Measures that were taken while data was crawled."""
    crawled = {"crawled", *(dataset.id for dataset, _ in scope.datasets("crawled"))}
    return described(
        scope,
        (
            (measure, place)
            for measure, place in of_corpus(scope)
            if measure.when is not MISSING
            and "duringCollection" in measure.when
            and measure.by != "curators"
            and (measure.applies_to is MISSING or crawled.intersection(measure.applies_to))
        ),
    )


def _group(measure: Measure, scope: Scope) -> int:
    if measure.by is MISSING:
        return 3
    if measure.by == "curators":
        return 2
    return 0 if any(measure.by == reference for reference, _ in scope.providers) else 1


def _rank(measure: Measure) -> int:
    order = list(_WHEN)
    return len(order) if measure.when is MISSING else min(order.index(when) for when in measure.when)


def entry(measure: Measure, place: Pointer, scope: Scope) -> Item:
    """A measure in words: what was done, by whom if not the provider, when, to what, with what."""
    said: list[Paragraph] = []
    stated = None if measure.description is MISSING else silence(measure.description, (*place, "description"), scope)
    if stated is None and measure.description is not MISSING:
        said += paragraphs(value_of(measure.description), scope.language, (*place, "description"))
    else:
        kind = capital(say(_KINDS[measure.kind]))
        said.append(sentence(together(f"{kind}.", kind), (*place, "kind")))
        said += _unsaid(stated)
    facts, places = _facts(measure, place, scope)
    if facts:
        said.append(sentence(together(" ".join(facts), *facts), *places))
    if measure.list_ is not MISSING:
        named = "" if measure.list_.title is MISSING else measure.list_.title
        title = say("List used: {title}", title=named) if named else say("List used")
        said.append(linked(title, None if measure.list_.url is MISSING else measure.list_.url, (*place, "list")))
    for position, link in enumerate(entries(measure.documentation)):
        named = "" if link.title is MISSING else link.title
        title = say("Documentation: {title}", title=named) if named else say("Documentation")
        said.append(linked(title, None if link.url is MISSING else link.url, (*place, "documentation", position)))
    said += how_known(measure.known, (*place, "known"), scope)
    return Item(tuple(said))


def _unsaid(stated: Statement | None) -> tuple[Paragraph, ...]:
    return (
        (sentence(say("Description: {statement}.", statement=stated.inside), *stated.pointers), *stated.note)
        if stated
        else ()
    )


def _facts(measure: Measure, place: Pointer, scope: Scope) -> tuple[list[str], list[Pointer]]:
    """Generated sentences, with their places."""
    found: list[tuple[str, str]] = []
    if measure.by not in (MISSING, "curators") and _group(measure, scope) == 1:
        found.append((say("By {name}.", name=scope.who(measure.by)), "by"))
    if measure.protocols is not MISSING:
        found.append((say("Protocols: {names}.", names=listed(measure.protocols)), "protocols"))
    if measure.methods is not MISSING:
        found.append((say("Methods: {names}.", names=listed(measure.methods)), "methods"))
    if measure.categories is not MISSING:
        found.append((say("Categories of content: {names}.", names=listed(measure.categories)), "categories"))
    if measure.when is not MISSING:
        when_taken = listed(say(_WHEN[when]) for when in _WHEN if when in measure.when)
        found.append((say("Taken {when}.", when=when_taken), "when"))
    if measure.observed is not MISSING:
        words = say("Reservations and opt-outs as they stood in {date}.", date=dates.long_date(measure.observed))
        found.append((words, "observed"))
    if measure.retroactive_to is not MISSING:
        words = say("Applied back to {date}.", date=dates.long_date(measure.retroactive_to))
        found.append((words, "retroactiveTo"))
    if measure.applies_to is not MISSING:
        found.append((say("Applied to: {names}.", names=_targets(measure.applies_to, scope)), "appliesTo"))
    used = [
        models.of_reference(reference, here, scope)
        for i, use in enumerate(entries(measure.model_uses))
        for reference, here in models.references(use, (*place, "modelUses", i))
    ]
    if used:
        found.append((say("AI models used: {names}.", names=listed(used)), "modelUses"))
    if measure.tools is not MISSING:
        found.append((say("Software used: {names}.", names=listed(map(_tool, measure.tools))), "tools"))
    return [words for words, _ in found], [(*place, key) for _, key in found]


def _tool(tool: Tool) -> str:
    return tool.name if tool.version is MISSING else f"{tool.name} {tool.version}"


def _targets(references: list[str], scope: Scope) -> str:
    names = []
    for reference in references:
        record = scope.index.by_id.get(reference)
        if reference in _ORIGINS and record is None:
            names.append(say(_ORIGINS[reference]))
        elif record is None:
            names.append(reference)
        elif record.kind == "corpus":
            names.append(say("the whole training content"))
        elif not is_public(record.node) or value_of(getattr(record.node, "publicly_known", True)) is False:
            names.append(say("data that is not public"))
        else:
            name = value_of(record.node.name)
            names.append(name if isinstance(name, str) else say("data without a stated name"))
    return listed(dict.fromkeys(names))
