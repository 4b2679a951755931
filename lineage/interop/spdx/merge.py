"""The entries of a list, put together from the records that a relationship names and from facts by number."""

from __future__ import annotations

from typing import Any, Final

_DIGITS: Final = 9


def merged(targets: list[str], facts: Any, key: str, short: bool = True) -> list[Any]:
    """Entries in their order. One that names its record otherwise (a statement in its place) is a fact alone."""
    if isinstance(facts, list):
        numbered = dict(enumerate(facts))
    else:
        given = facts.items() if isinstance(facts, dict) else ()
        numbered = {int(number): fact for number, fact in given if number.isdecimal() and len(number) <= _DIGITS}
    rest = list(reversed(targets))
    items: list[Any] = []
    while rest or numbered:
        fact = numbered.pop(len(items), {})
        if not isinstance(fact, dict):
            fact = {}
        if fact and not isinstance(fact.get(key, ""), str):
            items.append(fact)
        elif rest:
            target = rest.pop()
            items.append(target if short and not fact else {key: target, **fact})
        else:
            break  # facts about entries that are not there
    return items
