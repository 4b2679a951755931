"""Which requirements of the text a case speaks of: the anchors in ``spec/requirements.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Final

from tools.conformance.case import REPOSITORY

_BY_TYPE: Final[dict[str, tuple[str, ...]]] = {
    "Id": ("M-ID-1",),
    "Reference": ("M-ID-3",),
    "TermsReference": ("M-ID-3",),
    "Url": ("M-ID-8",),
    "Sha256": ("M-ID-9",),
    "CountryCode": ("M-AGT-2",),
    "DateText": ("M-DATE-1",),
    "Period/duration": ("M-DATE-6",),
    "Line": ("M-ANS-10",),
    "LanguageTag": ("M-ANS-11",),
    "Iri": ("M-HEAD-3",),
    "Year": ("M-DATE-2",),
    "Origin": ("M-DAT-2",),
    "Role": ("M-USE-2",),
    "Part": ("M-USE-3",),
    "Access": ("M-USE-7",),
    "Permission/basis": ("M-USE-8",),
    "OutputUse/scope": ("M-TRM-4",),
    "Claim/kind": ("M-CLM-2",),
    "Conduct": ("M-CRW-2",),
    "Visibility": ("M-CONF-1",),
    "UnknownReason": ("M-ANS-9",),
    "WithheldReason": ("M-ANS-9",),
    "NoneDeclared/none": ("M-ANS-8",),
    "NotApplicable/notApplicable": ("M-ANS-8",),
    "Number": ("M-QTY-6",),
    "Fraction": ("M-QTY-7",),
}
"""Requirements on the values of a named type, or of one property."""

_REQUIRED: Final[dict[str, str]] = {
    "Manifest/lineage": "M-HEAD-1",
    "Manifest/id": "M-HEAD-2",
    "Import": "M-HEAD-4",
    "Transcription": "M-HEAD-5",
    "Quantity/unit": "M-QTY-4",
    "Agent": "M-AGT-1",
    "Model": "M-MOD-1",
    "Initialization/model": "M-MOD-2",
    "Stage/stage": "M-MOD-3",
    "Dataset/id": "M-DAT-1",
    "Derivation/dataset": "M-DAT-6",
    "Corpus": "M-COR-1",
    "ModelUse/role": "M-USE-1",
    "Terms": "M-TRM-1",
    "Claim": "M-CLM-1",
    "Absent/scope": "M-CLM-3",
    "Crawler": "M-CRW-1",
    "Service": "M-SVC-1",
    "Measure": "M-MEA-1",
    "Declaration/by": "M-DEC-1",
    "CodeOfPractice/signatory": "M-DEC-2",
    "Publication/form": "M-PUB-1",
    "Waiver": "M-WVR-1",
}
"""Requirements on which keys must be there: of one key, or of a whole class."""


@cache
def requirements() -> dict[str, tuple[str, ...]]:
    """Every anchor with the codes that report it."""
    stored = json.loads((REPOSITORY / "spec" / "requirements.json").read_text("utf-8"))
    return {entry["anchor"]: tuple(entry.get("codes", ())) for entry in stored["requirements"]}


@cache
def behaviour() -> dict[str, str]:
    """Every anchor of a requirement on software, with why no document can show it; empty where cases do."""
    stored = json.loads((REPOSITORY / "spec" / "requirements.json").read_text("utf-8"))
    return {entry["anchor"]: entry.get("no_case", "") for entry in stored["behaviour"]}


@cache
def _clear() -> dict[str, list[str]]:
    """The anchors of each code that says clearly what it reports: a rule's, or the only one. A code of shape reports
    many requirements, and the place tells which."""
    found: dict[str, list[str]] = {}
    for anchor, codes in requirements().items():
        for code in codes:
            found.setdefault(code, []).append(anchor)
    return {code: anchors for code, anchors in found.items() if len(anchors) == 1 or not code.startswith("SHP")}


def of_codes(codes: Iterable[str], named: Iterable[str] = ()) -> list[str]:
    """The requirements behind these codes, where that is clear, and those that the source names."""
    return _ordered({*named, *(anchor for code in codes for anchor in _clear().get(code, ()))})


def of_type(*names: str, code: str = "") -> list[str]:
    """The requirements on the values of these types or properties."""
    found = {anchor for name in names for anchor in _BY_TYPE.get(name, ())}
    if code == "SHP004":
        found.add("M-ANS-5")
    return of_codes([code], found)


def of_required(owner: str, key: str) -> list[str]:
    """The requirement that this key is there."""
    anchor = _REQUIRED.get(f"{owner}/{key}") or _REQUIRED.get(owner)
    return [anchor] if anchor else []


def _ordered(anchors: set[str]) -> list[str]:
    order = [*requirements(), *behaviour()]
    return sorted(anchors, key=lambda anchor: (order.index(anchor) if anchor in order else len(order), anchor))
