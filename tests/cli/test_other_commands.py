"""``lineage explain``, ``lineage rules``, help and version."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from lineage.cli import COMMANDS
from lineage.explain import explanations
from tests.conftest import Run


def test_version(lineage: Run) -> None:
    assert lineage("--version").stdout == "lineage, version 0.1.0\n"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(lineage: Run, command: str) -> None:
    run = lineage(*filter(None, [command]), "--help")
    assert run.returncode == 0
    assert "Usage: lineage" in run.stdout


def test_a_mistyped_command(lineage: Run) -> None:
    run = lineage("chekc")
    assert run.returncode == 2
    assert 'Did you mean "check"?' in run.stderr


@pytest.mark.parametrize("code", ["SYN003", "syn003", "unnamed-generator", "SHP001", "RDR007"])
def test_explain(lineage: Run, code: str) -> None:
    run = lineage("explain", code)
    assert run.returncode == 0
    assert "## Why" in run.stdout
    assert "## Use instead" in run.stdout


def test_explain_names_the_real_failure(lineage: Run) -> None:
    assert "Phi-4" in lineage("explain", "SYN003").stdout


def test_explain_an_unknown_code(lineage: Run) -> None:
    run = lineage("explain", "SYN3")
    assert run.returncode == 2
    assert "did you mean" in run.stderr


def test_explain_as_data(lineage: Run) -> None:
    data = json.loads(lineage("explain", "SYN003", "--format", "json").stdout)
    assert data["severity"] == {"draft": "warning", "lab": "error", "regulator": "error"}


def test_rules(lineage: Run) -> None:
    listed = json.loads(lineage("rules", "--format", "json").stdout)
    assert len(listed) >= 25
    text = lineage("rules").stdout
    assert all(rule["code"] in text for rule in listed)


def test_every_code_is_explained_once_and_under_one_name() -> None:
    known = explanations()
    assert len({entry.name for entry in known.values()}) == len(known)
    for entry in known.values():
        assert entry.title.endswith(".")
        assert "## Why" in entry.body
        assert "## Example" in entry.body


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        (("--law", "eu"), lambda rule: rule["law"] == "eu"),
        (("--theme", "waivers"), lambda rule: rule["theme"] == "waivers"),
        (("--severity", "warning"), lambda rule: rule["severity"] == "warning"),
        (("--severity", "warning", "--profile", "draft"), lambda rule: rule["severity"] == "warning"),
        (("--select", "SYN,waiver-expired"), lambda rule: rule["code"][:3] == "SYN" or rule["code"] == "WVR002"),
        (("--theme", "synthetic", "--law", "eu"), lambda rule: rule["theme"] == "synthetic" and rule["law"] == "eu"),
    ],
)
def test_rules_are_filtered(lineage: Run, arguments: tuple[str, ...], holds: Callable[[dict[str, str]], bool]) -> None:
    profile = arguments[2:] if "--profile" in arguments else ()
    everything = json.loads(lineage("rules", "--format", "json", *profile).stdout)
    chosen = json.loads(lineage("rules", "--format", "json", *arguments).stdout)
    assert chosen == [rule for rule in everything if holds(rule)]
    assert len(chosen) < len(everything)


def test_rules_that_are_not_there(lineage: Run) -> None:
    assert lineage("rules", "--theme", "waivers", "--law", "eu").stdout == "no rule is all of that\n"
    run = lineage("rules", "--select", "synthetik")
    assert run.returncode == 2
    assert 'did you mean "synthetic"?' in run.stderr
