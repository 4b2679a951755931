"""Licence identifiers of Hugging Face cards, and what they are in SPDX.

The Hub has a closed list. Some of its identifiers are whole families (``cc``, ``gpl``) or leave open whether a later
version may be chosen (``gpl-3.0``): they are no SPDX licence, and become a ``LicenseRef`` that keeps their name.
"""

from __future__ import annotations

from typing import Any, Final

from lineage.interop import values
from lineage.interop.licences import reference

_SPDX: Final = (
    "Apache-2.0 MIT AFL-3.0 Artistic-2.0 BSL-1.0 BSD-2-Clause BSD-3-Clause BSD-3-Clause-Clear CC0-1.0 CC-BY-2.0 "
    "CC-BY-2.5 CC-BY-3.0 CC-BY-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC-BY-NC-2.0 CC-BY-NC-3.0 CC-BY-NC-4.0 CC-BY-ND-4.0 "
    "CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-2.0 CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CDLA-Sharing-1.0 "
    "CDLA-Permissive-1.0 CDLA-Permissive-2.0 WTFPL ECL-2.0 EPL-1.0 EPL-2.0 etalab-2.0 EUPL-1.1 ISC LPPL-1.3c MS-PL "
    "MPL-2.0 OSL-3.0 PostgreSQL OFL-1.1 NCSA Unlicense Zlib"
).split()
_OTHER_NAME: Final = {"c-uda": "C-UDA-1.0"}
_NOT_SPDX: Final = frozenset(
    "openrail bigscience-openrail-m creativeml-openrail-m bigscience-bloom-rail-1.0 bigcode-openrail-m bsd cc agpl-3.0 "
    "gfdl gpl gpl-2.0 gpl-3.0 lgpl lgpl-2.1 lgpl-3.0 odc-by odbl openrail++ pddl lgpl-lr deepfloyd-if-license llama2 "
    "llama3 llama3.1 llama3.2 llama3.3 llama4 gemma".split()
)

TO_SPDX: Final = {name.lower(): name for name in _SPDX} | _OTHER_NAME
"""Identifiers of the Hub that stand for one SPDX licence."""
FROM_SPDX: Final = {spdx: name for name, spdx in TO_SPDX.items()}
LISTED: Final = frozenset(TO_SPDX) | _NOT_SPDX | {"unknown", "other"}
"""Every identifier that the Hub takes."""


def read(names: list[str], name: str | None, link: str | None) -> Any:
    """A licence of a manifest from ``license``, ``license_name`` and ``license_link``; ``None`` where they say none."""
    if len(names) == 1 and (plain := TO_SPDX.get(names[0].lower())) and not link:
        return plain
    if names == ["unknown"]:
        return {"unknown": "notStatedBySource"}
    terms: list[dict[str, Any]] = []
    for written in names:
        known = TO_SPDX.get(written.lower())
        if known is not None:
            terms.append({"expression": known})
        elif written.lower() not in ("other", "unknown"):
            terms.append({"expression": _reference(written), "note": written})
        elif written.lower() == "other" and name:
            terms.append({"expression": _reference(name), "note": name})
        elif written.lower() == "other" and link:
            terms.append({"expression": "LicenseRef-other", "note": "other"})
    if link and len(terms) == 1:
        terms[0] = {"expression": terms[0]["expression"], "url": link, **terms[0]}
    return terms or None


def _reference(name: str) -> str:
    return name if name.startswith("LicenseRef-") else reference(name)


def write(licence: Any) -> dict[str, Any]:
    """The members of a card for a licence of a manifest; none where a card has no word for it."""
    if isinstance(licence, dict) and "unknown" in licence:
        return {"license": "unknown"}
    if isinstance(licence, str):
        licence = [{"expression": licence}]
    if not isinstance(licence, list):
        return {}
    names = [_listed(term["expression"]) for term in licence]
    if all(names) and len(names) > 1:
        return {"license": list(dict.fromkeys(names))}
    first = licence[-1]  # terms are in the order of their days: the last one holds now
    if name := _listed(first["expression"]):
        return {"license": name}
    link = {"license_link": first["url"]} if "url" in first else {}
    return {"license": "other", "license_name": values.slug(first["expression"]), **link}


def _listed(expression: str) -> str | None:
    if expression in FROM_SPDX:
        return FROM_SPDX[expression]
    plain = expression.removeprefix("LicenseRef-").lower()
    return plain if expression.startswith("LicenseRef-") and plain in _NOT_SPDX else None
