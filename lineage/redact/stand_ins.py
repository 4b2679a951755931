"""Stand-ins: what is left of a record that the readers may not see.

Only what a public summary counts stays: that there is one, of which origin and kinds of content, and who may see it.
Of a private dataset that is not publicly known the description stays too, since section 2.2.2 prints it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from lineage.redact.digests import MARK

_DESCRIBED: Final[tuple[str, ...]] = (
    "origin",
    "publiclyKnown",
    "description",
    "languages",
    "visibility",
    "listAs",
    "group",
)
"""What is printed of a dataset that may be described and not named."""


def stand_in(noun: str, record: dict[str, Any], name: str, proof: str) -> dict[str, Any]:
    """What takes the place of a hidden record: its new id, what has to be counted, and its digest."""
    return {"id": name, **_SHAPES[noun](record), MARK: {"hmacSha256": proof}}


def unnamed(record: dict[str, Any], name: str, proof: str) -> dict[str, Any]:
    """What takes the place of a dataset that may be described and not named."""
    kept = {key: record[key] for key in _DESCRIBED if key in record}
    return {"id": name, "name": {"withheld": True}, **kept, **_modalities(record), MARK: {"hmacSha256": proof}}


def _dataset(record: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: record[key] for key in ("origin", "visibility") if key in record}
    return {"name": {"withheld": True}, **kept, **_modalities(record)}


def _modalities(record: dict[str, Any]) -> dict[str, Any]:
    """Kinds of content without their sizes: a size tells readers which archive it was."""
    listed = record.get("modalities")
    if not isinstance(listed, list):
        return {} if listed is None else {"modalities": listed}
    return {"modalities": [entry["modality"] if isinstance(entry, dict) else entry for entry in listed]}


def _named(record: dict[str, Any]) -> dict[str, Any]:
    # An agent that only hidden records speak of may have no visibility of its own.
    return {"name": {"withheld": True}, "visibility": record.get("visibility", "internal")}


def _measure(record: dict[str, Any]) -> dict[str, Any]:
    return {key: record[key] for key in ("kind", "purposes", "visibility")}


_SHAPES: Final[dict[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "agents": _named,
    "models": _named,
    "datasets": _dataset,
    "measures": _measure,
}
"""Nouns that have a visibility, with what is left of one."""

NOUNS: Final = tuple(_SHAPES)
