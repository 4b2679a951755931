"""From a path or bytes to a document: choose the format, guard it, and keep what was accepted."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import cast, get_args

from lineage.read.document import Document, Format
from lineage.read.encoding import check_encoding
from lineage.read.limits import Limits
from lineage.read.source import check_size, read_file

_SUFFIXES: dict[str, Format] = {
    ".json": "json",
    ".jsonld": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".md": "card",
}
_DEFAULT = Limits()


def read_path(path: str | Path, limits: Limits = _DEFAULT) -> Document:
    """The document in a file. The suffix decides the format, then the first character (``read_bytes``).

    Raises Unreadable with the reader fault (``codes.FAULTS``) for whatever cannot be read or is refused.
    """
    path = Path(path)
    format = _SUFFIXES.get(path.suffix.lower())
    data = read_file(path, _limit(format, limits))
    # A file name may be bytes that are no text; what is shown must be.
    name = os.fsencode(path).decode("utf-8", "replace")
    return _read(data, name, format, limits)


def read_bytes(data: bytes, name: str, format: str | None = None, limits: Limits = _DEFAULT) -> Document:
    """The document in ``data``, called ``name``.

    ``format`` is ``json``, ``yaml`` or ``card``; without it the suffix of ``name`` decides, and without a known
    suffix the first character: ``{`` or ``[`` means JSON, anything else YAML.
    Raises Unreadable as ``read_path`` does, and ValueError for a format of another name.
    """
    if format is not None and format not in get_args(Format):
        raise ValueError(f"unknown format {format!r}: it is json, yaml or card")
    chosen = cast("Format | None", format) or _SUFFIXES.get(PurePath(name).suffix.lower())
    return _read(data, name, chosen, limits)


def _read(data: bytes, name: str, format: Format | None, limits: Limits) -> Document:
    if format is None:
        format = "json" if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else "yaml"
    check_size(len(data), _limit(format, limits))
    check_encoding(data)
    if format == "json":
        from lineage.read.json_text import load_json

        return Document(name, format, data, load_json(data, limits))
    return _read_yaml(data, name, format, limits)


def _read_yaml(data: bytes, name: str, format: Format, limits: Limits) -> Document:
    from lineage.read.yaml_text import check_top, load_yaml

    if format == "yaml":
        tree, parts = load_yaml(data, limits)
        check_top(tree, data)
        return Document(name, format, data, tree, data, parts=parts)

    from lineage.read.card import ROOT, front_matter, lineage_block

    yaml = front_matter(data)
    block = lineage_block(load_yaml(yaml, limits)[0], yaml)
    return Document(name, format, data, block, yaml, ROOT)


def _limit(format: Format | None, limits: Limits) -> int:
    if format is None:
        return max(limits.json_bytes, limits.yaml_bytes)
    return limits.json_bytes if format == "json" else limits.yaml_bytes
