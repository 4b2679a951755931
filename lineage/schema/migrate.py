"""From older versions of the standard to the one this release writes: small functions from data to data, in a chain.

The model knows one version only. A manifest of an older one is first made into one of today's, step by step, and then
read like any other. So far there is one version, ``1.0-draft``, and nothing to migrate.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from lineage.errors import LineageError

CURRENT: Final = "1.0-draft"
"""The version that this release writes and checks."""

Tree = dict[str, Any]


class Step(NamedTuple):
    """How one version becomes the next: ``change`` may edit the tree that it is given, and need not set the version."""

    to: str
    change: Callable[[Tree], Tree]


STEPS: Final[dict[str, Step]] = {}
"""The step that leads on from each older version."""


class Migrated(NamedTuple):
    """The manifest as of today, and the versions that it went through, the first and the last included."""

    tree: Tree
    versions: tuple[str, ...]


def identify(tree: Any, steps: Mapping[str, Step] = STEPS) -> str:
    """The version that a manifest says it is of.

    Raises :class:`lineage.errors.LineageError` where it says none, or one that this release does not read.
    """
    version = tree.get("lineage") if isinstance(tree, dict) else None
    readable = ", ".join([*steps, CURRENT])
    if not isinstance(version, str):
        silent = not isinstance(tree, dict) or "lineage" not in tree
        raise LineageError(
            "the manifest does not say its version" if silent else "the version of the manifest is not text",
            f'write lineage: "{CURRENT}" if it is of that; versions: {readable}',
        )
    if version != CURRENT and version not in steps:
        raise LineageError(
            f'the manifest is of version "{version}", which this release does not know',
            f"this release reads {readable}; for a newer version, use a newer release",
        )
    return version


def migrate(tree: Any, steps: Mapping[str, Step] = STEPS) -> Migrated:
    """The manifest in the version of today. The tree that is given stays as it is. Raises as ``identify`` does."""
    version = identify(tree, steps)
    versions = [version]
    tree = copy.deepcopy(tree)
    while version != CURRENT:
        step = steps[version]
        version = step.to
        tree = {**step.change(tree), "lineage": version}
        versions.append(version)
    return Migrated(tree, tuple(versions))
