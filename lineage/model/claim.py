"""Claims: who says what about which record, when, and whether anybody contests it."""

from typing import Annotated, Any, Literal

from pydantic import MISSING, Discriminator, Field, Tag
from typing_extensions import TypeAliasType

from lineage.model.agent import AgentRef
from lineage.model.base import Node
from lineage.model.dates import DateFact, DateText
from lineage.model.link import Link
from lineage.model.model_use import ModelRef
from lineage.model.named import Some
from lineage.model.roles import Part, Role
from lineage.model.scalars import Id, Reference, Text


class About(Node):
    """What a claim speaks of: an edge or an entity, not both."""

    edge: Reference | MISSING = MISSING
    """A model use, derivation or initialisation that has an id."""
    entity: Reference | MISSING = MISSING
    """A model, dataset, agent or corpus."""


class DateChoice(Node):
    """Reports differ on the date."""

    one_of: Annotated[list[DateText], Field(min_length=2)]
    """The dates that are reported."""


def _date_branch(value: Any) -> str:
    if (isinstance(value, dict) and "oneOf" in value) or isinstance(value, DateChoice):
        return "(oneOf)"
    return "(object)" if isinstance(value, dict | DateFact) else "(short)"


ClaimDate = TypeAliasType(
    "ClaimDate",
    Annotated[
        Annotated[DateText, Tag("(short)")]
        | Annotated[DateFact, Tag("(object)")]
        | Annotated[DateChoice, Tag("(oneOf)")],
        Discriminator(_date_branch),
    ],
)


class States(Node):
    """The parts of an edge that a claim asserts."""

    model: ModelRef | MISSING = MISSING
    """The model."""
    role: Role | MISSING = MISSING
    """What it did."""
    writes: Some[Part] | MISSING = MISSING
    """Which parts it wrote."""


class Absent(Node):
    """An assertion that there is none."""

    writes: Some[Part] | MISSING = MISSING
    """No model wrote these parts; any part where absent."""
    scope: Literal["anywhere", "byOrOnBehalf", "inThisFile"]
    """How far the absence is claimed."""


class Says(Node):
    """The content of a claim: one of these."""

    states: States | MISSING = MISSING
    """Asserts parts of an edge."""
    absent: Absent | MISSING = MISSING
    """Asserts that there is none."""
    contains: Reference | MISSING = MISSING
    """Asserts that the entity contains another."""
    text: Text | MISSING = MISSING
    """The content in words."""


class Contest(Node):
    """Who contests a claim."""

    by: Some[AgentRef]
    """Who."""
    how: Text | MISSING = MISSING
    """In what words."""
    source: Link | MISSING = MISSING
    """Where."""


class Claim(Node):
    """Somebody's statement about a record or an edge."""

    id: Id
    """Local name of this record."""
    about: About
    """What it speaks of."""
    by: AgentRef
    """Who makes it."""
    kind: Literal["declaration", "filing", "testimony", "allegation", "audit", "paper", "measurement", "report"]
    """In what form."""
    date: ClaimDate | MISSING = MISSING
    """When."""
    says: Says
    """What it says."""
    source: Link | MISSING = MISSING
    """Where it can be read."""
    contested: Contest | MISSING = MISSING
    """Who contests it; nobody that the publisher knows of where absent."""
    note: Text | MISSING = MISSING
    """Anything else."""
