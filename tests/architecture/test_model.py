"""The model keeps its own rules: every field described, every reference known to the graph, no lenient type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from typing_extensions import TypeAliasType

from lineage.graph.references import FIELDS
from lineage.model import Manifest, scalars
from lineage.model.base import Node
from lineage.schema.descriptions import describe

REFERENCES = {scalars.Reference, scalars.TermsReference}


def all_nodes() -> list[type[Node]]:
    Manifest.model_rebuild()
    found: dict[type[Node], None] = {}
    stack: list[type[Node]] = [Node]
    while stack:
        node = stack.pop()
        for child in node.__subclasses__():
            found[child] = None
            stack.append(child)
    return [node for node in found if node.__module__.startswith("lineage.model")]


def parts(annotation: Any) -> Iterator[Any]:
    """A type and everything it is made of, but not what a class's fields hold."""
    yield annotation
    inner = [annotation.__value__] if isinstance(annotation, TypeAliasType) else get_args(annotation)
    for part in inner:
        yield from parts(part)


NODES = all_nodes()


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_every_field_has_a_description(node: type[Node]) -> None:
    for name in node.model_fields:
        assert describe(node, name).endswith((".", "?")), name


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_every_reference_is_known_to_the_graph(node: type[Node]) -> None:
    known = {name for ancestor in node.__mro__ for name in FIELDS.get(ancestor, {})}
    holding = {
        name
        for name, field in node.model_fields.items()
        if any(part in REFERENCES for part in parts(field.annotation) if isinstance(part, TypeAliasType))
    }
    assert holding <= known, f"{node.__name__}: {holding - known}"


def test_patterns_mean_the_same_everywhere() -> None:
    for pattern in scalars.FORMS:
        assert "\\d" not in pattern
        assert "\\w" not in pattern
        re.compile(pattern)


def test_keys_that_yaml_1_1_reads_as_booleans_are_never_used() -> None:
    from lineage.model.base import wire_name

    banned = {"y", "n", "yes", "no", "on", "off", "true", "false"}
    assert not {wire_name(name).lower() for node in NODES for name in node.model_fields} & banned
