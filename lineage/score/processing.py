"""Section 3, and whether sections agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lineage.score.looks import Decision, nothing
from lineage.score.outcome import Outcome, half, left_open, met, not_applicable, unmet
from lineage.score.page import Line, Page

_ROBOTS: Final = re.compile(r"robots\.txt|robots exclusion", re.I)
_OPT_OUT: Final = re.compile(r"opt(ed)?[- ]?out|reserv|robots|removal|objection", re.I)
_REQUESTS: Final = re.compile(
    r"request|opt(ed)?[- ]?out|retroactiv|point[- ]in[- ]time|newest|again|as (it|they) stood", re.I
)
_GATES: Final = {
    "2.1": (("2.1.a", "2.1.b"),),
    "2.2": (("2.2.1.a", "2.2.1.b"), ("2.2.2.a", "2.2.2.b")),
    "2.3": (("2.3.a", "2.3.g"),),
    "2.4": (("2.4.a", "2.4.d"), ("2.4.b", "2.4.d")),
    "2.5": (("2.5.a", "2.5.b"),),
    "2.6": (("2.6.a", "2.6.b"),),
}
"""For each section its yes-or-no questions, with the question on modalities."""
_MONTH: Final = re.compile(r"\b(\d\d)/(\d{4})\b")


def consistent(page: Page, question: str) -> Outcome:
    """Nothing in the document contradicts the section. Other documents are for a person to compare."""
    answered = page.ticked_modalities if question == "1" else [g for g, _ in _GATES[question] if page[g].ticked]
    if not answered:
        return left_open("the section is not answered")
    found = [*_differences(page, question), *_modality_faults(page, question), *_date_faults(page, question)]
    return unmet("; ".join(found)) if found else met("no contradiction in the document")


def _differences(page: Page, question: str) -> Iterator[str]:
    yield from (
        f"{number}: declared and computed differ"
        for number in page.differences
        if number == question or number.startswith(f"{question}.")
    )


def _modality_faults(page: Page, question: str) -> Iterator[str]:
    whole = set(page.ticked_modalities)
    sections = list(_GATES) if question == "1" else [question]
    for gate, modalities in (pair for section in sections for pair in _GATES[section]):
        more = page[modalities].ticked - whole - {"Yes", "No"}
        if whole and more:
            yield f"{modalities} ticks {', '.join(sorted(more))}, and 1.3 does not"
        closed = all("No" in page[other].ticked for other, of in _GATES[gate[:3]] if of == modalities)
        if closed and page[modalities].ticked - {"Yes", "No"}:
            yield f"{gate} says No, and {modalities} ticks modalities"


def _date_faults(page: Page, question: str) -> Iterator[str]:
    if question not in ("1", "2.3"):
        return
    latest = _months(line for line in page["1.3.d"].said() if not line.tells("continuousTraining"))
    crawled = _months(iter(page["2.3.e"].said()))
    if latest and crawled and max(crawled) > max(latest):
        yield "2.3.e ends after the latest date in 1.3.d"


def _months(lines: Iterator[Line]) -> list[tuple[int, int]]:
    return [(int(year), int(month)) for line in lines for month, year in _MONTH.findall(line.text)]


def policies_agree(page: Page, question: str) -> Outcome:
    """Section 3.1 does not claim what a crawler is said not to do."""
    if not page["3.1.b"].said():
        return left_open("the section is not answered")
    claims = [line for line in page["3.1.b"].said() if _ROBOTS.search(line.text)]
    breaks = [
        line
        for line in page["2.3.d"].said("behaviour/robotsTxt")
        if "not honoured" in line.text and line.says_something
    ]
    if claims and breaks:
        return unmet("3.1 speaks of robots.txt, and a crawler does not honour it", breaks[0].places)
    return met("no contradiction in the document")


def robots_told(page: Page, question: str) -> Outcome:
    """Any measure that speaks of robots.txt."""
    said = [line for line in page[question].said("measures") if _ROBOTS.search(line.text)]
    return met(said) if said else nothing(page[question])


def opt_outs_of_others(page: Page, question: str) -> Outcome:
    """Opt-outs in datasets that others compiled: their measures, or the provider's on such datasets."""
    if not {"Yes"} & (page["2.1.a"].ticked | page["2.2.1.a"].ticked | page["2.2.2.a"].ticked):
        return not_applicable("no datasets of others")
    said = [line for line in page[question].said("measures") if _OPT_OUT.search(line.text)]
    theirs = any(line.text.startswith("Taken by those who compiled") for line in page[question].lines)
    ours = [entry[0] for entry in page[question].entries if entry and _on_public(" ".join(line.text for line in entry))]
    if said and (theirs or ours):
        return met(ours or said)
    return half(said) if said else nothing(page[question])


def _on_public(measure: str) -> bool:
    return bool(_OPT_OUT.search(measure)) and "publicly available datasets" in measure


def kept_up(page: Page, question: str) -> Outcome:
    """When reservations were looked at, how far back they are applied, or what becomes of requests."""
    said = page[question].said("measures")
    found = [line for line in said if line.tells("observed") or line.tells("retroactiveTo")]
    found = found or [line for line in said if _REQUESTS.search(line.text)]
    return met(found) if found else nothing(page[question])


def policy_told(page: Page, question: str) -> Outcome:
    """The copyright policy; asked only of a policy that is public."""
    said = page[question].said("copyrightPolicy")
    return met(said) if said else not_applicable("optional, and not given")


DECISIONS: Final[dict[str, Decision]] = {
    function.__name__: function
    for function in (
        consistent,
        policies_agree,
        robots_told,
        opt_outs_of_others,
        kept_up,
        policy_told,
    )
}
"""The decisions of this file by their names in the rubric."""
