"""From a manifest to RDF, offline: the one document that may be loaded is the context that travels with the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lineage.errors import LineageError
from lineage.schema.alignment import CONTEXT_URL
from lineage.schema.linked import linked
from lineage.schema.resources import resource


def expanded(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The manifest, a tree as read from JSON, as an expanded JSON-LD document.

    Raises :class:`lineage.errors.LineageError` for a manifest that brings its own context, JSON-LD keywords or names of
    blank nodes. Needs the package ``pyld``.
    """
    from pyld import jsonld

    document: list[dict[str, Any]] = jsonld.expand(linked(manifest), {"documentLoader": only_ours})
    return document


def only_ours(url: str, options: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A document loader in the manner of pyld that has one document and refuses every other address."""
    if url != CONTEXT_URL:
        raise LineageError(f"{url} is not loaded: nothing is ever fetched", f"the only context is {CONTEXT_URL}")
    document = json.loads(resource("schema", "v1.0", "context.jsonld").read_text("utf-8"))
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}
