"""How a dataset was made from others: copies, subsets, mixtures, rewritings, and overlaps that nobody explains."""

from typing import Annotated, Literal

from pydantic import MISSING, Discriminator, Field, Tag
from typing_extensions import TypeAliasType

from lineage.model.base import Node, short_or_object
from lineage.model.dates import DateText
from lineage.model.known import Known
from lineage.model.link import Link
from lineage.model.model_use import Share
from lineage.model.named import Some
from lineage.model.quantity import Quantity
from lineage.model.roles import Part
from lineage.model.scalars import Id, Line, Reference, Text


class OnlyModel(Node):
    """Keeps the records that one model wrote."""

    model: Reference
    """The model."""


class Derivation(Node):
    """One source of a dataset. PROV's ``prov:qualifiedDerivation``."""

    id: Id | MISSING = MISSING
    """Local name, where a claim speaks of it."""
    dataset: Reference
    """The source."""
    activity: (
        Literal[
            "copy", "subset", "mix", "filter", "clean", "deduplicate", "format", "rewrite", "translate", "summarize"
        ]
        | MISSING
    ) = MISSING
    """What was done to it."""
    as_: Literal["content", "seed", "reference"] | MISSING = MISSING
    """Whether its text is kept (``content``, where absent), or only started generation (``seed``: topics, personas,
    examples) or guided selection (``reference``)."""
    takes: Some[Part] | MISSING = MISSING
    """Which parts of its records are kept. Absent: not stated, so all are possible."""
    becomes: Annotated[dict[Part, Some[Part]], Field(min_length=1)] | MISSING = MISSING
    """Which part of the source stands here under other names: ``{response: [response, rejected]}`` where answers were
    sorted into preferred and rejected ones. A part that is not named keeps its name."""
    only: OnlyModel | MISSING = MISSING
    """Keeps only some model's records."""
    selected_by: Some[Part] | MISSING = MISSING
    """Parts that decided which records or answers were kept, such as ``score``."""
    sampling: Literal["random", "all", "byQuality", "byGenerator", "stratified", "unknown"] | MISSING = MISSING
    """How a subset was drawn."""
    share: Share | MISSING = MISSING
    """How much of the source was taken, or of the result it makes up."""
    amount: Quantity | MISSING = MISSING
    """How much of the source was taken."""
    revision: Line | MISSING = MISSING
    """Which revision of the source."""
    obtained: DateText | MISSING = MISSING
    """When the source was obtained."""
    known: Known | MISSING = MISSING
    """How this is known."""
    claims: Some[Reference] | MISSING = MISSING
    """Claims that this rests on."""
    evidence: Some[Link] | MISSING = MISSING
    """Where it can be checked."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""


DerivationItem = TypeAliasType(
    "DerivationItem",
    Annotated[
        Annotated[Reference, Tag("(short)")] | Annotated[Derivation, Tag("(object)")], Discriminator(short_or_object)
    ],
)


class Overlap(Node):
    """Records found in two datasets, without anybody saying who copied whom. Symmetric."""

    dataset: Reference
    """The other dataset."""
    records: Annotated[int, Field(ge=0, le=9_007_199_254_740_991)] | MISSING = MISSING
    """How many records are in both."""
    of: Annotated[int, Field(ge=0, le=9_007_199_254_740_991)] | MISSING = MISSING
    """Of how many that were compared."""
    method: Line | MISSING = MISSING
    """How they were compared."""
    known: Known | MISSING = MISSING
    """How this is known."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""
