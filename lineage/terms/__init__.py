"""Clauses on record: dated, sourced terms on training with a model's outputs, and what can be asked of them.

The data are YAML files under ``data/``, one for each provider, each a valid manifest. :mod:`lineage.terms.registry`
holds the rows, :mod:`lineage.terms.lookup` asks which of them covered a period, :mod:`lineage.terms.obligations` how
far a duty reaches along a path, and :mod:`lineage.terms.wording` puts it into sentences.

What this room says is that a clause is on record, with its date and its source. It gives no verdict, and nothing here
is legal advice.
"""

from __future__ import annotations

from lineage.terms.lookup import Coverage, Held, Piece, coverage, in_force
from lineage.terms.obligations import Distance, PathFacts, bound, distance, name_begins
from lineage.terms.providers import Provider, provider_of, providers
from lineage.terms.registry import TermsRow, all_terms, by_id, rows_of

__all__ = [
    "Coverage",
    "Distance",
    "Held",
    "PathFacts",
    "Piece",
    "Provider",
    "TermsRow",
    "all_terms",
    "bound",
    "by_id",
    "coverage",
    "distance",
    "in_force",
    "name_begins",
    "provider_of",
    "providers",
    "rows_of",
]
