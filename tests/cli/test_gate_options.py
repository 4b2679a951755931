"""``lineage check`` as a gate: several reports from one run, which findings count, baselines, and settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check_command import BAD, GOOD, write
from tests.conftest import Run

SYNTHETIC = 'lineage: "1.0-draft"\nid: urn:test:s\ndatasets:\n  - id: a\n    name: A\n    origin: synthetic\n'
NOTED = 'lineage: "1.0-draft"\nid: urn:test:n\nversion: "1" # lineage: waive SYN003 nothing here\n'


def summary(text: str) -> dict[str, Any]:
    counted: dict[str, Any] = json.loads(text)["summary"]
    return counted


# Several reports


def test_several_reports_from_one_run(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, bad__yaml=BAD)
    forms = ["json", "sarif", "junit", "github", "gitlab", "markdown"]
    run = lineage("check", "bad.yaml", "--format", "text", *(f"--format={form}={form}.out" for form in forms))
    assert run.returncode == 1
    assert "bad.yaml:5:13: error SHP004" in run.stdout
    for form in forms:
        text = (tmp_path / f"{form}.out").read_text("utf-8")
        assert "SHP004" in text
        assert text == lineage("check", "bad.yaml", "--format", form).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "json", "--format", "text"), "cannot both go to standard output"),
        (("--format", "json=a", "--format", "text=a"), 'cannot both go to "a"'),
        (("--format", "json=a", "-o", "b"), "-o names the file of one report"),
        (("--format", "json", "--format", "text=a", "-o", "b"), "-o names the file of one report"),
        (("--format", "json="), "no file name after"),
        (("--format", "jsn=a"), "'jsn' is not one of"),
        (("--select", "XYN"), 'did you mean "SYN"?'),
        (("--ignore", "SHP004"), "stands for shape faults, which are no rules and are always reported"),
        (("--ignore", "reader"), "stands for reader faults"),
        (("--fail-on", "fatal"), "'fatal' is not one of"),
        (("--baseline", "missing.json"), 'cannot read the baseline "missing.json"'),
        (("--baseline", "good.yaml"), "is not JSON"),
        (("--write-baseline", "nowhere/b.json"), "cannot write"),
    ],
)
def test_wrong_usage_is_2_and_nothing_is_written(
    lineage: Run, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    write(tmp_path, good__yaml=GOOD)
    run = lineage("check", "good.yaml", *arguments)
    assert run.returncode == 2
    assert words in run.stderr
    assert not run.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["good.yaml"]


# What counts


@pytest.mark.parametrize(
    ("arguments", "code", "ignored"),
    [
        ((), 1, 0),
        (("--ignore", "SYN003"), 0, 1),
        (("--ignore", "syn"), 0, 1),
        (("--ignore", "unnamed-generator"), 0, 1),
        (("--ignore", "TXT, synthetic"), 0, 1),
        (("--select", "SYN003"), 1, 0),
        (("--select", "terms", "--select", "TXT001,dates"), 0, 1),
        (("--select", "SYN", "--ignore", "SYN003"), 0, 1),
        (("--select", "shape"), 0, 1),
        (("--fail-on", "never"), 0, 0),
        (("--exit-zero",), 0, 0),
    ],
)
def test_what_counts(lineage: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, ignored: int) -> None:
    write(tmp_path, s__yaml=SYNTHETIC)
    run = lineage("check", "s.yaml", "--format", "json", *arguments)
    assert run.returncode == code
    counted = summary(run.stdout)
    assert (counted["errors"] + counted["ignored"], counted["ignored"]) == (1, ignored)
    text = lineage("check", "s.yaml", *arguments).stdout
    assert ("1 ignored: SYN003" in text) == bool(ignored)


def test_faults_of_shape_are_always_reported(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, bad__yaml=BAD)
    assert "SHP004" in lineage("check", "bad.yaml", "--select", "TXT").stdout


@pytest.mark.parametrize(
    ("profile", "limit", "code"),
    [
        ("lab", "error", 1),
        ("draft", "error", 0),
        ("draft", "warning", 1),
        ("draft", "note", 1),
        ("draft", "never", 0),
    ],
)
def test_fail_on(lineage: Run, tmp_path: Path, profile: str, limit: str, code: int) -> None:
    write(tmp_path, s__yaml=SYNTHETIC)
    assert lineage("check", "s.yaml", "--profile", profile, "--fail-on", limit).returncode == code


def test_fail_on_note(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, n__yaml=NOTED)
    assert lineage("check", "n.yaml").returncode == 0
    assert lineage("check", "n.yaml", "--fail-on", "note").returncode == 1


@pytest.mark.parametrize("option", [("--exit-zero",), ("--fail-on", "never"), ("--write-baseline", "b.json")])
def test_what_cannot_be_read_is_2_whatever_counts(lineage: Run, option: tuple[str, ...]) -> None:
    assert lineage("check", "missing.yaml", *option).returncode == 2


# Baselines


def test_a_baseline_lets_only_new_findings_fail(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, data_in_s__yaml=SYNTHETIC, data_in_bad__yaml=BAD)
    (tmp_path / "ci").mkdir()
    first = lineage("check", "data/s.yaml", "data/bad.yaml", "--write-baseline", "ci/known.json")
    assert first.returncode == 0
    assert "1 known: SYN003" in first.stdout
    entries = json.loads((tmp_path / "ci/known.json").read_text("utf-8"))["findings"]
    assert [(entry["file"], entry["code"]) for entry in entries] == [
        ("../data/bad.yaml", "SHP004"),
        ("../data/s.yaml", "SYN003"),
    ]
    again = lineage("check", "data/s.yaml", "--baseline", "ci/known.json", "--format", "json")
    assert again.returncode == 0
    assert summary(again.stdout)["known"] == 1
    below = lineage("check", "s.yaml", "--baseline", "../ci/known.json", cwd=tmp_path / "data")
    assert below.returncode == 0
    write(tmp_path, data_in_s__yaml=SYNTHETIC.replace("id: a", "id: new") + "  - id: a\n    origin: synthetic\n")
    changed = lineage("check", "data/s.yaml", "--baseline", "ci/known.json")
    assert changed.returncode == 1
    assert '"new" is synthetic' in changed.stdout
    assert '"a" is synthetic' not in changed.stdout


def test_stale_entries_are_said_and_do_not_fail(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, s__yaml=SYNTHETIC)
    lineage("check", "s.yaml", "--write-baseline", "known.json")
    write(tmp_path, s__yaml=SYNTHETIC.replace("synthetic", "public"))
    run = lineage("check", "s.yaml", "--baseline", "known.json")
    assert run.returncode == 0
    assert "s.yaml: the baseline knows SYN003 at /datasets/[a]/origin, which is not found any more" in run.stdout
    narrowed = lineage("check", "s.yaml", "--baseline", "known.json", "--select", "TXT")
    assert "not found any more" not in narrowed.stdout
    assert lineage("check", "s.yaml", "--baseline", "known.json", "--write-baseline", "known.json").returncode == 0
    assert json.loads((tmp_path / "known.json").read_text("utf-8"))["findings"] == []


def test_a_baseline_is_updated_for_the_files_of_the_run(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, a__yaml=SYNTHETIC, b__yaml=SYNTHETIC)
    options = ("--baseline", "known.json", "--write-baseline", "known.json")
    assert lineage("check", "a.yaml", *options).returncode == 0, "it may be written for the first time"
    assert lineage("check", "b.yaml", *options).returncode == 0
    assert lineage("check", "a.yaml", "b.yaml", "--baseline", "known.json").returncode == 0


# Settings


def test_settings_are_found_and_named_and_the_command_line_wins(lineage: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        project_in_lineage__toml='profile = "draft"\nignore = ["TXT"]\nformat = "json"\nbaseline = "ci/known.json"\n',
        project_in_ci_in_known__json='{"lineageBaseline": 1, "findings": []}',
        project_in_data_in_s__yaml=SYNTHETIC,
    )
    (file,) = json.loads(lineage("check", "project/data/s.yaml").stdout)["files"]
    assert (file["profile"], file["settings"]) == ("draft", "project/lineage.toml")
    inside = lineage("check", "s.yaml", "--format", "text", cwd=tmp_path / "project/data").stdout
    assert f"settings {tmp_path}/project/lineage.toml" in inside
    (other,) = json.loads(lineage("check", "project/data/s.yaml", "--profile", "lab").stdout)["files"]
    assert other["profile"] == "lab"
    without = lineage("check", "project/data/s.yaml", "--no-config")
    assert "profile lab" in without.stdout
    assert "settings" not in without.stdout


def test_every_setting_has_its_option(lineage: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        pyproject__toml='[tool.lineage]\nprofile = "regulator"\nfor = "eu"\nselect = ["synthetic"]\nignore = ["TXT"]\n'
        'fail-on = "never"\nformat = "github"\nlimit = 1\nmax-size = 1\n',
        s__yaml=SYNTHETIC,
        big__json='{"x-a": "' + "a" * 1_100_000 + '"}',
    )
    run = lineage("check", "s.yaml", "big.json")
    assert run.returncode == 2
    assert run.stdout.count("::error") == 2
    assert "RDR003" in run.stdout
    assert lineage("check", "s.yaml").returncode == 0


def test_settings_with_a_fault_are_2(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, lineage__toml='profil = "lab"\n', good__yaml=GOOD)
    run = lineage("check", "good.yaml")
    assert run.returncode == 2
    assert 'lineage.toml:1: there is no setting "profil"; did you mean "profile"?' in run.stderr.replace("\n", " ")
    assert lineage("check", "good.yaml", "--no-config").returncode == 0
    assert lineage("check", "-", stdin=GOOD).returncode == 2, "for standard input, the current folder counts"


def test_a_fault_in_what_a_setting_names_is_said_with_the_file(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, p_in_lineage__toml='search = ["nowhere"]\n', p_in_good__yaml=GOOD)
    run = lineage("check", "p/good.yaml")
    assert run.returncode == 2
    assert 'p/lineage.toml: "search": Directory' in run.stderr.replace("\n", " ")
    (tmp_path / "p/lineage.toml").unlink()
    (tmp_path / "p/lineage.toml").symlink_to("gone.toml")
    assert lineage("check", "p/good.yaml").returncode == 2
    assert lineage("check", "p/good.yaml", "--no-config").returncode == 0
