"""What data consists of: modalities, languages, places, groups of people, labelled points."""

from functools import cache
from typing import Annotated, Literal

from pydantic import MISSING, Discriminator, Tag
from typing_extensions import TypeAliasType

from lineage.model.answer import Listing
from lineage.model.base import Node, short_or_object
from lineage.model.model_use import Fraction
from lineage.model.named import Some
from lineage.model.quantity import Quantity
from lineage.model.scalars import CountryCode, LanguageTag, Line, Text

Modality = TypeAliasType("Modality", Literal["text", "image", "audio", "video", "other"])
"""The five modalities of the EU template. Audio that is part of video is ``video``; speech is ``audio``."""


class ModalityEntry(Node):
    """One modality with what is known of it."""

    modality: Modality
    """Which modality."""
    name: Line | MISSING = MISSING
    """What it is, where ``modality`` is ``other``."""
    as_: Literal["content", "enrichment"] | MISSING = MISSING
    """``enrichment`` where it only describes other content, such as captions: it counts in section 1.3 of the EU
    template, not among the modalities of a source. ``content`` where absent."""
    quantity: Quantity | MISSING = MISSING
    """How much, after preprocessing and before training."""
    content_types: Some[Line] | MISSING = MISSING
    """Types of content, such as ``photography`` or ``scientific text``."""
    represented_as: Some[Line] | MISSING = MISSING
    """What it was turned into before training, such as ``transcripts``."""
    description: Text | MISSING = MISSING
    """The types of content in words."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""


ModalityItem = TypeAliasType(
    "ModalityItem",
    Annotated[
        Annotated[Modality, Tag("(short)")] | Annotated[ModalityEntry, Tag("(object)")], Discriminator(short_or_object)
    ],
)
"""A modality, or one with details."""

Modalities = TypeAliasType("Modalities", Listing[ModalityItem])


class LanguageShare(Node):
    """The share that some languages have together."""

    languages: Some[LanguageTag]
    """The languages."""
    share: Fraction
    """Their share, from 0 to 1."""


class LanguageProfile(Node):
    """Languages with more than a list can say."""

    main: Some[LanguageTag] | MISSING = MISSING
    """The languages that there is most of."""
    also: Some[LanguageTag] | MISSING = MISSING
    """Other languages that are there."""
    count: Quantity | MISSING = MISSING
    """How many there are."""
    shares: Some[LanguageShare] | MISSING = MISSING
    """Shares, as far as known."""
    description: Text | MISSING = MISSING
    """Anything about languages in words."""


def _languages_branch(value: object) -> str:
    return "(list)" if isinstance(value, list) else "(object)"


Languages = TypeAliasType(
    "Languages",
    Annotated[
        Annotated[Some[LanguageTag], Tag("(list)")] | Annotated[LanguageProfile, Tag("(object)")],
        Discriminator(_languages_branch),
    ],
)
"""A list of BCP 47 tags, or a profile."""


class Geography(Node):
    """Where content comes from or what places it speaks of."""

    countries: Some[CountryCode] | MISSING = MISSING
    """Countries."""
    description: Text | MISSING = MISSING
    """In words."""


class Demographics(Node):
    """Which groups of people the content comes from or speaks of."""

    description: Text
    """In words."""


class DataPoint(Node):
    """A kind of data point (AB 2013, item 4)."""

    kind: Line
    """Such as ``imageTextPair`` or ``dialogue``."""
    labelled: bool | MISSING = MISSING
    """Whether points carry labels."""
    labels: Some[Line] | MISSING = MISSING
    """Which labels."""


def language_tags(languages: list[str] | LanguageProfile | MISSING) -> list[str]:
    """All tags that are named, main ones first, each once."""
    if languages is MISSING:
        return []
    if isinstance(languages, list):
        return list(dict.fromkeys(languages))
    main = languages.main if languages.main is not MISSING else []
    also = languages.also if languages.also is not MISSING else []
    return list(dict.fromkeys([*main, *also]))


def modality_entry(item: str | ModalityEntry) -> ModalityEntry:
    """The full spelling of a modality item."""
    return _bare(item) if isinstance(item, str) else item


@cache
def _bare(modality: str) -> ModalityEntry:
    # Five words stand for nearly all entries of a large catalogue.
    return ModalityEntry.model_construct(modality=modality)
