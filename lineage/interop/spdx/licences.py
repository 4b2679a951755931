"""The licence that an element of SPDX states."""

from __future__ import annotations

from typing import Final

from lineage.interop import values
from lineage.interop.spdx.elements import Elements, begin, text

_LISTED: Final = "https://spdx.org/licenses/"
_NOT_STATED: Final = frozenset(("NOASSERTION", "NONE"))


def licence_of(name: str, elements: Elements) -> str | None:
    """Its expression, the id of a listed licence, or its name; ``None`` where it states nothing."""
    if name.startswith(_LISTED):
        return values.line(name.removeprefix(_LISTED))
    place = elements.by_name.get(name)
    if place is None:
        return None
    said = values.line(text(place, "simplelicensing_licenseExpression") or text(place, "name"))
    begin(place)
    place.pass_over("simplelicensing_licenseExpression", "simplelicensing_licenseListVersion")
    if text(place, "simplelicensing_licenseExpression") is None:
        place.pass_over("name")
    return None if said in _NOT_STATED else said
