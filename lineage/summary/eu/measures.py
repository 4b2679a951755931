"""Measures in words, for sections 2.3, 3.1, 3.2 and 3.3: which ones, in which order, by whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pydantic import MISSING

from lineage.model.answer import entries, value_of
from lineage.model.dataset import Tool
from lineage.model.measure import Measure
from lineage.pointer import Pointer
from lineage.summary import dates
from lineage.summary.blocks import Block, Item, Items, Paragraph, Prose, Statement
from lineage.summary.eu import models, questions
from lineage.summary.prose import capital, linked, listed, paragraphs, sentence
from lineage.summary.scope import SOURCES, Scope, is_public
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


def described(scope: Scope, found: Iterable[Placed]) -> list[Block]:
    """Measures as lists: the provider's, then others', each in the order in which they were taken."""
    groups: dict[int, list[Placed]] = {}
    hidden = 0
    for measure, place in found:
        if is_public(measure):
            groups.setdefault(_group(measure, scope), []).append((measure, place))
        else:
            hidden += 1
    blocks: list[Block] = []
    for number in sorted(groups):
        members = sorted(groups[number], key=lambda item: _rank(item[0]))
        heading = None if len(groups) == 1 and number in (0, 3) else sentence(f"{_GROUPS[number]}:")
        blocks.append(Items(tuple(_entry(*item, scope) for item in members), heading))
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


def _entry(measure: Measure, place: Pointer, scope: Scope) -> Item:
    said: list[Paragraph] = []
    stated = None if measure.description is MISSING else silence(measure.description, (*place, "description"), scope)
    if stated is None and measure.description is not MISSING:
        said += paragraphs(value_of(measure.description), scope.language, (*place, "description"))
    else:
        said.append(sentence(f"{capital(_KINDS[measure.kind])}.", (*place, "kind")))
        said += _unsaid(stated)
    facts, places = _facts(measure, place, scope)
    if facts:
        said.append(sentence(" ".join(facts), *places))
    if measure.list_ is not MISSING:
        title = "List used" if measure.list_.title is MISSING else f"List used: {measure.list_.title}"
        said.append(linked(title, None if measure.list_.url is MISSING else measure.list_.url, (*place, "list")))
    for position, link in enumerate(entries(measure.documentation)):
        title = "Documentation" if link.title is MISSING else f"Documentation: {link.title}"
        said.append(linked(title, None if link.url is MISSING else link.url, (*place, "documentation", position)))
    said += how_known(measure.known, (*place, "known"), scope)
    return Item(tuple(said))


def _unsaid(stated: Statement | None) -> tuple[Paragraph, ...]:
    return (sentence(f"Description: {stated.inside}.", *stated.pointers), *stated.note) if stated else ()


def _facts(measure: Measure, place: Pointer, scope: Scope) -> tuple[list[str], list[Pointer]]:
    """Generated sentences, with their places."""
    found: list[tuple[str, str]] = []
    if measure.by not in (MISSING, "curators") and _group(measure, scope) == 1:
        found.append((f"By {scope.who(measure.by)}.", "by"))
    if measure.protocols is not MISSING:
        found.append((f"Protocols: {listed(measure.protocols)}.", "protocols"))
    if measure.methods is not MISSING:
        found.append((f"Methods: {listed(measure.methods)}.", "methods"))
    if measure.categories is not MISSING:
        found.append((f"Categories of content: {listed(measure.categories)}.", "categories"))
    if measure.when is not MISSING:
        found.append((f"Taken {listed(_WHEN[when] for when in _WHEN if when in measure.when)}.", "when"))
    if measure.observed is not MISSING:
        found.append((f"Reservations and opt-outs as they stood in {dates.long_date(measure.observed)}.", "observed"))
    if measure.retroactive_to is not MISSING:
        found.append((f"Applied back to {dates.long_date(measure.retroactive_to)}.", "retroactiveTo"))
    if measure.applies_to is not MISSING:
        found.append((f"Applied to: {_targets(measure.applies_to, scope)}.", "appliesTo"))
    used = [
        models.of_reference(reference, here, scope)
        for i, use in enumerate(entries(measure.model_uses))
        for reference, here in models.references(use, (*place, "modelUses", i))
    ]
    if used:
        found.append((f"AI models used: {listed(used)}.", "modelUses"))
    if measure.tools is not MISSING:
        found.append((f"Software used: {listed(map(_tool, measure.tools))}.", "tools"))
    return [words for words, _ in found], [(*place, key) for _, key in found]


def _tool(tool: Tool) -> str:
    return tool.name if tool.version is MISSING else f"{tool.name} {tool.version}"


def _targets(references: list[str], scope: Scope) -> str:
    names = []
    for reference in references:
        record = scope.index.by_id.get(reference)
        if reference in _ORIGINS and record is None:
            names.append(_ORIGINS[reference])
        elif record is None:
            names.append(reference)
        elif record.kind == "corpus":
            names.append("the whole training content")
        elif not is_public(record.node) or value_of(getattr(record.node, "publicly_known", True)) is False:
            names.append("data that is not public")
        else:
            name = value_of(record.node.name)
            names.append(name if isinstance(name, str) else "data without a stated name")
    return listed(dict.fromkeys(names))
