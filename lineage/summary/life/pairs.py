"""Which entries of two answers are the same, and which are one entry said differently."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from lineage.summary.life.meaning import Entry

Pair: TypeAlias = "tuple[Entry, Entry]"

_ALIKE: Final = 0.5
"""Entries that share at least this part of their words are one entry in other words."""
_MANY: Final = 10_000
"""Pairs of an answer that are looked at for words in common; beyond, an entry goes and another one comes."""


def paired(old: Iterable[Entry], new: Iterable[Entry]) -> tuple[list[Entry], list[Entry], list[Pair]]:
    """What went, what appeared, and pairs that are said differently. The other way round gives the same pairs."""
    went, appeared = _without(old, new), _without(new, old)
    went, appeared, pairs = _of_one_name(went, appeared)
    went, appeared, more = _of_like_words(went, appeared)
    return went, appeared, [*pairs, *more]


def _without(entries: Iterable[Entry], others: Iterable[Entry]) -> list[Entry]:
    """The entries without as many of each meaning as there are among the others."""
    there = Counter(entry.meaning for entry in others)
    left = []
    for entry in entries:
        if there[entry.meaning]:
            there[entry.meaning] -= 1
        else:
            left.append(entry)
    return left


def _of_one_name(went: list[Entry], appeared: list[Entry]) -> tuple[list[Entry], list[Entry], list[Pair]]:
    waiting: dict[Any, deque[Entry]] = {}
    for entry in sorted(went, key=lambda entry: entry.meaning):
        waiting.setdefault(entry.identity, deque()).append(entry)
    pairs = []
    for entry in sorted(appeared, key=lambda entry: entry.meaning):
        same = waiting.get(entry.identity)
        if same:
            pairs.append((same.popleft(), entry))
    return (*_rest(went, appeared, pairs), pairs)


def _of_like_words(went: list[Entry], appeared: list[Entry]) -> tuple[list[Entry], list[Entry], list[Pair]]:
    if len(went) * len(appeared) > _MANY:
        return went, appeared, []
    words = {id(entry): Counter(word for text in entry.texts for word in text.split()) for entry in (*went, *appeared)}
    likely: list[tuple[float, list[Any], Entry, Entry]] = [
        (-likeness, sorted((one.meaning, other.meaning)), one, other)
        for one in went
        for other in appeared
        if (one.kind, one.within, one.statement) == (other.kind, other.within, other.statement) != ("tick", "", False)
        and (likeness := _likeness(words[id(one)], words[id(other)])) >= _ALIKE
    ]
    pairs: list[Pair] = []
    taken: set[int] = set()
    for _, _, one, other in sorted(likely, key=lambda found: found[:2]):
        if not taken & {id(one), id(other)}:
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    if not pairs and len(went) == len(appeared) == 1 and not went[0].details and not appeared[0].details:
        pairs = [(went[0], appeared[0])]  # one sentence in place of another
    return (*_rest(went, appeared, pairs), pairs)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The part of their words that two texts share, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _rest(went: list[Entry], appeared: list[Entry], pairs: list[Pair]) -> tuple[list[Entry], list[Entry]]:
    taken = {id(entry) for pair in pairs for entry in pair}
    return (
        [entry for entry in went if id(entry) not in taken],
        [entry for entry in appeared if id(entry) not in taken],
    )
