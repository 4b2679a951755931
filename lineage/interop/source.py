"""The file that is imported: its bytes, its digest, and its content as plain data.

The reader of manifests guards these files too (limits, encoding, duplicate keys, depth), so faults have the same codes
and positions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Final

from lineage.errors import LineageError
from lineage.read import Limits, read_bytes
from lineage.read.card import front_matter
from lineage.visible import one_line


class NotThisFormat(LineageError):
    """A document that is not what it was taken for; the message says what it looks like instead."""


_USUAL: Final = Limits()


@dataclass(frozen=True)
class Source:
    """A file to import. ``name`` is what facts that come from it cite; ``beside`` holds further files of the same
    export by their names (a tool may write several)."""

    name: str
    data: bytes = field(repr=False)
    limits: Limits = _USUAL
    beside: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @cached_property
    def sha256(self) -> str:
        """Digest of the file."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_card(self) -> bool:
        """Whether it is Markdown with front matter, such as a card of Hugging Face. YAML may begin like one."""
        suffix = PurePath(self.name).suffix.lower()
        return suffix == ".md" or (suffix not in (".yaml", ".yml") and self.data[:4] in (b"---\n", b"---\r"))

    @cached_property
    def tree(self) -> Any:
        """The content as plain data: of a card, its front matter.

        Raises :class:`lineage.errors.Unreadable` for what the reader refuses.
        """
        if self.is_card:
            return read_bytes(front_matter(self.data), self.name, "yaml", self.limits).tree()
        if self.data.lstrip(b" \t\r\n")[:1] == b"[":
            # The reader takes objects alone. Only faults in the first line are told eight columns too far right.
            limits = self.limits._replace(json_bytes=self.limits.json_bytes + 9, depth=self.limits.depth + 1)
            return read_bytes(b'{"list":' + self.data + b"}", self.name, "json", limits).tree()["list"]
        return read_bytes(self.data, self.name, None, self.limits).tree()

    def lines(self) -> list[tuple[int, Source]]:
        """Each line that is not blank as a source of its own (NDJSON), with its number from 1.

        Their names are ``FILE line N``; their digests those of the lines.
        """
        found = []
        for number, line in enumerate(self.data.splitlines(), 1):
            if line.strip():
                found.append((number, Source(f"{self.name} line {number}", line, self.limits)))
        return found

    def object(self, what: str) -> dict[str, Any]:
        """The content as an object.

        Raises :class:`NotThisFormat` where it is none; ``what`` names the format that was expected.
        """
        if isinstance(self.tree, dict):
            return self.tree
        kind = "a list" if isinstance(self.tree, list) else "a single value"
        raise NotThisFormat(
            f'"{one_line(self.name)}" is {kind}, and {what} is an object', "check that this is the file you mean"
        )


def open_source(path: Path, limits: Limits = _USUAL) -> Source:
    """A file as a source, named by its last part.

    Raises :class:`lineage.errors.Unreadable` for a file that cannot be read or is too large.
    """
    from lineage.read.source import read_file

    return Source(path.name, read_file(path, max(limits.json_bytes, limits.yaml_bytes)), limits)
