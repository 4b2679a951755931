"""Names of files as services read them: with ``/`` on every system, and as URIs."""

from __future__ import annotations

import re
from pathlib import PurePath, PureWindowsPath
from typing import Final
from urllib.parse import quote

_DRIVE_OR_SHARE: Final = re.compile(r"[A-Za-z]:[\\/]|\\\\")


def pure(name: str, flavour: type[PurePath] = PurePath) -> PurePath:
    """The path in a name. One that starts with a drive or a share is of Windows wherever it is printed; elsewhere a
    backslash is a separator on Windows alone, and a letter like any other on other systems."""
    return PureWindowsPath(name) if _DRIVE_OR_SHARE.match(name) else flavour(name)


def posix(name: str, flavour: type[PurePath] = PurePath) -> str:
    """The name with ``/`` between its parts."""
    return pure(name, flavour).as_posix()


def uri(name: str, flavour: type[PurePath] = PurePath) -> str:
    """A relative URI, or a ``file:`` URI for an absolute path."""
    path = pure(name, flavour)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
