"""Edits of a manifest as data, and the scorecard of what comes out."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import ryaml

from lineage.model import Manifest
from lineage.schema import resource
from lineage.score import Judged, Scorecard, score
from lineage.summary import eu_summary, write_json

HERE = Path(__file__).parent
CASES: dict[str, dict[str, Any]] = ryaml.loads((HERE / "cases.yaml").read_text("utf-8"))
DAY = date(2026, 11, 22)


@cache
def _example(name: str) -> Any:
    return ryaml.loads((resource("examples", name) / "lineage.yaml").read_text("utf-8"))


def example(name: str) -> Any:
    """The tree of an example, for the caller to change."""
    return copy.deepcopy(_example(name))


def summary(tree: Any) -> Any:
    """The JSON form of the summary of a tree, as Python values."""
    manifest = Manifest.model_validate_json(json.dumps(tree))
    return json.loads(write_json(eu_summary(manifest, at=DAY, sha256="0" * 64, tool_version="0")))


def card(tree: Any) -> Scorecard:
    """The scorecard of a tree."""
    return score(summary(tree))


def judged(found: Scorecard, metric: str) -> Judged:
    """One metric of a scorecard."""
    return next(entry for entry in found.judged if entry.metric.id == metric)


def state(found: Scorecard, metric: str) -> float | str:
    """Its points, or its state where it has none."""
    entry = judged(found, metric)
    return entry.outcome.points if entry.counts else entry.outcome.state


def edit(tree: Any, case: dict[str, Any]) -> Any:
    """The tree after ``drop``, ``set`` and ``add``."""
    for path in case.get("drop", ()):
        for parent, key in reversed(list(_places(tree, path.split("/")))):
            if isinstance(parent, list) or key in parent:
                del parent[key]
    for path, value in case.get("set", {}).items():
        for parent, key in _places(tree, path.split("/")):
            parent[key] = copy.deepcopy(value)
    for path, value in case.get("add", {}).items():
        for parent, key in _places(tree, path.split("/")):
            parent[key].append(copy.deepcopy(value))
    return tree


def _places(node: Any, steps: list[str]) -> Iterator[tuple[Any, Any]]:
    """Each parent with the key that the last step names."""
    step, *rest = steps
    for key in _keys(node, step):
        if not rest:
            yield node, key
        elif isinstance(node, list) or key in node:
            yield from _places(node[key], rest)


def _keys(node: Any, step: str) -> list[Any]:
    if isinstance(node, dict):
        return list(node) if step == "*" else [step]
    if not isinstance(node, list):
        return []
    records = [(i, entry) for i, entry in enumerate(node) if isinstance(entry, dict)]
    if step == "*":
        return [i for i, _ in records]
    if step.startswith("#"):
        return [i for i, entry in records if entry.get("id") == step[1:]]
    if step.startswith("?"):
        key, _, value = step[1:].partition("=")
        return [i for i, entry in records if str(entry.get(key)) == value]
    return [int(step)] if int(step) < len(node) else []
