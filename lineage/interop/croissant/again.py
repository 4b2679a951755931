"""Writing so that reading gives the same: what comes back differently is said in our terms too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lineage.interop.croissant import returned
from lineage.interop.croissant.document import Document
from lineage.interop.croissant.reach import Reached
from lineage.interop.croissant.writer import Writer
from lineage.interop.formats import Exported
from lineage.interop.reading import Reading


def written(tree: Mapping[str, Any], subject: str | None) -> Exported:
    """The document, and the records that it does not speak of."""
    reached = Reached(tree, subject)
    document = Writer(reached).document()
    if forced := _different(document, reached):
        document = Writer(reached, forced).document()
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return Exported({f"{reached.subject}.croissant.json": text.encode("utf-8", "surrogatepass")}, reached.losses())


def _different(document: dict[str, Any], reached: Reached) -> set[tuple[str, str]]:
    """The fields that a reader would take otherwise than the manifest says them."""
    _, found = returned.records(Document(Reading(document)))
    different: set[tuple[str, str]] = set()
    for noun, record, _, _ in found:
        if noun == "terms":
            continue
        _, said = reached.record(record["id"])
        different |= {(record["id"], field) for field in said if record.get(field) != said[field]}
    return different
