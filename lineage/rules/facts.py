"""Facts of a dataset that ``datasetDefaults`` may state in its place."""

from __future__ import annotations

from typing import Any

from pydantic import MISSING

from lineage.model.base import wire_name
from lineage.model.dataset import Dataset
from lineage.pointer import Pointer
from lineage.rules.context import Context
from lineage.rules.sections import SECTIONS


def stated(context: Context, dataset: Dataset, where: Pointer, name: str) -> tuple[Any, Pointer] | None:
    """A fact (by Python name) and the place where it stands: the dataset's own, else its origin's, else that of all.

    ``None`` where nobody states it; ``MISSING`` with a place where a faulty value was pruned there.
    """
    pruned = context.pruning.members
    own = getattr(dataset, name)
    defaults = context.index.manifest.dataset_defaults
    if own is MISSING and defaults is MISSING and not pruned:
        return None
    key = wire_name(name)
    if own is not MISSING or (*where, key) in pruned:
        return own, (*where, key)
    root: Pointer = ("datasetDefaults",)
    if root in pruned:
        return MISSING, root
    if defaults is MISSING:
        return None
    for origin in (*dataset.origins(), "all"):
        group = getattr(defaults, SECTIONS[origin][0] if origin in SECTIONS else origin)
        if (*root, origin) in pruned:
            return MISSING, (*root, origin)
        if group is not MISSING:
            value = getattr(group, name)
            if value is not MISSING or (*root, origin, key) in pruned:
                return value, (*root, origin, key)
    return None
