"""The EU's public summary, as a law of the command line."""

from __future__ import annotations

from typing import Final

from lineage.summary.eu.compose import eu_summary
from lineage.summary.laws import Law

LAW: Final = Law(
    "eu",
    """The Commission's form: AI Act, Art. 53(1)(d).

    What the manifest does not say is printed as "No information available", with the reason; an annex traces every
    answer to its record and lists all findings. A manifest with faults of shape is not summarised: facts would be lost.
    The list of domain names is cut from a tally beside the manifest; its digest is checked.
    """,
    eu_summary,
    rules="eu",
    files=True,
)
