"""The document as a whole, with its version and date."""

from __future__ import annotations

import re
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from lineage.score.looks import Decision, nothing
from lineage.score.outcome import Outcome, half, left_open, met, not_applicable, unmet
from lineage.score.page import Line, Page
from lineage.score.rubric import OPTIONAL, rubric

_NO_EARLIER: Final = "names no earlier version"
_NUMBER: Final = re.compile(r"\d+")
_MONTHS: Final = "January February March April May June July August September October November December".split()


def whole(page: Page, question: str) -> Outcome:
    """Every question that must be answered is there, and none is left to another document."""
    asked = {metric.question for metric in rubric() if metric.question[-1].isalpha()} - set(OPTIONAL)
    missing = sorted(asked - set(page.answers))
    if missing:
        return unmet(f"questions that are not there: {', '.join(missing)}")
    elsewhere = [
        line for answer in page.answers.values() for line in answer.lines if "in another manifest" in line.text
    ]
    return half(elsewhere) if elsewhere else met("all questions are there")


def origin_shown(page: Page, question: str) -> Outcome:
    """Who made it, and when."""
    who, when = page["1.1.a"].said("name"), page["0.b"].said()
    if who and when:
        return met([*who, *when])
    return half(who or when) if who or when else unmet()


def version_stated(page: Page, question: str) -> Outcome:
    """A version of the summary; half for that of the manifest in its place."""
    own = _version(page)
    if own:
        return met([own])
    other = page["0.a"].said("version")
    return half(other) if other else nothing(page["0.a"])


def _of(page: Page, key: str) -> list[Line]:
    return [line for line in page["0.a"].said(key) if line.tells("publications")]


def _version(page: Page) -> Line | None:
    return next(iter(_of(page, "version")), None)


def _has_earlier(page: Page) -> bool:
    return bool(_of(page, "supersedes") or _of(page, "history"))


def changes_told(page: Page, question: str) -> Outcome:
    """What changed since the version before."""
    if not _has_earlier(page):
        return not_applicable(_NO_EARLIER)
    said = _of(page, "changes")
    return met(said) if said else unmet()


def history_linked(page: Page, question: str) -> Outcome:
    """A link to all versions."""
    if not _has_earlier(page):
        return not_applicable(_NO_EARLIER)
    said = [line for line in _of(page, "history") if line.links]
    return met(said) if said else unmet("no link to earlier versions")


def status_shown(page: Page, question: str) -> Outcome:
    """A reader can see whether there is a newer version: by a page of all versions; half by its own page."""
    versions, own = _of(page, "history"), _of(page, "url")
    return met(versions) if versions else half(own) if own else unmet()


def notice_place(page: Page, question: str) -> Outcome:
    """Where new versions will appear."""
    said = _of(page, "history")
    return met(said) if said else unmet()


def source_linked(page: Page, question: str) -> Outcome:
    """Where it is published."""
    said = [line for line in _of(page, "url") if line.links]
    return met(said) if said else unmet()


def same_context(page: Page, question: str) -> Outcome:
    """The page of all versions and this one are of the same site."""
    if not _has_earlier(page):
        return not_applicable(_NO_EARLIER)
    own, versions = _of(page, "url"), _of(page, "history")
    if not (own and versions):
        return unmet("the address of this version or of all versions is not told")
    return (
        met([*own, *versions]) if _hosts(own) & _hosts(versions) else left_open("the addresses are of different sites")
    )


def beside_model(page: Page, question: str) -> Outcome:
    """Published on the site that the model's own pages are on."""
    own = _of(page, "url")
    if not own:
        return unmet("where it is published is not told")
    return met(own) if _hosts(own) & _hosts(page["1.2.a"].lines) else left_open("the model has other pages, or none")


def _hosts(lines: list[Line]) -> set[str]:
    return {urlsplit(link).netloc.removeprefix("www.") for line in lines for link in line.links} - {""}


def timely(page: Page, question: str) -> Outcome:
    """Last changed not later than the model was placed on the market; a later date may be an update."""
    changed = _day(page["0.b"].said())
    placed = [day for line in page["1.2.c"].said() if (day := _long_day(line.text))]
    if changed is None or not placed:
        return unmet("the date of the summary or of the placement on the market is not told to the day")
    words = f"summary of {changed}, market {min(placed)}"
    return met(words) if changed <= min(placed) else left_open(f"{words}: an update, or late")


def _day(lines: list[Line]) -> date | None:
    found = next((match for line in lines if (match := re.match(r"(\d\d)/(\d\d)/(\d\d)\b(?!\d)", line.text))), None)
    return _real(2000 + int(found[3]), int(found[2]), int(found[1])) if found else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _long_day(text: str) -> date | None:
    found = re.match(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})", text)
    return _real(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])) if found else None


def _replaced(page: Page) -> str | None:
    said = _of(page, "supersedes")
    return said[0].text.removeprefix("Replaces version ") if said else None


def versions_differ(page: Page, question: str) -> Outcome:
    """The version before has another number."""
    own, before = _version(page), _replaced(page)
    if not _has_earlier(page):
        return not_applicable(_NO_EARLIER)
    if own is None or before is None:
        return unmet("this version or the one before has no number here")
    words = f"{before}, then {own.text}"
    return met(words) if own.text != before else unmet(words)


def versions_alike(page: Page, question: str) -> Outcome:
    """Both numbers have the same pattern: only the digits differ."""
    own, before = _version(page), _replaced(page)
    if not _has_earlier(page):
        return not_applicable(_NO_EARLIER)
    if own is None or before is None:
        return unmet("this version or the one before has no number here")
    words = f"{before}, then {own.text}"
    same = _NUMBER.sub("0", own.text) == _NUMBER.sub("0", before) and _NUMBER.search(before)
    return met(words) if same else unmet(words)


def update_dated(page: Page, question: str) -> Outcome:
    """A date of last update; half for that of the manifest in its place."""
    said = page["0.b"].said()
    own = [line for line in said if line.tells("publications")]
    return met(own) if own else half(said) if said else nothing(page["0.b"])


def update_format(page: Page, question: str) -> Outcome:
    """DD/MM/YY."""
    said = page["0.b"].said()
    if not said:
        return not_applicable("no date")
    return met(said) if _day(said) else unmet(said[0].text)


DECISIONS: Final[dict[str, Decision]] = {
    function.__name__: function
    for function in (
        whole,
        origin_shown,
        version_stated,
        changes_told,
        history_linked,
        status_shown,
        notice_place,
        source_linked,
        same_context,
        beside_model,
        timely,
        versions_differ,
        versions_alike,
        update_dated,
        update_format,
    )
}
"""The decisions of this file by their names in the rubric."""
