"""Licences in a column: SPDX expressions where it is sure which one is meant, else as they are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lineage.scan.rows.counted import Value, merged

_SURE: Final = {
    "odc-by": "ODC-By-1.0", "odc by 1.0": "ODC-By-1.0", "odbl": "ODbL-1.0", "pddl": "PDDL-1.0", "cc0": "CC0-1.0",
    "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0", "apache license, version 2.0": "Apache-2.0",
    "apache2": "Apache-2.0", "mit license": "MIT", "the mit license": "MIT", "the unlicense": "Unlicense",
    "cc0 1.0": "CC0-1.0", "cc0 1.0 universal": "CC0-1.0", "bsl-1.0": "BSL-1.0", "wtfpl": "WTFPL",
}  # fmt: skip
"""Spellings of which there is one licence they can mean. Words such as ``gpl``, ``bsd`` or ``cc-by`` name several."""
_CC_WORDS: Final = re.compile(r"cc[- ](by(?:[- ](?:nc|sa|nd)){0,2})[- ]v?([1-4]\.[0-9])")
_CC_ADDRESS: Final = re.compile(
    r"(?:https?:)?(?://)?(?:www\.)?creativecommons\.org/(?:licenses/(by(?:-(?:nc|sa|nd)){0,2})|publicdomain/(zero))"
    r"/([1-4]\.[0-9])(?:/([a-z]{2,3}))?(?:/(?:deed|legalcode)(?:\.[A-Za-z_-]{2,7})?)?/?"
)
_CC_ORDER: Final = ("by", "nc", "nd", "sa")
_NOT_SAID: Final = frozenset({"", "unknown", "none", "null", "other", "unspecified", "n/a", "no license", "no-license",
                              "no_license", "unlicensed", "noassertion", "not specified", "nan", "-"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Licences:
    """The licences of a column: ``spdx`` by expression, ``written`` as they stand, and records that say none.

    A record with several licences counts for each of them; ``several`` says how many records do.
    """

    spdx: tuple[Value, ...]
    written: tuple[Value, ...] = ()
    not_said: tuple[Value, ...] = ()
    several: int = 0


def read(values: Iterable[Value]) -> Licences:
    """The licences that values name."""
    found: dict[str, list[Value]] = {"spdx": [], "written": [], "not_said": []}
    several = 0
    for value in values:
        said = parts(value.text)
        several += value.records if len(said) > 1 else 0
        for part in said or ("",):
            expression = read_licence(part)
            if part.strip().lower() in _NOT_SAID:
                found["not_said"].append(Value(part.strip() or None, value.records, value.bytes))
            elif expression is not None:
                found["spdx"].append(Value(expression, value.records, value.bytes))
            else:
                found["written"].append(Value(part, value.records, value.bytes))
    return Licences(**{kind: merged(rows) for kind, rows in found.items()}, several=several)


def parts(value: str | None) -> tuple[str, ...]:
    """The licences that a value lists: JSON of a list, or the value itself."""
    if value is None:
        return ()
    if value[:1] == "[":
        try:
            listed = json.loads(value)
        except (ValueError, RecursionError):
            return (value,)
        return tuple(dict.fromkeys(str(one).strip() for one in listed if one is not None))
    return (value.strip(),) if value.strip() else ()


@lru_cache(maxsize=4096)
def read_licence(value: str) -> str | None:
    """The SPDX expression that a value is sure to mean; ``None`` where it is none, or could be another."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    said = " ".join(value.split())
    if said.lower() in _NOT_SAID:
        return None
    try:
        return str(canonicalize_license_expression(said))
    except InvalidLicenseExpression:
        pass
    plain = said.lower().replace("_", "-")
    if found := _SURE.get(plain) or _SURE.get(plain.replace("-", " ")):
        return found
    if words := _CC_WORDS.fullmatch(plain):
        return _creative_commons(words[1].replace(" ", "-"), words[2])
    if address := _CC_ADDRESS.fullmatch(said):
        ported = f"-{address[4]}" if address[4] and address[4] != "int" else ""
        return "CC0-1.0" if address[2] else _creative_commons(address[1], address[3] + ported)
    return None


def _creative_commons(clauses: str, version: str) -> str | None:
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    ordered = sorted(set(clauses.split("-")), key=_CC_ORDER.index)
    try:
        return str(canonicalize_license_expression(f"CC-{'-'.join(ordered)}-{version}".upper()))
    except InvalidLicenseExpression:
        return None
