"""Names of the Hub: ``owner/name`` of a dataset or a model, and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lineage.graph.identity import canonical

REPOSITORY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
_HUB: Final = re.compile(
    r"(?:https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?:datasets/)?|pkg:huggingface/)([^/?#@]+/[^/?#@]+)/?"
)


def page(kind: str, name: str) -> str | None:
    """The page of a repository; ``None`` for what is no name of one."""
    if not REPOSITORY.fullmatch(name):
        return None
    return f"https://huggingface.co/{'datasets/' if kind == 'dataset' else ''}{name}"


def repository(kind: str, record: Mapping[str, Any]) -> str | None:
    """``owner/name`` of a record on the Hub, by its page or a sure alias; ``None`` where it has none there."""
    for address in _addresses(record):
        found = canonical(kind, address)
        if found.startswith(f"hf:{kind}:") and "@" not in found and (name := _HUB.fullmatch(address)):
            return name[1] if REPOSITORY.fullmatch(name[1]) else None
    return None


def _addresses(record: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(record.get("url"), str):
        yield record["url"]
    for alias in record.get("aliases") or ():
        if "iri" in alias and alias.get("sure", True):
            yield alias["iri"]
