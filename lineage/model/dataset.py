"""Datasets: what was trained on, where it came from, and who or what made it. DCAT's ``dcat:Dataset``."""

from typing import Annotated, Any, Literal

from pydantic import MISSING, Discriminator, Field, Tag
from typing_extensions import TypeAliasType

from lineage.model.agent import AgentRef, Visibility
from lineage.model.answer import Answer, Listing, Open, Unknown, Withheld, YesNo, branch_of_object
from lineage.model.base import Node, bare
from lineage.model.content import DataPoint, Demographics, Geography, Languages, Modalities
from lineage.model.dates import DateText, Period, WhenDate
from lineage.model.derivation import Derivation, DerivationItem, Overlap
from lineage.model.known import Known
from lineage.model.link import File, Licence, Link
from lineage.model.measurement import Measurement
from lineage.model.model import Alias
from lineage.model.model_use import AccessedVia, ModelUse, PermissionAnswer, Share
from lineage.model.named import Some
from lineage.model.quantity import Quantity
from lineage.model.scalars import Id, Line, Reference, TermsReference, Text, Url
from lineage.model.tool import Tool

Origin = TypeAliasType(
    "Origin",
    Literal["public", "licensed", "thirdPartyPrivate", "crawled", "userModel", "userService", "synthetic", "other"],
)
"""Where data came from, in the sections of the EU template: 2.1, 2.2.1, 2.2.2, 2.3, 2.4 (two questions), 2.5, 2.6."""


def _origin_branch(value: Any) -> str:
    return "(list)" if isinstance(value, list) else branch_of_object(value)


OriginAnswer = TypeAliasType(
    "OriginAnswer",
    Annotated[
        Annotated[Origin, Tag("(value)")]
        | Annotated[Annotated[list[Origin], Field(min_length=1, max_length=3)], Tag("(list)")]
        | Annotated[Unknown, Tag("(unknown)")]
        | Annotated[Withheld, Tag("(withheld)")],
        Discriminator(_origin_branch),
    ],
)
"""One origin; up to three where several sections speak of the same data; or not known or not said."""


Acquisition = TypeAliasType("Acquisition", Literal["licensed", "purchased", "free", "own"])
CopyrightStatus = TypeAliasType("CopyrightStatus", Literal["publicDomain", "protected", "mixed"])


class Annotation(Node):
    """Who labelled the data, and how."""

    by: Literal["humans", "models", "crowd", "contractors", "authors", "mixed"] | MISSING = MISSING
    """Who."""
    description: Text | MISSING = MISSING
    """How."""


class DomainCategory(Node):
    """A kind of website, where no list of domain names is given."""

    name: Line
    """Such as ``news`` or ``government``."""
    share: Share | MISSING = MISSING
    """Its share of what was crawled."""
    suffixes: Some[Line] | MISSING = MISSING
    """Domain suffixes such as ``.gov``."""


class Domains(Node):
    """The domain names that were crawled (section 2.3 asks for the top 10 % by size of content)."""

    list_: Open[File] | MISSING = MISSING
    """The list that the law asks for, largest first."""
    tally: File | MISSING = MISSING
    """The full count per registrable domain that it was cut from."""
    ranked_by: Literal["contentSize", "pages", "hits"] | MISSING = MISSING
    """What the ranking counts; the template asks for the size of the content."""
    total: Annotated[int, Field(ge=0, le=9_007_199_254_740_991)] | MISSING = MISSING
    """How many domain names there are in all."""
    coverage: Text | MISSING = MISSING
    """What the count leaves out."""
    categories: Some[DomainCategory] | MISSING = MISSING
    """Kinds of websites. Not a substitute for the list."""
    suffixes: Some[Line] | MISSING = MISSING
    """Domain suffixes. Not a substitute for the list."""
    description: Text | MISSING = MISSING
    """In words."""


class DatasetCompleteness(Node):
    """Which lists of this dataset are known to be whole."""

    derived_from: bool | MISSING = MISSING
    """All sources are listed."""
    model_uses: bool | MISSING = MISSING
    """All uses of models are listed."""
    has_part: bool | MISSING = MISSING
    """All parts are listed."""
    note: Text | MISSING = MISSING
    """What is missing, or why."""


class DatasetFacts(Node):
    """Facts that a law wants from every dataset, and that ``datasetDefaults`` may state for many at once."""

    purpose: Answer[Text] | MISSING = MISSING
    """How it serves the purpose of the model (AB 2013, item 2)."""
    collected: Open[Period] | MISSING = MISSING
    """When its content was collected by whoever compiled it (AB 2013, item 10; section 2.3)."""
    acquired: Open[WhenDate] | MISSING = MISSING
    """When the provider obtained it."""
    first_used: Answer[DateText] | MISSING = MISSING
    """When it was first used in development (AB 2013, item 11)."""
    acquisition: Answer[Acquisition] | MISSING = MISSING
    """How the provider came by it (AB 2013, item 6)."""
    copyright: Answer[CopyrightStatus] | MISSING = MISSING
    """Whether it holds works under copyright (AB 2013, item 5)."""
    trademark: YesNo | MISSING = MISSING
    """Whether it holds data protected by trademark (AB 2013, item 5)."""
    patent: YesNo | MISSING = MISSING
    """Whether it holds data protected by patent (AB 2013, item 5)."""
    personal_data: YesNo | MISSING = MISSING
    """Whether it holds personal information (AB 2013, item 7)."""
    aggregate_consumer_information: YesNo | MISSING = MISSING
    """Whether it holds aggregate consumer information (AB 2013, item 8)."""
    annotation: Open[Annotation] | MISSING = MISSING
    """Who labelled it, and how."""
    languages: Open[Languages] | MISSING = MISSING
    """Its languages."""


class Dataset(DatasetFacts):
    """A dataset, a mixture of datasets, or a class of datasets that is only described."""

    id: Id
    """Local name of this record."""
    name: Answer[Line] | MISSING = MISSING
    """Name as its maker writes it."""
    version: Line | MISSING = MISSING
    """Version or revision. Quote it: 1.10 is a number in YAML."""
    origin: OriginAnswer | MISSING = MISSING
    """Where it came from, seen from the provider that trains on it."""
    url: Url | MISSING = MISSING
    """Its page."""
    aliases: Some[Alias] | MISSING = MISSING
    """Other names of the same thing."""
    creators: Listing[AgentRef] | MISSING = MISSING
    """Who made it."""
    publisher: AgentRef | MISSING = MISSING
    """Who publishes it."""
    licensor: AgentRef | MISSING = MISSING
    """Who licensed it to the provider."""
    description: Text | MISSING = MISSING
    """What it is, in words."""
    group: Line | MISSING = MISSING
    """Heading under which a summary lists it."""
    list_as: Literal["large", "other"] | MISSING = MISSING
    """Whether section 2.1 lists it by name: more than 3 % of the public data of a modality. Computed where sizes are
    known."""
    modalities: Modalities | MISSING = MISSING
    """What kinds of content it holds, with sizes."""
    data_points: Some[DataPoint] | MISSING = MISSING
    """Kinds of data points (AB 2013, item 4)."""
    format: Line | MISSING = MISSING
    """File format."""
    programming_languages: Some[Line] | MISSING = MISSING
    """Programming languages of its source code."""
    geography: Geography | MISSING = MISSING
    """Where its content comes from."""
    demographics: Demographics | MISSING = MISSING
    """Which groups of people it comes from."""
    temporal_coverage: Open[Period] | MISSING = MISSING
    """The time that its content speaks of."""
    issued: DateText | MISSING = MISSING
    """When this version was published."""
    modified: DateText | MISSING = MISSING
    """When this version was last changed."""
    licence: Licence | MISSING = MISSING
    """Licence of the data."""
    terms: Listing[TermsReference] | MISSING = MISSING
    """Terms of use it came under."""
    permission: PermissionAnswer | MISSING = MISSING
    """The ground for training on it."""
    publicly_known: YesNo | MISSING = MISSING
    """Whether it is publicly known that the provider has it (section 2.2.2)."""
    accessed_via: Open[AccessedVia] | MISSING = MISSING
    """How the provider got it."""
    has_part: Listing[Reference] | MISSING = MISSING
    """The datasets that this one collects."""
    dataset_count: Quantity | MISSING = MISSING
    """How many datasets this record stands for, where they are not listed."""
    derived_from: Listing[DerivationItem] | MISSING = MISSING
    """The datasets it was made from."""
    overlaps: Some[Overlap] | MISSING = MISSING
    """Datasets that hold the same records, direction unknown."""
    model_uses: Listing[ModelUse] | MISSING = MISSING
    """The models that had a hand in it. Absent: does not say."""
    model_text_in_crawl: Answer[Text] | MISSING = MISSING
    """What is known of model-written text that a crawl picked up unasked."""
    tools: Some[Tool] | MISSING = MISSING
    """Software that made it and is not an AI model."""
    crawlers: Listing[Reference] | MISSING = MISSING
    """The crawlers that collected it."""
    site_types: Some[Line] | MISSING = MISSING
    """Kinds of websites that were crawled."""
    domains: Open[Domains] | MISSING = MISSING
    """The domain names that were crawled."""
    services: Listing[Reference] | MISSING = MISSING
    """The services whose users' data it holds."""
    files: Some[File] | MISSING = MISSING
    """Its files."""
    measurements: Some[Measurement] | MISSING = MISSING
    """What scans counted in its files."""
    documentation: Some[Link] | MISSING = MISSING
    """Data cards, papers."""
    complete: DatasetCompleteness | MISSING = MISSING
    """Which of these lists are whole."""
    visibility: Visibility | MISSING = MISSING
    """Who may read this record; ``public`` where absent."""
    known: Known | MISSING = MISSING
    """How this record is known."""
    note: Text | MISSING = MISSING
    """Anything else."""

    def origins(self) -> tuple[str, ...]:
        """Its origins, first one first; none where unknown or not said."""
        if isinstance(self.origin, str):
            return (self.origin,)
        return tuple(self.origin) if isinstance(self.origin, list) else ()

    def derivations(self) -> list[Derivation]:
        """Its sources, the short spelling written out."""
        if not isinstance(self.derived_from, list):
            return []
        return [bare(Derivation, dataset=d) if isinstance(d, str) else d for d in self.derived_from]


class DatasetDefaults(Node):
    """Facts stated for many datasets at once. A dataset's own value wins, then its origin's, then ``all``."""

    all: DatasetFacts | MISSING = MISSING
    """For every dataset."""
    public: DatasetFacts | MISSING = MISSING
    """For publicly available datasets."""
    licensed: DatasetFacts | MISSING = MISSING
    """For commercially licensed datasets."""
    third_party_private: DatasetFacts | MISSING = MISSING
    """For other private datasets of third parties."""
    crawled: DatasetFacts | MISSING = MISSING
    """For crawled data."""
    user_model: DatasetFacts | MISSING = MISSING
    """For data from interactions with the model."""
    user_service: DatasetFacts | MISSING = MISSING
    """For data from other services."""
    synthetic: DatasetFacts | MISSING = MISSING
    """For synthetic data."""
    other: DatasetFacts | MISSING = MISSING
    """For data from other sources."""
