"""Publications: the summaries that were published from a manifest, with their versions and history."""

from typing import Literal

from pydantic import MISSING

from lineage.model.base import Node
from lineage.model.dates import DateText
from lineage.model.scalars import LanguageTag, Line, Reference, Text, Url


class Publication(Node):
    """One published document."""

    form: Literal["eu-summary", "ab2013", "code-form", "copyright-policy"]
    """Which form."""
    corpus: Reference | MISSING = MISSING
    """The corpus it speaks of; the only one where absent."""
    template_version: Literal["draft-2025-01", "2025-07", "2025-12"] | MISSING = MISSING
    """Version of the template: C(2025) 5235 of 24 July 2025 or C(2025) 8311 of 5 December 2025."""
    version: Line | MISSING = MISSING
    """Version of the document."""
    updated: DateText | MISSING = MISSING
    """When it was last changed."""
    url: Url | MISSING = MISSING
    """Where it is published."""
    language: LanguageTag | MISSING = MISSING
    """Its language."""
    history: Url | MISSING = MISSING
    """Where earlier versions are."""
    supersedes: Line | MISSING = MISSING
    """The version before it."""
    changes: Text | MISSING = MISSING
    """What changed since."""
