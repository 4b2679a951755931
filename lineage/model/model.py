"""Models: the ones a manifest speaks for, those they started from, and those that taught them."""

from typing import Literal

from pydantic import MISSING
from typing_extensions import TypeAliasType

from lineage.model.agent import AgentRef, Identifier, Visibility
from lineage.model.answer import Answer, Listing, Open, YesNo
from lineage.model.base import Node
from lineage.model.dates import DateText
from lineage.model.known import Known
from lineage.model.link import Licence, Link
from lineage.model.model_use import ModelUse
from lineage.model.named import Some
from lineage.model.scalars import Id, Iri, Line, Reference, Text, Url
from lineage.model.training import Initialization, Stage

Level = TypeAliasType("Level", Literal["provider", "family", "service", "version", "snapshot", "checkpoint"])
"""How exactly a name points at weights. Levels are never merged: a family is not one of its versions."""

ModelKind = TypeAliasType(
    "ModelKind",
    Literal[
        "llm",
        "multimodal",
        "image",
        "audio",
        "video",
        "classifier",
        "reward",
        "embedder",
        "translator",
        "recognizer",
        "tool",
        "system",
    ],
)


MarketPlacement = TypeAliasType("MarketPlacement", bool | DateText)
"""A date, or only whether it is on the market."""


class Alias(Node):
    """Another name by which somebody calls a record."""

    name: Line | MISSING = MISSING
    """The name."""
    iri: Iri | MISSING = MISSING
    """An IRI or purl."""
    used_by: Line | MISSING = MISSING
    """Who calls it so."""
    sure: bool | MISSING = MISSING
    """Whether it is certain that this record is meant; certain where absent."""


class Served(Node):
    """A model behind a service, for a time."""

    model: Reference
    """The model."""
    from_: DateText | MISSING = MISSING
    """First day it was served."""
    to: DateText | MISSING = MISSING
    """Last day it was served."""


class ModelCompleteness(Node):
    """Which lists of this model are known to be whole."""

    training: bool | MISSING = MISSING
    """All stages are listed."""
    initialized_from: bool | MISSING = MISSING
    """All starting points are listed."""
    model_uses: bool | MISSING = MISSING
    """All uses of models are listed."""
    note: Text | MISSING = MISSING
    """What is missing, or why."""


class Model(Node):
    """A model, a family of models, or a service in front of them."""

    id: Id
    """Local name of this record."""
    name: Answer[Line]
    """Name as its provider writes it."""
    provider: AgentRef | MISSING = MISSING
    """Who develops it and places it on the market."""
    version: Line | MISSING = MISSING
    """Version, where it is not part of the name. Quote it: 1.10 is a number in YAML."""
    level: Level | MISSING = MISSING
    """How exactly the name points at weights."""
    identified: Literal["exact", "family", "class"] | MISSING = MISSING
    """Whether this record is one model, some member of a family, or only a description ("internal models")."""
    kind: ModelKind | MISSING = MISSING
    """What sort of model."""
    url: Url | MISSING = MISSING
    """Its page."""
    aliases: Some[Alias] | MISSING = MISSING
    """Other names of the same thing."""
    identifiers: Some[Identifier] | MISSING = MISSING
    """Register entries."""
    part_of: Reference | MISSING = MISSING
    """The family or version it belongs to."""
    serves: Some[Served] | MISSING = MISSING
    """The models behind a service."""
    description: Text | MISSING = MISSING
    """What it is, in words."""
    general_purpose: YesNo | MISSING = MISSING
    """A general-purpose AI model (AI Act, Art. 3(63))."""
    open_weights: YesNo | MISSING = MISSING
    """Its weights can be downloaded."""
    licence: Licence | MISSING = MISSING
    """Licence of its weights."""
    released: DateText | MISSING = MISSING
    """First made available anywhere."""
    placed_on_union_market: Answer[MarketPlacement] | MISSING = MISSING
    """Date of placement on the Union market, or only whether it is there."""
    knowledge_cutoff: DateText | MISSING = MISSING
    """What its content knows up to: not a date of collection."""
    summary: Open[Link] | MISSING = MISSING
    """Its public summary of training content."""
    training_data_description: Answer[Text] | MISSING = MISSING
    """What it was trained on, where only that is known (section 2.5 asks it of other models)."""
    initialized_from: Listing[Initialization] | MISSING = MISSING
    """The weights that training started from."""
    training: Listing[Stage] | MISSING = MISSING
    """The stages of its training."""
    model_uses: Listing[ModelUse] | MISSING = MISSING
    """Models that had a hand in it, where the stage is not known."""
    complete: ModelCompleteness | MISSING = MISSING
    """Which of these lists are whole."""
    documentation: Some[Link] | MISSING = MISSING
    """Model cards, reports, papers."""
    visibility: Visibility | MISSING = MISSING
    """Who may read this record; ``public`` where absent."""
    known: Known | MISSING = MISSING
    """How this record is known."""
    note: Text | MISSING = MISSING
    """Anything else."""
