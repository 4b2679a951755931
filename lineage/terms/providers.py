"""Providers and the names they go by: the same company is written in several ways."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from lineage.terms.stored import stored


class Provider(NamedTuple):
    """Whose terms some rows are."""

    id: str
    """Short name in this data set."""
    name: str
    """Name as people know it."""
    aliases: tuple[str, ...]
    """Other names of the same provider."""


def plain(name: str) -> str:
    """A name without case, spaces and signs, for comparing: ``X.AI`` and ``xAI`` are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@cache
def providers() -> dict[str, Provider]:
    """The providers of the data set, by id."""
    return {
        entry["id"]: Provider(entry["id"], entry["name"], tuple(entry.get("aliases", ())))
        for entry in stored()["providers"]
    }


@cache
def _by_name() -> dict[str, Provider]:
    return {
        plain(name): provider
        for provider in providers().values()
        for name in (provider.id, provider.name, *provider.aliases)
    }


def provider_of(name: str) -> Provider | None:
    """The provider that goes by this name or alias; ``None`` where the data set has none of that name."""
    return _by_name().get(plain(name))


def same_provider(one: str, other: str) -> bool:
    """Whether two names are of one provider, as far as the table of names knows."""
    first, second = provider_of(one), provider_of(other)
    return first == second if first and second else plain(one) == plain(other)
