"""``lineage trace`` as a process: what it reads, whom it finds, what it says on standard error, and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

Traced = Callable[..., "subprocess.CompletedProcess[str]"]
CODE = "import lineage.cli\nfrom lineage.cli.trace import command\ncommand(prog_name='lineage trace')"
ZEPHYR = str(REPOSITORY / "examples" / "ultrafeedback-zephyr" / "lineage.yaml")
HEAD = 'lineage: "1.0-draft"\nid: urn:test:{}\n'


@pytest.fixture
def run(tmp_path: Path) -> Traced:
    """Run the command in an empty folder."""

    def trace(*arguments: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        finished = subprocess.run(
            [sys.executable, "-c", CODE, *arguments],
            input=stdin.encode(),
            capture_output=True,
            check=False,
            cwd=cwd or tmp_path,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(REPOSITORY),
                "SOURCE_DATE_EPOCH": "1795305600",
                "PYTHONIOENCODING": "utf-8",
            },
            timeout=60,
        )
        decoded = finished.stdout.decode("utf-8"), finished.stderr.decode("utf-8")
        assert "Traceback" not in decoded[1], decoded[1]
        return subprocess.CompletedProcess(finished.args, finished.returncode, *decoded)

    return trace


def manifest(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(HEAD.format(path.stem) + text, "utf-8")
    return path


@pytest.mark.parametrize(
    "subject",
    [
        "zephyr-7b-beta",
        "https://huggingface.co/HuggingFaceH4/zephyr-7b-beta",
        "HuggingFaceH4/zephyr-7b-beta",
        "Zephyr 7B beta",
    ],
)
def test_a_subject_by_any_of_its_names(run: Traced, subject: str) -> None:
    found = run(subject, ZEPHYR)
    assert found.returncode == 0, found.stderr
    assert "Mistral-7B-v0.1" in found.stdout
    assert found.stderr == ""


def test_the_manifest_of_the_folder(run: Traced, tmp_path: Path) -> None:
    manifest(tmp_path, "lineage.yaml", "datasets: [{id: d, modelUses: {none: true}}]\n")
    assert "No teacher found in what is described" in run("d").stdout


def test_no_manifest(run: Traced) -> None:
    found = run("d")
    assert found.returncode == 2
    assert "there is no lineage.yaml here" in found.stderr


def test_a_folder_and_standard_input(run: Traced) -> None:
    assert run("zephyr-7b-beta", str(Path(ZEPHYR).parent)).returncode == 0
    assert "model d" not in run("d", "-", stdin=HEAD.format("x") + "datasets: [{id: d}]\n").stdout


def test_nobody_of_that_name(run: Traced) -> None:
    found = run("zephir-7b", ZEPHYR)
    assert found.returncode == 2
    assert "Did you mean" in found.stderr
    assert "zephyr-7b-beta" in found.stderr


def test_several_of_that_name(run: Traced) -> None:
    found = run("WildChat-1M", str(REPOSITORY / "examples" / "wildchat"))
    assert found.returncode == 2
    for name in ("wildchat-1m ", "wildchat-1m-2024-05 ", "wildchat-1m-2024-07 "):
        assert name in found.stderr


def test_unreadable(run: Traced, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", "utf-8")
    found = run("d", "a.json")
    assert found.returncode == 2
    assert "a.json:1" in found.stderr
    assert found.stdout == ""
    assert run("d", "missing.yaml").returncode == 2


def test_faults_of_shape(run: Traced, tmp_path: Path) -> None:
    manifest(tmp_path, "a.yaml", "datasets: [{id: d, modelUses: []}]\n")
    found = run("d", "a.yaml")
    assert found.returncode == 1
    assert "SHP" in found.stderr
    assert "No trace was made" in found.stderr


def test_an_import_is_followed(run: Traced, tmp_path: Path) -> None:
    manifest(
        tmp_path,
        "base.yaml",
        "models: [{id: m, name: M}]\ndatasets: [{id: b, modelUses: [{model: m, role: generate}]}]\n",
    )
    manifest(
        tmp_path,
        "top.yaml",
        "imports: [{manifest: base.yaml, alias: base}]\ndatasets: [{id: d, derivedFrom: ['base:b']}]\n",
    )
    found = run("d", "top.yaml", "--format", "json")
    assert found.returncode == 0, found.stderr
    (entry,) = json.loads(found.stdout)["entries"]
    assert [step["file"] for step in entry["ways"][0]["path"]] == ["top.yaml", "base.yaml"]
    assert run("base:b", "top.yaml").returncode == 0  # fmt: skip


def test_an_import_that_is_not_found(run: Traced, tmp_path: Path) -> None:
    manifest(
        tmp_path,
        "top.yaml",
        "imports:\n  - manifest: base.yaml\n    alias: base\ndatasets: [{id: d, derivedFrom: ['base:b']}]\n",
    )
    found = run("d", "top.yaml")
    assert found.returncode == 1
    assert 'top.yaml:4:15: error: the import "base.yaml" is not found' in found.stderr
    assert 'error: "base:b" names no model or dataset' in found.stderr
    assert "(dataset d)" in found.stdout  # what can be traced is traced


def test_a_reference_to_a_record_of_the_other_kind(run: Traced, tmp_path: Path) -> None:
    manifest(tmp_path, "base.yaml", "models: [{id: m, name: M}]\ndatasets: [{id: b}]\n")
    manifest(
        tmp_path,
        "top.yaml",
        "imports: [{manifest: base.yaml, alias: base}]\nmodels: [{id: t, name: T}]\n"
        "datasets:\n  - id: d\n    derivedFrom: ['base:m']\n    modelUses: [{model: 'base:b', role: generate}]\n",
    )
    found = run("d", "top.yaml")
    assert found.returncode == 1
    assert '"base:m" names a model where a dataset belongs' in found.stderr
    assert '"base:b" names a model where a dataset belongs, or a dataset for a model' in found.stderr


def test_search(run: Traced, tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    manifest(tmp_path / "shelf", "base.yaml", "datasets: [{id: b}]\n")
    manifest(
        tmp_path,
        "top.yaml",
        "imports: [{manifest: 'urn:test:base', alias: base}]\ndatasets: [{id: d, derivedFrom: ['base:b']}]\n",
    )
    assert run("d", "top.yaml").returncode == 1
    assert run("d", "top.yaml", "--search", "shelf").returncode == 0


def test_a_digest_that_differs(run: Traced, tmp_path: Path) -> None:
    manifest(tmp_path, "base.yaml", "datasets: [{id: b}]\n")
    manifest(
        tmp_path,
        "top.yaml",
        f"imports: [{{manifest: base.yaml, alias: base, sha256: {'0' * 64}}}]\ndatasets: [{{id: d}}]\n",
    )
    found = run("d", "top.yaml")
    assert found.returncode == 1
    assert "digest" in found.stderr


def test_a_problem_by_which_nothing_is_lost_is_a_note(run: Traced, tmp_path: Path) -> None:
    page = "https://huggingface.co/datasets/lab/data"
    manifest(tmp_path, "twice.yaml", f"datasets: [{{id: a, url: '{page}'}}, {{id: b, url: '{page}'}}]\n")
    found = run("a", "twice.yaml")
    assert found.returncode == 0
    assert ": note: " in found.stderr


@pytest.mark.parametrize(
    ("option", "word"),
    [
        (("--role", "teach"), "is no role"),
        (("--role", "judge.nothing"), "is no role"),
        (("--reach", "none"), "'none' is not one of"),
        (("--only", "own"), "'own' is not"),
        (("--depth", "-1"), "-1 is not in the range"),
        (("--format", "png"), "'png' is not one of"),
        (("--at", "today"), "is not a day"),
        (("--search", "nowhere"), "does not exist"),
    ],
)
def test_wrong_usage(run: Traced, option: tuple[str, str], word: str) -> None:
    found = run("zephyr-7b-beta", ZEPHYR, *option)
    assert found.returncode == 2
    assert word in found.stderr


def test_filters_and_direction(run: Traced) -> None:
    found = run(
        "zephyr-7b-beta", ZEPHYR, "--role", "judge.score", "--reach", "signal", "--depth", "0", "--only", "third-party"
    )
    assert "judge.score+critique" in found.stdout
    assert "generate" not in found.stdout
    assert "what it reaches" in run("gpt-4", ZEPHYR, "--down").stdout


@pytest.mark.parametrize(
    ("format_", "start"), [("json", "{"), ("mermaid", "flowchart"), ("dot", "digraph"), ("svg", "<svg")]
)
def test_formats_and_files(run: Traced, tmp_path: Path, format_: str, start: str) -> None:
    printed = run("zephyr-7b-beta", ZEPHYR, "--format", format_)
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout.startswith(start)
    assert run("zephyr-7b-beta", ZEPHYR, "--format", format_, "-o", "out").stdout == ""
    assert (tmp_path / "out").read_text("utf-8") == printed.stdout


def test_colour_only_where_asked_for(run: Traced) -> None:
    assert "\x1b[" not in run("zephyr-7b-beta", ZEPHYR).stdout
    assert "\x1b[1m" in run("zephyr-7b-beta", ZEPHYR, "--color", "always").stdout


def test_it_loads_no_reports_and_no_yaml_of_others(run: Traced) -> None:
    code = (
        "import sys, lineage.cli\nfrom lineage.cli.trace import command\n"
        "try:\n    command(prog_name='x')\nexcept SystemExit:\n    pass\n"
        "print(sorted(name for name in sys.modules if name.startswith(('lineage.report', 'lineage.checker', "
        "'lineage.summary', 'lineage.gate', 'lineage.picture', 'yaml'))), file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code, "zephyr-7b-beta", ZEPHYR],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    )
    assert finished.stderr.strip() == "['lineage.report', 'lineage.report.inert']"


def test_no_line_speaks_to_a_build_server(run: Traced, tmp_path: Path) -> None:
    name = "x " * 60 + "::error::forged ##[error]forged"
    manifest(tmp_path, "lineage.yaml", f"datasets: [{{id: d, name: '{name}', modelUses: {{none: true}}}}]\n")
    text = run("d").stdout
    assert "forged" in text
    assert not [line for line in text.splitlines() if line.strip().startswith("::") or "##[" in line]
