"""What the keys of a Croissant document mean: an inline ``@context`` is applied, nothing is fetched.

Every key becomes a short name such as ``sc:name`` or ``prov:wasDerivedFrom``, whichever of the namespaces in use the
document spells it with (schema.org with ``http`` or ``https``, three versions of Croissant's own).
"""

from __future__ import annotations

from typing import Any, Final

from lineage.schema.alignment import TERMS

NAMESPACES: Final = (
    ("https://schema.org/", "sc"),
    ("http://schema.org/", "sc"),
    ("https://www.schema.org/", "sc"),
    ("http://www.schema.org/", "sc"),
    ("http://mlcommons.org/croissant/RAI/1.0/", "rai"),
    ("http://mlcommons.org/croissant/RAI/", "rai"),
    ("https://mlcommons.org/croissant/RAI/", "rai"),
    ("http://mlcommons.org/croissant/1.0/", "cr"),
    ("http://mlcommons.org/croissant/1.1/", "cr"),
    ("http://mlcommons.org/croissant/", "cr"),
    ("https://mlcommons.org/croissant/", "cr"),
    ("http://mlcommons.org/schema/", "cr"),
    ("https://mlcommons.org/schema/", "cr"),
    ("http://www.w3.org/ns/prov#", "prov"),
    ("https://www.w3.org/ns/prov#", "prov"),
    ("http://purl.org/dc/terms/", "dct"),
    ("https://purl.org/dc/terms/", "dct"),
    ("http://www.w3.org/2004/02/skos/core#", "skos"),
    ("http://www.w3.org/ns/dcat#", "dcat"),
    (TERMS, "tl"),
)
"""Namespaces and the prefix that stands for each; the longer of two that begin alike comes first."""

PREFIXES: Final = {
    "sc": "https://schema.org/",
    "schema": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "ml": "http://mlcommons.org/schema/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "tl": TERMS,
}
"""What prefixes mean in a document that does not declare them, as people forget to."""

OWN: Final = frozenset(
    """
    citeAs column containedIn data dataType equivalentProperty examples extract field fileObject fileProperty fileSet
    format includes isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace
    samplingRate sdVersion separator sha256 source subField transform
    """.split()
)
"""Words of Croissant's own namespace: what they mean without a context."""


class Context:
    """A ``@context``: an object, the address of one, or a list of both."""

    def __init__(self, value: Any) -> None:
        self.vocabulary = PREFIXES["sc"]
        self._terms: dict[str, str] = {}
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                self._learn(part)
        self._names: dict[str, str] = {}

    def name(self, key: str) -> str:
        """The short name of a key; keywords of JSON-LD stay as they are."""
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = short(self._expanded(key))
        return found

    def _learn(self, part: dict[str, Any]) -> None:
        if isinstance(vocabulary := part.get("@vocab"), str) and vocabulary:
            self.vocabulary = vocabulary
        for term, meaning in part.items():
            if isinstance(meaning, dict):
                meaning = meaning.get("@id")
            if isinstance(meaning, str) and not term.startswith("@"):
                self._terms[term] = meaning

    def _expanded(self, key: str) -> str:
        seen: set[str] = set()
        while not key.startswith("@") and key not in seen:
            seen.add(key)
            if key in self._terms:
                key = self._terms[key]
                continue
            prefix, colon, rest = key.partition(":")
            if not colon:
                return (PREFIXES["cr"] if key in OWN else self.vocabulary) + key
            if rest.startswith("//"):
                return key
            start = self._terms.get(prefix) or PREFIXES.get(prefix)
            if start is None:
                return key
            key = start + rest
        return key


def short(iri: str) -> str:
    """An IRI of a known namespace as ``prefix:name``; any other as it is."""
    for start, prefix in NAMESPACES:
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def local(name: str) -> str:
    """The last part of a short name or an IRI."""
    for sign in ("#", "/", ":"):
        name = name.rpartition(sign)[2] or name
    return name
