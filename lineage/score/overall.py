"""Section 1.3: modalities, sizes, types of content, latest date, languages, other characteristics."""

from __future__ import annotations

import re
from typing import Final

from lineage.score.looks import Decision, nothing
from lineage.score.outcome import Outcome, half, left_open, met, not_applicable, part, unmet
from lineage.score.page import Line, Page

_MONTH: Final = re.compile(r"\b(0[1-9]|1[0-2])/\d{4}\b")
_EXACT: Final = re.compile(r"(0[1-9]|1[0-2])/\d{4}( \(.*\))?$")
_YEAR: Final = re.compile(r"\b\d{4}\b")
_TAG: Final = re.compile(r"\([a-z]{2,3}(-[A-Za-z0-9]+)*\)")
_MORE_LANGUAGES: Final = re.compile(r"multilingual|(other|many|more|further) languages|languages of the world", re.I)
_TEXT_UNITS: Final = re.compile(r"\b(tokens|words|characters|bytes|documents|records|conversations|pages)\b")
_SAMPLING: Final = re.compile(r"\b(k?Hz|fps|frames (a|per) second|sampl(ed|ing))\b", re.I)
_TOKENIZER: Final = re.compile(r"tokeni[sz]er|counted with", re.I)
_COMPRESSION: Final = re.compile(r"compress", re.I)
_OTHER: Final = "Other"


def any_modality(page: Page, question: str) -> Outcome:
    """Whether a row of the table is ticked."""
    found = list(page.ticked_modalities)
    return met(", ".join(found)) if found else unmet()


def sizes(page: Page, question: str) -> Outcome:
    """One range, or a size in words, for each of the four regular modalities that is ticked."""
    regular = {label: row[1] for label, row in page.ticked_modalities.items() if label != _OTHER}
    if not regular:
        return unmet("no modality")
    good = [
        Line(label) for label, size in regular.items() if len(size.ticked) == 1 or size.said("quantity", "datasets")
    ]
    return part(good, len(regular), "modalities have a size")


def text_unit(page: Page, question: str) -> Outcome:
    """Where the size of text is given in words: a unit in which text is counted."""
    row = page.ticked_modalities.get("Text")
    said = row[1].said("quantity", "datasets") if row else []
    said = [line for line in said if re.search(r"\d", line.text)]
    if not said:
        return not_applicable("no size in words")
    return met(said) if any(_TEXT_UNITS.search(line.text) for line in said) else unmet(said[0].text, said[0].places)


def _others(page: Page) -> list[Line]:
    row = page.ticked_modalities.get(_OTHER)
    return row[1].said() if row else []


def other_named(page: Page, question: str) -> Outcome:
    """The other modalities have names."""
    return _of_others(page, "not named: ", "are named", at_start=True)


def other_sized(page: Page, question: str) -> Outcome:
    """The other modalities have sizes with units."""
    return _of_others(page, ": size not stated", "have sizes", at_start=False)


def _of_others(page: Page, fault: str, words: str, *, at_start: bool) -> Outcome:
    if _OTHER not in page.ticked_modalities:
        return not_applicable("Other is not ticked")
    found = _others(page)
    good = [line for line in found if not (line.text.startswith(fault) if at_start else line.text.endswith(fault))]
    return part(good, len(found), f"other modalities {words}") if found else unmet()


def other_covers(page: Page, question: str) -> Outcome:
    """What a source calls Other is Other here too."""
    sources = [
        number for number in ("2.1.b", "2.2.1.b", "2.2.2.b", "2.3.g", "2.4.d", "2.5.b") if _OTHER in page[number].ticked
    ]
    if not sources and _OTHER not in page.ticked_modalities:
        return not_applicable("Other is ticked nowhere")
    if _OTHER not in page.ticked_modalities:
        return unmet(f"Other is ticked in {', '.join(sources)} and not here")
    return met("Other is ticked here")


def types_told(page: Page, question: str) -> Outcome:
    """Types of content for some modality."""
    said = [line for row in page.ticked_modalities.values() for line in row[2].said()]
    return met(said) if said else unmet()


def types_everywhere(page: Page, question: str) -> Outcome:
    """Types of content for every modality."""
    rows = page.ticked_modalities
    good = [row[2].said()[0] for row in rows.values() if row[2].said()]
    return part(good, len(rows), "modalities") if rows else unmet("no modality")


def types_only(page: Page, question: str) -> Outcome:
    """A list of types holds nothing else; prose has to be read."""
    said = [line for row in page.ticked_modalities.values() for line in row[2].said()]
    if not said:
        return unmet()
    prose = [line for line in said if not line.tells("contentTypes") and not line.tells("representedAs")]
    return left_open("told in prose") if prose else met(said)


def _latest(page: Page) -> list[Line]:
    return [line for line in page["1.3.d"].said() if not line.tells("continuousTraining") and _YEAR.search(line.text)]


def latest_given(page: Page, question: str) -> Outcome:
    """A date in whatever form."""
    said = _latest(page)
    return met(said) if said else nothing(page[question])


def latest_exact(page: Page, question: str) -> Outcome:
    """A month, without "about" and without bounds."""
    said = _latest(page)
    if not said:
        return nothing(page[question])
    return met(said) if _EXACT.match(said[0].text) else unmet(said[0].text, said[0].places)


def latest_format(page: Page, question: str) -> Outcome:
    """MM/YYYY."""
    said = _latest(page)
    if not said:
        return not_applicable("no date")
    return met(said) if _MONTH.search(said[0].text) else unmet(said[0].text, said[0].places)


def languages_listed(page: Page, question: str) -> Outcome:
    """Languages by name; half where the words speak of more than are listed."""
    said = page[question].said("languages")
    tags = [line for line in said if _TAG.search(line.text)]
    if not tags:
        return unmet("no language is named") if said else nothing(page[question])
    return half(tags) if _more(said) else met(tags)


def _more(said: list[Line]) -> bool:
    names = {tag[0] for line in said for tag in _TAG.finditer(line.text)}
    counted = [line for line in said if line.tells("count")]
    number = max((int(match[0]) for line in counted if (match := re.search(r"\d+", line.text))), default=0)
    return number > len(names) or any(_MORE_LANGUAGES.search(line.text) for line in said if line.tells("description"))


def union_languages(page: Page, question: str) -> Outcome:
    """Official languages of the Union by name; half where the words speak of more than are listed."""
    said = page[question].said("languages")
    found = [line for line in said if line.text.startswith("Official languages of the Union among these")]
    if found:
        return half(found) if _more(said) else met(found)
    if any(line.text.startswith("No official language of the Union") for line in said):
        return half("none is listed, and more are spoken of") if _more(said) else met("none is covered")
    return unmet("not listed") if said else nothing(page[question])


def languages_only(page: Page, question: str) -> Outcome:
    """A list holds nothing else; prose has to be read."""
    return _only_lists(page, question, "languages/description")


def characteristics_only(page: Page, question: str) -> Outcome:
    """Countries and names of languages hold nothing else; prose has to be read."""
    return _only_lists(page, question, "description", "otherCharacteristics")


def _only_lists(page: Page, question: str, *prose: str) -> Outcome:
    said = page[question].said()
    if not said:
        return left_open("nothing to read")
    return left_open("told in prose") if page[question].said(*prose) else met(said)


def compression(page: Page, question: str) -> Outcome:
    """How sizes were counted, compression included; that is optional."""
    return _optional([line for line in _on_sizes(page) if line.tells("method") or _COMPRESSION.search(line.text)])


def tokenizer(page: Page, question: str) -> Outcome:
    """A tokenizer, in the table or in the comments; that is optional."""
    return _optional([line for line in _on_sizes(page) if line.tells("tokenizer") or _TOKENIZER.search(line.text)])


def sampling(page: Page, question: str) -> Outcome:
    """Sampling rates, where there is audio or video; that is optional."""
    if not {"Audio", "Video"} & set(page.ticked_modalities):
        return not_applicable("no audio and no video")
    return _optional([line for line in _on_sizes(page) if _SAMPLING.search(line.text)])


def _on_sizes(page: Page) -> list[Line]:
    return [*page["1.3.g"].said(), *(line for row in page.modalities.values() for line in row[1].said())]


def _optional(said: list[Line]) -> Outcome:
    return met(said) if said else not_applicable("optional, and not given")


DECISIONS: Final[dict[str, Decision]] = {
    function.__name__: function
    for function in (
        any_modality,
        sizes,
        text_unit,
        other_named,
        other_sized,
        other_covers,
        types_told,
        types_everywhere,
        types_only,
        latest_given,
        latest_exact,
        latest_format,
        languages_listed,
        union_languages,
        languages_only,
        characteristics_only,
        compression,
        tokenizer,
        sampling,
    )
}
"""The decisions of this file by their names in the rubric."""
