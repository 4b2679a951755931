"""Agents: whoever provides, publishes, collects, licenses, measures or claims. PROV's ``prov:Agent``."""

from typing import Annotated, Literal

from pydantic import MISSING, Discriminator, Tag
from typing_extensions import TypeAliasType

from lineage.model.answer import Answer, Open, YesNo
from lineage.model.base import Node, short_or_object
from lineage.model.named import Some
from lineage.model.scalars import CountryCode, Email, Id, Line, Reference, Text, Url

Visibility = TypeAliasType("Visibility", Literal["public", "downstream", "authorities", "internal"])
"""Who may read a record. A public summary counts the others and prints none of them."""


class Contact(Node):
    """How an agent can be reached."""

    address: Text | MISSING = MISSING
    """Postal address."""
    email: Email | MISSING = MISSING
    """E-mail address."""
    phone: Line | MISSING = MISSING
    """Telephone number."""
    url: Url | MISSING = MISSING
    """Web page, or a form."""


class Identifier(Node):
    """An entry in somebody's register: a VAT number, a company number, an LEI, an ORCID, a DOI."""

    scheme: Line
    """The register, such as ``VAT``, ``LEI``, ``ORCID``, ``DOI``."""
    value: Line
    """The entry."""


class InlineAgent(Node):
    """An agent that is named where it is needed and nowhere else."""

    name: Line
    """Its name."""
    url: Url | MISSING = MISSING
    """Its web page."""
    country: CountryCode | MISSING = MISSING
    """Where it is established."""


AgentRef = TypeAliasType(
    "AgentRef",
    Annotated[
        Annotated[Reference, Tag("(short)")] | Annotated[InlineAgent, Tag("(object)")], Discriminator(short_or_object)
    ],
)
"""The id of an agent, or an agent named in place."""


class Agent(Node):
    """A person, organisation or partnership."""

    id: Id
    """Local name of this record."""
    name: Answer[Line]
    """Name as the agent writes it."""
    kind: Literal["person", "organization", "partnership", "foundation", "publicBody", "project"] | MISSING = MISSING
    """What it is."""
    country: Answer[CountryCode] | MISSING = MISSING
    """Where it is established. Decides whether an authorised representative is needed (AI Act, Art. 54)."""
    contact: Open[Contact] | MISSING = MISSING
    """How to reach it."""
    identifiers: Some[Identifier] | MISSING = MISSING
    """Register entries."""
    members: Some[AgentRef] | MISSING = MISSING
    """The members of a partnership."""
    representative: Open[AgentRef] | MISSING = MISSING
    """Authorised representative in the Union (AI Act, Art. 54)."""
    sme: YesNo | MISSING = MISSING
    """Small or medium-sized enterprise in the sense of Recommendation 2003/361/EC, as declared."""
    visibility: Visibility | MISSING = MISSING
    """Who may read this record; ``public`` where absent."""
    note: Text | MISSING = MISSING
    """Anything else."""
