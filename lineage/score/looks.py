"""Looks that many metrics share: whether a field says something, says it from a certain key, or says it in every entry.

Each is a decision: it takes the page, the number of the question and the arguments that the rubric gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from lineage.score.outcome import Outcome, half, met, not_applicable, part, unmet
from lineage.score.page import Answer, Line, Page

Decision: TypeAlias = Callable[..., Outcome]

SIZE: Final = re.compile(
    r"\d\s*(thousand|million|billion|trillion|quadrillion)?\s*"
    r"(tokens|words|characters|bytes|documents|records|images|image-text pairs|hours|minutes|seconds|frames|clips|"
    r"conversations|pages|files|datasets)\b"
)
"""A number with a unit."""
PERIOD: Final = re.compile(r"\b(from|up to) (\d\d/)?\d{4}", re.I)
"""A period as summaries write it."""


def answered(page: Page, question: str) -> Outcome:
    """Whether anything is said."""
    said = page[question].said()
    return met(said) if said else nothing(page[question])


def yes_no(page: Page, question: str) -> Outcome:
    """Whether Yes or No is ticked. Words without a tick are half an answer."""
    answer = page[question]
    ticked = sorted(answer.ticked & {"Yes", "No"})
    asked = sum({"Yes", "No"} <= set(options) for options in answer.choices)
    if ticked:
        return met(", ".join(ticked)) if sum(any(o.values()) for o in answer.choices) >= asked else half("in part")
    if answer.states("notApplicable"):
        return not_applicable("declared not to apply")
    said = answer.said("used", "codeOfPractice")
    return half(said) if said else nothing(answer)


def ticked(page: Page, question: str) -> Outcome:
    """Whether anything is ticked."""
    found = sorted(page[question].ticked)
    return met(", ".join(found)) if found else nothing(page[question])


def told(page: Page, question: str, *keys: str) -> Outcome:
    """Whether something is said that comes from one of the keys."""
    said = page[question].said(*keys)
    return met(said) if said else nothing(page[question])


def volunteered(page: Page, question: str, *keys: str) -> Outcome:
    """What may be told and need not be: it counts where it is told, and never against."""
    said = page[question].said(*keys)
    return met(said) if said else not_applicable("optional, and not given")


def every(page: Page, question: str, *keys: str) -> Outcome:
    """Whether each entry of a list says something that comes from one of the keys."""
    entries = page[question].entries
    if not entries:
        return nothing(page[question], "no list")
    good = [line for entry in entries if (line := first(entry, *keys))]
    return part(good, len(entries), "entries")


def entries_named(page: Page, question: str) -> Outcome:
    """Whether there is a list, and each entry has a name."""
    entries = page[question].entries
    if not entries:
        return nothing(page[question], "no list")
    good = [entry[0] for entry in entries if has_name(entry)]
    return part(good, len(entries), "entries are named")


def sizes_told(page: Page, question: str, *fields: str) -> Outcome:
    """Whether sizes are told anywhere in some fields; that is optional."""
    return _anywhere(page, fields, SIZE)


def periods_told(page: Page, question: str, *fields: str) -> Outcome:
    """Whether periods of collection are told anywhere in some fields; that is optional."""
    return _anywhere(page, fields, PERIOD)


def _anywhere(page: Page, fields: tuple[str, ...], pattern: re.Pattern[str]) -> Outcome:
    lines = [line for number in fields for line in page[number].said() if not line.tells("selection")]
    said = [line for line in lines if pattern.search(line.text)]
    return met(said) if said else not_applicable("optional, and not given")


def first(entry: tuple[Line, ...], *keys: str) -> Line | None:
    """The first line of an entry that says something that comes from one of the keys."""
    return next((line for line in entry if line.says_something and any(line.tells(key) for key in keys)), None)


def has_name(entry: tuple[Line, ...]) -> bool:
    """Whether an entry starts with a name, not with a remark that there is none."""
    text = entry[0].text.casefold() if entry else ""
    return bool(entry) and entry[0].says_something and not text.startswith(("name not stated", "name: "))


def nothing(answer: Answer, otherwise: str = "not told") -> Outcome:
    """That it is not there, in the words of the statement that stands in its place."""
    places = [place for statement in answer.statements for place in statement.places]
    return unmet(answer.statements[0].text if answer.statements else otherwise, places)


DECISIONS: Final[dict[str, Decision]] = {
    "answered": answered,
    "yes_no": yes_no,
    "ticked": ticked,
    "told": told,
    "volunteered": volunteered,
    "every": every,
    "entries_named": entries_named,
    "sizes_told": sizes_told,
    "periods_told": periods_told,
}
"""The decisions of this file by their names in the rubric."""
