"""The annex: sources of every answer, models behind the datasets, findings, waivers, how this was made, pictures.

It is not part of the official form and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from lineage.finding import Finding
from lineage.read.yaml_remarks import Remark
from lineage.summary import annexes
from lineage.summary.blocks import Block, Column, Field, Prose, Row, Section, Table
from lineage.summary.eu.disagreements import disagreements
from lineage.summary.eu.figures import HEADING as HEADING_OF_PICTURES
from lineage.summary.eu.figures import pictures
from lineage.summary.eu.hands import hands
from lineage.summary.life.records import used_records
from lineage.summary.prose import plain, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say

HEADING: Final = "Annex (not part of the official form)"
HEADING_OF_FINDINGS: Final = "Declared against computed, and findings"


def annex(
    scope: Scope,
    fields: Sequence[Field],
    findings: Sequence[Finding],
    at: date | None,
    sha256: str,
    tool: str,
    remarks: Sequence[Remark] = (),
) -> Section:
    """The whole annex. ``remarks`` are comments in the file that waive findings."""
    places = say(
        "For each answer, the places of the manifest that it comes from, as JSON Pointers (RFC 6901). Letters number "
        "the questions of a section in their order."
    )
    generated = say(
        "Generated from a manifest; to be reviewed by the provider before publication. The labels of the form are as "
        "seen in filings. Sentences that no record holds word for word are composed from its records."
    )
    return Section(
        "Annex",
        HEADING,
        "annex",
        sections=(
            annexes.sources("A", fields, scope, places),
            Section("B", "Models with a hand in the datasets", "annex-b", body=hands(scope)),
            annexes.findings("C", findings, scope, _differing(scope), HEADING_OF_FINDINGS),
            annexes.waivers("D", scope, remarks),
            annexes.made("E", scope, generated, at, sha256, tool),
            Section("F", HEADING_OF_PICTURES, "annex-f", body=pictures(scope)),
            used_records("G", fields, scope),
        ),
    )


def _differing(scope: Scope) -> tuple[Block, ...]:
    """What is declared and differs from what the records add up to."""
    differing = list(disagreements(scope))
    if not differing:
        return (Prose((sentence(say("Nothing that is declared differs from what the records add up to.")),)),)
    rows = tuple(
        Row((plain(entry.field), plain(entry.declared), plain(entry.computed, *entry.pointers))) for entry in differing
    )
    columns = (Column("Number"), Column("Declared, and printed in the form"), Column("Computed from the records"))
    return (Table("Declared against computed", columns, rows),)
