"""Licences: expressions as the SPDX list writes them, and names for what the list does not have."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lineage.interop import values

_LONGEST: Final = 200


@lru_cache(maxsize=4096)
def spdx(text: str) -> str | None:
    """An SPDX expression in its canonical spelling; ``None`` for anything else."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    if not text or len(text) > _LONGEST or not text.isascii():
        return None
    try:
        return str(canonicalize_license_expression(text))
    except InvalidLicenseExpression:
        return None


def reference(name: str) -> str:
    """The ``LicenseRef-`` of a licence that the SPDX list does not have, made of its name."""
    return "LicenseRef-" + values.slug(name).replace("_", "-")
