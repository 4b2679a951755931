"""Services: the provider's products whose users' data was used for training (section 2.4 of the EU template)."""

from typing import Literal

from pydantic import MISSING
from typing_extensions import TypeAliasType

from lineage.model.agent import AgentRef
from lineage.model.answer import Answer
from lineage.model.base import Node
from lineage.model.scalars import Id, Line, Text, Url

Consent = TypeAliasType("Consent", Literal["optIn", "optOut", "contract", "legitimateInterest", "none"])


class Service(Node):
    """A service or product with users."""

    id: Id
    """Local name of this record."""
    name: Answer[Line]
    """Its name."""
    kind: Line | MISSING = MISSING
    """Such as ``chat assistant``, ``mail``, ``social network``."""
    provider: AgentRef | MISSING = MISSING
    """Who offers it."""
    url: Url | MISSING = MISSING
    """Its page."""
    consent: Answer[Consent] | MISSING = MISSING
    """How users come to have their data used, as declared."""
    privacy_policy: Url | MISSING = MISSING
    """Its privacy policy."""
    controls: Text | MISSING = MISSING
    """What users can do about it."""
    description: Text | MISSING = MISSING
    """What it is."""
