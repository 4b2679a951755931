"""The files of a scan: found, told apart by name and by their first bytes, and pinned by digest.

What has a scheme (``s3://…``) is left to the engine, which reads it or says that it cannot; it has no digest.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Final

from lineage.scan.faults import ScanFault

_FORMATS: Final = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".warc": "warc",
    ".wet": "warc",
    ".wat": "warc",
    ".cdx": "cdx",
    ".cdxj": "cdx",
}
_COMPRESSIONS: Final = {".gz": "gzip", ".gzip": "gzip", ".zst": "zstd", ".zstd": "zstd"}
_MAGIC: Final = ((b"PAR1", "parquet"), (b"ARROW1\0\0", "arrow"), (b"\xff\xff\xff\xff", "arrow"), (b"WARC/", "warc"))
_SQUEEZED: Final = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"))
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_PART: Final = 1 << 22
_WILD: Final = re.compile(r"[*?\[]")
_HIDDEN: Final = ("_", ".")
_ABOUT: Final = frozenset(
    "dataset_info.json dataset_infos.json dataset_dict.json state.json datadreamer.json builder_config.json "
    "metadata.json croissant.json datapackage.json lineage.json".split()
)
"""Names of files that tools write beside data, and that are none."""
_OWN: Final = ".scan"
"""The end of the name of the folder with the lists of an earlier scan, and of its report but for ``.json``."""
_READABLE: Final = "Parquet, JSONL, CSV, TSV, Arrow, WARC, CDX; all but Parquet and Arrow also as .gz or .zst"


@dataclass(frozen=True, slots=True)
class Shard:
    """One file. ``path`` is as it was given; ``local`` is False where only the engine can reach it. ``fault`` says
    why it cannot be what its name says."""

    path: str
    format: str
    compression: str | None = None
    bytes: int = 0
    mtime_ns: int = 0
    local: bool = True
    fault: ScanFault | None = None

    def stamp(self) -> tuple[int, int, int, int]:
        """What the file system says of it; any writer changes one of these."""
        try:
            now = Path(self.path).stat()
        except OSError as error:
            raise ScanFault(self.path, f"cannot be read: {error.strerror}", "look for it and scan again") from error
        return now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino

    def digest(self) -> str:
        """SHA-256 of its bytes."""
        try:
            with Path(self.path).open("rb", buffering=0) as file:
                return _sha256(file)
        except OSError as error:
            raise ScanFault(self.path, f"cannot be read: {error.strerror}", "look at its permissions") from error


def _sha256(file: FileIO) -> str:
    """SHA-256 in large parts: between two of them other threads have their turn, and may take long."""
    digest = hashlib.sha256()
    part = memoryview(bytearray(_PART))
    while read := file.readinto(part):
        digest.update(part[:read])
    return digest.hexdigest()


def find(paths: Iterable[str], apart: Iterable[Path | None] = ()) -> list[Shard]:
    """The shards in files, folders and patterns, each once, in the order of their paths: a file that is given by two
    paths, or by a link to it, too, is one, under the path that is first in that order.

    In folders, and where a pattern finds them, files of other kinds are passed over; so are those that describe the
    data, such as ``dataset_info.json`` and what an earlier scan wrote, and all whose name begins with a dot or an
    underscore, where tools keep what is no data; and what lies in folders ``apart``, which the scan itself writes to. A
    file that is named must be one that can be scanned.
    """
    closed = tuple(os.path.join(os.path.realpath(folder), "") for folder in apart if folder is not None)  # noqa: PTH118
    found: dict[str, Shard] = {}
    for path in paths:
        if not path:
            raise ScanFault(path, "is no path", "name a file, a folder or a pattern; for this folder write .")
        before = len(found)
        for shard in _under(path, closed):
            found.setdefault(shard.path, shard)
        if len(found) == before and path not in found and not _covered(path, found, closed):
            raise ScanFault(path, "holds nothing that can be scanned", f"what can be read is {_READABLE}")
    once: dict[str, Shard] = {}
    for shard in sorted(found.values(), key=lambda shard: shard.path.encode()):
        once.setdefault(os.path.realpath(shard.path) if shard.local else shard.path, shard)
    return list(once.values())


def _covered(path: str, found: dict[str, Shard], closed: tuple[str, ...]) -> bool:
    return any(shard.path in found for shard in _under(path, closed))


def _under(path: str, closed: tuple[str, ...]) -> Iterator[Shard]:
    if _URL.match(path):
        format_, compression = _by_name(path.split("?", 1)[0])
        if format_ is None:
            raise ScanFault(path, "has a name that does not say what it is", f"what can be read is {_READABLE}")
        yield Shard(path, format_, compression, local=False)
    elif Path(path).is_dir():
        yield from _several(_within(path), closed)
    elif Path(path).exists() or not _WILD.search(path):
        yield _file(path)
    else:
        yield from _several(glob.iglob(path, recursive=True), closed)  # noqa: PTH207  (patterns may be absolute)


def _within(folder: str) -> Iterator[str]:
    """The files in a folder and in all folders in it, linked ones too; each folder once, so that links end."""

    def closed(error: OSError) -> None:
        raise ScanFault(error.filename, f"cannot be read: {error.strerror}", "look at its permissions") from error

    seen: set[str] = set()
    for inside, folders, names in os.walk(folder, onerror=closed, followlinks=True):
        seen.add(os.path.realpath(inside))
        folders[:] = sorted(
            one for one in folders if not one.startswith(_HIDDEN) and os.path.realpath(Path(inside, one)) not in seen
        )
        yield from (str(Path(inside, one)) for one in sorted(names))


def _several(names: Iterable[str], closed: tuple[str, ...]) -> Iterator[Shard]:
    for name in names:
        file = Path(name)
        if _by_name(name)[0] is None or file.name.startswith(_HIDDEN) or _is_about(file):
            continue
        if closed and os.path.realpath(name).startswith(closed):
            continue
        if file.is_file():
            yield _file(name)
        elif file.is_symlink() and not file.exists():
            yield _unreadable(name, ScanFault(name, "is a link to a file that is not there", "fetch it"))


def _is_about(file: Path) -> bool:
    """Whether a file describes data, by its name: a tool's, or what an earlier scan wrote."""
    from lineage.scan.domain_files import NAMES

    ours = file.name.endswith(f"{_OWN}.json") or (file.parent.name.endswith(_OWN) and file.name in NAMES)
    return ours or file.name.lower() in _ABOUT


def _file(path: str) -> Shard:
    file = Path(path)
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="replace").decode()
        return _unreadable(shown, ScanFault(shown, "has a name that is not UTF-8", "rename it"))
    if not file.exists():
        raise ScanFault(path, "does not exist", "look at the spelling")
    if not file.is_file():
        raise ScanFault(path, "is not a regular file", "give a file, a folder or a pattern")
    try:
        with file.open("rb") as stream:
            head = stream.read(8)
        now = file.stat()
    except OSError as error:
        return _unreadable(path, ScanFault(path, f"cannot be read: {error.strerror}", "look at its permissions"))
    by_name, named_compression = _by_name(path)
    compression = next((name for magic, name in _SQUEEZED if head.startswith(magic)), None)
    by_magic = next((name for magic, name in _MAGIC if head.startswith(magic)), None)
    if by_name is None and by_magic is None:
        raise ScanFault(path, "is of no kind that can be scanned", f"what can be read is {_READABLE}")
    format_, squeezed = by_magic or by_name or "", compression or named_compression
    fault = _contradiction(path, by_name, by_magic, named_compression, compression) if head else None
    return Shard(path, format_, squeezed, now.st_size, now.st_mtime_ns, fault=fault)


def _unreadable(path: str, fault: ScanFault) -> Shard:
    """A file that has the name of a shard and cannot be opened: whoever scans decides whether to go on without it."""
    format_, compression = _by_name(path)
    if format_ is None:
        raise fault
    return Shard(path, format_, compression, fault=fault)


def _contradiction(
    path: str, name: str | None, magic: str | None, named_compression: str | None, compression: str | None
) -> ScanFault | None:
    """A fault where the first bytes of a file are not what its name says."""
    if magic is not None and name is not None and magic != name:
        return ScanFault(path, f"is named as {name} and begins as {magic}", "give it the name of what it is")
    if name in ("parquet", "arrow") and magic is None:
        return ScanFault(path, f"is named as {name} and does not begin as that", "look whether it is whole")
    if named_compression != compression:
        named, began = named_compression or "a file without compression", compression or "one without compression"
        return ScanFault(path, f"is named as {named} and begins as {began}", "give it the name of what it is")
    return None


def _by_name(path: str) -> tuple[str | None, str | None]:
    """Format and compression by the endings of a name: ``part-1.jsonl.zst``, ``x.warc.wet.gz``, ``cdx-00001.gz``."""
    file = Path(path)
    compression = _COMPRESSIONS.get(file.suffix.lower())
    if compression is not None:
        file = file.with_suffix("")
    if (format_ := _FORMATS.get(file.suffix.lower())) is not None:
        return format_, compression
    return ("cdx", compression) if file.name.lower().startswith("cdx-") else (None, compression)


def groups(shards: Iterable[Shard], target: int, most: int) -> list[tuple[Shard, ...]]:
    """Neighbours of one kind that are counted in one go: together about ``target`` bytes, and at most so many files."""
    done: list[tuple[Shard, ...]] = []
    group: list[Shard] = []
    size = 0
    for shard in shards:
        other = group and (shard.format, shard.compression) != (group[-1].format, group[-1].compression)
        # A pattern in an address is for the engine to follow: what it finds is counted as one.
        several = any(not one.local and _WILD.search(one.path) for one in (shard, *group[-1:]))
        if group and (several or other or len(group) >= most or size + shard.bytes > target):
            done.append(tuple(group))
            group, size = [], 0
        group.append(shard)
        size += shard.bytes
    return [*done, tuple(group)] if group else done
