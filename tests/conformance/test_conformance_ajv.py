"""A second implementation of the shape layer, by the published schema and ajv, agrees on every case of shape."""

from __future__ import annotations

import shutil

import pytest

from tools.conformance.case import REPOSITORY, suite
from tools.conformance.run import run

SOURCE = REPOSITORY / "spec" / "conformance" / "implementations" / "ajv.js"
MODULES = REPOSITORY / "tests" / "node" / "node_modules"
NODE = shutil.which("node")


@pytest.mark.skipif(not NODE or not (MODULES / "ajv").is_dir(), reason="node, or ajv for it, is not installed")
def test_it_agrees_on_every_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_PATH", str(MODULES))
    assert NODE
    outcomes = run([NODE, str(SOURCE)], [case for case in suite() if case["layer"] == "shape"])
    assert [outcome.case["id"] for outcome in outcomes if not outcome.right] == []
    assert all(outcome.answered for outcome in outcomes)


def test_its_source_is_short() -> None:
    assert len(SOURCE.read_text("utf-8").splitlines()) < 30
