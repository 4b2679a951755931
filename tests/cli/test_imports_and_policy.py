"""``lineage check`` with imports and with a policy: what opens what, and that findings are findings like any other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check_command import write
from tests.conftest import Run

HEAD = 'lineage: "1.0-draft"\nid: urn:test:{}\n'
TEACHERS = HEAD.format("teachers") + "models:\n  - id: gpt-4\n    name: GPT-4\n    provider: {name: OpenAI}\n"
MAIN = HEAD.format("main") + (
    "imports:\n  - manifest: teachers.yaml\n    alias: teachers\n"
    "datasets:\n  - id: dialogues\n    modelUses:\n"
    "      - model: teachers:gpt-4\n        role: generate\n        writes: [response]\n"
)
DENY = '[[policy.deny]]\nprovider = ["OpenAI"]\nreason = "Counsel asked for it."\n'


def findings(text: str) -> list[dict[str, Any]]:
    (file,) = json.loads(text)["files"]
    found: list[dict[str, Any]] = file["findings"]
    return found


def test_imports_are_opened_only_when_asked(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, main__yaml=MAIN)
    assert lineage("check", "main.yaml").returncode == 0
    run = lineage("check", "main.yaml", "--imports")
    assert run.returncode == 1
    assert 'main.yaml:4:15: error IMP001 import-not-found\n  the import "teachers.yaml" is not found' in run.stdout
    write(tmp_path, teachers__yaml=TEACHERS)
    assert lineage("check", "main.yaml", "--imports").returncode == 0


def test_directories_to_search_by_path_and_by_id(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, in_in_main__yaml=MAIN, shared_in_deep_in_teachers__yaml=TEACHERS)
    assert "IMP001" in lineage("check", "in/main.yaml", "--imports").stdout
    assert lineage("check", "in/main.yaml", "--search", "shared/deep").returncode == 0
    by_id = MAIN.replace("teachers.yaml", "urn:test:teachers")
    write(tmp_path, in_in_main__yaml=by_id)
    assert lineage("check", "in/main.yaml", "--search", "shared").returncode == 0
    assert "IMP001" in lineage("check", "in/main.yaml", "--imports").stdout
    assert lineage("check", "-", "--search", "shared", stdin=by_id).returncode == 0
    missing = lineage("check", "in/main.yaml", "--search", "nowhere")
    assert missing.returncode == 2
    assert "does not exist" in missing.stderr


def test_settings_open_imports_and_name_directories(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, a_in_main__yaml=MAIN, shared_in_teachers__yaml=TEACHERS, lineage__toml="imports = true\n")
    assert "IMP001" in lineage("check", "a/main.yaml").stdout
    write(tmp_path, lineage__toml='search = ["shared"]\n')
    assert lineage("check", "main.yaml", cwd=tmp_path / "a").returncode == 0
    write(tmp_path, lineage__toml='search = ["nowhere"]\n')
    run = lineage("check", "a/main.yaml")
    assert run.returncode == 2
    assert "nowhere" in run.stderr


def test_a_policy_opens_imports_and_tells_the_path(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, main__yaml=MAIN, teachers__yaml=TEACHERS, lineage__toml=DENY)
    run = lineage("check", "main.yaml")
    assert run.returncode == 1
    text = " ".join(run.stdout.split())
    assert "main.yaml:9:9: error POL001 denied-teacher" in text
    assert (
        "the policy denies it (reason given: Counsel asked for it): GPT-4 (OpenAI) reaches dialogues as content, "
        "directly; path: generate.response by GPT-4"
    ) in text
    assert "violat" not in text
    assert lineage("check", "main.yaml", "--no-config").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--ignore", "POL001"), 0),
        (("--ignore", "policy"), 0),
        (("--select", "synthetic"), 0),
        (("--select", "denied-teacher"), 1),
        (("--select", "POL,IMP"), 1),
        (("--fail-on", "never"), 0),
        (("--profile", "draft", "--fail-on", "error"), 0),
    ],
)
def test_findings_of_a_policy_are_chosen_like_any_other(
    lineage: Run, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    write(tmp_path, main__yaml=MAIN, teachers__yaml=TEACHERS, lineage__toml=DENY)
    assert lineage("check", "main.yaml", *arguments).returncode == code


def test_a_baseline_knows_findings_of_a_policy(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, main__yaml=MAIN, teachers__yaml=TEACHERS, lineage__toml=DENY)
    assert lineage("check", "main.yaml", "--write-baseline", "known.json").returncode == 0
    run = lineage("check", "main.yaml", "--baseline", "known.json")
    assert run.returncode == 0
    assert "1 known: POL001" in run.stdout
    without = lineage("check", "main.yaml", "--baseline", "known.json", "--no-config")
    assert "not found any more" not in without.stdout, "a run without the policy does not ask for it"


def test_waivers_cover_findings_of_a_policy(lineage: Run, tmp_path: Path) -> None:
    waived = MAIN.replace("      - model", "      # lineage: waive POL001 Agreed in March.\n      - model")
    write(tmp_path, main__yaml=waived, teachers__yaml=TEACHERS, lineage__toml=DENY)
    run = lineage("check", "main.yaml")
    assert run.returncode == 0, run.stdout
    assert "Agreed in March" in run.stdout
    listed = MAIN + "waivers:\n  - code: POL001\n    about: [dialogues]\n    reason: Agreed in March.\n"
    write(tmp_path, main__yaml=listed)
    assert lineage("check", "main.yaml").returncode == 0


def test_every_format_has_them(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, main__yaml=MAIN, teachers__yaml=TEACHERS, lineage__toml=DENY)
    for form in ("json", "sarif", "junit", "github", "gitlab", "markdown"):
        assert "POL001" in lineage("check", "main.yaml", "--format", form).stdout, form


def test_faults_in_a_policy_are_2_with_file_and_key(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, main__yaml=MAIN, lineage__toml='[[policy.deny]]\nreach = "words"\n')
    run = lineage("check", "main.yaml")
    assert run.returncode == 2
    assert 'lineage.toml:2: "policy.deny[0].reach" is "words", not one of "selection"' in " ".join(run.stderr.split())


def test_places_are_those_of_the_file_after_faults_of_shape(lineage: Run, tmp_path: Path) -> None:
    broken = MAIN.replace("datasets:\n", "datasets:\n  - name: without an id\n")
    write(tmp_path, main__yaml=broken, teachers__yaml=TEACHERS, lineage__toml=DENY)
    found = findings(lineage("check", "main.yaml", "--format", "json").stdout)
    assert [(entry["code"], entry["pointer"]) for entry in found] == [
        ("SHP002", "/datasets/0"),
        ("POL001", "/datasets/1/modelUses/0"),
    ]


def test_the_list_of_rules_says_what_they_need(lineage: Run) -> None:
    lines = lineage("rules", "--select", "IMP001,POL001,SYN003").stdout.splitlines()
    assert [line.rpartition("  ")[2] for line in lines if "IMP001" in line or "POL001" in line] == [
        "[--imports]",
        "[with a policy]",
    ]
    rows = json.loads(lineage("rules", "--select", "IMP001,SYN003", "--format", "json").stdout)
    assert [row["needs"] for row in rows] == [None, "imports"]
