"""Corpora: the whole training content that one summary speaks of, with what is declared about the whole."""

from pydantic import MISSING

from lineage.model.answer import Answer, Listing, Open, YesNo
from lineage.model.base import Node
from lineage.model.content import Demographics, Geography, Languages, Modalities
from lineage.model.dates import WhenDate
from lineage.model.link import Link
from lineage.model.named import Some
from lineage.model.quantity import Quantity
from lineage.model.scalars import Id, Reference, Text


class Source(Node):
    """What is declared about one origin of data. "Yes" may be computed from the datasets; "No" must be declared."""

    used: YesNo | MISSING = MISSING
    """Whether data of this origin was used."""
    modalities: Modalities | MISSING = MISSING
    """Its modalities; computed from the datasets where absent."""
    quantity: Quantity | MISSING = MISSING
    """How much of it there is."""
    description: Answer[Text] | MISSING = MISSING
    """The general description that the section asks for."""
    comments: Answer[Text] | MISSING = MISSING
    """Additional comments."""


class PublicSource(Source):
    """Publicly available datasets (section 2.1)."""

    large_description: Answer[Text] | MISSING = MISSING
    """A lead-in to the list of large datasets."""


class PrivateSource(Source):
    """Private datasets obtained from other third parties (section 2.2.2)."""

    publicly_known: YesNo | MISSING = MISSING
    """Whether any of them is publicly known; the datasets are listed where they are."""


class Sources(Node):
    """One entry per origin."""

    public: PublicSource | MISSING = MISSING
    """Publicly available datasets (2.1)."""
    licensed: Source | MISSING = MISSING
    """Datasets commercially licensed by rightsholders or their representatives (2.2.1)."""
    third_party_private: PrivateSource | MISSING = MISSING
    """Private datasets obtained from other third parties (2.2.2)."""
    crawled: Source | MISSING = MISSING
    """Data crawled and scraped from online sources (2.3)."""
    user_model: Source | MISSING = MISSING
    """Data from user interactions with the AI model (2.4)."""
    user_service: Source | MISSING = MISSING
    """Data from user interactions with the provider's other services or products (2.4)."""
    synthetic: Source | MISSING = MISSING
    """Synthetic data created by the provider or on its behalf (2.5)."""
    other: Source | MISSING = MISSING
    """Other sources of data (2.6)."""


class Corpus(Node):
    """The training content of one model, or of several whose training content is the same."""

    id: Id
    """Local name of this record."""
    models: Some[Reference]
    """The models trained on it."""
    purpose: Answer[Text] | MISSING = MISSING
    """How the data serves the purpose of the models (AB 2013, item 2)."""
    modalities: Modalities | MISSING = MISSING
    """Modalities with total sizes and types of content (1.3)."""
    latest_collection: Open[WhenDate] | MISSING = MISSING
    """Latest date of data acquisition or collection for model training (1.3)."""
    continuous_training: YesNo | MISSING = MISSING
    """Whether the model is trained on new or dynamic data after that date (1.3)."""
    languages: Open[Languages] | MISSING = MISSING
    """Linguistic characteristics of the whole (1.3)."""
    geography: Geography | MISSING = MISSING
    """Where the content comes from."""
    demographics: Demographics | MISSING = MISSING
    """Which groups of people it comes from."""
    other_characteristics: Answer[Text] | MISSING = MISSING
    """Other relevant characteristics (1.3)."""
    comments: Answer[Text] | MISSING = MISSING
    """Additional comments (1.3): tokenizers, sampling rates."""
    documentation: Listing[Link] | MISSING = MISSING
    """Reports and code."""
    sources: Sources | MISSING = MISSING
    """What is declared per origin."""
