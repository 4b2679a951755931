"""Declarations: what a provider states about itself and its duties. Never inferred."""

from typing import Literal

from pydantic import MISSING
from typing_extensions import TypeAliasType

from lineage.model.agent import AgentRef, Contact
from lineage.model.answer import Answer, Open, YesNo
from lineage.model.base import Node
from lineage.model.dates import DateText
from lineage.model.link import Link
from lineage.model.named import Some
from lineage.model.scalars import Text

Chapter = TypeAliasType("Chapter", Literal["transparency", "copyright", "safetyAndSecurity"])
Ab2013Exemption = TypeAliasType("Ab2013Exemption", Literal["security", "aircraft", "nationalSecurity"])


class CodeOfPractice(Node):
    """The Code of Practice for general-purpose AI models."""

    signatory: YesNo
    """Whether the provider signed it (section 3.1)."""
    chapters: Some[Chapter] | MISSING = MISSING
    """The chapters that it signed, where not all."""
    since: DateText | MISSING = MISSING
    """When."""


class Declaration(Node):
    """What one agent declares."""

    by: AgentRef
    """Who declares it."""
    code_of_practice: Open[CodeOfPractice] | MISSING = MISSING
    """Code of Practice for general-purpose AI models."""
    copyright_policy: Open[Link] | MISSING = MISSING
    """Its copyright policy (AI Act, Art. 53(1)(c))."""
    complaints: Open[Contact] | MISSING = MISSING
    """Where rightsholders can complain."""
    other_processing: Answer[Text] | MISSING = MISSING
    """Other relevant information about data processing (section 3.3)."""
    ab2013_exemption: Answer[Ab2013Exemption] | MISSING = MISSING
    """The exemption of California Civil Code 3111(b) that it relies on."""
    note: Text | MISSING = MISSING
    """Anything else."""
