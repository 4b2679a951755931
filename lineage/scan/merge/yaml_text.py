"""Edits in the text of a YAML file: comments, order, quotation marks and the style of all else stay, byte for byte.

A library that reads YAML and writes it again keeps most of that, and not all: the space inside ``{ a: b }``, the place
where a long line is folded, a comment between two entries. Here the places are looked up and the text is cut there, so
nothing else can change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from lineage.errors import LineageError
from lineage.pointer import Pointer
from lineage.scan.merge import yaml_write as write
from lineage.scan.merge.edit import Add, Append, Edit, Replace, Splice, spliced

_TRAILING_COMMA: Final = re.compile(r"(?:\s|(?<=\s)#[^\n]*)*,")


def edit_yaml(text: str, edits: Iterable[Edit]) -> str:
    """The text of a YAML document with the edits made.

    Raises :class:`lineage.errors.LineageError` where it cannot be edited in place.
    """
    import yaml

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise LineageError(f"this YAML cannot be edited in place: {error}", "write it in block style") from error
    # Of two insertions behind one line, the one into the inner list or object comes first.
    inner_first = sorted(edits, key=lambda edit: -len(edit.place))
    return spliced(text, [_Editor(text, root, edit.place).splice(edit) for edit in inner_first])


class _Editor:
    """One place of a document: its node, whether that is written in brackets, and whether it stands in some."""

    def __init__(self, text: str, root: Any, place: Pointer) -> None:
        self._text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._node, self._within = root, False
        for part in place:
            self._within = self._within or bool(self._node.flow_style)
            inside = self._node.value
            self._node = inside[part] if isinstance(part, int) else next(v for k, v in inside if k.value == part)

    def splice(self, edit: Edit) -> Splice:
        """The change of the text that makes an edit here."""
        if isinstance(edit, Replace):
            return self._replace(edit.value)
        if self._within or self._node.flow_style:
            return self._insert_within(edit)
        lines = write.member(edit.key, edit.value) if isinstance(edit, Add) else write.entry(edit.value)
        margin = " " * self._node.start_mark.column
        at = self._line_after(_last_leaf(self._node))
        before = "" if at == 0 or self._text[at - 1] == "\n" else self._newline
        return Splice(at, at, before + "".join(f"{margin}{line}{self._newline}" for line in lines))

    def _insert_within(self, edit: Add | Append) -> Splice:
        key = f"{write.flow(edit.key)}: " if isinstance(edit, Add) else ""
        before, after, at = "", "", self._node.start_mark.index + 1
        if self._node.value:
            last = self._node.value[-1]
            at = (last[1] if isinstance(last, tuple) else last).end_mark.index
            trailing = _TRAILING_COMMA.match(self._text, at)  # there may be comments before it
            before, after, at = (" ", ",", trailing.end()) if trailing else (", ", "", at)
        return Splice(at, at, f"{before}{key}{write.flow(edit.value)}{after}")

    def _replace(self, value: Any) -> Splice:
        start = self._node.start_mark.index
        leaf = _last_leaf(self._node)
        end = leaf.end_mark.index
        if _is_prose(leaf):
            end = len(self._text[:end].rstrip())
        if self._within:
            return Splice(start, end, write.flow(value))
        lines = write.block(value)
        line_start = self._text.rfind("\n", 0, start) + 1
        line = self._text[line_start:start]
        if len(lines) > 1 and line.rstrip().endswith(":"):  # behind its key: below it
            margin = " " * (_column_of_key(line) + 2)
            return Splice(
                line_start + len(line.rstrip()), end, "".join(f"{self._newline}{margin}{one}" for one in lines)
            )
        return Splice(start, end, (self._newline + " " * self._node.start_mark.column).join(lines))

    def _line_after(self, leaf: Any) -> int:
        """Where the line after a leaf begins: behind a comment on its line, before the blank lines that follow."""
        end = int(leaf.end_mark.index)
        if _is_prose(leaf):
            header = self._text[leaf.start_mark.index :].partition("\n")[0]
            if "+" in header.partition("#")[0]:
                return end  # the blank lines belong to the text
            end = len(self._text[:end].rstrip())
        after = self._text.find("\n", end)
        return len(self._text) if after < 0 else after + 1


def _is_prose(leaf: Any) -> bool:
    return getattr(leaf, "style", None) in ("|", ">")


def _last_leaf(node: Any) -> Any:
    """The node whose text ends where that of a block does: its last scalar, or the last brackets in it."""
    while not isinstance(node.value, str) and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _column_of_key(line: str) -> int:
    """Where the key begins of which a line is the beginning, behind the dashes of lists."""
    bare = line.lstrip(" ")
    while bare.startswith("- "):
        bare = bare[2:].lstrip(" ")
    return len(line) - len(bare)
