"""Digests of hidden records: HMAC-SHA256 over the canonical JSON (RFC 8785) of a record.

A plain digest of a short record can be guessed: licensors come from a short list. With a key that stays with the
provider it cannot, and whoever is shown the record and the key can check it.
"""

from __future__ import annotations

import hmac
from typing import Any, Final

SHORTEST_KEY: Final = 32
"""Bytes that a key has at least."""

MARK: Final = "x-redacted"
"""The extension key of a stand-in; it holds the digest under ``hmacSha256``."""


def digest(record: Any, key: bytes) -> str:
    """The digest of a record, 64 hexadecimal digits. Raises ValueError for a key that is too short."""
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"a key has at least {SHORTEST_KEY} bytes; this one has {len(key)}")
    import rfc8785

    return hmac.new(key, rfc8785.dumps(record), "sha256").hexdigest()


def proved(full: Any, published: Any, key: bytes) -> dict[str, bool]:
    """For each stand-in of a published manifest, by id, whether the full one holds a record with its digest."""
    nouns = [noun for noun, records in full.items() if isinstance(records, list)]
    known = {digest(record, key) for noun in nouns for record in full[noun] if isinstance(record, dict)}
    return {
        str(record.get("id")): record[MARK].get("hmacSha256") in known
        for records in published.values()
        if isinstance(records, list)
        for record in records
        if isinstance(record, dict) and isinstance(record.get(MARK), dict)
    }
