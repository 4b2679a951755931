"""Crawlers: the programs that collected data from websites (section 2.3 of the EU template)."""

from typing import Literal

from pydantic import MISSING
from typing_extensions import TypeAliasType

from lineage.model.agent import AgentRef
from lineage.model.answer import Answer
from lineage.model.base import Node
from lineage.model.scalars import Id, Line, Text, Url

Conduct = TypeAliasType("Conduct", Literal["honoured", "notHonoured", "notCircumvented", "circumvented"])
"""What a crawler does about a barrier or a signal."""


class Behaviour(Node):
    """What a crawler does about the barriers and signals that section 2.3 names."""

    robots_txt: Answer[Conduct] | MISSING = MISSING
    """Robots Exclusion Protocol (RFC 9309)."""
    captchas: Answer[Conduct] | MISSING = MISSING
    """Captchas."""
    passwords: Answer[Conduct] | MISSING = MISSING
    """Password protection."""
    paywalls: Answer[Conduct] | MISSING = MISSING
    """Paywalls."""
    rate_limits: Answer[Conduct] | MISSING = MISSING
    """Rate limits."""
    other_protocols: Answer[Conduct] | MISSING = MISSING
    """Other opt-out protocols."""
    description: Text | MISSING = MISSING
    """In words."""


class Crawler(Node):
    """A crawler, whoever runs it."""

    id: Id
    """Local name of this record."""
    name: Answer[Line]
    """Its name."""
    user_agent: Answer[Line] | MISSING = MISSING
    """The product token it announces itself with."""
    operator: AgentRef | MISSING = MISSING
    """Who runs it."""
    on_behalf_of: AgentRef | MISSING = MISSING
    """For whom."""
    url: Url | MISSING = MISSING
    """Its page."""
    purposes: Answer[Text] | MISSING = MISSING
    """What it crawls for."""
    behaviour: Behaviour | MISSING = MISSING
    """How it behaves."""
