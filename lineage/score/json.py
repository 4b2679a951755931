"""A scorecard for programs.

The shape, version 1::

    {"format": "training-lineage-score/1", "rubric", "subject", "transparency": score, "usefulness": score,
     "sections": [{"section", "name", "transparency": score, "usefulness": score, "counts"}],
     "counts": {"scored", "notApplicable", "open", "human"}, "metrics": [metric]}

    score   {"points", "weight", "percent", "grade"}; the last two are null where nothing counts
    metric  {"id", "section", "question", "dimension", "weight", "about", "condition", "automated", "state", "points",
             "found", "places": [pointer], "fill"}; "points" is null unless the state is "scored"

``open`` counts automated metrics that this document cannot decide, ``human`` those that no document can.
"""

from __future__ import annotations

import json
from typing import Any, Final

from lineage.score.card import HALVES, Judged, Score, Scorecard
from lineage.score.rubric import SECTIONS, SOURCE

FORMAT: Final = "training-lineage-score/1"


def to_json(card: Scorecard, section: str | None = None) -> str:
    """The scorecard, or a section of it, as JSON text in ASCII with a line break at the end."""
    content = {
        "format": FORMAT,
        "rubric": SOURCE,
        "subject": card.subject,
        **{half: _score(card.score(half, section)) for half in HALVES},
        "sections": [
            {
                "section": name,
                "name": SECTIONS[name],
                **{half: _score(card.score(half, name)) for half in HALVES},
                "counts": _counts(card, name),
            }
            for name in card.sections
            if section in (None, name)
        ],
        "counts": _counts(card, section),
        "metrics": [_metric(entry) for entry in card.of(section)],
    }
    return json.dumps(content, indent=2, ensure_ascii=True) + "\n"


def _counts(card: Scorecard, section: str | None) -> dict[str, int]:
    states = {state: card.count(state, section) for state in ("scored", "notApplicable", "open")}
    return {**states, "human": card.for_people(section)}


def _score(value: Score) -> dict[str, Any]:
    percent = None if value.percent is None else round(value.percent, 2)
    return {"points": value.points, "weight": value.weight, "percent": percent, "grade": value.grade}


def _metric(entry: Judged) -> dict[str, Any]:
    metric, outcome = entry.metric, entry.outcome
    return {
        "id": metric.id,
        "section": metric.section,
        "question": metric.question,
        "dimension": metric.dimension,
        "weight": metric.weight,
        "about": metric.about,
        "condition": metric.when or None,
        "automated": metric.automated,
        "state": outcome.state,
        "points": outcome.points if entry.counts else None,
        "found": outcome.found,
        "places": list(outcome.places),
        "fill": metric.fill or None,
    }
