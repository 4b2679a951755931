"""Licences: an SPDX expression in the manifest; an id of the list, an expression or a name in CycloneDX."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from lineage.interop import values
from lineage.interop.reading import Place

_REST: Final = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
_ADDRESS: Final = re.compile(rf"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/{_REST})?(?:\?{_REST})?(?:#{_REST})?")

_WORD: Final = re.compile(r"[^\s()]+")
_OPERATORS: Final = ("AND", "OR", "WITH")


@cache
def listed() -> frozenset[str]:
    """Ids of the SPDX licence list 3.28, the newest that the schemas of CycloneDX 1.6 and 1.7 know."""
    return frozenset((Path(__file__).parent / "spdx_ids.txt").read_text("utf-8").split())


def web_address(url: Any) -> str | None:
    """An address that every validator takes as it is. A manifest takes more, such as brackets in a query; such an
    address stays among the facts."""
    return url if isinstance(url, str) and _ADDRESS.fullmatch(url) else None


def is_expression(text: str) -> bool:
    """Whether this is an SPDX expression as the list writes it, made of its ids and of ``LicenseRef-`` names."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return canonicalize_license_expression(text) == text and all(_is_known(word) for word in _WORD.findall(text))
    except InvalidLicenseExpression:
        return False


def _is_known(word: str) -> bool:
    return (
        word in _OPERATORS or word.startswith("LicenseRef-") or word.removesuffix("+") in listed() or word in listed()
    )


def expressions(licence: Any) -> list[dict[str, Any]]:
    """The licences of a record, each with ``expression`` and perhaps an address; none where it is a statement."""
    if isinstance(licence, str):
        return [{"expression": licence}]
    return [term for term in licence if isinstance(term, dict)] if isinstance(licence, list) else []


def to_choices(licence: Any) -> list[dict[str, Any]]:
    """What CycloneDX writes for it. A list holds one expression or several licences, never both."""
    terms = expressions(licence)
    if len(terms) == 1 and terms[0]["expression"] not in listed() and is_expression(terms[0]["expression"]):
        return [{"expression": terms[0]["expression"], "acknowledgement": "declared"}]
    choices: list[dict[str, Any]] = []
    for term in terms:
        text = term["expression"]
        entry = {"id": text} if text in listed() else {"name": text}
        choice = {
            "license": {
                **entry,
                **({"url": url} if (url := web_address(term.get("url"))) else {}),
                "acknowledgement": "declared",
            }
        }
        if choice not in choices:
            choices.append(choice)
    return choices


def from_choices(places: Place | None) -> Any:
    """The licence that such a list states; ``None`` where it states none, or one that has no text."""
    found = []
    for choice in places.each() if places else ():
        inner = choice.get("license")
        text = values.line(inner.text("id", "name") if inner else choice.text("expression"))
        if text is None:
            continue
        if inner is not None:
            inner.pass_over("acknowledgement", "bom-ref")
        choice.pass_over("acknowledgement", "bom-ref")
        address = inner.get("url") if inner else None
        url = values.url(address.value) if address else None
        if address and url:
            address.take()
        found.append({"expression": text, **({"url": url} if url else {})})
    if len(found) == 1 and set(found[0]) == {"expression"}:
        return found[0]["expression"]
    return found or None
