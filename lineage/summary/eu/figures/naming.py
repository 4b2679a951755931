"""What a dataset is called in a picture: never more than the form says."""

from __future__ import annotations

from lineage.model.answer import value_of
from lineage.model.dataset import Dataset
from lineage.pointer import Pointer
from lineage.summary.eu.figures.origins import LABELS, origins_of
from lineage.summary.eu.hands import _called
from lineage.summary.scope import Scope


def called(dataset: Dataset, place: Pointer, scope: Scope) -> str:
    """Its name where the form prints it; else its section, or its origin."""
    named = isinstance(dataset.name, str) or value_of(dataset.name) is not None
    unnamed = not named or value_of(dataset.publicly_known) is False
    if unnamed and not {"thirdPartyPrivate", "licensed"}.intersection(dataset.origins()):
        return f"Not named: {LABELS[origins_of(dataset)[0]]}"
    return _called(dataset, place, scope)
