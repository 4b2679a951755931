"""From a manifest's prose to paragraphs: the language is picked, lines are joined, bare web addresses become links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from lineage.model.scalars import Text
from lineage.pointer import Pointer
from lineage.summary.blocks import Lines, Paragraph, Run
from lineage.summary.speech import Said, marked, say, say_counted, together, voice

FORM_LANGUAGE: Final = "en"
"""The language of the labels and of every generated sentence."""

_LINK: Final = re.compile(r"https?://[^\s<>\"'`{}|\\^]+")
_BREAK: Final = re.compile(r"\n[ \t]*\n")


def pick(text: Text, language: str) -> tuple[str, str]:
    """A text in the manifest's language, else in English, else in the first there is, with the tag it is in. In a
    document in another language, that language comes first: a translation by the publisher is a fact like any other."""
    if isinstance(text, str):
        return text, language
    speaker = voice()
    wanted_first = (language, FORM_LANGUAGE) if speaker is None else (speaker.language, language, FORM_LANGUAGE)
    tag = next((wanted for wanted in wanted_first if wanted in text), next(iter(text)))
    return text[tag], tag


def paragraphs(text: Text, language: str, place: Pointer) -> tuple[Paragraph, ...]:
    """A text as paragraphs. A blank line parts paragraphs; a single line break is a space."""
    words, tag = pick(text, language)
    speaker = voice()
    lang = (None if tag.split("-")[0] == FORM_LANGUAGE else tag) if speaker is None else speaker.tag(tag)
    where = place if isinstance(text, str) else (*place, tag)
    parted = _BREAK.split(words.replace("\r\n", "\n")) if "\n" in words else (words,)
    chunks = [" ".join(chunk.split()) for chunk in parted]
    return tuple([Paragraph(_runs(chunk, lang), (where,)) for chunk in chunks if chunk])


def sentence(words: str, *places: Pointer) -> Paragraph:
    """A generated paragraph; bare web addresses in it become links."""
    return Paragraph(_said(words, marked(words)), places)


@lru_cache(maxsize=1024)
def _said(words: str, lang: str | None) -> tuple[Run, ...]:
    # Sentences are alike: of many datasets, most say the same of their content, languages and dates.
    return _runs(words, lang)


def linked(words: str, url: str | None, *places: Pointer, between: str = ", ") -> Paragraph:
    """Words, then a link if there is one. Unlike in :func:`sentence`, an address inside the words stays text."""
    runs = [Run(words, lang=marked(words))] if words else []
    if url:
        runs += [Run(between)] if words else []
        runs.append(Run(url, link=True))
    return Paragraph(tuple(runs), places)


def plain(words: str, *places: Pointer) -> tuple[Lines]:
    """One line whose text is never a link, for a cell of a table."""
    return (Lines((Paragraph((Run(words, lang=marked(words)),), places),)),)


def listed(words: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    items = list(words)
    if len(items) < 2:
        return items[0] if items else ""
    return together(f"{', '.join(items[:-1])} {say(last)} {items[-1]}", *items)


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 dataset``, ``3 datasets``."""
    return say_counted(number, f"{{number}} {one}", f"{{number}} {many or one + 's'}")


def capital(words: str) -> str:
    """The words with a capital letter in front."""
    raised = words[:1].upper() + words[1:]
    return Said(raised, words.lang) if isinstance(words, Said) else raised


def _runs(text: str, lang: str | None) -> tuple[Run, ...]:
    if "://" not in text:
        return (Run(text, lang=lang),) if text else ()
    return tuple(_with_links(text, lang))


def _with_links(text: str, lang: str | None) -> Iterator[Run]:
    done = 0
    for match in _LINK.finditer(text):
        url = _trimmed(match[0])
        if match.start() > done:
            yield Run(text[done : match.start()], lang=lang)
        yield Run(url, link=True)
        done = match.start() + len(url)
    if done < len(text):
        yield Run(text[done:], lang=lang)


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while url[-1] in ".,;:!?)]»”’":
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url
