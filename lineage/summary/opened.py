"""Files that a manifest names, as far as the caller hands them in. The library itself opens none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeAlias

from pydantic import MISSING

from lineage.errors import LineageError
from lineage.model.link import File
from lineage.visible import one_line

Files: TypeAlias = Callable[[str], bytes]
"""Gives the bytes of a file by its path relative to the manifest. Raises ``FileNotFoundError`` where there is none, and
:class:`lineage.errors.LineageError` for one that may not be opened."""


def content(file: File, files: Files | None) -> bytes | None:
    """The bytes of a file, if it is at hand and is the one that the manifest means.

    Raises :class:`lineage.errors.LineageError` where its size or its digest differs from what the manifest says:
    nothing may be printed from it.
    """
    if files is None or file.path is MISSING:
        return None
    try:
        data = files(file.path)
    except FileNotFoundError:
        return None
    shown = one_line(file.path)
    if file.bytes is not MISSING and file.bytes != len(data):
        raise LineageError(
            f'the file "{shown}" has {len(data)} bytes, and the manifest says {file.bytes}',
            "put the file beside the manifest that it means, or correct bytes and sha256",
        )
    if file.sha256 is not MISSING:
        digest = hashlib.sha256(data).hexdigest()
        if digest != file.sha256:
            raise LineageError(
                f'the file "{shown}" has the SHA-256 {digest}, and the manifest says {file.sha256}',
                "put the file beside the manifest that it means, or correct the digest",
            )
    return data
