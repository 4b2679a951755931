"""Shared by the tests of RDF: a manifest as a graph, and whether it conforms to the published shapes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import rdflib
import ryaml
from pyld import jsonld

from lineage.errors import LineageError
from lineage.schema.rdf import expanded, only_ours

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMA = REPOSITORY / "schema" / "v1.0"
HEAD = {"lineage": "1.0-draft", "id": "urn:test:case"}
EXAMPLES: dict[str, dict[str, Any]] = {
    path.relative_to(REPOSITORY / "examples").as_posix(): ryaml.loads(path.read_text("utf-8"))
    for path in sorted((REPOSITORY / "examples").rglob("*.yaml"))
}
"""Every manifest among the examples, by its path: also those that others import, and those from before a scan."""


@cache
def expansion(name: str) -> str:
    """An example as an expanded document, in JSON: it takes its time, and several tests look at it."""
    return json.dumps(expanded(EXAMPLES[name]))


@cache
def published(name: str) -> rdflib.Graph:
    """One of the published Turtle files."""
    return rdflib.Graph().parse(SCHEMA / name, format="turtle")


def graph_of(document: list[dict[str, Any]]) -> rdflib.Graph:
    """The triples of an expanded document."""
    lines = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": only_ours})
    return rdflib.Graph().parse(data=lines, format="nt")


def graph_report(graph: rdflib.Graph, **options: Any) -> tuple[bool, str]:
    """Whether a graph conforms to the shapes, and what the validator says."""
    conforms, _, text = pyshacl.validate(graph, shacl_graph=published("shapes.ttl"), inference="none", **options)
    return bool(conforms), str(text)


def report(tree: dict[str, Any], **options: Any) -> tuple[bool, str]:
    """The same of the RDF of a manifest. What cannot be written as RDF does not conform."""
    try:
        return graph_report(graph_of(expanded(json.loads(json.dumps(tree)))), **options)
    except LineageError as refused:
        return False, refused.message


def conforms(tree: dict[str, Any]) -> bool:
    """Whether the RDF of a manifest conforms to the published shapes."""
    return report(tree)[0]
