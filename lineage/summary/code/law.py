"""The Code of Practice's form, as a law of the command line."""

from __future__ import annotations

from typing import Final

from lineage.summary.code.compose import code_summary
from lineage.summary.code.labels import AUDIENCES
from lineage.summary.laws import Law

LAW: Final = Law(
    "code",
    """The Model Documentation Form of the Code of Practice.

    General information and training data, each field with who gets it: the AI Office, national competent authorities,
    downstream providers. With --audience only what that reader gets, records that are not public included where their
    visibility allows it. What the manifest does not say is printed as "No information available".
    """,
    code_summary,
    rules="code",
    audiences=tuple(AUDIENCES),
)
