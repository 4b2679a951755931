"""Examples for every property of the published schema, made from the model: invented, small, and valid.

The same values serve the tests as the smallest valid object of a class.
"""

from __future__ import annotations

from typing import Any, Final

from lineage.schema.fields import ENTRIES, Kind, Numeric, Object, Place, Words, places

_TEXTS: Final[dict[str, str]] = {
    "CountryCode": "IE",
    "Email": "contact@lab.example",
    "Id": "harbour-pages",
    "Iri": "https://lab.example/lineage/larkspur",
    "LanguageTag": "en",
    "Line": "Harbour Pages",
    "Prose": "Counted after deduplication.",
    "Reference": "harbour-pages",
    "Sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "TermsReference": "teacher-licence@2.0",
    "Url": "https://lab.example/larkspur",
    "prose": "Web pages about harbours and ferries.",
}
"""By the form of text."""

_BY_KEY: Final[dict[str, str]] = {
    "Agent.id": "example-lab",
    "Agent.name": "Example Lab",
    "Claim.id": "volunteers-statement",
    "Corpus.id": "larkspur-training-content",
    "CountedDates.column": "crawled_at",
    "CountedGenerator.column": "model",
    "CountedGenerator.name": "teacher-3",
    "CountedLanguages.column": "lang",
    "CountedLanguages.method": "a detector of languages, on a sample",
    "Crawler.id": "harbour-bot",
    "Crawler.name": "HarbourBot",
    "Derivation.id": "dialogues-from-pages",
    "DomainCategory.name": "news",
    "File.name": "domains.csv",
    "Identifier.value": "5493001KJTIIGC8Y1R12",
    "Initialization.id": "larkspur-from-base",
    "InlineAgent.name": "Example Lab",
    "Known.by": "scan report of 2026-03",
    "Known.source": "reports/scan.json",
    "LanguageProfile.also": "ga",
    "Manifest.id": "https://lab.example/lineage/larkspur",
    "Measure.id": "reservations",
    "Model.id": "larkspur-1b",
    "Model.name": "Larkspur 1B",
    "ModelUse.id": "dialogues-by-teacher",
    "Obligation.value": "Larkspur",
    "Service.id": "harbour-chat",
    "Service.kind": "chat assistant",
    "Service.name": "Harbour Chat",
    "Stage.name": "mid-training",
    "Terms.id": "teacher-licence",
    "Tool.name": "pdf2text",
    "address": "1 Quay Street, Galway",
    "alias": "upstream",
    "appliesTo": "harbour-pages",
    "archive": "https://archive.example/2026/larkspur",
    "categories": "gambling",
    "changes": "The list of domains is new.",
    "checkpoint": "step 40000",
    "claims": "volunteers-statement",
    "code": "SYN003",
    "column": "answer",
    "comments": "Sizes are counted with the Larkspur tokenizer.",
    "contentTypes": "scientific text",
    "corpus": "larkspur-training-content",
    "crawlers": "harbour-bot",
    "duration": "P10Y",
    "edge": "dialogues-by-teacher",
    "expression": "CC-BY-4.0",
    "families": "Teacher 3",
    "format": "application/vnd.apache.parquet",
    "group": "English",
    "kind": "dialogue",
    "labels": "polite",
    "licence": "CC-BY-4.0",
    "manifest": "https://lab.example/lineage/harbour",
    "method": "counted by a scan of all records",
    "methods": "exact match of lines",
    "model": "teacher-3",
    "models": "larkspur-1b",
    "note": "Counted after deduplication.",
    "oneOf": "teacher-3",
    "partOf": "larkspur",
    "path": "domains.csv",
    "phone": "+353 1 555 0100",
    "pointer": "page 12",
    "prefix": "acme",
    "programmingLanguages": "Python",
    "protocols": "robots.txt",
    "purpose": "To teach a small model to answer in dialogue.",
    "reason": "The provider of the model keeps no record of it.",
    "representedAs": "transcripts",
    "revision": "v1.2",
    "scheme": "LEI",
    "section": "2.5",
    "services": "harbour-chat",
    "siteTypes": "news",
    "sizeRule": "text",
    "suffixList": "2026-10-23_09-05-00_UTC",
    "suffixes": ".ie",
    "supersedes": "1.0",
    "tasks": "question answering",
    "title": "Report on Larkspur",
    "tokenizer": "Larkspur tokenizer",
    "unitName": "scans",
    "usedBy": "model card of 2026-03",
    "userAgent": "HarbourBot",
    "version": "1.1",
}
"""By key, or by class and key, where the form alone says too little."""

_SECOND: Final[dict[str, str]] = {"DateChoice.oneOf": "2025-09", "OneOf.oneOf": "teacher-4"}
"""The second entry of lists that need two."""

_RICH: Final[dict[str, dict[str, Any]]] = {
    "Contact": {"email": "contact@lab.example"},
    "Derivation": {"dataset": "harbour-pages", "activity": "subset"},
    "ModelUse": {"model": "teacher-3", "role": "generate", "writes": ["response"]},
    "Period": {"from": "2024-03", "to": "2025-01"},
    "Quantity": {"value": 15, "magnitude": "trillion", "unit": "tokens"},
    "Share": {"of": "result", "unit": "records", "value": 0.25},
}
"""Objects of which the required keys alone would be a poor example."""

_STATEMENTS: Final[dict[str, dict[str, Any]]] = {
    "NoneDeclared": {"none": True},
    "Unknown": {"unknown": "notRecorded"},
    "Withheld": {"withheld": "tradeSecret"},
}


def examples(place: Place) -> list[Any]:
    """Values that may stand at a place: the usual ones, and one statement in place of a value."""
    if place.key in ENTRIES:
        first, second = places(ENTRIES[place.key].__name__).values()
        value = _listed(second) if second.listed else _value(second.single[0], second)
        return [{_value(first.single[0], first): value}]
    singles = [_value(kind, place) for kind in place.single if not (isinstance(kind, Words) and place.listed)]
    found = [*singles, _listed(place)] if place.listed else singles
    statement = next((name for name in _STATEMENTS if name in place.statements), None)
    return [*found[:2], *([_STATEMENTS[statement]] if statement else [])]


def smallest(name: str) -> dict[str, Any]:
    """The smallest valid object of a class: its required keys, or where it has none, its first."""
    every = places(name).values()
    wanted = [place for place in every if place.required] or list(every)[:1]
    return {place.key: examples(place)[0] for place in wanted}


def _listed(place: Place) -> list[Any]:
    return [_value(place.listed[0], place), *([_SECOND[place.name]] if place.fewest > 1 else [])]


def _value(kind: Kind, place: Place) -> Any:
    if isinstance(kind, Object):
        return dict(_RICH.get(kind.name) or smallest(kind.name))
    if isinstance(kind, Words):
        return kind.options[0]
    if isinstance(kind, Numeric):
        return 0.25 if kind.most == 1 else 1782 if kind.name == "integer" else 15
    if kind.name in {"boolean", "true"}:
        return True
    if kind.name == "date":
        return "2025-09-02"
    if place.name in _BY_KEY:
        return _BY_KEY[place.name]
    if kind.name == "Reference" and any(other.name == "InlineAgent" for other in place.kinds):
        return "example-lab"
    return _BY_KEY.get(place.key, _TEXTS.get(kind.name, ""))
