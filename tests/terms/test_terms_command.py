"""``lineage terms``: what it prints, compared with files, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lineage.cli.terms import command
from lineage.terms import all_terms
from lineage.terms.wording import NOTICE

GOLDEN = Path(__file__).parent / "golden"

OUTPUTS = {
    "all.txt": [],
    "xai.txt": ["--provider", "X.AI"],
    "api-2025-07-01.txt": ["--access", "api", "--at", "2025-07-01"],
    "show-llama-3.1.txt": ["show", "llama-3.1"],
    "show-openai-services-agreement.txt": ["show", "openai-services-agreement@2025-05-31"],
    "show-gemma.json": ["show", "gemma-terms-of-use@2025-03-24", "--format", "json"],
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), prog_name="lineage terms")


@pytest.mark.parametrize("name", OUTPUTS)
def test_output(name: str) -> None:
    result = run(*OUTPUTS[name])
    assert result.exit_code == 0
    assert result.stdout == (GOLDEN / name).read_text("utf-8")


@pytest.mark.parametrize(
    "arguments", [*OUTPUTS.values(), ["--scope", "none", "--access", "cloud"], ["--format", "json"]]
)
def test_the_notice_stands_there_once(arguments: list[str]) -> None:
    assert run(*arguments).stdout.count(NOTICE) == 1


@pytest.mark.parametrize("arguments", [[], *(["show", row.reference] for row in all_terms())])
def test_no_line_is_judged_and_only_addresses_are_long(arguments: list[str]) -> None:
    text = run(*arguments).stdout
    assert "violat" not in text.lower()
    assert not [line for line in text.splitlines() if len(line) > 125 and "https://" not in line]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--provider", "facebook"], 7),
        (["--scope", "sameOrSimilar"], 1),
        (["--provider", "openai", "--at", "2024-06-01"], 1),
        (["--provider", "openai", "--access", "api", "--at", "2024-06-01"], 0),
        (["--at", "2020-01-01"], 0),
    ],
)
def test_filters(arguments: list[str], count: int) -> None:
    assert len(json.loads(run(*arguments, "--format", "json").stdout)["terms"]) == count


def test_nothing_found_says_so() -> None:
    assert run("--access", "cloud").stdout.startswith("no row is all of that\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--provider", "opanai"], 'did you mean "openai"?'),
        (["show", "llama31"], 'did you mean "llama-3.1"?'),
        (["show", "zzz"], 'no row has the id "zzz"'),
        (["--at", "2024"], "write YYYY-MM-DD"),
    ],
)
def test_what_is_not_there(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
