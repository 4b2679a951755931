"""Redaction: from the manifest that a provider keeps to the one that it publishes.

Records that the readers may not see become stand-ins: counted, never named, with a keyed digest by which the provider
can prove later what stood there. Nothing is altered in silence: a text that names a hidden record is reported, and then
nothing is written.

>>> from lineage.redact import redact
>>> redacted = redact(document.tree(), manifest, audience="public", key=key)  # doctest: +SKIP
"""

from __future__ import annotations

from lineage.redact.digests import digest, proved
from lineage.redact.redaction import AUDIENCES, Mention, Redacted, redact

__all__ = ["AUDIENCES", "Mention", "Redacted", "digest", "proved", "redact"]
