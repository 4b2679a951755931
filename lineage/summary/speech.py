"""Words of ours, in the language of the document. Facts are put into them; they are never looked up themselves.

A composer writes ``say("Made by {names}.", names=...)``. In English that is the sentence as it stands. While
:func:`speaking` another language, its catalogue gives the sentence, and only then are the facts put in: no fact can be
taken for a label, and none is translated. What the catalogue does not have stays English and is marked so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from babel import Locale

ENGLISH: Final = "en"
"""The language in which every label and sentence is written in the code."""

Messages: TypeAlias = Mapping[tuple[str | None, str], tuple[str, ...]]
"""Translations by context and English words; several where a number decides."""


class Said(str):
    """Words of ours. ``lang`` is their language where it is not that of the document."""

    __slots__ = ("lang",)
    lang: str | None

    def __new__(cls, words: str, lang: str | None = None) -> Said:
        made = super().__new__(cls, words)
        made.lang = lang
        return made


class Voice:
    """One language: its messages, its plural forms, its manner of writing dates and numbers.

    ``facts`` is the language of the manifest, whose prose is never translated.
    """

    def __init__(
        self, language: str, messages: Messages, plural: Callable[[int], int], locale: Locale, facts: str = ENGLISH
    ) -> None:
        self.language = language
        self.locale = locale
        self.facts = facts
        self._messages = messages
        self._plural = plural

    def of_facts_in(self, facts: str) -> Voice:
        """The same voice for a manifest in another language."""
        return Voice(self.language, self._messages, self._plural, self.locale, facts)

    def find(self, message: str, context: str | None = None) -> str | None:
        """The translation of one message; ``None`` where there is none."""
        found = self._messages.get((context, message))
        return found[0] if found else None

    def find_counted(self, message: str, number: int | float) -> str | None:
        """The same for a message that a number decides."""
        found = self._messages.get((None, message))
        return found[min(self.form_for(number), len(found) - 1)] if found else None

    def form_for(self, number: int | float) -> int:
        """Which plural form goes with a number. gettext knows whole numbers only: one with a fraction takes the form of
        two, or that of its whole part in languages such as French, where nought is singular too."""
        if number == int(number):
            return self._plural(int(number))
        return self._plural(int(number) if self._plural(0) == self._plural(1) else 2)

    def tag(self, language: str) -> str | None:
        """How a text in a language is marked: not at all where it is the language of the document."""
        return None if language.split("-")[0] == self.language.split("-")[0] else language


_VOICE: ContextVar[Voice | None] = ContextVar("voice", default=None)


def voice() -> Voice | None:
    """The language that is being spoken; ``None`` is English."""
    return _VOICE.get()


@contextmanager
def speaking(language: Voice | None) -> Iterator[None]:
    """Everything that is composed inside is in this language; ``None`` is English."""
    token = _VOICE.set(language)
    try:
        yield
    finally:
        _VOICE.reset(token)


def say(message: str, /, context: str | None = None, **facts: object) -> str:
    """Words of ours with facts in their places. ``context`` tells apart what English says in the same words."""
    speaker = _VOICE.get()
    if speaker is None:
        return message.format(**facts) if facts else message
    if isinstance(message, Said):
        return message
    found = speaker.find(message, context)
    words = message if found is None else found
    return Said(words.format(**facts) if facts else words, speaker.tag(ENGLISH) if found is None else None)


def say_counted(number: int, one: str, many: str, /, **facts: object) -> str:
    """The same where the words depend on a number, which stands in them as ``{number}``."""
    speaker = _VOICE.get()
    if speaker is None:
        return (one if number == 1 else many).format(number=number, **facts)
    found = speaker.find_counted(one, number)
    words = (one if number == 1 else many) if found is None else found
    return Said(words.format(number=number, **facts), speaker.tag(ENGLISH) if found is None else None)


def spoken(words: str) -> str:
    """Words that hold nothing but facts written in the manner of the language, such as a date."""
    return words if _VOICE.get() is None else Said(words)


def together(words: str, *parts: str) -> str:
    """Words that were put together from parts: ours where all of them are."""
    if _VOICE.get() is None or not parts or not all(isinstance(part, Said) for part in parts):
        return words
    marks = [part.lang for part in parts if isinstance(part, Said)]
    return Said(words, next((mark for mark in marks if mark), None))


def marked(words: str) -> str | None:
    """The language with which a text is marked: that of the manifest for facts, that of its words for ours."""
    speaker = _VOICE.get()
    if speaker is None:
        return None
    if isinstance(words, Said):
        return words.lang
    return speaker.tag(speaker.facts) if any(sign.isalpha() for sign in words) else None
