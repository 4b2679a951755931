"""A report merged into a manifest: its measurement is written, what nobody stated is filled in, all else is kept.

>>> merged = merge(document, manifest, "web", report, Source("web.scan.json", digest))  # doctest: +SKIP
>>> merged.content  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lineage.scan.merge.facts import Source

if TYPE_CHECKING:
    from lineage.model import Manifest
    from lineage.read import Document
    from lineage.scan.beside import Described
    from lineage.scan.report.model import ScanReport

__all__ = ["Merged", "Source", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The bytes of the manifest with the measurement in it. ``written`` and ``kept`` say in words what was written, and
    which declared facts were left as they are; ``differs``, where files beside the data say otherwise."""

    content: bytes
    written: tuple[str, ...]
    kept: tuple[str, ...]
    differs: tuple[str, ...] = ()


def merge(
    document: Document,
    manifest: Manifest,
    dataset: str,
    report: ScanReport,
    source: Source,
    *,
    sme: bool = False,
    new: bool = False,
    described: Sequence[Described] = (),
) -> Merged:
    """A manifest with what a report says of one of its datasets; ``new`` adds the dataset where there is none.

    ``described`` are the files beside the data, by their paths from the manifest. ``sme`` takes the list of domain
    names for small and medium-sized enterprises.
    Raises :class:`lineage.errors.LineageError` where the file cannot be edited in place, and ``KeyError`` for a dataset
    that does not exist.
    """
    from lineage.scan.merge.changes import Target, changes
    from lineage.scan.merge.write import with_edits

    document, manifest, position = _found(document, manifest, dataset, new=new)
    made = changes(Target(document.tree(), manifest, position, source), report, sme, described)
    content = with_edits(document, made.edits)
    return Merged(content, tuple(made.written), tuple(made.kept), tuple(made.differs))


def _found(document: Document, manifest: Manifest, dataset: str, *, new: bool) -> tuple[Document, Manifest, int]:
    """The dataset's position, in a document that has it."""
    from lineage.model import Manifest as Model
    from lineage.read import read_bytes
    from lineage.scan.merge.edit import Add, Append
    from lineage.scan.merge.write import with_edits

    listed = document.tree().get("datasets", [])
    position = next((number for number, one in enumerate(listed) if one["id"] == dataset), None)
    if position is not None:
        return document, manifest, position
    if not new:
        raise KeyError(dataset)
    record = {"id": dataset}
    edit = Append(("datasets",), record) if listed else Add((), "datasets", [record])
    document = read_bytes(with_edits(document, [edit]), document.name, format=document.format)
    return document, Model.model_validate_json(document.json), len(listed)
