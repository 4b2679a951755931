"""JSON Pointers (RFC 6901) as tuples, and their text form.

A pointer names a place in a manifest, whatever the file's format: ``("datasets", 0, "id")`` is printed
``/datasets/0/id``. The empty tuple is the whole document.
"""

from __future__ import annotations

from typing import TypeAlias

Pointer: TypeAlias = tuple[str | int, ...]


def to_text(pointer: Pointer) -> str:
    """The RFC 6901 text of a pointer: ``""`` for the whole document, else ``/a/0/b~1c``."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)


def to_fragment(pointer: Pointer) -> str:
    """A string made of the pointer that is safe as an HTML id and as a URI fragment."""
    return "-".join("".join(c if c.isalnum() else f"_{ord(c):x}_" for c in str(part)) for part in pointer)
