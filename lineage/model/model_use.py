"""Who taught whom: one use of a model in the making of a dataset, of a model, or of a measure.

PROV calls this a qualified usage with a role. It is the record that no other format has, and the reason for this
standard: which model, what it did, which parts it wrote, through which access, on whose account, when, under which
terms, and who says so.
"""

from typing import Annotated, Any, Literal

from pydantic import MISSING, Discriminator, Field, Tag, WithJsonSchema
from typing_extensions import TypeAliasType

from lineage.model.agent import AgentRef
from lineage.model.answer import Listing, NoneDeclared, Open, True_, Unknown, Withheld, branch_of_object
from lineage.model.base import Node, short_or_object
from lineage.model.dates import DateText, Period
from lineage.model.known import Known
from lineage.model.link import File, Link
from lineage.model.named import Some
from lineage.model.quantity import Quantity
from lineage.model.roles import Part, Role
from lineage.model.scalars import Id, Line, Reference, TermsReference, Text

Fraction = TypeAliasType(
    "Fraction",
    Annotated[
        Annotated[int, Field(ge=0, le=1)] | Annotated[float, Field(ge=0, le=1)],
        WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
    ],
)
"""A share from 0 to 1."""


class Share(Node):
    """A part of a whole, from 0 to 1, as a value or bounds."""

    of: Literal["result", "source"] | MISSING = MISSING
    """Of the dataset that was made, or of the one that was taken from. ``result`` where absent."""
    unit: Literal["records", "tokens", "bytes", "characters", "documents"] | MISSING = MISSING
    """What is counted; ``records`` where absent."""
    value: Fraction | MISSING = MISSING
    """The share."""
    at_least: Fraction | MISSING = MISSING
    """This share or more."""
    at_most: Fraction | MISSING = MISSING
    """This share or less."""
    known: Known | MISSING = MISSING
    """How this is known."""


class OneOf(Node):
    """One of several models, and it is disputed or not known which. Counts as one teacher."""

    one_of: Annotated[list[Reference], Field(min_length=2)]
    """The candidates."""


class Self(Node):
    """The model that is being trained, at an earlier point: self-play, rejection sampling."""

    self_: True_
    """Always ``true``."""
    checkpoint: Line | MISSING = MISSING
    """Which point of its training."""


def _model_branch(value: Any) -> str:
    if isinstance(value, str):
        return "(short)"
    if isinstance(value, dict):
        if "oneOf" in value:
            return "(oneOf)"
        if "self" in value:
            return "(self)"
    elif isinstance(value, OneOf):
        return "(oneOf)"
    elif isinstance(value, Self):
        return "(self)"
    return branch_of_object(value)


ModelRef = TypeAliasType(
    "ModelRef",
    Annotated[
        Annotated[Reference, Tag("(short)")]
        | Annotated[OneOf, Tag("(oneOf)")]
        | Annotated[Self, Tag("(self)")]
        | Annotated[Unknown, Tag("(unknown)")]
        | Annotated[Withheld, Tag("(withheld)")],
        Discriminator(_model_branch),
    ],
)
"""The id of a model, one of several, the model itself at an earlier point, or not known or not said."""


Access = TypeAliasType("Access", Literal["api", "app", "weights", "cloud", "internal", "logs"])
"""Programming interface, consumer application, downloaded weights, a cloud's hosted service, in-house, or logs of
somebody else's use."""


class AccessedVia(Node):
    """How somebody got at a model. Terms depend on it as much as on the model."""

    access: Access
    """The way."""
    served_by: AgentRef | MISSING = MISSING
    """Who ran it, where that is not its provider."""
    account: AgentRef | MISSING = MISSING
    """Whose account or licence it was: a contract binds whoever accepted it."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""


Candidates = TypeAliasType(
    "Candidates",
    Annotated[Annotated[Reference, Tag("(short)")] | Annotated[OneOf, Tag("(object)")], Discriminator(short_or_object)],
)
"""A model, or one of several."""


class CountedModel(Node):
    """One of several models that shared a task."""

    model: Candidates
    """The model; one of several where that is disputed."""
    accessed_via: AccessedVia | MISSING = MISSING
    """How it was reached, where that differs from the others."""
    count: Annotated[int, Field(ge=0, le=9_007_199_254_740_991)] | MISSING = MISSING
    """How many records it wrote."""
    share: Share | MISSING = MISSING
    """Which share of the records it wrote."""


class Permission(Node):
    """On what ground the output was used for training, as the publisher states it. Not a legal verdict."""

    basis: Literal["contract", "licence", "consent", "ownModel", "exception", "noRestriction"]
    """The ground that is relied on."""
    by: AgentRef | MISSING = MISSING
    """Who gave it, or who says so."""
    date: DateText | MISSING = MISSING
    """When."""
    evidence: Link | MISSING = MISSING
    """Where it is written."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""


def _permission_branch(value: Any) -> str:
    tag = branch_of_object(value)
    return tag if tag in ("(none)", "(unknown)", "(withheld)") else "(value)"


PermissionAnswer = TypeAliasType(
    "PermissionAnswer",
    Annotated[
        Annotated[Permission, Tag("(value)")]
        | Annotated[NoneDeclared, Tag("(none)")]
        | Annotated[Unknown, Tag("(unknown)")]
        | Annotated[Withheld, Tag("(withheld)")],
        Discriminator(_permission_branch),
    ],
)


class Tally(Node):
    """Where counts were read: a column of the data, and the scan that counted it."""

    column: Line
    """The column."""
    scan: File | MISSING = MISSING
    """The scan report."""


class ModelUse(Node):
    """One use of a model, or of several in the same way."""

    id: Id | MISSING = MISSING
    """Local name; needed where a claim or another manifest speaks of this use."""
    model: ModelRef | MISSING = MISSING
    """Which model. Either this or ``models``."""
    models: Some[CountedModel] | MISSING = MISSING
    """Which models, where several did the same."""
    role: Open[Role]
    """What it did."""
    writes: Listing[Part] | MISSING = MISSING
    """Which parts of the records it wrote. Absent: not stated, so all are possible."""
    means: Literal["classifier", "prompted", "embedding", "perplexity"] | MISSING = MISSING
    """How a filter or a label was obtained from it."""
    columns: dict[Part, Line] | MISSING = MISSING
    """Which columns of the data hold those parts."""
    elicited_by: Literal["publisher", "users", "thirdParty"] | MISSING = MISSING
    """Who prompted it."""
    actor: AgentRef | MISSING = MISSING
    """Who used it."""
    on_behalf_of: AgentRef | MISSING = MISSING
    """For whom."""
    accessed_via: Open[AccessedVia] | MISSING = MISSING
    """How it was reached."""
    period: Open[Period] | MISSING = MISSING
    """When it was used."""
    terms: Listing[TermsReference] | MISSING = MISSING
    """The terms under which it was used: the entries of ``terms`` that held then."""
    permission: PermissionAnswer | MISSING = MISSING
    """The ground for training on its output. Absent: not stated."""
    share: Share | MISSING = MISSING
    """Which share of the records it touched."""
    amount: Quantity | MISSING = MISSING
    """How much it wrote."""
    partition: bool | MISSING = MISSING
    """Each record was touched by exactly one of the models, so shares add up to at most one."""
    from_: Tally | MISSING = MISSING
    """Where the models and counts were read."""
    purpose: Text | MISSING = MISSING
    """What for."""
    tasks: Some[Line] | MISSING = MISSING
    """Kinds of tasks."""
    known: Known | MISSING = MISSING
    """How this is known."""
    claims: Some[Reference] | MISSING = MISSING
    """Claims that this rests on."""
    evidence: Some[Link] | MISSING = MISSING
    """Where it can be checked."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""

    def written_parts(self) -> tuple[str, ...]:
        """The parts it wrote, as far as stated."""
        return tuple(self.writes) if isinstance(self.writes, list) else ()

    def model_references(self) -> list[str]:
        """Every model that this use names, candidates included."""
        if self.models is not MISSING:
            named = [entry.model for entry in self.models]
            return [name for model in named for name in ([model] if isinstance(model, str) else model.one_of)]
        if isinstance(self.model, OneOf):
            return list(self.model.one_of)
        return [self.model] if isinstance(self.model, str) else []
