"""The hook for pre-commit: which files it is for, and a commit through the real client."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import ryaml

from lineage.cli.inputs import is_manifest_name
from tests.project.pipeline import BAD, GOOD, REPOSITORY, copy_project

(HOOK,) = ryaml.loads((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
FILES = {
    "lineage.yaml": True,
    "lineage.yml": True,
    "lineage.json": True,
    "data/deep/lineage.yaml": True,
    "corpus.lineage.yaml": True,
    "data/corpus.v2.lineage.json": True,
    ".lineage.yaml": True,
    "lineage.toml": False,
    "lineage.yaml.bak": False,
    "my-lineage.yaml": False,
    "mylineage.json": False,
    "lineage.yaml/other.txt": False,
    "lineage/other.yaml": False,
    "Lineage.yaml": False,
    "README.md": False,
    "lineage.jsonl": False,
    "corpus.lineage.ymls": False,
}


@pytest.mark.parametrize(("path", "expected"), FILES.items())
def test_which_files_it_is_for(path: str, expected: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) == expected
    assert is_manifest_name(path.rpartition("/")[2]) == expected, "as in a folder that is checked"


def test_what_it_runs_is_what_is_installed() -> None:
    assert HOOK["id"] == "lineage-check"
    assert HOOK["entry"].split() == ["lineage", "check"]
    assert "lineage =" in (REPOSITORY / "pyproject.toml").read_text("utf-8")


@pytest.mark.skipif(shutil.which("git") is None, reason="pre-commit works on git repositories")
def test_a_commit_with_a_fault_is_stopped(tmp_path: Path) -> None:
    surroundings = {
        **os.environ,
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "SOURCE_DATE_EPOCH": "1795305600",
        **{f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    surroundings.pop("PYTHONPATH", None)

    def run(folder: Path, *command: str, code: int = 0) -> str:
        finished = subprocess.run(
            command,
            cwd=folder,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=180,
            check=False,
        )
        assert finished.returncode == code, finished.stdout
        return finished.stdout

    hooks, project = tmp_path / "hooks", tmp_path / "project"
    hooks.mkdir()
    copy_project(hooks)
    project.mkdir()
    for folder in (hooks, project):
        run(folder, "git", "init", "--quiet", "--initial-branch", "main")
    run(hooks, "git", "add", "--all")
    run(hooks, "git", "commit", "--quiet", "--message", "hooks")
    revision = run(hooks, "git", "rev-parse", "HEAD").strip()
    config = f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n      - id: lineage-check\n"
    (project / ".pre-commit-config.yaml").write_text(config, "utf-8")
    (project / "data").mkdir()
    (project / "data" / "lineage.yaml").write_text(GOOD, "utf-8")
    (project / "other.yaml").write_text("not: [a manifest", "utf-8")
    client = (sys.executable, "-m", "pre_commit")
    run(project, *client, "install")
    run(project, "git", "add", "--all")
    assert "check training data lineage" in run(project, "git", "commit", "--message", "good")
    (project / "data" / "lineage.yaml").write_text(BAD, "utf-8")
    run(project, "git", "add", "--all")
    stopped = run(project, "git", "commit", "--message", "bad", code=1)
    assert "data/lineage.yaml:6:13: error SHP004" in stopped
    assert "other.yaml" not in stopped
