"""Released files never change: ``schema/RELEASED.sha256`` lists their digests, in the format of ``sha256sum``.

A version is released when the list names a file of its folder; from then on the list names every file of that folder.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

NAME: Final = "RELEASED.sha256"
_LINE: Final = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9._-]+/[A-Za-z0-9._/-]+)")


def differences(schema: Path) -> list[str]:
    """What differs between the list of released files and the folder that it stands in; nothing where all is well."""
    found: list[str] = []
    listed: dict[str, str] = {}
    for number, line in enumerate((schema / NAME).read_text("utf-8").splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            found.append(f"line {number} of {NAME} is not a digest, two spaces and a path")
        elif match[2] in listed:
            found.append(f"{match[2]} is listed twice")
        else:
            listed[match[2]] = match[1]
    for name, digest in listed.items():
        path = schema / name
        if not path.is_file():
            found.append(f"{name} was released and is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            found.append(f"{name} was released and has changed")
    for version in sorted({name.partition("/")[0] for name in listed}):
        present = {path.relative_to(schema).as_posix() for path in (schema / version).rglob("*") if path.is_file()}
        found += [f"{name} is not listed, and its version is released" for name in sorted(present - listed.keys())]
    return found
