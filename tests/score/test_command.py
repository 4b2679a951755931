"""``lineage score`` as a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lineage.cli.score import SECTIONS, command
from lineage.schema import resource
from lineage.score.rubric import SECTIONS as ALL_SECTIONS
from tests.score.edits import example, summary


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--at", "2026-11-22"], prog_name="lineage score")


def manifest(name: str) -> str:
    return str(resource("examples", name) / "lineage.yaml")


def test_a_manifest_is_summarised_and_scored() -> None:
    result = run(manifest("grok-4.5"))
    assert result.exit_code == 0
    assert "Grok 4.5" in result.stdout
    assert "F2.3.h.1" in result.stdout


def test_a_written_summary_is_scored_alike(tmp_path: Path) -> None:
    path = tmp_path / "SUMMARY.json"
    path.write_text(json.dumps(summary(example("grok-4.5"))), "utf-8")
    assert run(str(path), "--format", "json").stdout == run(manifest("grok-4.5"), "--format", "json").stdout


def test_a_section_and_all_metrics(tmp_path: Path) -> None:
    target = tmp_path / "score.txt"
    assert run(manifest("aurora"), "--section", "2.3", "--all", "-o", str(target)).exit_code == 0
    text = target.read_text("utf-8")
    assert "F2.3.i.5" in text
    assert "F2.4" not in text


def test_the_sections_are_those_of_the_rubric() -> None:
    assert list(SECTIONS) == list(ALL_SECTIONS)


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ('{"lineage": "1.0-draft", "id": "urn:a:b", "models": 3}', 1, "No score was given"),
        ("{", 2, "RDR"),
        ('{"format": "training-lineage-summary/9"}', 2, "not the JSON form"),
        ('{"format": "training-lineage-summary/1", "form": "eu-summary"}', 2, "broken"),
    ],
)
def test_what_cannot_be_scored_is_told(tmp_path: Path, content: str, code: int, words: str) -> None:
    path = tmp_path / "input.json"
    path.write_text(content, "utf-8")
    result = run(str(path))
    assert result.exit_code == code
    assert words in result.output
    assert "Traceback" not in result.output
