"""How good a summary is: the metrics of a published rubric that a document can decide, each with what would raise it.

>>> from lineage.score import score
>>> card = score(json.loads(write_json(summary)))  # doctest: +SKIP
>>> card.score("transparency").grade  # doctest: +SKIP
'A'
"""

from __future__ import annotations

from lineage.score.card import Judged, Score, Scorecard
from lineage.score.json import to_json
from lineage.score.judge import score
from lineage.score.rubric import Metric, rubric
from lineage.score.text import to_text

__all__ = ["Judged", "Metric", "Score", "Scorecard", "rubric", "score", "to_json", "to_text"]
