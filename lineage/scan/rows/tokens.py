"""Tokens by a named tokenizer: a ``tokenizer.json`` on this machine, read by the ``tokenizers`` library.

A number of tokens means nothing without its tokenizer, so the file's digest goes with it. Special tokens that the
tokenizer would add around a text are not counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from lineage.errors import LineageError
from lineage.visible import one_line

_BATCH: Final = 512


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """A tokenizer, and what identifies it: the name of its file or folder, its digest, the version of the library."""

    name: str
    sha256: str
    version: str
    _encoder: Any = field(repr=False, compare=False)

    def count(self, texts: Iterable[str]) -> int:
        """The tokens of texts, added up."""
        total = 0
        for batch in _batches(texts):
            total += sum(map(len, self._encoder.encode_batch_fast(batch, add_special_tokens=False)))
        return total


def open_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer in a file, or in the ``tokenizer.json`` of a folder.

    Raises :class:`lineage.errors.LineageError` where the library is not installed, or the file is no tokenizer.
    """
    file = path / "tokenizer.json" if path.is_dir() else path
    shown = one_line(str(file))
    try:
        data = file.read_bytes()
    except OSError as error:
        raise LineageError(
            f'the tokenizer "{shown}" cannot be read: {error.strerror}', "give a tokenizer.json, or its folder"
        ) from error
    try:
        import tokenizers
    except ImportError as error:
        raise LineageError(
            "counting tokens needs the library tokenizers",
            "install it (pip install tokenizers), or leave out --tokenizer",
        ) from error
    try:
        encoder = tokenizers.Tokenizer.from_buffer(data)
    except Exception as error:  # the library raises Exception itself
        raise LineageError(
            f'"{shown}" is no tokenizer: {one_line(str(error))[:200]}',
            "give a tokenizer.json of the tokenizers library",
        ) from error
    encoder.no_truncation()
    encoder.no_padding()
    name = file.parent.name if file.name == "tokenizer.json" and file.parent.name else file.name
    return Tokenizer(name, hashlib.sha256(data).hexdigest(), str(tokenizers.__version__), encoder)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    left = iter(texts)
    while batch := list(islice(left, _BATCH)):
        yield batch
