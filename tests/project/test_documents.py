"""The documents are true: every command in them runs, every snippet is valid, every link inside leads somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest
import ryaml

from lineage import check, load
from lineage.explain import explanations
from lineage.model import Manifest
from lineage.read import read_bytes
from lineage.schema import example_names

REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    path
    for path in sorted(REPOSITORY.rglob("*.md"))
    if not {".venv", "build", ".pytest_cache", "node_modules"} & set(path.relative_to(REPOSITORY).parts)
    and "golden" not in path.parts
    and path.parent != REPOSITORY / "spec" / "rules"  # generated; their snippets are tested with the rules
]
COMMANDS = sorted(
    {
        command.split("#")[0].strip()
        for path in DOCUMENTS
        for block in re.findall(r"```console\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
        for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE)
    }
)


@pytest.mark.parametrize("command", [command for command in COMMANDS if not command.startswith("make ")])
def test_every_command_runs(command: str, tmp_path: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "lineage"
    (tmp_path / "examples").symlink_to(REPOSITORY / "examples")
    (tmp_path / "redaction.key").write_bytes(bytes(32))
    run = subprocess.run(
        [sys.executable, "-m", "lineage", *arguments],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr
    for written in re.findall(r"-o (\S+)", command):
        assert (tmp_path / written).stat().st_size > 1000


def test_make_knows_the_targets_that_are_named() -> None:
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    named = {command.split()[1] for command in COMMANDS if command.startswith("make ")}
    assert named == {"demo", "test"}
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_yaml_in_documents_is_a_valid_manifest(path: Path) -> None:
    for block in re.findall(r"```yaml\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
        given = ryaml.loads(block)
        head = {"lineage": '"1.0-draft"', "id": "urn:test:document"}
        text = "".join(f"{key}: {value}\n" for key, value in head.items() if key not in given) + block
        Manifest.model_validate_json(read_bytes(text.encode(), "document.yaml").json)


FENCE = re.compile(r"^[ \t]*(?:```|~~~)[ \t]*(\S[^\n]*)$", re.MULTILINE)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_yaml_hides_under_another_name(path: Path) -> None:
    """Snippets are found by their first line: ``yaml`` is a manifest, ``yml`` belongs to another program."""
    text = path.read_text("utf-8")
    for kind in FENCE.findall(text):
        if re.match("ya?ml", kind, re.IGNORECASE):
            wrong = path.parent == REPOSITORY / "spec" and re.fullmatch("yaml wrong [A-Z]{3}[0-9]{3}", kind)
            assert wrong or kind in ("yaml", "yml"), kind
    assert not re.search(r"^[ \t]+(```|~~~)[ \t]*ya?ml", text, re.MULTILINE), "an indented block is not found"
    assert "```yml" not in text or path.name == "pipelines.md", "nothing checks it there"


def test_yaml_of_other_programs_is_what_they_take(tmp_path: Path) -> None:
    blocks = re.findall(r"```yml\n(.*?)```", (REPOSITORY / "docs/pipelines.md").read_text("utf-8"), re.DOTALL)
    hooks, steps, job = (ryaml.loads(block) for block in blocks)
    known = {hook["id"] for hook in ryaml.loads((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for repository in hooks["repos"] for hook in repository["hooks"]} <= known
    action = ryaml.loads((REPOSITORY / "action.yml").read_text("utf-8"))
    (ours,) = [step for step in steps["steps"] if "training-lineage" in step["uses"]]
    assert set(ours["with"]) <= set(action["inputs"])
    assert set(re.findall(rf"steps\.{ours['id']}\.outputs\.([\w-]+)", blocks[1])) <= set(action["outputs"])
    (tmp_path / "data").symlink_to(REPOSITORY / "examples" / "minimal")
    (command,) = [line for line in job["lineage"]["script"] if line.startswith("lineage ")]
    run = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    assert all((tmp_path / name).stat().st_size for name in job["lineage"]["artifacts"]["reports"].values())


def test_yaml_in_docstrings_belongs_to_a_code() -> None:
    """The pages of codes are tested with their rules; a snippet anywhere else in the code would be tested by nobody."""
    pages = "\n".join(page.body for page in explanations().values())
    for path in sorted((REPOSITORY / "lineage").rglob("*.py")):
        for block in re.findall(r"```yaml\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
            shown = textwrap.dedent(block).strip().replace("\\\\", "\\")
            assert shown in pages, f"{path.relative_to(REPOSITORY)}:\n{block}"


def test_python_in_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (REPOSITORY / "README.md").read_text("utf-8"), re.DOTALL)
    run = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert "SYN001" in run.stdout


@pytest.mark.parametrize("name", example_names())
def test_the_story_of_an_example_names_exactly_what_is_found(name: str) -> None:
    folder = REPOSITORY / "examples" / name
    story = (folder / "README.md").read_text("utf-8")
    section = story.partition("## What the validator finds")[2]
    told = set(re.findall(r"`([A-Z]{3}[0-9]{3})`", section))
    silent = set(re.findall(r"`([A-Z]{3}[0-9]{3})` is silent", section))
    report = check(load(folder / "lineage.yaml"), law="eu", at=date(2026, 11, 22))
    assert {finding.code for finding in report.findings} == told - silent


@pytest.mark.parametrize("name", example_names())
def test_examples_have_no_fault_of_shape_or_reference(name: str) -> None:
    report = check(load(REPOSITORY / "examples" / name / "lineage.yaml"), at=date(2026, 11, 22))
    assert not [finding.code for finding in report.findings if finding.code[:3] in {"SHP", "REF", "DTE", "TXT"}]


def test_every_example_is_in_the_list() -> None:
    index = (REPOSITORY / "examples" / "README.md").read_text("utf-8")
    assert set(re.findall(r"\]\((.*?)/README\.md\)", index)) == set(example_names())
