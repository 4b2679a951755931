"""Documents that are not for everybody: a manifest as one of its readers may see it.

``visibility`` says who may read a record. For a reader who may, the record is as good as public; for all others it
stays hidden, is counted, and is printed nowhere.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from lineage.model import Manifest
from lineage.model.answer import entries

_HIDEABLE: Final = ("agents", "models", "datasets", "measures")
"""The lists whose records have a visibility."""


def opened(manifest: Manifest, readable: Collection[str]) -> Manifest:
    """The manifest with the records of some visibilities made public; itself where there are none."""
    changes: dict[str, Any] = {}
    for name in _HIDEABLE:
        records = entries(getattr(manifest, name))
        if any(record.visibility in readable for record in records):
            changes[name] = [
                record.model_copy(update={"visibility": "public"}) if record.visibility in readable else record
                for record in records
            ]
    return manifest.model_copy(update=changes) if changes else manifest
