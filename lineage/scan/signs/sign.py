"""A sign that a model wrote some of the records: how strong it is, what it can mean, and what it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Strength = Literal["strong", "medium", "weak"]

PRESENCE_ONLY: Final = "Shows presence only: where it is absent, nothing follows. Such marks are routinely removed."
"""The limit that all signs in texts have."""
ENGLISH: Final = "The phrases are English: in other languages only what was left in English is found."
"""The limit of phrases."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign. What it finds is ``inferred``, never a fact, and never names a teacher unless ``names_model``.

    ``strong``: the data says so itself, in its structure or record by record. ``medium``: people rarely write it, and
    models do. ``weak``: it is as often there for another reason, and worth looking at in numbers.
    """

    name: str
    strength: Strength
    means: str
    limits: tuple[str, ...]
    pattern: str | None = None
    names_model: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A sign that was found in the structure of the data: in which columns, files or tags."""

    sign: Sign
    where: tuple[str, ...]
