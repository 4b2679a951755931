"""Positions through the command: lines that end with CR LF, in every form of manifest and every report."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.test_check_command import BAD
from tests.conftest import Run

CARD = f"---\nlicense: mit\nlineage:\n{''.join('  ' + line for line in BAD.splitlines(keepends=True))}---\n# Card\n"
JSON = json.dumps({"lineage": "1.0-draft", "id": "urn:a:b", "datasets": [{"id": "a", "origin": "scraped"}]}, indent=2)
FILES = {"bad.yaml": (BAD, (5, 13)), "README.md": (CARD, (8, 15)), "bad.json": (JSON, (7, 17))}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_line_break_of_another_system(lineage: Run, tmp_path: Path, name: str, line_break: str) -> None:
    text, (line, column) = FILES[name]
    (tmp_path / name).write_bytes(text.replace("\n", line_break).encode())
    run = lineage("check", name, *(f"--format={form}={form}" for form in ("json", "sarif", "junit", "gitlab")))
    assert run.returncode == 1, run.stderr
    read = {form: (tmp_path / form).read_text("utf-8") for form in ("json", "sarif", "junit", "gitlab")}
    (finding,) = json.loads(read["json"])["files"][0]["findings"]
    end = column + len("scraped") + 2 * (name == "bad.json")
    assert finding["position"] == {"line": line, "column": column, "endLine": line, "endColumn": end}
    region = json.loads(read["sarif"])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": line, "startColumn": column, "endLine": line, "endColumn": end}
    assert json.loads(read["gitlab"])[0]["location"]["lines"]["begin"] == line
    (failure,) = ElementTree.fromstring(read["junit"]).iter("failure")
    assert f"{name}:{line}:{column}: " in (failure.text or "")
    text = lineage("check", name).stdout
    assert f"{name}:{line}:{column}: error SHP004" in text
    assert "\r" not in text
    github = lineage("check", name, "--format", "github").stdout
    assert f"file={name},line={line},endLine={line},col={column},endColumn={end}," in github
