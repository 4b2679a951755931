"""Files that travel with the package: the published schema and the examples.

They live at the top of the repository, where people look for them, and inside the wheel under ``lineage/_data``. An
editable installation has only the first, an installed wheel only the second; both are looked at.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lineage.errors import LineageError

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of a packaged file or folder, such as ``resource("schema", "v1.0", "manifest.schema.json")``.

    Raises :class:`lineage.errors.LineageError` where it is in neither place.
    """
    places = (_PACKAGE / "_data", _PACKAGE.parent)
    for place in places:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise LineageError(f"the packaged file {'/'.join(parts)} is missing", "install the package again")


def example_names() -> list[str]:
    """The examples that travel with the package, by name."""
    return sorted(path.parent.name for path in resource("examples").glob("*/lineage.yaml"))
