"""The European Union as the AI Act means it: its member states and its official languages."""

from __future__ import annotations

from typing import Final

# fmt: off
UNION_COUNTRIES: Final = frozenset((
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES",
    "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
))
"""The 27 member states, as ISO 3166-1 alpha-2 codes."""

UNION_LANGUAGES: Final = frozenset((
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi",
    "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
    "pl", "pt", "ro", "sk", "sl", "sv",
))
"""The 24 official languages, as ISO 639-1 codes."""
# fmt: on
