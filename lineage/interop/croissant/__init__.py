"""Croissant: descriptions of datasets for machine learning, in JSON-LD.

Versions 0.8, 1.0 and 1.1 are read, with the vocabulary for responsible AI and PROV as people really write them; 1.1 is
written. What a manifest says beyond Croissant's words (roles, parts, access, terms) stands there in our vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lineage.interop.croissant.lost import LOSSES
from lineage.interop.draft import Draft
from lineage.interop.formats import Exported
from lineage.interop.losses import Loss
from lineage.interop.source import NotThisFormat, Source

__all__ = ["LOSSES", "from_croissant", "looks_like", "to_croissant"]

_MARK = "mlcommons.org/"
_LONGEST_MARK = 4000


def looks_like(source: Source) -> bool:
    """Whether the document or a dataset in it says that it is Croissant."""
    tree = source.tree
    if not isinstance(tree, dict):
        return False
    said = [tree.get("@context"), tree.get("conformsTo"), tree.get("dct:conformsTo")]
    graph = tree.get("@graph")
    said += [node.get("conformsTo") for node in graph if isinstance(node, dict)] if isinstance(graph, list) else []
    return any(_MARK in text for part in said for text in _texts(part))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = [part.get("@id") if isinstance(part, dict) else part for part in value.values()]
    return [part for item in (value if isinstance(value, list) else [value]) for part in _short(item)]


def _short(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [part for part in value.values() if isinstance(part, str)]
    return [value[:_LONGEST_MARK]] if isinstance(value, str) else []


def from_croissant(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """Add the datasets of a document to a draft, with whatever they were made from and by.

    Raises :class:`lineage.interop.source.NotThisFormat` for a document that describes no dataset.
    """
    from lineage.interop.croissant import returned
    from lineage.interop.croissant.datasets import Datasets
    from lineage.interop.croissant.document import Document
    from lineage.interop.reading import Reading

    reading = Reading(source.object("a Croissant document"))
    document = Document(reading)
    if not document.datasets:
        raise NotThisFormat(
            "nothing in it is a dataset in the sense of schema.org, as a Croissant document is",
            "check that this is the file you mean",
        )
    if returned.is_ours(document):
        returned.read(draft, document)
        return reading.losses()
    circles = Datasets(draft, document).read()
    return (*reading.losses(), *circles)


def to_croissant(tree: Mapping[str, Any], *, subject: str | None = None) -> Exported:
    """A manifest as a Croissant 1.1 document about one of its datasets.

    ``subject`` is its id; it may be left out where all other datasets are what one was made from. Raises
    :class:`lineage.errors.LineageError` for a manifest without datasets, or with several and no subject.
    """
    from lineage.interop.croissant.again import written

    return written(tree, subject)
