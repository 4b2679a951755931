"""Measures: what was done about reservations of rights, illegal content, personal data, bias, quality, memorisation.

One list for all laws: sections 3.1 and 3.2 of the EU template, item 9 of AB 2013 and the Code's form each filter it by
purpose.
"""

from typing import Literal

from pydantic import MISSING
from typing_extensions import TypeAliasType

from lineage.model.agent import AgentRef, Visibility
from lineage.model.answer import Listing, Open
from lineage.model.base import Node
from lineage.model.dates import DateText
from lineage.model.known import Known
from lineage.model.link import Link
from lineage.model.model_use import ModelUse
from lineage.model.named import Some
from lineage.model.scalars import Id, Line, Reference, Text
from lineage.model.tool import Tool

Purpose = TypeAliasType(
    "Purpose",
    Literal["rightsReservation", "illegalContent", "personalData", "bias", "quality", "safety", "memorization"],
)

MeasureKind = TypeAliasType(
    "MeasureKind",
    Literal[
        "robotsTxt",
        "metaTags",
        "tdmReservationCheck",
        "termsReview",
        "optOutRequests",
        "retroactiveRemoval",
        "takedownChannel",
        "accessControls",
        "blocklist",
        "keywordRules",
        "hashMatching",
        "classifier",
        "manualReview",
        "licenceFilter",
        "redaction",
        "deduplication",
        "cleaning",
        "upstreamFiltering",
        "versionRefresh",
        "sourcing",
        "contractual",
        "governance",
        "trainingTechnique",
        "other",
    ],
)


Phase = TypeAliasType(
    "Phase", Literal["beforeCollection", "duringCollection", "afterCollection", "beforeTraining", "duringTraining"]
)


class Measure(Node):
    """One measure."""

    id: Id
    """Local name of this record."""
    kind: MeasureKind
    """What it is."""
    purposes: Some[Purpose]
    """What it is for."""
    applies_to: Some[Reference] | MISSING = MISSING
    """The datasets, corpora or origins it was applied to; all where absent."""
    by: AgentRef | MISSING = MISSING
    """Who took it: an agent, or the word ``curators`` for the third parties who compiled the datasets."""
    when: Some[Phase] | MISSING = MISSING
    """When it was taken."""
    protocols: Some[Line] | MISSING = MISSING
    """Opt-out protocols and solutions that it honours, such as ``robots.txt``."""
    methods: Some[Line] | MISSING = MISSING
    """Methods."""
    categories: Some[Line] | MISSING = MISSING
    """Categories of content it looks for."""
    list_: Link | MISSING = MISSING
    """A list that it uses, such as a public list of infringing sites."""
    observed: DateText | MISSING = MISSING
    """When the state of the world that it respects was looked at."""
    retroactive_to: DateText | MISSING = MISSING
    """How far back it was applied to older data."""
    model_uses: Listing[ModelUse] | MISSING = MISSING
    """Models that it uses."""
    tools: Some[Tool] | MISSING = MISSING
    """Software that it uses."""
    documentation: Some[Link] | MISSING = MISSING
    """Where it is documented."""
    description: Open[Text] | MISSING = MISSING
    """In words."""
    visibility: Visibility | MISSING = MISSING
    """Who may read this record; ``public`` where absent."""
    known: Known | MISSING = MISSING
    """How this is known."""
