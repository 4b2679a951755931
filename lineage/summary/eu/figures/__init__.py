"""Annex F: the training content in pictures. Each has its data as a table; nothing in them is estimated.

Records that are not public are counted and never named, as everywhere in a summary.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lineage.summary.blocks import Block, Figure, Prose
from lineage.summary.eu.figures import amounts, collection, counts, descent, tongues
from lineage.summary.prose import sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say, speaking

HEADING: Final = "The training content in pictures"

_LEAD: Final = (
    "Drawn from the records of the manifest. Sizes and dates are those that are stated; where one is not, the picture "
    "says so and shows no value. The table below each picture holds the same data."
)
_DRAWN: Final[tuple[Callable[[Scope], Figure | str], ...]] = (
    counts.by_origin,
    counts.by_modality,
    amounts.by_origin,
    tongues.by_language,
    tongues.shares,
    collection.over_time,
    descent.of_the_models,
)
"""What draws each picture, or says in a sentence why there is nothing to draw; the empty sentence is left out."""


def pictures(scope: Scope) -> tuple[Block, ...]:
    """The body of the annex: a lead, the pictures, then why others are not there."""
    with speaking(None):  # pictures are drawn in English, whatever the language of the document
        drawn = [draw(scope) for draw in _DRAWN]
    found = [figure for figure in drawn if isinstance(figure, Figure)]
    missing = [sentence(say(words)) for words in drawn if isinstance(words, str) and words]
    lead = (Prose((sentence(say(_LEAD)),)),) if found else ()
    return (*lead, *found, *((Prose(tuple(missing)),) if missing else ()))
