"""Files: ``cr:FileObject`` of a distribution, and what a manifest says of a file."""

from __future__ import annotations

import re
from typing import Any, Final

from lineage.interop import values
from lineage.interop.croissant.document import Node, words

_BYTES: Final = re.compile(r"([0-9]{1,15})(?: ?(?:B|bytes))?")
_UNKNOWN_FORMAT: Final = "application/octet-stream"
"""What a media type says that is not known (RFC 2046); Croissant wants one of every file."""
ROUNDED: Final = "a size with a unit is rounded, and a manifest counts bytes"
NO_DIGEST: Final = "no SHA-256 digest"


def read_file(node: Node) -> dict[str, Any] | None:
    """A file object as a manifest lists it; what was used of it is taken. ``None`` where it names nothing."""
    found: dict[str, Any] = {}
    for field, name, form in (("name", "sc:name", values.line), ("format", "sc:encodingFormat", _format)):
        if (place := node.get(name)) is not None and (said := form(words(place.value))):
            found[field] = said
            place.take()
    if (place := node.get("sc:contentUrl", "sc:url")) is not None:
        if address := values.url(place.value):
            found["url"] = address
        elif path := values.line(place.value):
            found["path"] = path
        if "url" in found or "path" in found:
            place.take()
    if (place := node.get("sc:contentSize")) is not None:
        if (size := exact_bytes(place.value)) is not None:
            found["bytes"] = size
            place.take()
        else:
            place.because(ROUNDED)
    if (place := node.get("cr:sha256")) is not None:
        if digest := values.sha256(place.value):
            found["sha256"] = digest
            place.take()
        else:
            place.because(NO_DIGEST)
    if not found.keys() & {"name", "url", "path", "sha256"}:
        return None
    node.pass_over("@type", "@id")
    return found


def _format(value: Any) -> str | None:
    said = values.line(value)
    return None if said == _UNKNOWN_FORMAT else said


def exact_bytes(value: Any) -> int | None:
    """A size in bytes; ``None`` for one in another unit, which is rounded."""
    if isinstance(value, str):
        found = _BYTES.fullmatch(value.strip())
        value = int(found[1]) if found else None
    return values.whole_number(value)


def write_file(file: dict[str, Any], id: str) -> dict[str, Any] | None:
    """A file as a file object; ``None`` where it lacks what Croissant asks of each: an address and a digest."""
    address = file.get("url") or file.get("path")
    if address is None or "sha256" not in file:
        return None
    size = file.get("bytes")
    return {
        "@type": "cr:FileObject",
        "@id": id,
        **({"name": file["name"]} if "name" in file else {}),
        "contentUrl": address,
        **({"contentSize": f"{size} B"} if size is not None else {}),
        "encodingFormat": file.get("format", _UNKNOWN_FORMAT),
        "sha256": file["sha256"],
    }
