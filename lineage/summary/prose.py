"""From a manifest's prose to paragraphs: the language is picked, lines are joined, bare web addresses become links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lineage.model.scalars import Text
from lineage.pointer import Pointer
from lineage.summary.blocks import Lines, Paragraph, Run

FORM_LANGUAGE: Final = "en"
"""The language of the labels and of every generated sentence."""

_LINK: Final = re.compile(r"https?://[^\s<>\"'`{}|\\^]+")
_BREAK: Final = re.compile(r"\n[ \t]*\n")


def pick(text: Text, language: str) -> tuple[str, str]:
    """A text in the manifest's language, else in English, else in the first there is, with the tag it is in."""
    if isinstance(text, str):
        return text, language
    tag = next((wanted for wanted in (language, FORM_LANGUAGE) if wanted in text), next(iter(text)))
    return text[tag], tag


def paragraphs(text: Text, language: str, place: Pointer) -> tuple[Paragraph, ...]:
    """A text as paragraphs. A blank line parts paragraphs; a single line break is a space."""
    words, tag = pick(text, language)
    lang = None if tag.split("-")[0] == FORM_LANGUAGE else tag
    where = place if isinstance(text, str) else (*place, tag)
    chunks = (" ".join(chunk.split()) for chunk in _BREAK.split(words.replace("\r\n", "\n")))
    return tuple(Paragraph(tuple(_runs(chunk, lang)), (where,)) for chunk in chunks if chunk)


def sentence(words: str, *places: Pointer) -> Paragraph:
    """A generated paragraph; bare web addresses in it become links."""
    return Paragraph(tuple(_runs(words, None)), places)


def linked(words: str, url: str | None, *places: Pointer, between: str = ", ") -> Paragraph:
    """Words, then a link if there is one. Unlike in :func:`sentence`, an address inside the words stays text."""
    runs = [Run(words)] if words else []
    if url:
        runs += [Run(between)] if words else []
        runs.append(Run(url, link=True))
    return Paragraph(tuple(runs), places)


def plain(words: str, *places: Pointer) -> tuple[Lines]:
    """One line whose text is never a link, for a cell of a table."""
    return (Lines((Paragraph((Run(words),), places),)),)


def listed(words: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    items = list(words)
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 dataset``, ``3 datasets``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def capital(words: str) -> str:
    """The words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def _runs(text: str, lang: str | None) -> Iterator[Run]:
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
