"""Whether a Zstandard file is whole, without decompressing it: a reader may take a lost end for the end."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final

from lineage.scan.faults import ScanFault
from lineage.scan.shards import Shard

_MAGIC: Final = 0xFD2FB528
_SKIPPED: Final = 0x184D2A50


def whole(shard: Shard) -> None:
    """Raise ScanFault where a Zstandard file ends within a frame. Of other files the engine notices."""
    if shard.compression != "zstd" or not shard.local:
        return
    with Path(shard.path).open("rb") as file:
        while head := file.read(4):
            magic = int.from_bytes(head, "little")
            if len(head) == 4 and magic & ~0xF == _SKIPPED:
                _skip(shard, file, int.from_bytes(_take(shard, file, 4), "little"))
            elif len(head) == 4 and magic == _MAGIC:
                _frame(shard, file)
            else:
                raise _broken(shard)


def _frame(shard: Shard, file: IO[bytes]) -> None:
    """Walk over one frame: its header, its blocks, its checksum (RFC 8878, section 3.1.1)."""
    flags = _take(shard, file, 1)[0]
    single, dictionary = flags & 0x20, (0, 1, 2, 4)[flags & 3]
    size = (1 if single else 0, 2, 4, 8)[flags >> 6]
    _skip(shard, file, (0 if single else 1) + dictionary + size)
    last = False
    while not last:
        block = int.from_bytes(_take(shard, file, 3), "little")
        last, kind, length = bool(block & 1), block >> 1 & 3, block >> 3
        _skip(shard, file, 1 if kind == 1 else length)
    if flags & 4:
        _skip(shard, file, 4)


def _take(shard: Shard, file: IO[bytes], number: int) -> bytes:
    data = file.read(number)
    if len(data) < number:
        raise _broken(shard)
    return data


def _skip(shard: Shard, file: IO[bytes], number: int) -> None:
    if file.seek(number, 1) > shard.bytes:
        raise _broken(shard)


def _broken(shard: Shard) -> ScanFault:
    return ScanFault(shard.path, "ends in the middle of its zstd stream", "fetch or write the file again")
