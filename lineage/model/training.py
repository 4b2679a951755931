"""How a model came to be: what it started from, and its stages of training with the data they used."""

from typing import Annotated, Literal

from pydantic import MISSING, Discriminator, Tag
from typing_extensions import TypeAliasType

from lineage.model.answer import Listing, Open
from lineage.model.base import Node, bare, short_or_object
from lineage.model.dates import DateText, Period
from lineage.model.known import Known
from lineage.model.link import Link
from lineage.model.model_use import AccessedVia, ModelUse, PermissionAnswer, Share
from lineage.model.named import Some
from lineage.model.quantity import Number, Quantity
from lineage.model.roles import Part
from lineage.model.scalars import Id, Line, Reference, TermsReference, Text


class Initialization(Node):
    """The weights that training started from (or that were merged, quantized …). Section 1.2 of the EU template calls
    these model dependencies."""

    id: Id | MISSING = MISSING
    """Local name, where a claim speaks of it."""
    model: Open[Reference]
    """The model whose weights were used."""
    relation: (
        Literal[
            "finetune", "continued", "adapter", "merge", "quantized", "pruned", "upcycled", "tokenizer", "embeddings"
        ]
        | MISSING
    ) = MISSING
    """How its weights were used."""
    accessed_via: AccessedVia | MISSING = MISSING
    """How it was reached."""
    period: Open[Period] | MISSING = MISSING
    """When it was obtained or used."""
    terms: Listing[TermsReference] | MISSING = MISSING
    """The terms or licence it came under."""
    permission: PermissionAnswer | MISSING = MISSING
    """The ground for using it."""
    known: Known | MISSING = MISSING
    """How this is known."""
    claims: Some[Reference] | MISSING = MISSING
    """Claims that this rests on."""
    evidence: Some[Link] | MISSING = MISSING
    """Where it can be checked."""


class DatasetUse(Node):
    """One dataset as a stage of training used it."""

    dataset: Reference
    """The dataset."""
    amount: Quantity | MISSING = MISSING
    """How much of it was used, after preprocessing and before training."""
    share: Share | MISSING = MISSING
    """Its share of what the stage was trained on."""
    epochs: Number | MISSING = MISSING
    """How many times it was seen."""
    selection: Text | MISSING = MISSING
    """Which part was selected and how."""
    split: Literal["training", "validation", "testing"] | MISSING = MISSING
    """What it was used for; ``training`` where absent."""
    consumes: Listing[Part] | MISSING = MISSING
    """Which parts of its records were learnt from. Absent: what the stage takes by its nature."""
    obtained: DateText | MISSING = MISSING
    """When it was obtained."""
    revision: Line | MISSING = MISSING
    """Which revision was used."""
    known: Known | MISSING = MISSING
    """How this is known."""
    evidence: Some[Link] | MISSING = MISSING
    """Where it can be checked."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""


DatasetUseEntry = TypeAliasType(
    "DatasetUseEntry",
    Annotated[
        Annotated[Reference, Tag("(short)")] | Annotated[DatasetUse, Tag("(object)")], Discriminator(short_or_object)
    ],
)

StageKind = TypeAliasType(
    "StageKind",
    Literal["pretraining", "midtraining", "posttraining", "sft", "preference", "rewardModel", "rl", "unspecified"],
)


class Stage(Node):
    """A stage of training."""

    stage: StageKind
    """Which kind."""
    name: Line | MISSING = MISSING
    """What the provider calls it."""
    period: Open[Period] | MISSING = MISSING
    """When."""
    uses: Listing[DatasetUseEntry] | MISSING = MISSING
    """The data it used."""
    model_uses: Listing[ModelUse] | MISSING = MISSING
    """The models that took part: soft targets, online rewards or judges."""
    note: Text | MISSING = MISSING
    """Anything else."""

    def dataset_uses(self) -> list[DatasetUse]:
        """The datasets used, the short spelling written out."""
        if not isinstance(self.uses, list):
            return []
        return [bare(DatasetUse, dataset=use) if isinstance(use, str) else use for use in self.uses]
