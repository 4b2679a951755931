"""How much of a file the reader is willing to take."""

from __future__ import annotations

from typing import NamedTuple

MIB = 1024 * 1024
LARGE = MIB
"""From this many bytes on, YAML is read in parts."""


class Limits(NamedTuple):
    """Bounds on a document: bytes of a JSON file, bytes of a YAML file or card, levels of nesting.

    ``depth`` counts objects and lists, the outermost one being level 1. The parsers below have fixed bounds of their
    own (128 levels in YAML, 200 in JSON), so a larger ``depth`` does not reach further than those.
    """

    json_bytes: int = 512 * MIB
    yaml_bytes: int = 256 * MIB
    depth: int = 100
