"""Where manifests refer to records: which fields hold references, and to which nouns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lineage.graph.walk import Census, of_type
from lineage.model import Manifest
from lineage.model.agent import Agent
from lineage.model.answer import NoneDeclared
from lineage.model.base import Node, wire_name
from lineage.model.claim import About, Claim, Contest, Says, States
from lineage.model.corpus import Corpus
from lineage.model.crawler import Crawler
from lineage.model.dataset import Dataset
from lineage.model.declaration import Declaration
from lineage.model.derivation import Derivation, OnlyModel, Overlap
from lineage.model.manifest import Transcription
from lineage.model.measure import Measure
from lineage.model.model import Model, Served
from lineage.model.model_use import AccessedVia, CountedModel, ModelUse, OneOf, Permission
from lineage.model.publication import Publication
from lineage.model.service import Service
from lineage.model.terms import Terms
from lineage.model.training import DatasetUse, Initialization, Stage
from lineage.model.waiver import Waiver
from lineage.pointer import Pointer

ANY: Final = frozenset({"agent", "model", "dataset", "corpus", "crawler", "service", "measure", "terms", "claim"})
EDGE: Final = frozenset({"edge"})


def _kinds(*names: str) -> frozenset[str]:
    return frozenset(names)


_MODEL, _DATASET, _AGENT = _kinds("model"), _kinds("dataset"), _kinds("agent")
_TERMS, _CLAIM = _kinds("terms"), _kinds("claim")

FIELDS: Final[dict[type[Node], dict[str, frozenset[str]]]] = {
    Manifest: {"publisher": _AGENT, "subjects": _kinds("model", "dataset")},
    Transcription: {"by": _AGENT},
    Agent: {"members": _AGENT, "representative": _AGENT},
    Model: {"provider": _AGENT, "part_of": _MODEL},
    Served: {"model": _MODEL},
    Initialization: {"model": _MODEL, "terms": _TERMS, "claims": _CLAIM},
    Stage: {"uses": _DATASET},
    DatasetUse: {"dataset": _DATASET},
    ModelUse: {"model": _MODEL, "actor": _AGENT, "on_behalf_of": _AGENT, "terms": _TERMS, "claims": _CLAIM},
    CountedModel: {"model": _MODEL},
    OneOf: {"one_of": _MODEL},
    AccessedVia: {"served_by": _AGENT, "account": _AGENT},
    Permission: {"by": _AGENT},
    Dataset: {
        "creators": _AGENT,
        "publisher": _AGENT,
        "licensor": _AGENT,
        "has_part": _DATASET,
        "derived_from": _DATASET,
        "crawlers": _kinds("crawler"),
        "services": _kinds("service"),
        "terms": _TERMS,
    },
    Derivation: {"dataset": _DATASET, "claims": _CLAIM},
    OnlyModel: {"model": _MODEL},
    Overlap: {"dataset": _DATASET},
    Corpus: {"models": _MODEL},
    Crawler: {"operator": _AGENT, "on_behalf_of": _AGENT},
    Service: {"provider": _AGENT},
    Measure: {"applies_to": _kinds("dataset", "corpus", "origin"), "by": _kinds("agent", "curators")},
    Declaration: {"by": _AGENT},
    Publication: {"corpus": _kinds("corpus")},
    Terms: {"provider": _AGENT, "claims": _CLAIM},
    Claim: {"by": _AGENT},
    About: {"edge": EDGE, "entity": ANY},
    States: {"model": _MODEL},
    Says: {"contains": ANY},
    Contest: {"by": _AGENT},
    NoneDeclared: {"claims": _CLAIM},
    Waiver: {"by": _AGENT, "about": ANY | EDGE},
}
"""Every field that holds a reference, with the nouns it may name. ``origin`` and ``curators`` are words, no records."""

_REFERRING: Final = frozenset(FIELDS)
_PLACES: Final = {
    cls: tuple((name, wire_name(name), kinds) for name, kinds in fields.items()) for cls, fields in FIELDS.items()
}


def values(found: Census) -> Iterator[tuple[str, frozenset[str]]]:
    """Every reference of a manifest with the nouns that it may name, without its place."""
    for cls, fields in FIELDS.items():
        for node in found.by_class.get(cls, ()):
            for name, value in node.__dict__.items():
                if name in fields:
                    if type(value) is str:
                        yield value, fields[name]
                    elif type(value) is list:
                        yield from ((item, fields[name]) for item in value if type(item) is str)


def references(manifest: Manifest) -> Iterator[tuple[str, Pointer, frozenset[str]]]:
    """Every reference of a manifest with its place and the nouns that it may name."""
    for node, where in of_type(manifest, _REFERRING):
        values = node.__dict__
        for name, wire, kinds in _PLACES[type(node)]:
            value = values.get(name)
            if isinstance(value, str):
                yield value, (*where, wire), kinds
            elif isinstance(value, list):
                yield from ((item, (*where, wire, i), kinds) for i, item in enumerate(value) if isinstance(item, str))
