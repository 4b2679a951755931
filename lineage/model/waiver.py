"""Waivers: findings that the publisher accepts for a time, with a reason that every report and summary prints."""

from typing import Annotated

from pydantic import MISSING, Field

from lineage.model.agent import AgentRef
from lineage.model.base import Node
from lineage.model.dates import DateText
from lineage.model.named import Some
from lineage.model.scalars import CODE, Reference, Text


class Waiver(Node):
    """One accepted finding."""

    code: Annotated[str, Field(pattern=CODE, max_length=6)]
    """The code of the rule."""
    reason: Text
    """Why it is accepted."""
    by: AgentRef | MISSING = MISSING
    """Who accepted it."""
    until: DateText | MISSING = MISSING
    """Last day it holds."""
    about: Some[Reference] | MISSING = MISSING
    """The records it is for; all where absent."""
