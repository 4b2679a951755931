"""Licences as Croissant writes them, mostly addresses, and as a manifest does: SPDX expressions where that is sure."""

from __future__ import annotations

import re
from typing import Any, Final

from lineage.interop import values
from lineage.interop.licences import spdx

SPDX: Final = "https://spdx.org/licenses/"

_DEED: Final = r"(?:/(?:deed|legalcode)[a-z.-]*)?"
_BY_ADDRESS: Final = (
    (r"spdx\.org/licenses/([A-Za-z0-9.+-]+?)(?:\.html|\.json|\.txt)?", "{0}"),
    (r"choosealicense\.com/licenses/([a-z0-9.+-]+)", "{0}"),
    (r"opensource\.org/licen[sc]es?/([A-Za-z0-9.+-]+?)(?:\.php|\.html)?", "{0}"),
    (r"apache\.org/licenses/license-2\.0(?:\.html|\.txt)?", "Apache-2.0"),
    (r"creativecommons\.org/licenses/(by(?:-nc)?(?:-nd|-sa)?)/([1-4]\.[0-9])" + _DEED, "CC-{0}-{1}"),
    (r"creativecommons\.org/publicdomain/zero/1\.0" + _DEED, "CC0-1.0"),
    (r"creativecommons\.org/publicdomain/mark/1\.0" + _DEED, "CC-PDM-1.0"),
    (r"opendatacommons\.org/licenses/by/1[.-]0", "ODC-By-1.0"),
    (r"opendatacommons\.org/licenses/odbl/1[.-]0", "ODbL-1.0"),
    (r"opendatacommons\.org/licenses/pddl/1[.-]0", "PDDL-1.0"),
    (r"gnu\.org/licenses/(gpl|lgpl|agpl|fdl)-([1-3]\.[0-3])(?:-standalone)?(?:\.[a-z]+)?", ""),
)  # fmt: skip
"""Addresses of licences, and the identifier that each is sure to mean; the GNU licences leave open whether later
versions are meant."""

_HUB: Final = {
    "odc-by": "ODC-By-1.0",
    "pddl": "PDDL-1.0",
    "odbl": "ODbL-1.0",
    "cdla-permissive-1.0": "CDLA-Permissive-1.0",
    "cdla-permissive-2.0": "CDLA-Permissive-2.0",
    "cdla-sharing-1.0": "CDLA-Sharing-1.0",
    "public domain": "LicenseRef-public-domain",
}
"""Identifiers of the Hugging Face Hub that SPDX writes in another way."""

_BY_NAME: Final = re.compile(
    r"creative commons (attribution)((?:[- ](?:non-?commercial|share-?alike|no-?derivat(?:iv)?es))*)[ -]"
    r"([1-4]\.[0-9])(?: international| unported)?(?: licen[sc]e)?(?: \(?cc[ a-z0-9.-]+\)?)?",
    re.IGNORECASE,
)


def expression(written: str) -> str | None:
    """The SPDX expression that an address, an identifier or a name of a licence is sure to mean."""
    text = written.strip()
    address = re.fullmatch(r"https?://(?:www\.)?(.+?)/*", text, re.IGNORECASE)
    if address is None:
        found = _BY_NAME.fullmatch(text)
        return spdx(_named(found)) if found else spdx(_HUB.get(text.lower(), text))
    for pattern, answer in _BY_ADDRESS:
        if match := re.fullmatch(pattern, address[1], re.IGNORECASE):
            wanted = answer.format(*match.groups())
            return spdx(_HUB.get(wanted.lower(), wanted)) if wanted else None
    return None


def _named(found: re.Match[str]) -> str:
    rest = found[2].lower().replace("-", "").replace(" ", "")
    parts = [code for word, code in (("noncommercial", "NC"), ("noderiv", "ND"), ("sharealike", "SA")) if word in rest]
    return "-".join(["CC-BY", *parts, found[3]])


def reference(written: str) -> str:
    """A ``LicenseRef-`` for a licence that SPDX does not list, made of its name or address."""
    slug = re.sub(r"[^A-Za-z0-9.-]+", "-", re.sub(r"^https?://(www\.)?", "", written.strip())).strip("-.")[:60]
    return f"LicenseRef-{slug.strip('-.') or 'other'}"


def read(value: Any) -> Any:
    """A licence of a document in the form of a manifest; ``None`` for a value that says nothing."""
    parts = [_one(part) for part in (value if isinstance(value, list) else [value])]
    terms = [part for part in parts if part is not None]
    if len(terms) != len(parts) or not terms:
        return None
    if len(terms) == 1 and terms[0].keys() == {"expression"}:
        return terms[0]["expression"]
    return terms


def _one(value: Any) -> dict[str, str] | None:
    if isinstance(value, str) and value.strip():
        return _term(value, values.url(value), None if values.url(value) else value)
    if not isinstance(value, dict):
        return None
    texts = {key.rpartition(":")[2].lstrip("@"): text for key, text in value.items() if isinstance(text, str)}
    url = values.url(texts.get("url")) or values.url(texts.get("id")) or values.url(texts.get("sameAs"))
    name = texts.get("name") or texts.get("identifier") or texts.get("value")
    if not (name and name.strip()):
        return _term(url, url, None) if url else None
    return _term(name, url, name) if expression(name) or not (url and expression(url)) else _term(url or "", url, name)


def _term(written: str, url: str | None, words: str | None) -> dict[str, str] | None:
    if found := expression(written):
        known_by = {} if url is None or written == url else {"url": url}
        return {"expression": found, **known_by}
    named = values.line(words) if words else None
    if words and named is None and values.prose(words) is None:
        return None
    kept = named or values.prose(words) if words else None
    name = reference(words if words and len(words) <= 60 else url or "stated-in-words")
    return {
        "expression": name,
        **({"url": url} if url else {}),
        **({"note": kept} if kept and name != f"LicenseRef-{kept}" else {}),
    }


def write(licence: Any) -> Any:
    """A licence of a manifest as Croissant wants it: an address, or a work with a name and an address.

    Addresses of SPDX stand for identifiers of its list; what it does not list keeps its name. ``None`` where the
    manifest does not say.
    """
    if isinstance(licence, str):
        return _address(licence)
    if not isinstance(licence, list):
        return None
    written = [_work(term) for term in licence]
    return written[0] if len(written) == 1 else written


def _address(text: str) -> Any:
    simple = re.fullmatch(r"[A-Za-z0-9.+-]+", text) and not text.lower().startswith("licenseref-")
    return SPDX + text if simple and spdx(text) else {"@type": "CreativeWork", "name": text}


def _work(term: dict[str, Any]) -> Any:
    url, name = term.get("url"), term["expression"]
    if url is not None and set(term) <= {"expression", "url", "note"} and read(url) == [term]:
        return url
    return {"@type": "CreativeWork", "name": name, **({"url": url} if url else {})}
