"""California's documentation, as a law of the command line."""

from __future__ import annotations

from typing import Final

from lineage.summary.ab2013.compose import ab2013_summary
from lineage.summary.laws import Law

LAW: Final = Law(
    "ab2013",
    """What a developer posts in California: AB 2013, Civil Code 3111(a).

    The twelve items, dataset by dataset, with what the manifest states for many datasets at once marked as such. What
    it does not say is printed as "No information available"; an annex traces every answer and lists all findings.
    """,
    ab2013_summary,
    rules="ab2013",
)
