"""How tests call the command: as a whole process, like its users."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does. Speed is measured in tests/bench, never here.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

REPOSITORY = Path(__file__).resolve().parents[1]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def lineage(tmp_path: Path) -> Run:
    """Run ``lineage ARGUMENTS`` in an empty folder; the clock is fixed at 2026-11-22."""

    def run(
        *arguments: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        surroundings = {
            "PATH": os.environ["PATH"],
            "SOURCE_DATE_EPOCH": "1795305600",
            "PYTHONPATH": str(REPOSITORY),
            **(env or {}),
        }
        finished = subprocess.run(
            [sys.executable, "-m", "lineage", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            check=False,
            cwd=cwd or tmp_path,
            env=surroundings,
            timeout=60,
        )
        decoded = finished.stdout.decode("utf-8"), finished.stderr.decode("utf-8")
        assert "Traceback" not in decoded[1], decoded[1]
        return subprocess.CompletedProcess(finished.args, finished.returncode, *decoded)

    return run
