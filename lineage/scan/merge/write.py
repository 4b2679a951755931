"""Writing edits into the text of a manifest, and making sure that the text then says what was meant."""

from __future__ import annotations

from collections.abc import Sequence

from lineage.errors import LineageError
from lineage.read import Document, read_bytes
from lineage.scan.merge.edit import Edit, edited


def with_edits(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of a manifest with the edits made, and nothing else changed.

    Raises :class:`lineage.errors.LineageError` where that cannot be done.
    """
    if document.format == "card":
        raise LineageError(
            "a manifest in a card is not written to", "move it to a lineage.yaml of its own, which the card may link"
        )
    if not edits:
        return document.source
    if document.format == "json":
        from lineage.scan.merge.json_text import edit_json

        text = edit_json(document, edits)
    else:
        from lineage.scan.merge.yaml_text import edit_yaml

        text = edit_yaml(document.source.decode("utf-8"), edits)
    data = text.encode("utf-8")
    _make_sure(document, edits, data)
    return data


def _make_sure(document: Document, edits: Sequence[Edit], data: bytes) -> None:
    """Raises where the new text does not say what the old one said with the edits: better nothing than that."""
    advice = "nothing was written; write the manifest in block style, or as JSON"
    try:
        said = read_bytes(data, document.name, format=document.format).tree()
    except LineageError as error:
        raise LineageError(f'"{document.name}" cannot be edited in place: {error.message}', advice) from error
    if said != edited(document.tree(), edits):
        raise LineageError(f'"{document.name}" cannot be edited in place', advice)
