"""Terms: dated snapshots of clauses on training with a model's outputs. Clause on record, never a verdict."""

from typing import Literal

from pydantic import MISSING
from typing_extensions import TypeAliasType

from lineage.model.agent import AgentRef
from lineage.model.answer import Answer
from lineage.model.base import Node
from lineage.model.dates import DateText, WhenDate
from lineage.model.known import Known
from lineage.model.link import Link
from lineage.model.model_use import Access
from lineage.model.named import Some
from lineage.model.scalars import Id, Line, Reference, Text


class Covers(Node):
    """What a set of terms speaks of."""

    families: Some[Line] | MISSING = MISSING
    """Model families; all of the provider's where absent."""
    access: Some[Access] | MISSING = MISSING
    """Ways of access; all where absent."""


class Effective(Node):
    """When a set of terms was in force."""

    from_: WhenDate | MISSING = MISSING
    """First day, or a bound on it."""
    to: WhenDate | MISSING = MISSING
    """Last day, or a bound on it."""


class Seen(Node):
    """When somebody looked and found these terms in force."""

    first: DateText | MISSING = MISSING
    """First time."""
    last: DateText | MISSING = MISSING
    """Last time."""


class OutputUse(Node):
    """What the terms say about training on outputs."""

    scope: Literal["none", "competing", "sameOrSimilar", "anyLlmExceptFamily", "anyModel"]
    """Which training is restricted."""
    except_families: Some[Line] | MISSING = MISSING
    """Model families that the restriction leaves out: output may be used for them."""
    exceptions: Some[Text] | MISSING = MISSING
    """Exceptions, in our words."""
    quote: Line | MISSING = MISSING
    """A few words of the text, enough to find the clause again."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""


Trigger = TypeAliasType("Trigger", Literal["weights", "outputs"])


class Obligation(Node):
    """A duty that comes with weights or outputs."""

    kind: Literal["namePrefix", "attribution", "passThrough", "licenceCopy", "nonCommercial", "thresholdLicence"]
    """Which duty."""
    value: Line | MISSING = MISSING
    """Its content, such as the prefix."""
    triggered_by: Some[Trigger] | MISSING = MISSING
    """What brings it about."""
    carries: bool | MISSING = MISSING
    """Whether it goes on to what is made from a model that was trained on outputs."""


class Terms(Node):
    """One dated version of somebody's terms or licence."""

    id: Id
    """Local name of this record."""
    version: Answer[Line] | MISSING = MISSING
    """Its version, usually a date."""
    provider: AgentRef
    """Whose terms."""
    title: Line | MISSING = MISSING
    """What they are called."""
    covers: Covers | MISSING = MISSING
    """What they speak of."""
    effective: Effective | MISSING = MISSING
    """When they were in force."""
    seen: Seen | MISSING = MISSING
    """When they were looked at."""
    bound_by: Literal["contract", "licence"] | MISSING = MISSING
    """A contract binds whoever accepted it; a licence goes with the artefact."""
    output_use: OutputUse | MISSING = MISSING
    """What they say about training on outputs."""
    obligations: Some[Obligation] | MISSING = MISSING
    """Duties they bring."""
    source: Link | MISSING = MISSING
    """Where they can be read."""
    known: Known | MISSING = MISSING
    """How this record of them is known, and how well its source was read."""
    claims: Some[Reference] | MISSING = MISSING
    """Claims about them."""
    note: Text | MISSING = MISSING
    """Anything else."""
