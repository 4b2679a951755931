"""Sections 2.4 and 2.5: services whose users' data was used, and models that generated data."""

from __future__ import annotations

import re
from typing import Final

from lineage.score.looks import Decision, first, has_name, nothing
from lineage.score.outcome import Outcome, half, left_open, met, not_applicable, part, unmet
from lineage.score.page import Entry, Line, Page

_INEXACT: Final = "not identified exactly"
_ELSEWHERE: Final = re.compile(r"(on the Union market|general-purpose AI model): (no|not applicable)\b", re.I)


def services_only(page: Page, question: str) -> Outcome:
    """Entries of services hold nothing else; prose has to be read."""
    answer = page[question]
    if not answer.said():
        return nothing(answer)
    prose = [line for line in answer.said() if not line.tells("services")]
    return left_open("told in prose") if prose else met(answer.said())


def services_named(page: Page, question: str) -> Outcome:
    """Each service has a name."""
    entries = page[question].entries
    if not entries:
        return left_open("told in prose") if page[question].said() else nothing(page[question])
    return part([entry[0] for entry in entries if has_name(entry)], len(entries), "services are named")


def services_complete(page: Page, question: str) -> Outcome:
    """Services are listed, and none is said to be left out."""
    answer = page[question]
    out = [x for x in answer.lines if "(not named)" in x.text or "not described here" in x.text]
    if out:
        return half(out) if answer.entries else unmet(out[0].text, out[0].places)
    if not answer.entries:
        return left_open("told in prose") if answer.said() else nothing(answer)
    return met([entry[0] for entry in answer.entries])


def _market(page: Page) -> list[Entry]:
    return page["2.5.c"].entries


def _no_market(page: Page) -> Outcome:
    """Nothing is listed as being on the market: rightly so only where each other model is said not to be."""
    others = page["2.5.d"].entries
    if others and all(any(_ELSEWHERE.search(line.text) for line in entry) for entry in others):
        return not_applicable("no model on the Union market is said to have been used")
    return nothing(page["2.5.c"])


def market_models(page: Page, question: str) -> Outcome:
    """Models are listed."""
    entries = _market(page)
    return met([entry[0] for entry in entries]) if entries else _no_market(page)


def market_exact(page: Page, question: str) -> Outcome:
    """Each is one model: not a family or a class."""
    entries = _market(page)
    good = [entry[0] for entry in entries if has_name(entry) and _INEXACT not in entry[0].text]
    return part(good, len(entries), "models are exact") if entries else _no_market(page)


def market_summaries(page: Page, question: str) -> Outcome:
    """Links to their summaries; none is asked of a model that is said to have none."""
    entries = _market(page)
    if not entries:
        return _no_market(page)
    none = ("No link to its Summary: none", "No link to its Summary: not applicable")
    asked = [entry for entry in entries if not any(line.text.startswith(none) for line in entry)]
    if not asked:
        return not_applicable("they are said to have none")
    good = [line for entry in asked for line in entry if line.tells("summary") and line.links]
    return part(good, len(asked), "Summaries are linked")


def market_only(page: Page, question: str) -> Outcome:
    """Nothing but models and their summaries."""
    if not _market(page):
        return _no_market(page)
    stray = [x for x in page[question].said() if not any(x.tells(key) for key in ("name", "url", "summary"))]
    return left_open("told in prose") if stray else met([entry[0] for entry in _market(page)])


def _others(page: Page) -> Outcome | None:
    """Why there are no entries of other models; ``None`` where there are."""
    answer = page["2.5.d"]
    if answer.entries:
        return None
    unnamed = [line for line in answer.lines if line.text.startswith("Models behind ")]
    if unnamed:
        return unmet(unnamed[0].text, unnamed[0].places)
    if _market(page) and not answer.said():
        return not_applicable("all models that are recorded are on the market")
    return nothing(answer, "no model is recorded")


def others_described(page: Page, question: str) -> Outcome:
    """Each is described; half where only prose speaks of them."""
    none = _others(page)
    if none:
        prose = page[question].said("description")
        return half(prose) if prose else none
    entries = page[question].entries
    good = [line for entry in entries if (line := first(entry, "description"))]
    return part(good, len(entries), "models are described")


def others_trained(page: Page, question: str) -> Outcome:
    """What each was trained on."""
    entries = page[question].entries
    good = [line for entry in entries if (line := _training(entry))]
    return _others(page) or part(good, len(entries), "models with their training data")


def _training(entry: Entry) -> Line | None:
    told = [line for line in entry if line.tells("trainingDataDescription") and line.says_something]
    return next((line for line in told if line.text != "Its training data:"), None)


DECISIONS: Final[dict[str, Decision]] = {
    function.__name__: function
    for function in (
        services_only,
        services_named,
        services_complete,
        market_models,
        market_exact,
        market_summaries,
        market_only,
        others_described,
        others_trained,
    )
}
"""The decisions of this file by their names in the rubric."""
