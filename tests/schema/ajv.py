"""Asking ajv, in Node: the verdicts on many manifests in one run."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lineage.schema.generate import manifest_schema

FOLDER = Path(__file__).resolve().parents[1] / "node"


def verdicts(manifests: list[dict[str, Any]]) -> list[bool]:
    """Whether ajv takes each manifest by the published schema. Skips the test where Node or ajv is missing."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed on this machine")
    if not (FOLDER / "node_modules" / "ajv").is_dir():
        pytest.skip("ajv is not installed: `npm ci` in tests/node, which `make test` does where Node is")
    run = subprocess.run(
        [node, "referee.js"],
        cwd=FOLDER,
        input=json.dumps({"schema": manifest_schema(), "manifests": manifests}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers: list[bool] = json.loads(run.stdout)
    return answers
