"""The manifest: a head and its lists of nouns. One manifest describes a small graph."""

from typing import Annotated, Literal

from pydantic import MISSING, Field
from typing_extensions import TypeAliasType

from lineage.model.agent import Agent, AgentRef
from lineage.model.base import Node
from lineage.model.claim import Claim
from lineage.model.corpus import Corpus
from lineage.model.crawler import Crawler
from lineage.model.dataset import Dataset, DatasetDefaults
from lineage.model.dates import DateText
from lineage.model.declaration import Declaration
from lineage.model.measure import Measure
from lineage.model.model import Model
from lineage.model.named import Some
from lineage.model.publication import Publication
from lineage.model.scalars import PREFIX, Id, Iri, LanguageTag, Line, Reference, Sha256, Url
from lineage.model.service import Service
from lineage.model.terms import Terms
from lineage.model.waiver import Waiver

SchemaVersion = TypeAliasType("SchemaVersion", Literal["1.0-draft"])
"""Versions of the standard that this release reads."""


class Import(Node):
    """Another manifest that this one refers to. Never fetched from the network."""

    manifest: Line
    """Its id, or a path relative to this file."""
    alias: Id
    """The prefix for references into it: ``alias:id``."""
    sha256: Sha256 | MISSING = MISSING
    """Digest of its bytes."""


class Supersedes(Node):
    """The manifest that this one replaces."""

    manifest: Iri
    """Its id."""
    version: Line | MISSING = MISSING
    """Its version."""
    sha256: Sha256 | MISSING = MISSING
    """Digest of its bytes."""


class Transcription(Node):
    """The document that this manifest re-encodes. Plain values are then statements of its author, not of the
    publisher of the manifest; facts that the publisher adds carry ``known``."""

    title: Line
    """Its title."""
    by: AgentRef
    """Whose statements they are."""
    date: DateText | MISSING = MISSING
    """Its date."""
    url: Url | MISSING = MISSING
    """Where its author publishes it."""
    archive: Url | MISSING = MISSING
    """Where a copy is kept."""
    retrieved: DateText | MISSING = MISSING
    """When it was read."""
    section: Line | MISSING = MISSING
    """The part that was re-encoded, where not the whole."""
    sha256: Sha256 | MISSING = MISSING
    """Digest of its bytes."""


class Manifest(Node):
    """Where training data came from, and which models taught which."""

    lineage: SchemaVersion
    """Version of the standard that this manifest follows."""
    id: Iri
    """Name of the manifest itself."""
    version: Line | MISSING = MISSING
    """Version of the manifest. Quote it: 1.10 is a number in YAML."""
    issued: DateText | MISSING = MISSING
    """When it was first published."""
    modified: DateText | MISSING = MISSING
    """When it was last changed."""
    language: LanguageTag | MISSING = MISSING
    """Language of its prose; ``en`` where absent."""
    publisher: AgentRef | MISSING = MISSING
    """Who publishes the manifest and stands for what it says."""
    subjects: Some[Reference] | MISSING = MISSING
    """The models or datasets that it is about."""
    imports: Some[Import] | MISSING = MISSING
    """Other manifests that it refers to."""
    namespaces: Annotated[dict[Annotated[str, Field(pattern=PREFIX)], Iri], Field(min_length=1)] | MISSING = MISSING
    """Prefixes of extension keys, with the IRI that each stands for."""
    supersedes: Supersedes | MISSING = MISSING
    """The manifest that this one replaces."""
    transcribed_from: Transcription | MISSING = MISSING
    """The document that it re-encodes."""
    agents: Some[Agent] | MISSING = MISSING
    """People and organisations."""
    models: Some[Model] | MISSING = MISSING
    """Models."""
    datasets: Some[Dataset] | MISSING = MISSING
    """Datasets."""
    dataset_defaults: DatasetDefaults | MISSING = MISSING
    """Facts stated for many datasets at once."""
    corpora: Some[Corpus] | MISSING = MISSING
    """Whole training contents."""
    crawlers: Some[Crawler] | MISSING = MISSING
    """Crawlers."""
    services: Some[Service] | MISSING = MISSING
    """Services with users."""
    measures: Some[Measure] | MISSING = MISSING
    """Measures."""
    declarations: Some[Declaration] | MISSING = MISSING
    """Declarations."""
    publications: Some[Publication] | MISSING = MISSING
    """Published summaries."""
    terms: Some[Terms] | MISSING = MISSING
    """Dated terms."""
    claims: Some[Claim] | MISSING = MISSING
    """Claims."""
    waivers: Some[Waiver] | MISSING = MISSING
    """Accepted findings."""
