"""The action for GitHub. Its real client, the runner, is not here: its scripts are run by bash with the environment
that the documentation of GitHub promises, which shows what they do, and not that the runner reads ``action.yml`` as
meant.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import ryaml

from tests.project.pipeline import BAD, GOOD, REPOSITORY, copy_project

ACTION: dict[str, Any] = ryaml.loads((REPOSITORY / "action.yml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]


def environment(step: dict[str, Any], inputs: dict[str, str]) -> dict[str, str]:
    """The variables of a step, its expressions filled in as the runner does."""
    filled = {}
    for name, value in step["env"].items():
        match = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)
        assert match, value
        filled[name] = inputs.get(match[1], ACTION["inputs"][match[1]]["default"])
    return filled


class Runner:
    """A folder to work in, a folder for temporary files, and the two files that a step may append to."""

    def __init__(self, folder: Path) -> None:
        self.work = folder / "work"
        self.temporary = folder / "temp"
        self.output = folder / "output"
        self.summary = folder / "summary.md"
        for path in (self.work, self.temporary):
            path.mkdir()
        for path in (self.output, self.summary):
            path.touch()

    def step(self, step: dict[str, Any], **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run a step as ``shell: bash`` does."""
        inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
        surroundings = {
            **{key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_ACTION_PATH": str(self.work.parent / "action"),
            "GITHUB_ACTIONS": "true",
            "SOURCE_DATE_EPOCH": "1795305600",
            **environment(step, inputs),
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return subprocess.run(
            command, cwd=self.work, env=surroundings, capture_output=True, text=True, timeout=180, check=False
        )

    def outputs(self) -> dict[str, str]:
        """What the steps have said so far."""
        return dict(line.split("=", 1) for line in self.output.read_text("utf-8").splitlines())


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner on which this very checkout counts as installed."""
    runner = Runner(tmp_path)
    program = runner.temporary / "lineage" / "bin" / "lineage"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m lineage "$@"\n', "utf-8")
    program.chmod(0o755)
    return runner


def test_every_input_is_described_and_used_and_none_is_code() -> None:
    used = set()
    for step in (INSTALL, CHECK):
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        used |= set(re.findall(r"inputs\.([a-z-]+)", " ".join(step["env"].values())))
    assert used == set(ACTION["inputs"])
    assert all(entry["description"] and "default" in entry for entry in ACTION["inputs"].values())
    assert ACTION["runs"]["using"] == "composite"
    for entry in ACTION["outputs"].values():
        match = re.fullmatch(r"\$\{\{ steps\.check\.outputs\.([a-z-]+) \}\}", entry["value"])
        assert match
        assert f'echo "{match[1]}=' in CHECK["run"]


def test_findings_are_annotated_summarised_and_written(runner: Runner) -> None:
    (runner.work / "data").mkdir()
    (runner.work / "data" / "lineage.yaml").write_text(BAD, "utf-8")
    run = runner.step(CHECK)
    assert run.returncode == 1, run.stderr
    assert "::error file=data/lineage.yaml,line=6," in run.stdout
    assert "| 6:13 | error | SHP004" in runner.summary.read_text("utf-8")
    assert runner.outputs() == {"sarif-file": "lineage.sarif", "exit-code": "1"}
    sarif = json.loads((runner.work / "lineage.sarif").read_text("utf-8"))
    assert sarif["runs"][0]["results"][0]["ruleId"] == "SHP004"


def test_a_clean_run_and_every_input(runner: Runner) -> None:
    (runner.work / "a b.yaml").write_text(GOOD, "utf-8")
    (runner.work / "known.json").write_text('{"lineageBaseline": 1, "findings": []}', "utf-8")
    run = runner.step(
        CHECK,
        paths="a b.yaml\r\n\n",
        profile="regulator",
        fail_on="note",
        baseline="known.json",
        sarif_file="out.sarif",
        **{"for": "eu"},
    )
    assert "profile regulator, for eu" in runner.summary.read_text("utf-8")
    assert run.returncode == int(runner.outputs()["exit-code"])
    assert runner.outputs()["sarif-file"] == "out.sarif"
    assert (runner.work / "out.sarif").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("paths", '"; touch forged; "'),
        ("paths", "$(touch forged)"),
        ("paths", "`touch forged`"),
        ("paths", "--write-baseline=forged"),
        ("paths", "-oforged"),
        ("profile", "lab --write-baseline=forged"),
        ("for", "$(touch forged)"),
        ("baseline", "`touch forged`"),
        ("sarif_file", "x\nforged=1"),
        ("sarif_file", ""),
        ("paths", ""),
    ],
)
def test_no_input_becomes_code(runner: Runner, name: str, value: str) -> None:
    (runner.work / "lineage.yaml").write_text(GOOD, "utf-8")
    run = runner.step(CHECK, **{name: value})
    assert run.returncode == 2, run.stdout
    assert not (runner.work / "forged").exists()
    assert "forged" not in runner.outputs()


def test_it_installs_itself(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    (tmp_path / "action").mkdir()
    copy_project(tmp_path / "action")
    run = runner.step(INSTALL, python=sys.executable)
    assert run.returncode == 0, run.stderr
    (runner.work / "lineage.yaml").write_text(GOOD, "utf-8")
    checked = runner.step(CHECK)
    assert checked.returncode == 0, checked.stderr
    assert "1 file: no findings" in runner.summary.read_text("utf-8")
