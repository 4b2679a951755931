"""The rows of the data set, and the terms of a manifest in the same shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from pydantic import MISSING, TypeAdapter

from lineage.model.agent import Agent, InlineAgent
from lineage.model.answer import value_of
from lineage.model.terms import Terms
from lineage.terms.providers import providers
from lineage.terms.stored import stored


class TermsRow(NamedTuple):
    """One version of somebody's terms, with the name of whose they are."""

    terms: Terms
    """The record as the standard has it."""
    provider: str
    """The provider's name."""
    shipped: bool
    """Whether the row is of the data set; otherwise a manifest brought it."""

    @property
    def version(self) -> str:
        """The version; empty where none is stated."""
        version = value_of(self.terms.version)
        return version if isinstance(version, str) else ""

    @property
    def reference(self) -> str:
        """How a manifest cites it: ``id@version``, or the id alone."""
        return f"{self.terms.id}@{self.version}" if self.version else self.terms.id

    @property
    def access(self) -> tuple[str, ...]:
        """Ways of access that it speaks of; empty where all."""
        covers = self.terms.covers
        return () if covers is MISSING or covers.access is MISSING else tuple(covers.access)

    @property
    def families(self) -> tuple[str, ...]:
        """Model families that it speaks of; empty where all of the provider's."""
        covers = self.terms.covers
        return () if covers is MISSING or covers.families is MISSING else tuple(covers.families)

    @property
    def scope(self) -> str | None:
        """Which training on outputs is restricted; ``None`` where the record does not say."""
        return None if self.terms.output_use is MISSING else self.terms.output_use.scope


@cache
def all_terms() -> tuple[TermsRow, ...]:
    """Every row of the data set, by provider, id and day."""
    names = {provider.id: provider.name for provider in providers().values()}
    rows = TypeAdapter(list[Terms]).validate_python(stored()["terms"])
    return tuple(_row(terms, names, shipped=True) for terms in rows)


def rows_of(terms: Iterable[Terms], agents: Iterable[Agent] = ()) -> tuple[TermsRow, ...]:
    """The terms of a manifest as rows; ids of its agents become names."""
    names = {agent.id: name for agent in agents if isinstance(name := value_of(agent.name), str)}
    return tuple(_row(entry, names, shipped=False) for entry in terms)


def _row(terms: Terms, names: Mapping[str, str], *, shipped: bool) -> TermsRow:
    owner = terms.provider
    name = owner.name if isinstance(owner, InlineAgent) else names.get(owner, owner)
    return TermsRow(terms, name, shipped)


def by_id(reference: str) -> tuple[TermsRow, ...]:
    """The row that ``id@version`` names, or all versions that an id alone names, oldest first; nothing for another."""
    return tuple(row for row in all_terms() if reference in (row.reference, row.terms.id))
