"""Sections 1.1 and 1.2: who provides, which models, made from what, on the market since when."""

from __future__ import annotations

import re
from typing import Final

from lineage.score.looks import Decision, has_name, nothing
from lineage.score.outcome import Outcome, left_open, met, not_applicable, part, unmet
from lineage.score.page import Line, Page

GENERAL_MAILBOXES: Final = frozenset(
    "admin contact hello help info mail office post press sales service support team webmaster".split()
)
"""Local parts of addresses that anybody writes to about anything."""
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")
_INEXACT: Final = "not identified exactly"
_DATED: Final = re.compile(r"\b(\d{4})\b")


def traceable(page: Page, question: str) -> Outcome:
    """A name with something that tells one organisation from another: country, address, register entry, page."""
    answer = page[question]
    named = answer.said("name")
    told = answer.said("country", "identifiers", "contact/address", "contact/url", "url")
    if not named:
        return nothing(answer)
    return met([*named, *told]) if told else unmet("a bare name", named[0].places)


def dedicated(page: Page, question: str) -> Outcome:
    """A mailbox that is not the general one. A postal address or a home page is for general correspondence."""
    answer = page[question]
    found = [line for line in answer.said("contact/") if _MAIL.fullmatch(line.text)]
    own = [line for line in found if line.text.partition("@")[0].casefold() not in GENERAL_MAILBOXES]
    if own:
        return met(own)
    if not answer.said("contact/"):
        return nothing(answer)
    return unmet(found[0].text if found else "no mailbox of its own", found[0].places if found else ())


def _models(page: Page) -> list[tuple[Line, ...]]:
    return page["1.2.a"].entries


def models_named(page: Page, question: str) -> Outcome:
    """Each model has a name."""
    entries = _models(page)
    good = [entry[0] for entry in entries if has_name(entry)]
    return part(good, len(entries), "models are named") if entries else nothing(page[question])


def models_exact(page: Page, question: str) -> Outcome:
    """Each is one model: not a family, and with a version, a number in its name, or a page of its own."""
    entries = _models(page)
    good = [
        entry[0]
        for entry in entries
        if has_name(entry) and _INEXACT not in entry[0].text and (entry[0].links or re.search(r"\d", entry[0].text))
    ]
    return part(good, len(entries), "models are identified") if entries else nothing(page[question])


def models_linked(page: Page, question: str) -> Outcome:
    """Each has a link."""
    entries = _models(page)
    good = [line for entry in entries if (line := next((line for line in entry if line.links), None))]
    return part(good, len(entries), "models have links") if entries else nothing(page[question])


def one_content(page: Page, question: str) -> Outcome:
    """Where one of the models was made from another, it saw more than that one did."""
    if len(_models(page)) < 2:
        return not_applicable("one model")
    nested = [line for line in page["1.2.b"].said() if "this Summary covers too" in line.text]
    if nested:
        return unmet(nested[0].text, nested[0].places)
    return left_open("whether the content is the same cannot be seen here")


def _dependencies(page: Page) -> list[Line]:
    return [line for line in page["1.2.b"].said() if " was made from " in line.text]


def dependents_named(page: Page, question: str) -> Outcome:
    """Each dependency says of which model."""
    found = _dependencies(page)
    if not found:
        return nothing(page[question])
    good = [line for line in found if not line.text.casefold().startswith("name")]
    return part(good, len(found), "dependencies")


def bases_linked(page: Page, question: str) -> Outcome:
    """The summary of each model that these were made from; nothing to link where it is said to have none."""
    entries = page[question].entries
    if not entries:
        inside = _dependencies(page)
        return not_applicable("covered by this Summary") if inside else nothing(page[question])
    asked = [entry for entry in entries if not any(_has_no_summary(line) for line in entry)]
    if not asked:
        return not_applicable("they are said to have none")
    good = [line for entry in asked for line in entry if line.tells("summary") and line.links]
    return part(good, len(asked), "Summaries are linked")


def _has_no_summary(line: Line) -> bool:
    return line.tells("summary") and line.text.startswith(
        ("No link to its Summary: none", "No link to its Summary: not applicable")
    )


def market_dated(page: Page, question: str) -> Outcome:
    """A date, or that it is not on the market."""
    said = page[question].said("placedOnUnionMarket")
    if not said:
        return nothing(page[question])
    good = [line for line in said if _DATED.search(line.text)]
    outside = [line for line in said if line.text.startswith("Not placed on the Union market")]
    if outside and len(outside) == len(said):
        return not_applicable("not placed on the Union market")
    if not good:
        return unmet(said[0].text, said[0].places)
    silent = [statement for statement in page[question].statements if statement.kind == "noInformation"]
    return part(good, len(good) + len(silent), "dates")


DECISIONS: Final[dict[str, Decision]] = {
    function.__name__: function
    for function in (
        traceable,
        dedicated,
        models_named,
        models_exact,
        models_linked,
        one_content,
        dependents_named,
        bases_linked,
        market_dated,
    )
}
"""The decisions of this file by their names in the rubric."""
