"""To SPDX and back: exactly what the table of losses lists is lost, in whatever order the elements stand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.interop.formats import FORMATS
from tests.interop.cyclonedx.garbage import imported, places, spoiled, taken_or_refused
from tests.interop.cyclonedx.manifests import EXAMPLES, kept, manifests, ordered, there_and_back

FORMAT = "spdx"
DAY = "2026-11-22"
WRITTEN = [
    json.loads(FORMATS[FORMAT].write(EXAMPLES[f"{name}/lineage.yaml"]).files["bom.spdx3.json"])
    for name in ("synthetic-teacher", "dclm", "allegation")
]
PLACES = [places(document) for document in WRITTEN]


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_come_back(name: str) -> None:
    back, losses = there_and_back(FORMAT, EXAMPLES[name], created=DAY)
    assert ordered(back) == ordered(kept(FORMAT, EXAMPLES[name]))
    assert not losses


@settings(max_examples=150)
@given(manifests())
def test_every_manifest_comes_back(tree: dict[str, Any]) -> None:
    back, losses = there_and_back(FORMAT, tree, created=DAY)
    assert ordered(back) == ordered(kept(FORMAT, tree))
    assert not losses


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_order_of_elements_means_nothing(chance: Any) -> None:
    graph = list(WRITTEN[0]["@graph"])
    chance.shuffle(graph)
    back, losses = imported(FORMAT, {**WRITTEN[0], "@graph": graph})
    there, _ = imported(FORMAT, WRITTEN[0])
    assert without_digests(ordered(back)) == without_digests(ordered(there))
    assert not losses


def without_digests(tree: Any) -> Any:
    """The same without the digest of the file, which is another for another order."""
    if isinstance(tree, dict):
        return {key: without_digests(value) for key, value in tree.items() if key != "sha256"}
    return [without_digests(entry) for entry in tree] if isinstance(tree, list) else tree


def test_the_same_bytes_every_time() -> None:
    tree = EXAMPLES["aurora/lineage.yaml"]
    assert FORMATS[FORMAT].write(tree).files == FORMATS[FORMAT].write(json.loads(json.dumps(tree))).files


@settings(max_examples=100)
@given(st.integers(0, len(WRITTEN) - 1), st.integers(0, 2**32))
def test_garbage_is_refused_or_made_sound(number: int, seed: int) -> None:
    tree = spoiled(WRITTEN[number], PLACES[number], seed)
    taken_or_refused(FORMAT, json.dumps(tree).encode())


@settings(max_examples=50)
@given(st.integers(0, 4000), st.binary(max_size=20))
def test_truncated_files_are_refused(end: int, rest: bytes) -> None:
    taken_or_refused(FORMAT, json.dumps(WRITTEN[0]).encode()[:end] + rest)
