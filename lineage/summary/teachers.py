"""Which models created synthetic data (section 2.5), and which only had a hand in cleaning or enriching data.

Only uses that create data open section 2.5: those of datasets whose origin is synthetic, and those of stages of
training. A role that is not known counts as possible.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from lineage.graph.content import CorpusContent, PlacedUse
from lineage.model.answer import value_of
from lineage.model.dataset import Dataset
from lineage.model.model import Model
from lineage.model.roles import creates_data
from lineage.pointer import Pointer
from lineage.rules.sections import once
from lineage.summary import models
from lineage.summary.scope import Scope, is_public

_NO_HAND: Final = frozenset({"evaluate", "steer"})


@dataclass
class Teacher:
    """A model that created data, with its uses."""

    reference: Any
    uses: list[PlacedUse] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)


def creating(scope: Scope) -> list[PlacedUse]:
    """The uses that create synthetic data, or may."""
    return _creating(scope.content)


@once
def _creating(content: CorpusContent) -> list[PlacedUse]:
    # Four questions ask for them.
    return [
        placed
        for placed in content.model_uses
        if (isinstance(placed.owner, Model) or "synthetic" in placed.owner.origins()) and creates(placed) is not False
    ]


def creates(placed: PlacedUse) -> bool | None:
    """Whether a use creates data; ``None`` where its role is not stated."""
    role = placed.use.role
    return creates_data(role, placed.use.written_parts()) if isinstance(role, str) else None


def teachers(scope: Scope) -> tuple[list[Teacher], int]:
    """The models behind those uses, each once, in file order; and how many uses belong to hidden records."""
    found: dict[str, Teacher] = {}
    hidden = 0
    for placed in creating(scope):
        if not is_public(placed.owner):
            hidden += 1
            continue
        for reference, place in models.references(placed.use, placed.pointer):
            if isinstance(reference, str) and not _printable(reference, scope):
                hidden += 1
                continue
            key = reference if isinstance(reference, str) else repr((reference, place))
            teacher = found.setdefault(key, Teacher(reference))
            teacher.uses.append(placed)
            teacher.pointers.append(place)
    return list(found.values()), hidden


def _printable(reference: str, scope: Scope) -> bool:
    record = scope.index.by_id.get(reference)
    return record is None or is_public(record.node)


def on_union_market(model: Model) -> bool:
    """Whether it is a general-purpose model that is said to be on the Union market."""
    placed = value_of(model.placed_on_union_market)
    return value_of(model.general_purpose) is True and placed is not None and placed is not False


def enriching(scope: Scope) -> list[PlacedUse]:
    """Uses that clean or enrich data of the provider, for which section 2.5 does not ask. Those of public datasets are
    in Annex B."""
    return [
        placed
        for placed in scope.content.model_uses
        if creates(placed) is False
        and placed.use.role not in _NO_HAND
        and not (isinstance(placed.owner, Dataset) and "public" in placed.owner.origins())
        and is_public(placed.owner)
    ]
