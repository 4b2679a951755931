"""Manifests of tests and examples, traced."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from lineage.graph.imports import of_manifest, resolve
from lineage.graph.network import Network
from lineage.model import Manifest
from lineage.read import read_path
from lineage.trace import Entry, Filters, Trace, reached, trace

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
HEAD = {"lineage": "1.0-draft", "id": "urn:training-lineage:test"}


def path_of(name: str) -> Path:
    """An example by its folder, or a file beside this one."""
    beside = HERE / f"{name}.yaml"
    return beside if beside.exists() else EXAMPLES / name / "lineage.yaml"


@cache
def network(name: str) -> Network:
    """The graph of an example or of a file beside this one."""
    document = read_path(path_of(name))
    return Network(resolve([(document, Manifest.model_validate_json(document.json))]))


def invented(tree: dict[str, Any]) -> Network:
    """The graph of a manifest without its head."""
    return Network(of_manifest(Manifest.model_validate_json(json.dumps(HEAD | tree))))


def traced(name: str | Network, subject: str, *, down: bool = False, **filters: Any) -> Trace:
    """A trace in an example, in a file beside this one, or in a graph."""
    graph = network(name) if isinstance(name, str) else name
    (entity,) = graph.entities.find(subject)
    return (reached if down else trace)(graph, entity, Filters(**filters))


def rows(found: Trace) -> set[tuple[str, str, str, int]]:
    """Name, section, form and generation of every entry."""
    return {(entry.party.name, entry.section, entry.form, entry.generation) for entry in found.entries}


def entry(found: Trace, name: str) -> Entry:
    """The one entry with this name."""
    (only,) = [one for one in found.entries if one.party.name == name]
    return only
