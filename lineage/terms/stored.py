"""The data set as it is shipped: one compact JSON file, made from the YAML, so that no YAML parser is needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).resolve().parent / "data"
"""The folder of the data set: one YAML file for each provider, and what is generated from them."""

STORED: Final = DATA / "terms.json"
"""The generated file: ``{"providers": […], "terms": […]}``."""


@cache
def stored() -> dict[str, list[dict[str, Any]]]:
    """The generated file as plain data. Read once; not to be changed.

    Raises :class:`lineage.errors.LineageError` where it is missing or damaged.
    """
    import json

    from lineage.errors import LineageError

    try:
        data: dict[str, list[dict[str, Any]]] = json.loads(STORED.read_bytes())
    except (OSError, ValueError) as error:
        raise LineageError(
            "the packaged data set of terms is missing or damaged", "install the package again"
        ) from error
    return data
