"""The group ``use``: licence, purpose, and what protects personal data."""

from __future__ import annotations

from typing import Any, Final

from lineage.interop import values
from lineage.interop.draft import Draft
from lineage.interop.licences import spdx
from lineage.interop.reading import Place

_TERMS_OF_USE: Final = "terms of use in words or as an address, and no expression of the SPDX list"
_IN_WORDS: Final = "a statement in words, where a manifest has yes or no"


def take_use(place: Place, found: dict[str, Any], draft: Draft) -> None:
    """Put the group on a dataset."""
    licences = list(place.each("license"))
    if len(licences) == 1 and (expression := spdx(values.line(licences[0].value) or "")):
        licences[0].take()
        found.setdefault("licence", expression)
    elif (inside := place.get("license")) is not None:
        inside.because(_TERMS_OF_USE)
    purposes = [
        (text, prose)
        for entry in place.each("intended-purpose")
        if (text := entry.get("description", "long-description")) is not None and (prose := values.prose(text.value))
    ]
    if purposes and "purpose" not in found and (joined := values.prose("\n\n".join(prose for _, prose in purposes))):
        for text, _ in purposes:
            text.take()
        found["purpose"] = joined
    for key in ("copyright", "patent", "trademark", "consents"):
        if (inside := place.get(key)) is not None:
            inside.because(_IN_WORDS)
    if (inside := place.get("classification")) is not None:
        inside.because("it says that a class was looked for, not whether it was found")
    for entry in (*place.each("privacy-enhancing"), *place.each("data-risk-reducing")):
        _measure(entry, found, draft)


def _measure(place: Place, found: dict[str, Any], draft: Draft) -> None:
    """A technique that protects personal data, as a measure."""
    creators = found.get("creators", [])
    by = creators[0] if len(creators) == 1 else "curators"  # of the issuer, not of whoever trains on the data
    record: dict[str, Any] = {"kind": "other", "purposes": ["personalData"], "appliesTo": [found["id"]], "by": by}
    if (tool := place.get("tool-used")) is not None and (name := values.line(tool.value)):
        tool.take()
        record["tools"] = [{"name": name}]
    methods = [
        line
        for inside in (place.get("technology"), place.at("tool-category", "code"))
        if inside is not None and (line := values.line(inside.value)) and inside.take()
    ]
    if methods:
        record["methods"] = methods
    text = place.at("tool-category", "description") or place.at("tool-category", "long-description")
    if text is not None and (prose := values.prose(text.value)):
        text.take()
        record["description"] = prose
    if len(record) > 4:
        draft.add("measures", record, name=f"{found['id']}-privacy")
