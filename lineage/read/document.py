"""What the reader gives: a document that was accepted, and where everything in it stands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from lineage.finding import Part, Span
from lineage.pointer import Pointer
from lineage.read.lines import Lines
from lineage.read.wanted import Wanted

if TYPE_CHECKING:
    from lineage.read.yaml_parts import Part as YamlPart
    from lineage.read.yaml_remarks import Remark

Format = Literal["json", "yaml", "card"]


class Document:
    """A file that the reader has accepted; its content is plain JSON data whatever the format.

    ``name`` is the file as shown to people, ``source`` its bytes, ``json`` the manifest as UTF-8 JSON text, ``tree``
    the manifest as data. For a card, ``json``, ``tree`` and pointers speak of the ``lineage`` block, while ``source``,
    ``sha256``, ``line`` and all positions speak of the whole file. Not to be changed once made.
    """

    def __init__(
        self,
        name: str,
        format: Format,
        source: bytes,
        tree: Any,
        yaml: bytes = b"",
        root: Pointer = (),
        parts: tuple[YamlPart, ...] = (),
    ) -> None:
        self.name = name
        self.format = format
        self.source = source
        self._tree = tree  # None while it is released
        self._yaml = yaml  # the part of the source that is YAML, from its first byte on
        self._root = root  # where the manifest is in that YAML
        self._parts = parts  # the parts that it was read in, if it was
        self._found: dict[tuple[Pointer, Part], Span] = {}

    def __repr__(self) -> str:
        return f"Document({self.name!r}, {self.format!r}, {len(self.source)} bytes)"

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 digest of the file's bytes, in hexadecimal."""
        import hashlib

        return hashlib.sha256(self.source).hexdigest()

    @cached_property
    def json(self) -> bytes:
        """The manifest as UTF-8 JSON text: the file itself, where that is JSON."""
        if self.format == "json":
            return self.source
        from pydantic_core import to_json

        return to_json(self._tree)

    def tree(self) -> Any:
        """The manifest as dicts, lists, texts, numbers, booleans and None. It is kept, so not to be changed."""
        if self._tree is None:
            import jiter

            self._tree = jiter.from_json(self.json, allow_inf_nan=False)
        return self._tree

    def release(self) -> None:
        """Give the memory of ``tree`` back, which takes several times that of the file. It is made anew from ``json``
        when it is asked for again."""
        _, self._tree = self.json, None  # the one that is kept first

    def locate(self, targets: Iterable[tuple[Pointer, Part]]) -> dict[tuple[Pointer, Part], Span]:
        """Where the targets are, in one pass over the file for all that were not asked for before.

        A span covers the key or the value, cut at the end of its first line. For a pointer that leads nowhere it is
        that of the nearest ancestor; for the key of something that has none, that of the value.
        """
        asked = list(targets)
        new = [target for target in asked if target not in self._found]
        if new:
            placed = [((*self._root, *pointer), part) for pointer, part in new]
            wanted = Wanted.of(placed)
            self._walk(wanted)
            for target, place in zip(new, placed, strict=True):
                self._found[target] = wanted.span(*place)
        return {target: self._found[target] for target in asked}

    def line(self, n: int) -> str:
        """The text of line ``n`` of the file, from 1, without its line break; empty when there is no such line."""
        return self._lines.text(n)

    def in_flow_mapping(self, pointer: Pointer) -> bool:
        """Whether a member stands in a YAML flow mapping, ``{a: b, c: d}``, where an unquoted comma makes a new key.

        It locates the parent, so many questions are cheapest after one ``locate`` of all parents.
        """
        if self.format == "json" or not pointer:
            return False
        target = (pointer[:-1], Part.VALUE)
        span = self.locate([target])[target]
        return self.line(span.line)[span.column - 1 : span.column] == "{"

    def remarks(self) -> tuple[Remark, ...]:
        """The comments ``# lineage: waive …`` in the manifest's YAML; none in JSON, which has no comments."""
        if b"lineage: waive" not in self._yaml:
            return ()
        return self._remarks

    @cached_property
    def _remarks(self) -> tuple[Remark, ...]:
        from lineage.read.yaml_remarks import remarks

        depth = len(self._root)
        return tuple(
            remark._replace(places=tuple(place[depth:] for place in remark.places if place[:depth] == self._root))
            for remark in remarks(self._yaml, self._lines)
        )

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.source)

    def _walk(self, wanted: Wanted) -> None:
        if self.format == "json":
            from lineage.read import json_locate

            json_locate.locate(self.source, wanted, self._lines)
        else:
            from lineage.read import yaml_locate

            yaml_locate.locate_in_parts(self._yaml, wanted, self._lines, self._parts)
