"""What travels with a document: the manifest inside a PDF, whole and unchanged or not at all, and lists beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from lineage.cli import inputs

if TYPE_CHECKING:
    from lineage.read import Document
    from lineage.summary import Attachment, Summary

_MEDIA_TYPES: Final = {"json": "application/json", "yaml": "application/yaml", "card": "text/markdown"}


def of(document: Document) -> Attachment:
    """The file that was read, byte for byte, so that the digest in the annex is its digest.

    Raises :class:`click.UsageError` where it holds records that are not public: a public file must not carry them.
    """
    from lineage.summary import Attachment

    hidden = sum(map(_is_kept_back, _objects(document.tree())))
    if hidden:
        records = "1 record that is" if hidden == 1 else f"{hidden} records that are"
        raise click.UsageError(f"--attach would publish the whole manifest, and it has {records} not public")
    name = Path(document.name).name
    if document.name in (inputs.STDIN, "<stdin>"):
        name = "lineage.json" if document.format == "json" else "lineage.yaml"
    about = "The manifest that this summary was made from"
    return Attachment(name, document.source, _MEDIA_TYPES[document.format], about)


def lists(summary: Summary, target: str | None) -> tuple[Summary, tuple[tuple[str, bytes], ...]]:
    """The document with its long lists cut, and the files that hold them whole, beside that of the document; none
    where it is printed."""
    from lineage.summary.attachments import abridged

    path = None if target is None or (Path(target).exists() and not Path(target).is_file()) else Path(target)
    short, attached = abridged(summary, path.stem if path else None)
    return short, tuple((str(path.with_name(one.name)), one.content) for one in attached if path)


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for value in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _objects(value)


def _is_kept_back(record: dict[str, Any]) -> bool:
    """Whether a summary does not name the record: it is not public, or a dataset that is declared not to be known."""
    known = record.get("publiclyKnown")
    return record.get("visibility", "public") != "public" or known is False or known == {"value": False}
