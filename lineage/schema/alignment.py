"""How our terms stand to those of other vocabularies, and which keys mean something else in some class.

Three degrees, and they are not interchangeable:

- ``SAME``: the term of the other vocabulary *is* the term, in the context and in RDF. Only where its definition, domain
  and range fit every use.
- ``NARROWER``: ours is a special case, ``rdfs:subPropertyOf`` or ``rdfs:subClassOf``. What follows from the other
  vocabulary's domain and range must be true of ours.
- ``CLOSE``: the same subject, but a reasoner must conclude nothing: ``skos:closeMatch``.
"""

from __future__ import annotations

from typing import Final

from lineage.version import HOMEPAGE

TERMS: Final = f"{HOMEPAGE}terms#"
"""Every term of ours is in here. No version: a term that changes its meaning gets a new name."""

CONTEXT_URL: Final = f"{HOMEPAGE}schema/v1.0/context.jsonld"
SHAPES_URL: Final = f"{HOMEPAGE}schema/v1.0/shapes"

PREFIXES: Final[dict[str, str]] = {
    "tl": TERMS,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

SAME: Final[dict[str, str]] = {
    "address": "schema:address",
    "creators": "dcterms:creator",
    "derivedFrom": "prov:qualifiedDerivation",
    "description": "dcterms:description",
    "email": "schema:email",
    "format": "schema:encodingFormat",
    "hasPart": "dcterms:hasPart",
    "identifiers": "schema:identifier",
    "issued": "dcterms:issued",
    "language": "schema:inLanguage",
    "members": "schema:member",
    "modified": "dcterms:modified",
    "name": "schema:name",
    "note": "skos:note",
    "partOf": "dcterms:isPartOf",
    "phone": "schema:telephone",
    "publisher": "dcterms:publisher",
    "role": "prov:hadRole",
    "temporalCoverage": "dcterms:temporal",
    "title": "dcterms:title",
    "url": "schema:url",
    "uses": "prov:qualifiedUsage",
    "version": "dcat:version",
    "DatasetUse.dataset": "prov:entity",
    "Derivation.dataset": "prov:entity",
    "Identifier.scheme": "schema:propertyID",
    "Identifier.value": "schema:value",
    "Initialization.model": "prov:entity",
    "ModelUse.model": "prov:entity",
    "Period.from": "dcat:startDate",
    "Period.to": "dcat:endDate",
}
"""By key, or by class and key where only one class means it."""

OWN_CLASSES: Final = frozenset({"DatasetCompleteness", "DatasetDefaults", "ModelCompleteness", "Sources"})
"""Classes whose keys repeat those of another class or name origins, and mean something about them."""

OWN: Final = frozenset(
    """
    Annotation.by Claim.about Claim.date Contest.how Crawler.purposes DataPoint.kind DateChoice.oneOf DateFact.atLeast
    DateFact.atMost DateFact.value Derivation.as Domains.categories Effective.from Effective.to Import.manifest Known.by
    Known.source LanguageProfile.count LanguageShare.share Manifest.agents Manifest.claims Manifest.corpora
    Manifest.crawlers Manifest.datasets Manifest.declarations Manifest.measures Manifest.models Manifest.publications
    Manifest.services Manifest.terms Manifest.waivers Measurement.dates Measurement.domains Measurement.languages
    Measurement.modalities ModalityEntry.as ModelUse.from ModelUse.models Obligation.value OutputUse.scope Overlap.of
    Publication.supersedes Service.kind States.role Waiver.about
    """.split()
)
"""Keys that mean something else in this class than in others: ``by`` is an agent, and a line of text in ``Known``. A
test refuses keys that are used for two kinds of value and not listed here."""

NARROWER: Final[dict[str, tuple[str, ...]]] = {
    "tl:initializedFrom": ("prov:qualifiedDerivation",),
    # Not prov:qualifiedUsage: its domain is prov:Activity, and datasets and models are entities.
    "tl:modelUses": ("prov:qualifiedInfluence",),
    "tl:provider": ("prov:wasAttributedTo",),
    "tl:subjects": ("schema:about",),
    "tl:Agent": ("prov:Agent", "dcterms:Agent"),
    "tl:Contact": ("schema:ContactPoint",),
    "tl:Corpus": ("prov:Entity",),
    "tl:Crawler": ("prov:SoftwareAgent",),
    "tl:Dataset": ("dcat:Dataset", "prov:Entity"),
    "tl:DatasetUse": ("prov:Usage",),
    "tl:Derivation": ("prov:Derivation",),
    "tl:Identifier": ("schema:PropertyValue",),
    "tl:Initialization": ("prov:Derivation",),
    "tl:InlineAgent": ("prov:Agent", "dcterms:Agent"),
    "tl:Manifest": ("prov:Bundle",),
    "tl:Measure": ("prov:Activity",),
    "tl:Model": ("prov:Entity",),
    "tl:ModelUse": ("prov:Usage",),
    "tl:Period": ("dcterms:PeriodOfTime",),
    "tl:Publication": ("schema:CreativeWork",),
    "tl:Stage": ("prov:Activity",),
    "tl:Tool": ("schema:SoftwareApplication",),
}

CLOSE: Final[dict[str, tuple[str, ...]]] = {
    "tl:bytes": ("dcat:byteSize",),
    "tl:contact": ("dcat:contactPoint",),
    "tl:evidence": ("dcterms:source",),
    "tl:files": ("dcat:distribution",),
    "tl:geography": ("dcterms:spatial",),
    "tl:licence": ("dcterms:license", "spdx:licenseDeclared"),
    "tl:licensor": ("odrl:assigner",),
    "tl:obligations": ("odrl:obligation",),
    "tl:onBehalfOf": ("prov:actedOnBehalfOf",),
    "tl:permission": ("odrl:permission",),
    "tl:sha256": ("spdx:checksumValue",),
    "tl:supersedes": ("dcterms:replaces",),
    "tl:training": ("prov:wasGeneratedBy",),
    "tl:Claim": ("schema:Claim",),
    "tl:File": ("dcat:Distribution",),
    "tl:LicenceTerm": ("dcterms:LicenseDocument",),
    "tl:Obligation": ("odrl:Duty",),
    "tl:OutputUse": ("odrl:Prohibition",),
    "tl:Permission": ("odrl:Permission",),
    "tl:Service": ("schema:Service",),
    "tl:Terms": ("odrl:Policy",),
}

ORDERED: Final = frozenset({"Model.training"})
"""Lists whose order says something: the stages of training follow each other. All others are sets."""


def property_term(owner: str, key: str) -> str:
    """The term, as a compact IRI, that a key stands for in objects of a class."""
    qualified = f"{owner}.{key}"
    if qualified in SAME:
        return SAME[qualified]
    if qualified in OWN or owner in OWN_CLASSES:
        return f"tl:{qualified}"
    return SAME.get(key, f"tl:{key}")


def concept_term(scheme: str, word: str) -> str:
    """The term for a word of a fixed set: ``tl:Role.generate``."""
    return f"tl:{scheme}.{word}"


def absolute(term: str) -> str:
    """The full IRI of a compact one."""
    prefix, _, rest = term.partition(":")
    return PREFIXES[prefix] + rest
