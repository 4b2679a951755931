"""The rubric: 242 metrics with their weights, read from the table beside this file.

Metrics, sections, dimensions and weights are those of the quality rubric of the AI Accountability Lab for public
summaries of training content (FAccT 2026, doi 10.1145/3805689.3806755; preprint doi 10.5281/zenodo.18803975). The words
here are ours and shorter; where a metric's exact meaning matters, read theirs. ``decision`` names the function that
decides a metric, with its arguments after a colon; a metric without one is for a person, and ``reason`` says why.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

SOURCE: Final = "Quality rubric of the AI Accountability Lab, FAccT 2026, doi:10.1145/3805689.3806755"

SECTIONS: Final = {
    "document": "Document, version and date",
    "1": "General information",
    "2.1": "Publicly available datasets",
    "2.2": "Private datasets of third parties",
    "2.3": "Data crawled and scraped",
    "2.4": "User data",
    "2.5": "Synthetic data, and other sources",
    "3": "Data processing",
}
"""The sections in which the rubric counts. The third digit of the form is not told apart; 2.6 counts with 2.5."""

OPTIONAL: Final = ("1.3.g", "2.1.e", "2.2.2.e", "2.3.i", "2.4.e", "2.5.e", "2.6.c", "3.1.c", "3.3.a")
"""Questions that the template does not oblige anybody to answer."""

REASONS: Final = {
    "world": "whether it is right can only be seen outside the document",
    "relevance": "whether words belong there is a judgement on their meaning",
    "reader": "whether people understand it is for people to say",
    "place": "depends on where the document is published and whether links work",
    "writer": "settled by the program that wrote the document, not by what it says: points would be free",
    "works": "a manifest has no record of single works",
}
"""Why a metric is left to a person."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. ``fill`` names the keys of a manifest that answer it; ``when`` says when it counts."""

    id: str
    section: str
    question: str
    dimension: str
    weight: int
    decision: str
    fill: str
    reason: str
    when: str
    about: str

    @property
    def automated(self) -> bool:
        """Whether a summary can decide it."""
        return bool(self.decision)


@lru_cache(maxsize=1)
def rubric() -> tuple[Metric, ...]:
    """All metrics in the order of the rubric."""
    with (Path(__file__).parent / "rubric.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Metric(**{**row, "weight": int(row["weight"])}) for row in csv.DictReader(file))  # type: ignore[arg-type]
