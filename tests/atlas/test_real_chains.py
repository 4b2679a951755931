"""Twelve real chains, followed through the atlas: what must come out of it, and what must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import ryaml

from lineage.graph.answers import upstream
from tests.atlas.test_descent import graph
from tests.graph.tracing import described, fits

CHAINS: list[dict[str, Any]] = ryaml.loads((Path(__file__).parent / "real_chains.yaml").read_text("utf-8"))


@pytest.mark.parametrize("chain", CHAINS, ids=[chain["subject"] for chain in CHAINS])
def test_must_and_must_not(chain: dict[str, Any]) -> None:
    (subject,) = graph().entities.find(chain["subject"])
    found = [described(graph(), answer) for answer in upstream(graph(), subject)]
    for wanted in chain["must"]:
        assert any(fits(wanted, one) for one in found), (wanted, found)
    for unwanted in chain["mustNot"]:
        assert not any(fits(unwanted, one) for one in found), (unwanted, found)
