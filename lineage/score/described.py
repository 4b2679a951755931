"""Sections 2.1 and 2.2: the list of large datasets, and descriptions of datasets that are not listed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from lineage.score.looks import PERIOD, SIZE, Decision, has_name, nothing
from lineage.score.outcome import Outcome, half, left_open, met, not_applicable, part, unmet
from lineage.score.page import Line, Page

_MODALITY_WORDS: Final = re.compile(r"\b(text|texts|image|images|photograph\w*|audio|speech|video|videos)\b", re.I)
_LANGUAGE_WORDS: Final = re.compile(r"lingual|\blanguages?\b", re.I)
_SHORTEST: Final = 4
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_HALF_NAMES: Final = re.compile(r"(, version [^,]*|, version not stated)?(, https?://\S+)?$")


def none_left_out(page: Page, question: str) -> Outcome:
    """Computed from sizes where all are known; else nobody can tell from the document."""
    answer = page[question]
    if not answer.entries:
        return nothing(answer, "no list")
    lead = [line for line in answer.lines if line.text.startswith("Datasets above 3 %")]
    if not lead:
        return left_open("not every size is known, so that nobody can tell")
    hidden = [line for line in answer.lines if "not described here" in line.text]
    return half(hidden) if hidden else met(lead)


def names_match(page: Page, question: str) -> Outcome:
    """The name of each dataset is in the address that it is linked to; where one is not, a person has to follow it."""
    linked = [entry[0] for entry in page[question].entries if has_name(entry) and entry[0].links]
    if not linked:
        return not_applicable("nothing is linked")
    odd = [line for line in linked if not _name_in_link(line)]
    if odd:
        return left_open(f"{len(odd)} of {len(linked)} addresses do not show the name")
    return met(linked)


def _name_in_link(line: Line) -> bool:
    name = _letters(_HALF_NAMES.sub("", line.text))
    last = [_letters(link.rstrip("/").rsplit("/", 1)[-1]) for link in line.links]
    known = any(len(word) >= _SHORTEST and word in name for word in last)
    return known or any(name in _letters(link) for link in line.links)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())


def described(page: Page, question: str) -> Outcome:
    """Whether anything is described: in prose, or entry by entry."""
    said = page[question].said("description", "modalities/")
    return met(said) if said else nothing(page[question])


def _each(page: Page, question: str, good: Callable[[Line], bool]) -> Outcome:
    """Whether every entry has a good line; the prose above a list, where there is one, may say it of all of them."""
    answer = page[question]
    listed = {id(line) for entry in answer.entries for line in entry}
    above = [line for line in answer.said() if id(line) not in listed and good(line)]
    found = [
        line for entry in answer.entries if (line := next((x for x in entry if x.says_something and good(x)), None))
    ]
    if not answer.entries:
        return met(above) if above else nothing(answer) if not answer.said() else unmet()
    if len(found) == len(answer.entries) or not above:
        return part(found, len(answer.entries), "descriptions")
    return met(above)


def described_modality(page: Page, question: str) -> Outcome:
    """Modalities of each dataset that is described."""
    return _each(page, question, lambda line: line.tells("modalities/") or _in_prose(line, _MODALITY_WORDS))


def described_nature(page: Page, question: str) -> Outcome:
    """What the content of each is: types of content, or words about it."""
    return _each(page, question, lambda line: _is_description(line) or (line.tells("modalities/") and "(" in line.text))


def described_languages(page: Page, question: str) -> Outcome:
    """Languages of each; none is asked of images."""
    said = page[question].said("modalities/")
    if (
        said
        and not page[question].said("languages")
        and all(re.match(r"Content: image\b[^;]*\.$", x.text) for x in said)
    ):
        return not_applicable("images only")
    return _each(page, question, lambda line: line.tells("languages") or _in_prose(line, _LANGUAGE_WORDS))


def _is_description(line: Line) -> bool:
    return line.tells("description") and not line.tells("languages")


def _in_prose(line: Line, words: re.Pattern[str]) -> bool:
    return line.tells("description") and bool(words.search(line.text))


def described_dates(page: Page, question: str) -> Outcome:
    """Dates of collection of each. "Not known" is half: it is printed of datasets of which nothing is recorded too."""
    dated = _each(page, question, lambda line: bool(PERIOD.search(line.text)))
    if dated.points == 1:
        return dated
    unknown = [line for line in page[question].said("collected") if line.text.startswith("Dates of collection: not kn")]
    return half(unknown) if unknown and not dated.points else dated


def described_more(page: Page, question: str) -> Outcome:
    """Sizes, periods, the part that was selected, or how the facts are known."""
    said = page[question].said()
    found = [
        line
        for line in said
        if SIZE.search(line.text)
        or PERIOD.search(line.text)
        or any(line.tells(key) for key in ("selection", "temporalCoverage", "datasetCount", "known"))
    ]
    return met(found) if found else unmet() if said else nothing(page[question])


DECISIONS: Final[dict[str, Decision]] = {
    function.__name__: function
    for function in (
        none_left_out,
        names_match,
        described,
        described_modality,
        described_nature,
        described_languages,
        described_dates,
        described_more,
    )
}
"""The decisions of this file by their names in the rubric."""
