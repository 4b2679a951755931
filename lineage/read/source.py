"""From a path to the bytes of a regular file, without waiting and without reading more than asked for."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from lineage.read.faults import refusal

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # opening a pipe nobody writes to must not wait
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)

_REASONS = {
    errno.ENOENT: "the file does not exist",
    errno.ENOTDIR: "the file does not exist: a part of the path before it is not a directory",
    errno.EACCES: "reading the file is not permitted",
    errno.EPERM: "reading the file is not permitted",
    errno.ELOOP: "the path leads through too many symbolic links",
    errno.ENAMETOOLONG: "the path is too long",
}

_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes.

    Raises Unreadable: RDR001 for anything that is not a regular file, RDR002 when it cannot be opened or read,
    RDR003 when it is larger, also when it grows while it is read.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in (errno.ENXIO, errno.ENODEV, errno.EISDIR):
            raise refusal("RDR001", "the path is not a regular file") from error
        raise refusal("RDR002", _reason(error)) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            kind = next((name for test, name in _KINDS if test(status.st_mode)), "something else")
            raise refusal("RDR001", f"the path is {kind}, not a regular file")
        check_size(status.st_size, limit)
        data = _read(descriptor, status.st_size, limit)
    except OSError as error:
        raise refusal("RDR002", _reason(error)) from error
    finally:
        os.close(descriptor)
    check_size(len(data), limit)
    return data


def check_size(size: int, limit: int) -> None:
    """Raises Unreadable RDR003 when ``size`` is over ``limit``."""
    if size > limit:
        raise refusal("RDR003", f"the file has {size:,} bytes or more, over the limit of {limit:,} bytes")


def _read(descriptor: int, size: int, limit: int) -> bytes:
    # One read of the announced size is the common case; files that grow, or announce 0 as in /proc, take more.
    with os.fdopen(descriptor, "rb", buffering=0, closefd=False) as raw:
        parts = [raw.read(size) or b""]
        total = len(parts[0])
        while total <= limit:
            part = raw.read(min(1 << 20, limit + 1 - total))
            if not part:
                break
            parts.append(part)
            total += len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _reason(error: OSError | ValueError) -> str:
    if not isinstance(error, OSError):
        return "the path is not a possible file name"
    return _REASONS.get(error.errno or 0) or f"the file cannot be read: {os.strerror(error.errno or 0).lower()}"
