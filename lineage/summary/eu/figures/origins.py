"""Origins in pictures: their names in short, the datasets of each, and what is declared where there is none."""

from __future__ import annotations

from typing import Final

from pydantic import MISSING

from lineage.model.answer import value_of
from lineage.model.dataset import Dataset
from lineage.rules.sections import SECTIONS
from lineage.summary.questions import closed
from lineage.summary.scope import Placed, Scope
from lineage.summary.statements import silence

_NAMES: Final = {
    "public": "Publicly available",
    "licensed": "Commercially licensed",
    "thirdPartyPrivate": "Private, other third parties",
    "crawled": "Crawled and scraped",
    "userModel": "Users of the model",
    "userService": "Users of other services",
    "synthetic": "Synthetic",
    "other": "Other",
    "": "Origin not stated",
}
LABELS: Final = {
    origin: f"{name} ({SECTIONS[origin][1]})" if origin in SECTIONS else name for origin, name in _NAMES.items()
}
"""What each origin is called in a picture, with its section of the form. The empty one is that of datasets without."""

SEVERAL: Final = "A dataset of several origins counts in each of them."


def counted_datasets(scope: Scope) -> list[Placed]:
    """The datasets used, hidden ones too, without mixtures whose parts are recorded: a mixture stands for its parts."""
    return [item for item in scope.datasets() if not isinstance(item[0].has_part, list)]


def shown_datasets(scope: Scope) -> list[Placed]:
    """Those of them that may be printed."""
    return [item for item in scope.printable() if not isinstance(item[0].has_part, list)]


def origins_of(dataset: Dataset) -> tuple[str, ...]:
    """Its origins; the empty one where none is stated."""
    return dataset.origins() or ("",)


def without_dataset(scope: Scope, origin: str) -> str:
    """What is said of an origin that no dataset has."""
    if closed(scope, origin):
        return "not used, as declared"
    answer = scope.source(origin).used
    if answer is MISSING:
        return "not stated"
    stated = silence(answer, scope.source_at(origin, "used"), scope)
    if stated:
        return stated.inside
    return "used, as declared; no dataset recorded" if value_of(answer) is True else "see the form"
