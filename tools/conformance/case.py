"""One conformance case, as it stands in the files of ``spec/conformance``, and the files themselves."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

REPOSITORY: Final = Path(__file__).resolve().parents[2]
SUITE: Final = REPOSITORY / "spec" / "conformance"
LAYERS: Final = ("reader", "shape", "rule")
HEAD: Final = {"lineage": "1.0-draft", "id": "urn:test:case"}
AT: Final = "2026-11-22"

Case = dict[str, Any]
Found = list[list[Any]]


def slug(text: str) -> str:
    """A title as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def in_json(members: dict[str, Any]) -> dict[str, str]:
    """A manifest as JSON text: the smallest head, then these members (which may replace parts of the head)."""
    return {"text": json.dumps(HEAD | members, ensure_ascii=False, separators=(",", ":"))}


def imported(name: str, content: Any) -> str:
    """A file beside a manifest: as it is, where it is text; else as JSON with a head that names it."""
    if isinstance(content, str):
        return content
    head = {"lineage": "1.0-draft", "id": f"urn:test:{Path(name).stem}"}
    return json.dumps(head | content, ensure_ascii=False, separators=(",", ":"))


def in_bytes(data: bytes) -> dict[str, str]:
    """Bytes as they are, with their beginning for people to read."""
    shown = data[:100].decode("utf-8", "backslashreplace").encode("unicode_escape").decode("ascii")
    return {"base64": base64.b64encode(data).decode("ascii"), "shown": shown + ("…" if len(data) > 100 else "")}


def data_of(case: Case) -> bytes:
    """The bytes of a case's manifest."""
    manifest = case["manifest"]
    return base64.b64decode(manifest["base64"]) if "base64" in manifest else manifest["text"].encode()


def suite_files() -> list[Path]:
    """The files of the suite, in order."""
    return [path for layer in LAYERS for path in sorted((SUITE / layer).glob("*.json"))]


def suite() -> Iterator[Case]:
    """Every case of the suite as it is committed."""
    for path in suite_files():
        yield from json.loads(path.read_text("utf-8"))["cases"]
