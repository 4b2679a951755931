"""Section 2.3: crawlers, their purposes and behaviour, when and what they crawled, and the list of domain names."""

from __future__ import annotations

import re
from typing import Final

from lineage.score.looks import Decision, has_name, nothing
from lineage.score.outcome import Outcome, half, met, not_applicable, part, unmet
from lineage.score.page import Line, Page

_IDENTITY: Final = ("name", "userAgent", "operator", "onBehalfOf", "url")
_SEVERAL: Final = re.compile(r",| and |\b(others?|such as|including|various|e\.g\.)\b", re.I)
_LONGEST_NAME: Final = 60
_IN_WORDS: Final = {
    "captchas": re.compile(r"captcha", re.I),
    "passwords": re.compile(r"password|log-?in", re.I),
    "paywalls": re.compile(r"paywall", re.I),
    "robotsTxt": re.compile(r"robots\.txt|robots exclusion", re.I),
    "otherProtocols": re.compile(r"meta.?tag|TDMRep|ai\.txt|X-Robots|other protocols|opt-out protocol", re.I),
}
_START: Final = re.compile(r"\bfrom (\d\d/)?\d{4}", re.I)
_END: Final = re.compile(r"\b(to|up to) (\d\d/)?\d{4}|still going on", re.I)
_YEAR: Final = re.compile(r"(?<![\d/])\d{4}\b")
_READABLE: Final = re.compile(r"\b(csv|tsv|txt|json|jsonl|xlsx?|ods|parquet)\b", re.I)


def _crawlers(page: Page) -> list[tuple[Line, ...]]:
    return page["2.3.b"].entries


def _record(line: Line) -> str | None:
    """The record of a crawler that a line comes from: ``/crawlers/0``."""
    return next(("/".join(place.split("/")[:3]) for place in line.places if place.startswith("/crawlers/")), None)


def _records(page: Page) -> list[str]:
    return list(dict.fromkeys(record for entry in _crawlers(page) if entry and (record := _record(entry[0]))))


def _called(line: Line) -> str:
    return re.split(r", (announces itself as|run by|https?:)| on behalf of ", line.text)[0]


def names_only(page: Page, question: str) -> Outcome:
    """Entries that name crawlers, and nothing as long as a sentence."""
    entries = _crawlers(page)
    if not entries:
        return nothing(page[question])
    stray = [line for line in page[question].said() if not any(line.tells(key) for key in _IDENTITY)]
    good = [entry[0] for entry in entries if has_name(entry) and len(_called(entry[0])) <= _LONGEST_NAME]
    if stray:
        return half(stray) if good else unmet(stray[0].text, stray[0].places)
    return part(good, len(entries), "entries are names")


def crawlers_exact(page: Page, question: str) -> Outcome:
    """A product token, a page, or a name in one word."""
    entries = _crawlers(page)
    good = [
        entry[0]
        for entry in entries
        if has_name(entry) and (entry[0].tells("userAgent") or entry[0].links or " " not in _called(entry[0]))
    ]
    return part(good, len(entries), "crawlers can be told") if entries else nothing(page[question])


def crawlers_complete(page: Page, question: str) -> Outcome:
    """No statement stands in place of a list."""
    entries, statements = _crawlers(page), page[question].statements
    if not entries:
        return nothing(page[question])
    return half(statements[0].text) if statements else met([entry[0] for entry in entries])


def crawlers_apart(page: Page, question: str) -> Outcome:
    """Each entry is one crawler."""
    entries = _crawlers(page)
    good = [entry[0] for entry in entries if has_name(entry) and not _SEVERAL.search(_called(entry[0]))]
    return part(good, len(entries), "entries are one crawler") if entries else nothing(page[question])


def purpose_of_each(page: Page, question: str) -> Outcome:
    """Purposes of every crawler that is named."""
    wanted = _records(page)
    found = {record: line for line in page[question].said("purposes") if (record := _record(line))}
    good = [found[record] for record in wanted if record in found]
    return part(good, len(wanted), "crawlers") if wanted else nothing(page[question])


def behaviour_told(page: Page, question: str) -> Outcome:
    """Any word on behaviour."""
    said = page[question].said("behaviour/", "measures")
    return met(said) if said else nothing(page[question])


def signal(page: Page, question: str, *keys: str) -> Outcome:
    """What every crawler does about a barrier or a signal: in its record, in its description, or in a measure."""
    said = page[question].said("behaviour/", "measures")
    found = [line for line in said if any(_speaks(line, key) for key in keys)]
    wanted = _records(page)
    if any(line.tells("measures") for line in found) or not wanted:
        return met(found) if found else nothing(page[question]) if not said else unmet()
    by_record = {record: line for line in reversed(found) if (record := _record(line))}
    return part([by_record[record] for record in wanted if record in by_record], len(wanted), "crawlers")


def _speaks(line: Line, key: str) -> bool:
    if line.tells(f"behaviour/{key}"):
        return True
    words = _IN_WORDS.get(key)
    prose = line.tells("behaviour/description") or line.tells("measures")
    return bool(words and prose and words.search(line.text))


def _periods(page: Page) -> list[Line]:
    return [line for line in page["2.3.e"].said("collected") if re.search(r"\d{4}", line.text)]


def period_given(page: Page, question: str) -> Outcome:
    """Start and end; half for one of them, or where some dataset has none."""
    said = _periods(page)
    if not said:
        return nothing(page[question])
    silent = [line for line in page[question].lines if line.text.startswith("The period is not stated")]
    whole = _START.search(said[0].text) and _END.search(said[0].text) and not silent
    return met(said) if whole else half(said)


def period_of_each(page: Page, question: str) -> Outcome:
    """A period for each crawler, where there are several."""
    wanted = [_called(entry[0]) for entry in _crawlers(page) if entry]
    if len(wanted) < 2:
        return not_applicable("not several crawlers")
    said = _periods(page)
    good = [line for name in wanted if (line := next((x for x in said if x.text.startswith(f"{name}: ")), None))]
    return part(good, len(wanted), "crawlers")


def period_exact(page: Page, question: str) -> Outcome:
    """Months, without "about"."""
    said = _periods(page)
    if not said:
        return not_applicable("no period")
    rough = [line for line in said if re.search(r"\babout\b", line.text, re.I) or _YEAR.search(_dates(line.text))]
    return unmet(rough[0].text, rough[0].places) if rough else met(said)


def period_format(page: Page, question: str) -> Outcome:
    """MM/YYYY throughout; half where only some dates are."""
    said = _periods(page)
    if not said:
        return not_applicable("no period")
    bare = [line for line in said if _YEAR.search(_dates(line.text))]
    if not bare:
        return met(said)
    return half(bare) if any(re.search(r"\d\d/\d{4}", line.text) for line in said) else unmet(bare[0].text)


def _dates(text: str) -> str:
    """The part of a line before the note of its maker."""
    return text.split(". ")[0]


def other_content(page: Page, question: str) -> Outcome:
    """Anything that is no place, language, group of people or kind of website."""
    special = ("geography", "languages", "demographics", "siteTypes")
    said = [line for line in page[question].said() if not any(line.tells(key) for key in special)]
    return met(said) if said else nothing(page[question])


def _lists(page: Page) -> list[Line]:
    return page["2.3.h"].said("domains/list", "domains/tally")


def domains_listed(page: Page, question: str) -> Outcome:
    """A list, or the count that it is cut from; half where other crawled data has none."""
    found = _lists(page)
    if not found:
        return nothing(page[question], "kinds of websites are no list of domain names")
    return half(found) if page[question].statements else met(found)


def domains_linked(page: Page, question: str) -> Outcome:
    """The list has an address."""
    found = _lists(page)
    linked = [line for line in found if line.links]
    if not found:
        return nothing(page[question], "no list")
    return met(linked) if linked else half(found)


def domains_readable(page: Page, question: str) -> Outcome:
    """The list is in a format that programs and people read."""
    found = _lists(page)
    good = [line for line in found if _READABLE.search(line.text)]
    return met(good) if good else unmet(found[0].text if found else "no list")


def volunteered_tally(page: Page, question: str) -> Outcome:
    """The count of all domain names, of which the list is a part; that is optional."""
    found = [line for line in page["2.3.h"].said("domains/tally") if line.links]
    return met(found) if found else not_applicable("optional, and not given")


DECISIONS: Final[dict[str, Decision]] = {
    function.__name__: function
    for function in (
        names_only,
        crawlers_exact,
        crawlers_complete,
        crawlers_apart,
        purpose_of_each,
        behaviour_told,
        signal,
        period_given,
        period_of_each,
        period_exact,
        period_format,
        other_content,
        domains_listed,
        domains_linked,
        domains_readable,
        volunteered_tally,
    )
}
"""The decisions of this file by their names in the rubric."""
