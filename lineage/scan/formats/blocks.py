"""Blocks of whole lines from a file that is plain, gzip or zstd, each with its place. Little more than one is held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lineage.scan.faults import ScanFault

_BLOCK: Final = 8 << 20
_LONGEST_LINE: Final = 64 << 20
_MAGIC: Final = {b"\x1f\x8b": "gzip", b"\x28\xb5": "zstd"}


@dataclass(frozen=True, slots=True)
class Block:
    """``lines`` begin at the line ``number``, the first of which is 1, and at byte ``offset`` of what is unpacked."""

    lines: list[str]
    number: int
    offset: int

    def place(self, index: int) -> str:
        """Where one of the lines is, in words."""
        before = sum(len(line.encode()) + 1 for line in self.lines[:index])
        return f"line {self.number + index} (byte {self.offset + before} unpacked)"


def blocks(path: str) -> Iterator[Block]:
    """Raises :class:`lineage.scan.faults.ScanFault` for what cannot be unpacked, is not UTF-8, or has no ends of
    lines."""
    import pyarrow

    number, offset = 1, 0
    rest = b""
    try:
        with Path(path).open("rb") as file:
            compression = _MAGIC.get(file.read(2))
        with pyarrow.input_stream(path, compression=compression) as stream:
            while data := stream.read(_BLOCK):
                head, end, tail = data.rpartition(b"\n")
                if not end:
                    rest += tail
                    if len(rest) > _LONGEST_LINE:
                        said = f"has a line of more than {_LONGEST_LINE:,} bytes at line {number}"
                        raise ScanFault(path, said, "look at what the file is")
                    continue
                whole = rest + head + end
                block = _block(whole, path, number, offset)
                yield block
                number += len(block.lines)
                offset += len(whole)
                rest = tail
        if rest:
            yield _block(rest, path, number, offset)
    except (OSError, pyarrow.ArrowInvalid) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise ScanFault(path, f"cannot be read: {error.strerror}", "look at the file") from error
        said = f"cannot be unpacked after line {number - 1} (byte {offset} unpacked): {_said(error)}"
        raise ScanFault(path, said, "get the file again; it is cut or broken") from error


def _said(error: Exception) -> str:
    words = str(error).partition("\n")[0].rstrip(".")
    return words[:1].lower() + words[1:]


def _block(data: bytes, path: str, number: int, offset: int) -> Block:
    try:
        lines = data.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        at = number + data.count(b"\n", 0, error.start)
        said = f"is not UTF-8 in line {at} (byte {offset + error.start} unpacked)"
        raise ScanFault(path, said, "make the index anew; in one, all else is percent-encoded") from error
    return Block(lines, number, offset)
